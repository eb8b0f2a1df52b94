package dates

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"backchannel/schema"
)

type sentence struct {
	line  int
	ref   schema.Date
	words []string
	want  []string // "[first words] start/end"
}

// sentences reads testdata/expressions.tsv. The article before an expression may
// stand within the brackets; it is not part of what is found.
func sentences(t testing.TB) []sentence {
	t.Helper()
	b, err := os.ReadFile("testdata/expressions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []sentence
	for i, l := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		if strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) != 3 {
			t.Fatalf("expressions.tsv:%d: %d fields", i+1, len(f))
		}
		s := sentence{line: i + 1, ref: schema.Date(f[0]), words: strings.Fields(strings.NewReplacer("[", "", "]", "").Replace(f[1]))}
		whens := strings.Fields(f[2])
		rest := f[1]
		for _, w := range whens {
			_, after, _ := strings.Cut(rest, "[")
			inner, after, ok := strings.Cut(after, "]")
			if !ok {
				t.Fatalf("expressions.tsv:%d: more dates than brackets", i+1)
			}
			rest = after
			inner = strings.TrimPrefix(strings.TrimPrefix(inner, "the "), "The ")
			s.want = append(s.want, "["+inner+"] "+w)
		}
		out = append(out, s)
	}
	return out
}

func show(words []string, f Found) string {
	return fmt.Sprintf("[%s] %s", strings.Join(words[f.First:f.End], " "), text(f.When))
}

func text(w schema.When) string {
	if w.End != "" {
		return string(w.Start + "/" + w.End)
	}
	return string(w.Start)
}

func TestFind(t *testing.T) {
	all := sentences(t)
	if len(all) < 150 {
		t.Fatalf("only %d sentences", len(all))
	}
	for _, s := range all {
		var got []string
		for _, f := range Find(s.words, s.ref) {
			got = append(got, show(s.words, f))
		}
		if strings.Join(got, "; ") != strings.Join(s.want, "; ") {
			t.Errorf("expressions.tsv:%d: %s (%s)\n got %q\nwant %q", s.line, strings.Join(s.words, " "), s.ref, got, s.want)
		}
	}
}

func TestReadings(t *testing.T) {
	for _, c := range []struct{ ref, expression, near, past, ahead string }{
		{"2016-08-24", "Friday", "2016-08-19", "2016-08-19", "2016-08-26"},
		{"2016-08-24", "Wednesday", "2016-08-24", "2016-08-24", "2016-08-24"},
		{"2016-12-15", "in May", "2017-05", "2016-05", "2017-05"},
		{"2016-08-24", "in May", "2016-05", "2016-05", "2017-05"},
		{"2016-08-24", "in August", "2016-08", "2016-08", "2016-08"},
		{"2016-08-24", "on Aug. 26", "2016-08-26", "2015-08-26", "2016-08-26"},
		{"2016-08-24", "on Aug. 23", "2016-08-23", "2016-08-23", "2017-08-23"},
		{"2016-08-24", "last Friday", "2016-08-19", "2016-08-19", "2016-08-19"},
		{"2016-08-24", "on Aug. 26 , 2014", "2014-08-26", "2014-08-26", "2014-08-26"},
		{"2016-08-24", "on the 26th .", "2016-08-26", "2016-07-26", "2016-08-26"},
	} {
		found := Find(strings.Fields(c.expression), schema.Date(c.ref))
		if len(found) != 1 {
			t.Errorf("%s: found %v", c.expression, found)
			continue
		}
		f := found[0]
		if text(f.When) != c.near || text(f.Past) != c.past || text(f.Ahead) != c.ahead {
			t.Errorf("%s at %s: %s, past %s, ahead %s; want %s, %s, %s", c.expression, c.ref, text(f.When), text(f.Past), text(f.Ahead), c.near, c.past, c.ahead)
		}
	}
}

func TestParse(t *testing.T) {
	for line, want := range map[string]string{
		"Wednesday, Sep. 28, 2016":                   "2016-09-28",
		"Published: 10:30 a.m. EDT, August 24, 2016": "2016-08-24",
		"2016-08-24T10:00:00Z":                       "2016-08-24",
		"2016-08-24 10:00":                           "2016-08-24",
		"Aug 24, 2016 at 10:05 PM":                   "2016-08-24",
		"24 August 2016":                             "2016-08-24",
		"Updated on Wed., 24 Aug. 2016":              "2016-08-24",
		"Oct. 4":                                     "2016-10-04",
		"4-5 October 2016":                           "2016-10-04/2016-10-05",
		"Yesterday":                                  "2016-08-23",
		"1998":                                       "1998",
		"2016-08":                                    "2016-08",
		"September 2015":                             "2015-09",
		"Sunday":                                     "2016-08-21",
		"WEDNESDAY, SEPTEMBER 28, 2016":              "2016-09-28",
		"First published on 26th August, 2016 at 09:15 BST": "2016-08-26",
		"Nixon in 1972":                 "",
		"Kerry meets Lavrov on Aug. 26": "",
		"":                              "",
		"Aug. 26 in Geneva":             "",
		"19986":                         "",
		"Page 4":                        "",
		"May":                           "",
	} {
		when, ok := Parse(line, "2016-08-24")
		if ok != (want != "") || text(when) != want {
			t.Errorf("Parse(%q) = %q, %v, want %q", line, text(when), ok, want)
		}
	}
}

func TestCalendar(t *testing.T) {
	day := time.Date(1580, 1, 1, 0, 0, 0, 0, time.UTC)
	start := point{1580, 1, 1}
	for n := 0; n < 240000; n += 13 {
		want := day.AddDate(0, 0, n)
		got := start.addDays(n)
		if got.date() != schema.DayOf(want) || got.weekday() != (int(want.Weekday())+6)%7 {
			t.Fatalf("day %d: %s on weekday %d, want %s %s", n, got.date(), got.weekday(), schema.DayOf(want), want.Weekday())
		}
	}
}

var plain = strings.Fields("The ministers of both countries said that the talks would go on until an agreement was reached by all of the parties .")

func TestNothingFoundAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { Find(plain, "2016-08-24") }); n != 0 {
		t.Errorf("%v allocations in a sentence without dates", n)
	}
}

// FuzzFind holds the law: what is found is in order, lies within the words, and
// means real days; the past reading does not lie ahead, nor the other behind.
func FuzzFind(f *testing.F) {
	for _, s := range sentences(f) {
		f.Add(strings.Join(s.words, " "), string(s.ref))
	}
	f.Add(" - 4 - 5 May mid-- Sept.-/ 31 Feb", "2016-02-29")
	f.Fuzz(func(t *testing.T, line, date string) {
		ref, err := schema.ParseDate(date)
		if err != nil {
			ref = ""
		}
		end := 0
		words := strings.Split(line, " ")
		for _, found := range Find(words, ref) {
			if found.First < end || found.End <= found.First || found.End > len(words) {
				t.Fatalf("%q: found %v behind %d", words, found, end)
			}
			end = found.End
			for _, w := range []schema.When{found.When, found.Past, found.Ahead} {
				checkWhen(t, line, w)
			}
		}
		if w, ok := Parse(line, ref); ok {
			checkWhen(t, line, w)
		}
	})
}

func checkWhen(t *testing.T, line string, w schema.When) {
	t.Helper()
	first, _, ok := w.Start.Bounds()
	if !ok {
		t.Fatalf("%q: start %q is no date", line, w.Start)
	}
	if w.End != "" {
		if _, last, ok := w.End.Bounds(); !ok || last.Before(first) || w.End.Precision() != w.Start.Precision() {
			t.Fatalf("%q: %s/%s is no range", line, w.Start, w.End)
		}
	}
}

// BenchmarkFind is why the grammar is our own: on the machine where this took
// 4.7 µs for the sentence with two dates and 0.7 µs for the one without, Search
// of go-dateparser 1.2.3 took 12,100 µs for the first, cut "Friday, Aug. 26" in
// two, and read the verb "may", Theresa May and "a second meeting" as dates.
func BenchmarkFind(b *testing.B) {
	dated := strings.Fields("They will meet in Geneva on Friday , Aug. 26 , to close the deal that was made last week .")
	for name, words := range map[string][]string{"none": plain, "two": dated} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Find(words, "2016-08-24")
			}
		})
	}
}

// "Will meet on Friday" is the coming Friday, and a plan for a day that was is not one
// for next year.
func TestComing(t *testing.T) {
	for _, c := range []struct{ text, ref, want string }{
		{"on Friday", "2031-02-10", "2031-02-14"}, // written on a Monday
		{"on Monday", "2031-02-10", "2031-02-10"},
		{"Sunday", "2031-02-10", "2031-02-16"},
		{"on February 9", "2031-02-10", "2031-02-09"},
		{"in January", "2031-02-10", "2031-01"},
		{"tomorrow", "2031-02-10", "2031-02-11"},
		{"yesterday", "2031-02-10", "2031-02-09"},
	} {
		found := Find(strings.Fields(c.text), schema.Date(c.ref))
		if len(found) != 1 || string(found[0].Coming().Start) != c.want {
			t.Errorf("%q, written on %s: %+v, want %s", c.text, c.ref, found, c.want)
		}
	}
}
