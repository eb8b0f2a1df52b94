package dates

// dayRange matches ranges that share a month: "Sept. 4-5, 2016", "3 to 5 May",
// "Sept. 4 and 5", "26–28 August".
func (p *parser) dayRange(i int) (int, interval, bool) {
	if p.is(i, weekday) {
		j := p.abbreviation(i + 1)
		return p.dayRangeIn(p.skip(j, comma))
	}
	return p.dayRangeIn(i)
}

func (p *parser) dayRangeIn(i int) (int, interval, bool) {
	if p.is(i, month) {
		j := p.abbreviation(i + 1)
		d1, d2, end, ok := p.twoDays(j)
		if !ok {
			return 0, interval{}, false
		}
		return p.closeRange(end, p.toks[i].n, d1, d2)
	}
	d1, d2, j, ok := p.twoDays(i)
	if !ok {
		return 0, interval{}, false
	}
	if p.toks[j-1].ordinal {
		j = p.skip(j, of)
	}
	if !p.is(j, month) {
		return 0, interval{}, false
	}
	return p.closeRange(p.abbreviation(j+1), p.toks[j].n, d1, d2)
}

func (p *parser) closeRange(i, m, d1, d2 int) (int, interval, bool) {
	end, v, ok := p.withYear(i, m, d1, -1)
	to := point{v.from.y, m, d2}
	return end, interval{v.from, to}, ok && to.valid()
}

// twoDays matches "4-5", "4 to 5", "4 and 5" where the second is the later.
func (p *parser) twoDays(i int) (d1, d2, end int, ok bool) {
	if !p.isDay(i) || !p.isDay(i+2) {
		return 0, 0, 0, false
	}
	switch p.cls(i + 1) {
	case dash, to, and:
	default:
		return 0, 0, 0, false
	}
	d1, d2 = p.toks[i].n, p.toks[i+2].n
	// In "Sept. 4 and 5 October" the second day belongs to the month behind it.
	if p.is(i-1, month) && p.is(i+3, month) {
		return 0, 0, 0, false
	}
	return d1, d2, i + 3, d1 < d2
}

// dayList matches "May 3, 4 and 5", days in a row behind their month.
func (p *parser) dayList(i int) (int, interval, bool) {
	j := p.abbreviation(i + 1)
	if !p.is(i, month) || !p.isDay(j) {
		return 0, interval{}, false
	}
	first, d := p.toks[j].n, p.toks[j].n
	for j++; ; j += 2 {
		k := j
		if p.is(k, comma) && p.is(k+1, and) {
			k++ // "3, 4, and 5"
		}
		closing := p.is(k, and)
		if !closing && !p.is(k, comma) || !p.isDay(k+1) || p.toks[k+1].n != d+1 || p.countsThings(k+1) {
			return 0, interval{}, false
		}
		d++
		if closing {
			return p.closeRange(k+2, p.toks[i].n, first, d)
		}
	}
}

// decades matches "1990s", "the '90s", "the nineties" and "the 19th century".
func (p *parser) decades(i int) (int, interval, bool) {
	if p.is(i, decade) {
		t := p.toks[i]
		if t.text[0] > '9' && p.text(i-1) != "the" && !p.is(i-1, part) && !p.is(i-1, dash) {
			// "in his sixties" is an age.
			return 0, interval{}, false
		}
		if t.n%100 == 0 && t.n < 1900 {
			return i + 1, interval{point{y: t.n}, point{y: t.n + 99}}, true
		}
		return i + 1, interval{point{y: t.n}, point{y: t.n + 9}}, true
	}
	if !p.isCentury(i) {
		return 0, interval{}, false
	}
	n := p.toks[i].n
	return p.skip(i+1, dash) + 1, interval{point{y: n*100 - 99}, point{y: n * 100}}, true
}

func (p *parser) isCentury(i int) bool {
	if !p.is(i, number) || !p.toks[i].ordinal || p.toks[i].n < 11 || p.toks[i].n > 22 {
		return false
	}
	j := p.skip(i+1, dash)
	return p.is(j, unit) && p.toks[j].n == unitCentury
}

// years matches "1998", "1991–1993" and "1972-73" where a number can be a year.
func (p *parser) years(i int) (int, interval, bool) {
	if !p.isYear(i) || !p.yearCue(i) {
		return 0, interval{}, false
	}
	y := p.toks[i].n
	if (p.is(i+1, dash) || p.is(i+1, slash)) && p.is(i+2, number) && p.toks[i+2].digits == 2 && !p.toks[i+2].ordinal {
		end := y/100*100 + p.toks[i+2].n
		switch {
		case end > y && end-y < 60:
			return i + 3, interval{point{y: y}, point{y: end}}, true
		case y%100 > 90 && end+100-y < 20: // 1998-02
			return i + 3, interval{point{y: y}, point{y: end + 100}}, true
		case p.toks[i+2].n >= 1 && p.toks[i+2].n <= 12 && p.toks[i+1].cls == dash:
			return i + 3, at(point{y, p.toks[i+2].n, 0}), true
		}
	}
	return i + 1, at(point{y: y}), true
}

// bareYear is for lines that hold a year alone.
func (p *parser) bareYear(i int) (int, interval, bool) {
	if !p.isYear(i) {
		return 0, interval{}, false
	}
	return i + 1, at(point{y: p.toks[i].n}), true
}

// yearCue says whether the number at i is a year, by the words around it.
func (p *parser) yearCue(i int) bool {
	n := p.toks[i].n
	if p.countsThings(i) {
		return false
	}
	if prev := p.text(i - 1); (prev == "after" || prev == "before") && p.is(i-2, unit) {
		return false // "30 years after 1986"
	}
	switch p.text(i - 1) {
	case "$", "us$", "€", "£", "no", "no.", "resolution", "resolutions", "flight", "article", "about", "some", "nearly", "almost", "than", "least", "approximately", "section", "page", "room", "#", "number", "law", "order":
		return false
	case "in", "since", "until", "of", "during", "by", "early", "late", "mid", "circa", "throughout", "before", "after", "from", "between", "through", "the", "to":
		return n >= 1500
	case "around", "over":
		return n >= 1500 && !p.wordFollows(i)
	}
	if n < 1800 || n >= 2100 {
		return false
	}
	if p.is(i+1, dash) && p.isYear(i+2) {
		return true
	}
	return p.is(i-1, to) || p.is(i-1, dash) || p.is(i-1, and) || !p.wordFollows(i) || p.is(i-1, a) || p.text(i+1) == "and" || p.text(i+1) == "to"
}

// wordFollows reports whether a word, not a mark or the end, stands behind i.
func (p *parser) wordFollows(i int) bool {
	if i+1 >= len(p.toks) {
		return false
	}
	t := p.text(i + 1)
	if t == "" {
		return false
	}
	c := t[0]
	return (c >= 'a' && c <= 'z' || c >= 0x80) && p.cls(i+1) != dash && t != "’s" && t != "”" && t != "’"
}

// countsThings finds the numbers of "2000 troops" and "1,500 people".
func (p *parser) countsThings(i int) bool {
	switch p.text(i + 1) {
	case "people", "troops", "soldiers", "men", "women", "children", "civilians", "refugees", "dead", "deaths", "casualties", "fighters", "workers", "prisoners",
		"miles", "kilometers", "kilometres", "km", "meters", "metres", "feet", "acres", "hectares", "tons", "tonnes", "barrels", "pounds", "rubles", "roubles", "yuan",
		"euros", "dollars", "percent", "%", "per", "years", "days", "hours", "megawatts", "homes", "houses", "tanks", "missiles", "warheads", "times", "others", "victims", "students", "members", "delegates":
		return true
	}
	return false
}

// dayAlone matches "on the 26th" where nothing follows that it could count.
func (p *parser) dayAlone(i int) (int, interval, bool) {
	if !p.isDay(i) || !p.toks[i].ordinal || p.text(i-1) != "the" || p.text(i-2) != "on" || p.wordFollows(i) && !p.is(i+1, prep) && !p.is(i+1, and) {
		return 0, interval{}, false
	}
	if !p.ref.hasDay() {
		return 0, interval{}, false
	}
	best, bestGap := point{}, 0
	for off := -1; off <= 1; off++ {
		d := p.ref.addMonths(off)
		d.d = p.toks[i].n
		gap := p.ref.gap(d)
		if !d.valid() || p.lean == past && gap > 0 || p.lean == ahead && gap < 0 {
			continue
		}
		if gap < 0 {
			gap = -gap
		}
		if best.y == 0 || gap < bestGap {
			best, bestGap = d, gap
		}
	}
	return i + 1, at(best), best.y > 0
}
