package dates

import "backchannel/schema"

// point is a day, a month (d is 0) or a year (m and d are 0).
type point struct{ y, m, d int }

// interval is a point, or a range when to is set; both ends are included.
type interval struct{ from, to point }

func at(p point) interval { return interval{from: p} }

func (v interval) when() schema.When {
	w := schema.When{Start: v.from.date()}
	if v.to.y != 0 && v.to != v.from {
		w.End = v.to.date()
	}
	return w
}

// sane reports an interval of the years 1 to 9999 that runs forwards.
func (v interval) sane() bool {
	if v.from.y < 1 || v.from.y > 9999 {
		return false
	}
	return v.to.y == 0 || v.to.y <= 9999 && precise(v.to) == precise(v.from) && !before(v.to, v.from)
}

func (p point) date() schema.Date {
	if p.y == 0 {
		return ""
	}
	b := make([]byte, 0, 10)
	b = append(b, byte('0'+p.y/1000), byte('0'+p.y/100%10), byte('0'+p.y/10%10), byte('0'+p.y%10))
	if p.m > 0 {
		b = append(b, '-', byte('0'+p.m/10), byte('0'+p.m%10))
		if p.d > 0 {
			b = append(b, '-', byte('0'+p.d/10), byte('0'+p.d%10))
		}
	}
	return schema.Date(b)
}

// month and year drop what is more precise.
func (p point) month() point { return point{p.y, p.m, 0} }
func (p point) year() point  { return point{p.y, 0, 0} }

// addMonths moves a month.
func (p point) addMonths(n int) point {
	t := p.y*12 + p.m - 1 + n
	return point{t / 12, t%12 + 1, 0}
}

// days counts days from 1 March of the year 0 in the Gregorian calendar.
// The method is Howard Hinnant's days_from_civil.
func (p point) days() int {
	y, m := p.y, p.m
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + p.d - 1
}

func dayOf(n int) point {
	era := n / 146097
	doe := n % 146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	p := point{yoe + era*400, mp + 3, doy - (153*mp+2)/5 + 1}
	if p.m > 12 {
		p.m -= 12
		p.y++
	}
	return p
}

func (p point) addDays(n int) point { return dayOf(p.days() + n) }

// weekday is 0 on a Monday.
func (p point) weekday() int { return (p.days() + 2) % 7 }

func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// valid reports whether a day exists.
func (p point) valid() bool {
	return p.y > 0 && p.m >= 1 && p.m <= 12 && p.d >= 1 && p.d <= daysIn(p.y, p.m)
}

// reference is the date that relative expressions count from; its point is as
// precise as the date given, and y is 0 when there is none.
type reference struct{ point }

func newReference(d schema.Date) reference {
	first, _, ok := d.Bounds()
	if !ok || first.Year() < 1 {
		return reference{}
	}
	p := point{first.Year(), int(first.Month()), first.Day()}
	switch d.Precision() {
	case schema.Month:
		p = p.month()
	case schema.Year:
		p = p.year()
	}
	return reference{p}
}

func (r reference) hasDay() bool   { return r.d > 0 }
func (r reference) hasMonth() bool { return r.m > 0 }
func (r reference) hasYear() bool  { return r.y > 0 }

// leaning says which way an expression without a direction points.
type leaning uint8

const (
	near leaning = iota
	past
	ahead
)

// yearFor gives a month or a day without a year its year; weekday (-1 when not
// said) picks among the years near the reference.
func (r reference) yearFor(m, d, weekday int, l leaning) (point, bool) {
	if !r.hasYear() {
		return point{}, false
	}
	best, bestGap := point{}, 0
	for off := -6; off <= 6; off++ {
		p := point{r.y + off, m, d}
		if d > 0 && (!p.valid() || weekday >= 0 && p.weekday() != weekday) {
			continue
		}
		if weekday < 0 && (off < -1 || off > 1) && !(m == 2 && d == 29) {
			continue
		}
		gap := r.gap(p)
		if l == past && gap > 0 || l == ahead && gap < 0 {
			continue
		}
		if gap < 0 {
			gap = -gap
		}
		// The earlier of two that are as near was seen first and stays.
		if best.y == 0 || gap < bestGap {
			best, bestGap = p, gap
		}
	}
	return best, best.y != 0
}

// gap is how far p lies behind the reference, at the coarser precision of both.
func (r reference) gap(p point) int {
	switch {
	case !r.hasMonth() || p.m == 0:
		return p.y - r.y
	case !r.hasDay() || p.d == 0:
		return (p.y*12 + p.m) - (r.y*12 + r.m)
	}
	return p.days() - r.days()
}
