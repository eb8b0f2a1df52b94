package dates

import "strings"

// parser matches expressions in the tokens of one sentence. Each rule takes the
// index where it starts and returns the index behind what it matched.
type parser struct {
	toks []token
	ref  reference
	lean leaning

	since bool // the expression stands behind "since", and so lies in the past
}

func (p *parser) cls(i int) class {
	if i < 0 || i >= len(p.toks) {
		return none
	}
	return p.toks[i].cls
}

func (p *parser) is(i int, c class) bool { return i >= 0 && i < len(p.toks) && p.toks[i].cls == c }

// text is the word at i in lower case, "" beyond the ends.
func (p *parser) text(i int) string {
	if i < 0 || i >= len(p.toks) {
		return ""
	}
	return strings.ToLower(p.toks[i].text)
}

// skip steps over one token of the class, if it is there.
func (p *parser) skip(i int, c class) int {
	if p.is(i, c) {
		return i + 1
	}
	return i
}

// abbreviation steps over the full stop that a tokenizer cut off "Aug.".
func (p *parser) abbreviation(i int) int {
	if p.is(i, dot) && p.toks[i-1].short {
		return i + 1
	}
	return i
}

// expression matches the longest date expression at i.
func (p *parser) expression(i int) (int, interval, bool) {
	switch p.cls(i) {
	case none, comma, dot, dash, slash, to, ago, daytime:
		return 0, interval{}, false
	}
	p.since = p.text(i-1) == "since"
	if end, v, ok := p.partOf(i); ok {
		return end, v, true
	}
	if end, v, ok := p.dayRange(i); ok {
		return end, v, true
	}
	if end, v, ok := p.dayList(i); ok {
		return end, v, true
	}
	end, v, ok := p.single(i)
	if !ok {
		return 0, v, false
	}
	if j := p.connector(i, end); j > 0 && p.is(i, weekday) && end == i+1 && p.is(j, weekday) && !p.toks[j].short {
		days := (p.toks[j].n - p.toks[i].n + 7) % 7
		return j + 1, interval{v.from, v.from.addDays(days)}, days > 0
	}
	// "from May to July 2016", "Sept. 30 – Oct. 2", "between 1990 and 1995".
	if j := p.connector(i, end); j > 0 {
		if e, w, ok := p.single(j); ok && w.to.y == 0 && v.to.y == 0 && !p.is(j, dayWord) {
			if v.from.y > 0 && w.from.y > 0 {
				if p.yearless(i, end) && (w.from.m > 0 || w.from.y < v.from.y+2) && !p.yearless(j, e) {
					v.from.y = w.from.y
					if w.from.m > 0 && v.from.m > w.from.m {
						v.from.y--
					}
				}
				if precise(v.from) == precise(w.from) && before(v.from, w.from) {
					return e, interval{v.from, w.from}, true
				}
			}
		}
	}
	return end, v, true
}

func precise(p point) int {
	switch {
	case p.d > 0:
		return 3
	case p.m > 0:
		return 2
	}
	return 1
}

func before(a, b point) bool {
	return a.y*372+a.m*31+a.d < b.y*372+b.m*31+b.d
}

// connector returns the index behind "to", "-" or, after "between", "and".
func (p *parser) connector(i, end int) int {
	switch {
	case p.is(end, dash), p.is(end, to):
		return end + 1
	case p.is(end, and) && p.text(i-1) == "between":
		return end + 1
	}
	return 0
}

// yearless reports whether toks[i:end] names a month but no year.
func (p *parser) yearless(i, end int) bool {
	named := false
	for ; i < end; i++ {
		switch t := p.toks[i]; {
		case t.cls == month:
			named = true
		case t.cls == number && t.digits == 4, t.cls == last, t.cls == next, t.cls == this, t.cls == unit:
			return false
		}
	}
	return named
}

// single matches an expression that is no range of two expressions.
func (p *parser) single(i int) (int, interval, bool) {
	switch p.cls(i) {
	case number:
		if end, v, ok := p.numeric(i); ok {
			return end, v, true
		}
		if end, v, ok := p.dayMonthOn(i, -1); ok {
			return end, v, true
		}
		if end, v, ok := p.distance(i); ok {
			return end, v, true
		}
		if end, v, ok := p.decades(i); ok {
			return end, v, true
		}
		if end, v, ok := p.quarters(i); ok {
			return end, v, true
		}
		if end, v, ok := p.years(i); ok {
			return end, v, true
		}
		return p.dayAlone(i)
	case weekday:
		return p.weekdayDate(i)
	case month:
		if end, v, ok := p.monthDayOn(i, -1); ok {
			return end, v, true
		}
		return p.monthYear(i)
	case last, next, this:
		return p.relative(i)
	case a, many:
		return p.distance(i)
	case dayWord:
		return p.dayWords(i)
	case unit:
		if end, v, ok := p.around(i); ok {
			return end, v, true
		}
		return p.dayWords(i)
	case feast:
		return p.feastDay(i)
	case decade:
		return p.decades(i)
	case season:
		return p.seasons(i)
	case quarter:
		return p.quarters(i)
	}
	return 0, interval{}, false
}

// numeric matches 2016-08-26, 2016/08/26, 26/08/2016 and 08/26/2016; where both
// could be, the month stands first.
func (p *parser) numeric(i int) (int, interval, bool) {
	if !p.is(i, number) || p.toks[i].digits == 0 || p.toks[i].ordinal || i+4 >= len(p.toks) {
		return 0, interval{}, false
	}
	sep := p.cls(i + 1)
	if sep != dash && sep != slash || p.cls(i+3) != sep || !p.is(i+4, number) || p.toks[i+4].digits == 0 {
		return 0, interval{}, false
	}
	x, z := p.toks[i], p.toks[i+4]
	if m := p.toks[i+2]; m.cls == month && z.digits == 4 && x.digits <= 2 { // 26-Aug-2016
		d := point{z.n, m.n, x.n}
		return i + 5, at(d), d.valid()
	}
	if !p.is(i+2, number) || p.toks[i+2].digits == 0 || p.toks[i+2].digits > 2 {
		return 0, interval{}, false
	}
	y := p.toks[i+2]
	var d point
	switch {
	case x.digits == 4 && z.digits <= 2:
		d = point{x.n, y.n, z.n}
	case z.digits == 4 && x.digits <= 2 && x.n > 12:
		d = point{z.n, y.n, x.n}
	case z.digits == 4 && x.digits <= 2:
		d = point{z.n, x.n, y.n}
	}
	return i + 5, at(d), d.valid()
}

// weekdayDate matches "Wednesday", "Wednesday night", "Wednesday last week",
// "Wednesday, Sept. 28, 2016" and "Wed 28 Sep".
func (p *parser) weekdayDate(i int) (int, interval, bool) {
	if !p.is(i, weekday) || p.isName(i) {
		return 0, interval{}, false
	}
	day, short := p.toks[i].n, p.toks[i].short && !strings.HasSuffix(p.toks[i].text, ".")
	j := p.abbreviation(i + 1)
	short = short && j == i+1
	j = p.skip(j, daytime)
	k := p.skip(j, comma)
	k = p.skip(k, the)
	if end, v, ok := p.monthDayOn(k, day); ok {
		return end, v, true
	}
	if end, v, ok := p.dayMonthOn(k, day); ok {
		return end, v, true
	}
	if end, v, ok := p.numeric(k); ok {
		return end, v, true
	}
	if short || !p.ref.hasDay() {
		return 0, interval{}, false
	}
	if c := p.cls(j); (c == last || c == next || c == this) && p.is(j+1, unit) && p.toks[j+1].n == unitWeek {
		return j + 2, at(p.weekdayIn(day, c)), true
	}
	off := day - p.ref.weekday()
	switch {
	case p.lean == ahead && off < 0:
		off += 7
	case p.lean != ahead && off > 0:
		off -= 7
	}
	return j, at(p.ref.addDays(off)), true
}

// weekdayIn is the weekday in the week (Monday to Sunday) before, of or after
// the reference.
func (p *parser) weekdayIn(day int, c class) point {
	off := day - p.ref.weekday()
	switch c {
	case last:
		off -= 7
	case next:
		off += 7
	}
	return p.ref.addDays(off)
}

// isName finds the weekdays of "Good Friday" and "The Sunday Times".
func (p *parser) isName(i int) bool {
	switch p.text(i - 1) {
	case "good", "black", "bloody", "easter", "palm", "ash", "holy", "cyber", "super", "maundy", "shrove":
		return true
	}
	switch p.text(i + 1) {
	case "times", "telegraph", "mirror", "express", "herald", "post", "mail", "review", "island", "islands":
		return p.toks[i+1].capital
	}
	return false
}

// monthDayOn matches "Aug. 26", "August 26th, 2016"; day is the weekday said
// before it, or -1.
func (p *parser) monthDayOn(i, day int) (int, interval, bool) {
	if !p.is(i, month) {
		return 0, interval{}, false
	}
	j := p.abbreviation(i + 1)
	j = p.skip(j, the)
	if !p.isDay(j) || p.is(j+1, slash) {
		return 0, interval{}, false
	}
	if p.isAttack(i, j) || p.countsThings(j) {
		return 0, interval{}, false
	}
	return p.withYear(j+1, p.toks[i].n, p.toks[j].n, day)
}

// isAttack finds "the Sept. 11 attacks", a name.
func (p *parser) isAttack(i, day int) bool {
	return p.toks[i].n == 9 && p.is(day, number) && p.toks[day].n == 11 && strings.HasPrefix(p.text(day+1), "attack")
}

// dayMonthOn matches "26 August", "26th of August, 2016".
func (p *parser) dayMonthOn(i, day int) (int, interval, bool) {
	if !p.isDay(i) && !(p.is(i, number) && p.toks[i].ordinal && p.is(i+1, of)) {
		return 0, interval{}, false
	}
	j := i + 1
	if p.toks[i].ordinal {
		j = p.skip(j, of)
	}
	if !p.is(j, month) || !p.toks[j].capital && p.toks[j].unsure {
		return 0, interval{}, false
	}
	// In "on 26 May" as in "killed 26 May protesters" the month follows.
	return p.withYear(p.abbreviation(j+1), p.toks[j].n, p.toks[i].n, day)
}

// withYear closes a month and a day (0 when not said) with the year that
// follows, or else with the one that the reference gives.
func (p *parser) withYear(i, m, d, day int) (int, interval, bool) {
	if end, y, ok := p.yearAfter(i, d > 0); ok {
		pt := point{y, m, d}
		return end, at(pt), d == 0 || pt.valid()
	}
	lean := p.lean
	if p.since {
		lean = past
	}
	pt, ok := p.ref.yearFor(m, d, day, lean)
	if !ok && day >= 0 {
		pt, ok = p.ref.yearFor(m, d, -1, lean)
	}
	return i, at(pt), ok
}

// yearAfter matches ", 2016", "2016", "of 2016", "last year" and "of this year".
func (p *parser) yearAfter(i int, afterDay bool) (end, y int, ok bool) {
	j := p.skip(i, comma)
	if j == i {
		j = p.skip(i, of)
	}
	if p.isYear(j) && !p.countsThings(j) && !p.is(j, decade) {
		// "on May 5, 2000 people" is not likely enough to be asked for.
		return j + 1, p.toks[j].n, true
	}
	if p.is(i, comma) {
		return 0, 0, false
	}
	j = p.skip(j, the)
	if c := p.cls(j); p.ref.hasYear() && (c == last || c == next || c == this) && p.is(j+1, unit) && p.toks[j+1].n == unitYear {
		y = p.ref.y
		switch c {
		case last:
			y--
		case next:
			y++
		}
		return j + 2, y, true
	}
	return 0, 0, false
}

// isDay reports a number that can be a day of the month.
func (p *parser) isDay(i int) bool {
	return p.is(i, number) && p.toks[i].n >= 1 && p.toks[i].n <= 31 && (p.toks[i].digits == 1 || p.toks[i].digits == 2)
}

func (p *parser) isYear(i int) bool {
	return p.is(i, number) && p.toks[i].digits == 4 && !p.toks[i].ordinal && p.toks[i].n >= 1000 && p.toks[i].n < 2200
}

// monthYear matches "May 2017", "May of last year", "last May" is relative; and a
// month alone where it cannot be a name or a verb.
func (p *parser) monthYear(i int) (int, interval, bool) {
	if !p.is(i, month) {
		return 0, interval{}, false
	}
	j := p.abbreviation(i + 1)
	if end, y, ok := p.yearAfter(j, false); ok {
		return end, at(point{y, p.toks[i].n, 0}), true
	}
	if !p.monthAlone(i, j) || p.isAttack(i, j) {
		return 0, interval{}, false
	}
	return p.withYear(j, p.toks[i].n, 0, -1)
}

// monthAlone says whether a month with neither day nor year is one. "May" and
// "March" need a word before them that goes with times; a given name ("April",
// "June") or an abbreviation must not stand before another name.
func (p *parser) monthAlone(i, end int) bool {
	t := p.toks[i]
	if !t.unsure && !t.short {
		return true
	}
	prev := p.text(i - 1)
	switch prev {
	case "in", "since", "until", "during", "last", "next", "this", "late", "early", "mid", "through", "throughout":
		return true
	}
	if p.is(i-1, dash) && p.is(i-2, part) || p.is(i-1, of) && p.is(i-2, part) {
		return true
	}
	if p.is(i-1, dash) && p.is(i-2, month) || p.is(i-1, to) && p.is(i-2, month) {
		return true
	}
	if p.is(end, and) && p.is(end+1, month) && prev == "between" {
		return true
	}
	if p.is(end, dash) && p.is(end+1, month) || p.is(end, to) && p.is(end+1, month) && p.text(i-1) == "from" {
		return true
	}
	following := end < len(p.toks) && p.toks[end].capital
	switch {
	case t.n == 5:
		return false
	case t.n == 3:
		return prev == "by" || prev == "of"
	case t.short:
		return strings.HasSuffix(t.text, ".") && t.capital && !following
	}
	return i > 0 && !following && !p.toks[i-1].capital
}

// clock steps over commas, "at", times of day and time zones on a date line.
func (p *parser) clock(i int) int {
	for ; i < len(p.toks); i++ {
		t := p.text(i)
		switch {
		case p.is(i, comma), t == "at", p.is(i, dash) && i+1 < len(p.toks) && isClock(p.text(i+1)), isClock(t):
		case p.is(i, number) && p.toks[i].digits <= 2 && isMeridiem(p.text(i+1)):
		default:
			return i
		}
	}
	return i
}

func isMeridiem(w string) bool {
	switch w {
	case "am", "pm", "a.m.", "p.m.", "a.m", "p.m":
		return true
	}
	return false
}

func isClock(w string) bool {
	switch w {
	case "gmt", "utc", "est", "edt", "et", "pst", "pdt", "pt", "cst", "cdt", "cet", "cest", "bst", "msk", "ist", "z", "hrs", "noon", "midnight":
		return true
	}
	if isMeridiem(w) {
		return true
	}
	digits, colons := 0, 0
	for i := 0; i < len(w); i++ {
		switch {
		case w[i] >= '0' && w[i] <= '9':
			digits++
		case w[i] == ':' || w[i] == '.' && i > 0:
			colons++
		default:
			return digits >= 1 && digits <= 6 && (colons > 0 || i == len(w)-2) && isMeridiem(w[i:])
		}
	}
	return digits >= 2 && colons > 0 && !(colons == 1 && digits > 4)
}
