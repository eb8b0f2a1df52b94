package dates

import "strings"

// relative matches "last week", "next Wednesday", "this past May", "last
// summer", "the past two years" and "this morning".
func (p *parser) relative(i int) (int, interval, bool) {
	c := p.cls(i)
	if c != last && c != next && c != this || !p.ref.hasYear() {
		return 0, interval{}, false
	}
	j := i + 1
	if c == this && (p.is(j, last) || p.is(j, next)) { // "this past week", "this coming Sunday"
		c = p.cls(j)
		j++
	}
	switch p.cls(j) {
	case unit:
		if p.toks[j].plural {
			return 0, interval{}, false
		}
		v, ok := p.unitAt(p.toks[j].n, c, strings.EqualFold(p.toks[j-1].text, "past"))
		return j + 1, v, ok
	case weekday:
		if !p.ref.hasDay() || p.toks[j].short {
			return 0, interval{}, false
		}
		return p.skip(j+1, daytime), at(p.nextWeekday(p.toks[j].n, c)), true
	case month:
		if p.isDay(j + 1) {
			return 0, interval{}, false
		}
		return p.abbreviation(j + 1), at(p.nextMonth(p.toks[j].n, c)), true
	case season:
		return j + 1, p.nextSeason(p.toks[j].n, c), p.ref.hasMonth()
	case daytime:
		if c == this && p.ref.hasDay() {
			return j + 1, at(p.ref.point), true
		}
		if c == last && p.text(j) == "night" && p.ref.hasDay() {
			return j + 1, at(p.ref.addDays(-1)), true
		}
	case number, many:
		return p.span(j, c)
	}
	return 0, interval{}, false
}

// unitAt is the week, month, year … before, of or after the reference. rolling
// is "the past year", which ends at the reference instead of at New Year.
func (p *parser) unitAt(u int, c class, rolling bool) (interval, bool) {
	sign := map[class]int{last: -1, next: 1}[c]
	r := p.ref
	if rolling && (u == unitMonth || u == unitYear || u == unitWeek) {
		return p.back(1, u)
	}
	switch u {
	case unitWeek:
		return at(r.addDays(7 * sign).month()), r.hasDay()
	case unitWeekend:
		return p.weekend(c), r.hasDay()
	case unitMonth:
		return at(r.addMonths(sign)), r.hasMonth()
	case unitQuarter:
		first := point{r.y, (r.m-1)/3*3 + 1, 0}.addMonths(3 * sign)
		return interval{first, first.addMonths(2)}, r.hasMonth()
	case unitYear:
		return at(point{y: r.y + sign}), true
	case unitDecade:
		first := r.y/10*10 + 10*sign
		return interval{point{y: first}, point{y: first + 9}}, true
	case unitDay:
		return at(r.addDays(sign)), r.hasDay() && c != this
	}
	return interval{}, false
}

// weekend is the Saturday and Sunday before, around or after the reference.
func (p *parser) weekend(c class) interval {
	saturday := p.ref.addDays(5 - p.ref.weekday())
	switch {
	case c == last && p.ref.weekday() < 6 || c == last:
		saturday = saturday.addDays(-7)
	case c == next:
		saturday = saturday.addDays(7)
	}
	return interval{saturday, saturday.addDays(1)}
}

func (p *parser) nextWeekday(day int, c class) point {
	off := day - p.ref.weekday()
	switch {
	case c == last && off >= 0:
		off -= 7
	case c == next && off <= 0:
		off += 7
	}
	return p.ref.addDays(off)
}

func (p *parser) nextMonth(m int, c class) point {
	y := p.ref.y
	switch {
	case c == last && m >= p.ref.m:
		y--
	case c == next && m <= p.ref.m:
		y++
	}
	return point{y, m, 0}
}

func (p *parser) nextSeason(first int, c class) interval {
	s := seasonOf(p.ref.y, first)
	if first == 12 && p.ref.m <= 2 {
		s = seasonOf(p.ref.y-1, first)
	}
	r := p.ref.month()
	switch {
	case c == last && !before(s.to, r):
		s = seasonOf(s.from.y-1, first)
	case c == next && !before(r, s.from):
		s = seasonOf(s.from.y+1, first)
	}
	return s
}

func seasonOf(y, first int) interval {
	from := point{y, first, 0}
	return interval{from, from.addMonths(2)}
}

// span matches "two years", "few weeks" behind "the past" or "the next".
func (p *parser) span(i int, c class) (int, interval, bool) {
	n, j := p.count(i)
	if j == i || !p.is(j, unit) || !p.toks[j].plural || c == this {
		return 0, interval{}, false
	}
	if c == last {
		v, ok := p.back(n, p.toks[j].n)
		return j + 1, v, ok
	}
	v, ok := p.shift(n, p.toks[j].n)
	if !ok {
		return 0, v, false
	}
	from := p.ref.point
	switch precise(v.from) {
	case 1:
		from = from.year()
	case 2:
		from = from.month()
	}
	return j + 1, interval{from, v.from}, true
}

// back is the stretch of n units that ends at the reference.
func (p *parser) back(n, u int) (interval, bool) {
	v, ok := p.shift(-n, u)
	if !ok {
		return v, false
	}
	to := p.ref.point
	switch precise(v.from) {
	case 1:
		to = to.year()
	case 2:
		to = to.month()
	}
	return interval{v.from, to}, true
}

// shift moves the reference by n units; the result has the unit's precision,
// where a week is known to the month.
func (p *parser) shift(n, u int) (interval, bool) {
	r := p.ref
	switch u {
	case unitDay:
		if r.hasDay() {
			return at(r.addDays(n)), true
		}
	case unitWeek:
		if r.hasDay() {
			return at(r.addDays(7 * n).month()), true
		}
	case unitMonth:
		if r.hasMonth() {
			return at(r.addMonths(n)), true
		}
	case unitYear:
		if r.hasYear() {
			return at(point{y: r.y + n}), true
		}
	}
	return interval{}, false
}

// count matches "a", "two", "10", "twenty five", "a couple of"; "few" and
// "several" count as three. j is i when there is no number.
func (p *parser) count(i int) (n, j int) {
	switch p.cls(i) {
	case a:
		if p.is(i+1, many) {
			return p.count(i + 1)
		}
		return 1, i + 1
	case many:
		if n = p.toks[i].n; n == 0 {
			n = 3
		}
		return n, p.skip(i+1, of)
	case number:
		if p.toks[i].ordinal {
			return 0, i
		}
		n = p.toks[i].n
		if n >= 20 && n%10 == 0 && p.toks[i].digits == 0 {
			j = p.skip(i+1, dash)
			if p.is(j, number) && p.toks[j].digits == 0 && p.toks[j].n < 10 {
				return n + p.toks[j].n, j + 1
			}
		}
		return n, i + 1
	}
	return 0, i
}

// distance matches "three days ago", "a month ago", "two weeks from now".
func (p *parser) distance(i int) (int, interval, bool) {
	n, j := p.count(i)
	if j == i || n == 0 {
		return 0, interval{}, false
	}
	j = p.skip(j, dash)
	if !p.is(j, unit) {
		return 0, interval{}, false
	}
	u := p.toks[j].n
	j++
	switch {
	case p.is(j, ago):
		n, j = -n, j+1
	case p.text(j) == "from" && (p.text(j+1) == "now" || p.text(j+1) == "today"):
		j += 2
	default:
		return 0, interval{}, false
	}
	v, ok := p.shift(n, u)
	if ok && (p.is(i, many) || p.is(i+1, many)) {
		// "a few days ago" is no certain day.
		switch precise(v.from) {
		case 3:
			v = at(v.from.month())
		case 2:
			v = at(v.from.year())
		default:
			return 0, interval{}, false
		}
		if u == unitWeek {
			v = at(p.ref.addDays(7 * n).month())
		}
	}
	return j, v, ok
}

// dayWords matches "today", "the day after tomorrow", "tomorrow morning".
func (p *parser) dayWords(i int) (int, interval, bool) {
	off := 0
	if p.is(i, unit) && p.toks[i].n == unitDay && p.is(i+1, prep) && p.is(i+2, dayWord) {
		switch {
		case p.text(i+1) == "before" && p.toks[i+2].n == -1:
			off = -1
		case p.text(i+1) == "after" && p.toks[i+2].n == 1:
			off = 1
		default:
			return 0, interval{}, false
		}
		i += 2
	}
	if !p.is(i, dayWord) || !p.ref.hasDay() {
		return 0, interval{}, false
	}
	return p.skip(i+1, daytime), at(p.ref.addDays(p.toks[i].n + off)), true
}

// around matches "the week of Aug. 15", "the weekend of Aug. 20" and, where it is the
// last one, "over the weekend".
func (p *parser) around(i int) (int, interval, bool) {
	u := p.toks[i].n
	if u != unitWeek && u != unitWeekend || p.toks[i].plural {
		return 0, interval{}, false
	}
	if p.is(i+1, of) {
		end, v, ok := p.single(p.skip(i+2, the))
		if !ok || v.to.y > 0 || v.from.d == 0 {
			return 0, interval{}, false
		}
		monday := v.from.addDays(-v.from.weekday())
		if u == unitWeekend {
			return end, interval{monday.addDays(5), monday.addDays(6)}, true
		}
		return end, interval{monday, monday.addDays(6)}, true
	}
	if u != unitWeekend || !p.ref.hasDay() || !p.is(i-1, the) {
		return 0, interval{}, false
	}
	switch p.text(i - 2) {
	case "over", "at", "during", "on":
	default:
		return 0, interval{}, false
	}
	c := last
	if p.ref.weekday() >= 5 || p.lean == ahead {
		c = this
	}
	return i + 1, p.weekend(c), true
}

// feastDay matches "Christmas Day", "Christmas Eve", "New Year's Eve".
func (p *parser) feastDay(i int) (int, interval, bool) {
	j, m, d := i+1, 12, 25
	if p.text(i) == "new" {
		if w := p.text(j); w != "year" && w != "year's" && w != "year’s" && w != "years" {
			return 0, interval{}, false
		}
		if j++; p.text(j) == "'s" || p.text(j) == "’s" {
			j++
		}
		m, d = 1, 1
	}
	switch p.text(j) {
	case "day":
	case "eve":
		if d--; d == 0 {
			m, d = 12, 31
		}
	default:
		return 0, interval{}, false
	}
	return p.withYear(j+1, m, d, -1)
}

// partOf matches "late May", "mid-2016", "the end of next year", "later this
// month", "early in the 1990s". The part does not narrow the date.
func (p *parser) partOf(i int) (int, interval, bool) {
	j := i
	if p.is(i, number) && (p.toks[i].ordinal || p.toks[i].digits == 0) && p.text(i+1) == "half" {
		j++ // "the second half of 2016"
	}
	if !p.is(j, part) {
		return 0, interval{}, false
	}
	word := p.text(j)
	loose := word == "early" || word == "earlier" || word == "late" || word == "later" || word == "mid"
	for j++; p.is(j, dash) || p.is(j, of) || p.is(j, the) || p.is(j, part) || loose && (p.text(j) == "in" || p.text(j) == "on"); j++ {
	}
	switch p.cls(j) {
	case month, weekday, decade, season, dayWord, last, next, this, number:
		if p.is(j, number) && !p.isYear(j) && !p.isCentury(j) {
			if p.isDay(j) { // "late on 26 August"
				break
			}
			return 0, interval{}, false
		}
	case unit:
		// "by the end of the year" is the reference's own.
		if !p.is(j-1, the) || word == "earlier" || word == "later" || !p.ref.hasYear() {
			return 0, interval{}, false
		}
		v, ok := p.unitAt(p.toks[j].n, this, false)
		return j + 1, v, ok && p.toks[j].n != unitDay && !p.toks[j].plural
	default:
		return 0, interval{}, false
	}
	if p.isYear(j) {
		if p.countsThings(j) {
			return 0, interval{}, false
		}
		return j + 1, at(point{y: p.toks[j].n}), true
	}
	end, v, ok := p.single(j)
	if word == "eve" && v.from.d > 0 && v.to.y == 0 {
		v.from = v.from.addDays(-1)
	}
	return end, v, ok
}

// seasons matches "spring 2016", "the summer of 1994", "in the spring".
func (p *parser) seasons(i int) (int, interval, bool) {
	if !p.is(i, season) {
		return 0, interval{}, false
	}
	if end, y, ok := p.yearAfter(i+1, false); ok {
		if p.is(end, dash) && p.is(end+1, number) { // "winter of 2015-16"
			end += 2
		}
		return end, seasonOf(y, p.toks[i].n), true
	}
	if prev := p.text(i - 1); !p.ref.hasMonth() || prev != "in" && !(prev == "the" && p.text(i-2) == "in") || p.is(i+1, of) {
		return 0, interval{}, false
	}
	first, _ := p.ref.yearFor(p.toks[i].n, 0, -1, p.lean)
	return i + 1, seasonOf(first.y, first.m), true
}

// quarters matches "the third quarter of 2016" and "Q3 2016".
func (p *parser) quarters(i int) (int, interval, bool) {
	n, j := 0, i+1
	switch {
	case p.is(i, quarter):
		n = p.toks[i].n
	case p.is(i, number) && p.toks[i].ordinal && p.text(i+1) == "quarter":
		n, j = p.toks[i].n, i+2
	}
	if n < 1 || n > 4 {
		return 0, interval{}, false
	}
	end, y, ok := p.yearAfter(j, false)
	from := point{y, n*3 - 2, 0}
	return end, interval{from, from.addMonths(2)}, ok
}
