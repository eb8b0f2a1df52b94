package dates

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"backchannel/schema"
)

// references are days at the ends of months, years and weeks, and others.
var references = []string{"1994-01-01", "1996-02-29", "1998-03-15", "1999-12-31", "2000-02-28", "2004-08-01", "2012-10-31", "2016-08-24", "2025-03-02", "2026-11-23"}

// TestOnTheCalendar reads expressions at each reference date and compares with the
// calendar of package time.
func TestOnTheCalendar(t *testing.T) {
	day := func(n int) func(time.Time) string {
		return func(ref time.Time) string { return ref.AddDate(0, 0, n).Format("2006-01-02") }
	}
	monthOf := func(n int) func(time.Time) string { // of a day so many days off
		return func(ref time.Time) string { return ref.AddDate(0, 0, n).Format("2006-01") }
	}
	month := func(n int) func(time.Time) string {
		return func(ref time.Time) string {
			return time.Date(ref.Year(), ref.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
		}
	}
	year := func(n int) func(time.Time) string {
		return func(ref time.Time) string { return strconv.Itoa(ref.Year() + n) }
	}
	// weekday walks from a day some days off to the next such weekday.
	weekday := func(w time.Weekday, from, step int) func(time.Time) string {
		return func(ref time.Time) string {
			d := ref.AddDate(0, 0, from)
			for d.Weekday() != w {
				d = d.AddDate(0, 0, step)
			}
			return d.Format("2006-01-02")
		}
	}
	fixed := func(s string) func(time.Time) string { return func(time.Time) string { return s } }
	cases := map[string]func(time.Time) string{
		"today": day(0), "yesterday": day(-1), "tomorrow": day(1), "the day before yesterday": day(-2), "the day after tomorrow": day(2),
		"this morning": day(0), "tonight": day(0), "last night": day(-1), "yesterday evening": day(-1), "late yesterday": day(-1),
		"two days ago": day(-2), "ten days ago": day(-10), "60 days ago": day(-60), "three days from now": day(3),
		"last week": monthOf(-7), "next week": monthOf(7), "this week": monthOf(0), "two weeks ago": monthOf(-14), "earlier this week": monthOf(0),
		"last month": month(-1), "this month": month(0), "next month": month(1), "late last month": month(-1), "a month ago": month(-1), "five months ago": month(-5), "early next month": month(1),
		"last year": year(-1), "this year": year(0), "next year": year(1), "a year ago": year(-1), "20 years ago": year(-20), "late last year": year(-1), "later this year": year(0),
		"in 1998": fixed("1998"), "in May 1998": fixed("1998-05"), "on May 3 , 1998": fixed("1998-05-03"), "on 3 May 1998": fixed("1998-05-03"), "on Sunday , May 3 , 1998": fixed("1998-05-03"),
		"from May 3 to May 5 , 1998": fixed("1998-05-03/1998-05-05"), "in the 1990s": fixed("1990/1999"), "in the spring of 1998": fixed("1998-03/1998-05"), "in late May 1998": fixed("1998-05"),
	}
	for w := time.Sunday; w <= time.Saturday; w++ {
		cases["on "+w.String()] = weekday(w, 0, -1)
		cases["late "+w.String()] = weekday(w, 0, -1)
		cases["last "+w.String()] = weekday(w, -1, -1)
		cases["next "+w.String()] = weekday(w, 1, 1)
	}
	for expression, want := range cases {
		for _, r := range references {
			ref, err := time.Parse("2006-01-02", r)
			if err != nil {
				t.Fatal(err)
			}
			words := strings.Fields("The ministers met " + expression + " .")
			found := Find(words, schema.Date(r))
			if len(found) != 1 {
				t.Errorf("%q at %s: found %v", expression, r, found)
				continue
			}
			if got := text(found[0].When); got != want(ref) {
				t.Errorf("%q at %s: %s, want %s", expression, r, got, want(ref))
			}
		}
	}
}
