package schema

import (
	"fmt"
	"time"
)

// Date is an ISO 8601 day, month or year: "2016-08-26", "2016-08" or "2016".
// Its length is its precision; "" is an unknown date. Dates of one precision
// compare as strings.
type Date string

// Precision is how exactly a date is known.
type Precision string

const (
	Day   Precision = "day"
	Month Precision = "month"
	Year  Precision = "year"
)

var layouts = map[int]string{10: "2006-01-02", 7: "2006-01", 4: "2006"}

// ParseDate reads an ISO day, month or year. A time of day behind a day
// ("2016-08-26T10:00:00Z") is left out.
func ParseDate(s string) (Date, error) {
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		s = s[:10]
	}
	if layout, ok := layouts[len(s)]; ok {
		if _, err := time.Parse(layout, s); err == nil {
			return Date(s), nil
		}
	}
	return "", fmt.Errorf("date %q is not an ISO day, month or year (2016-08-26, 2016-08, 2016)", s)
}

// DayOf is the date of a time, to the day, in the time's own zone.
func DayOf(t time.Time) Date { return Date(t.Format("2006-01-02")) }

// Precision is "" for an unknown date.
func (d Date) Precision() Precision {
	switch len(d) {
	case 10:
		return Day
	case 7:
		return Month
	case 4:
		return Year
	}
	return ""
}

// Bounds returns the first and the last day of the date at midnight UTC, and
// false for an unknown or malformed one.
func (d Date) Bounds() (first, last time.Time, ok bool) {
	first, err := time.Parse(layouts[len(d)], string(d))
	if err != nil || d == "" {
		return time.Time{}, time.Time{}, false
	}
	switch d.Precision() {
	case Month:
		return first, first.AddDate(0, 1, -1), true
	case Year:
		return first, first.AddDate(1, 0, -1), true
	}
	return first, first, true
}

// When is the time of an event. Start alone is a point at its precision; with
// End it is a range, both ends included. The zero value is unknown.
type When struct{ Start, End Date }
