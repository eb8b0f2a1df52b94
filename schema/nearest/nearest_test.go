package nearest

import (
	"slices"
	"testing"
)

func TestOf(t *testing.T) {
	known := []string{"workers", "store", "state", "neo4j.user", "neo4j.password", "input.format"}
	for name, want := range map[string]string{
		"wokers": "workers", "Workers": "workers", "stor": "store", "usr": "", "user": "neo4j.user",
		"neo4j.usr": "neo4j.user", "wrokers": "workers", "input.workers": "workers", "colour": "", "x": "",
	} {
		if got := Of(name, known); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b            string
		most, want, beg int
	}{
		{"", "", 2, 0, 0}, {"lavrov", "lavrov", 0, 0, 0}, {"lavorv", "lavrov", 2, 1, 1}, {"larvov", "lavrov", 0, 1, 1},
		{"lav", "lavrov", 2, 3, 0}, {"lavrov", "lav", 2, 3, 3}, {"лвров", "лавров", 2, 1, 1}, {"abcdef", "uvwxyz", 3, 4, 4},
	} {
		if d := Distance([]rune(c.a), []rune(c.b), c.most); d != c.want {
			t.Errorf("from %q to %q: %d, want %d", c.a, c.b, d, c.want)
		}
		if d := ToBeginning([]rune(c.a), []rune(c.b), c.most); d != c.beg {
			t.Errorf("from %q to a beginning of %q: %d, want %d", c.a, c.b, d, c.beg)
		}
	}
}

func FuzzDistance(f *testing.F) {
	f.Add("workers", "wokers")
	f.Add("", "abc")
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := []rune(x), []rune(y)
		if len(a) > 200 || len(b) > 200 {
			return
		}
		d := Distance(a, b, 400)
		if d != Distance(b, a, 400) {
			t.Errorf("%q and %q are %d apart, and %d the other way", x, y, d, Distance(b, a, 400))
		}
		if (d == 0) != slices.Equal(a, b) || d > max(len(a), len(b)) || d < max(len(a), len(b))-min(len(a), len(b)) {
			t.Errorf("%q and %q cannot be %d apart", x, y, d)
		}
		least := 400
		for n := range len(b) + 1 {
			least = min(least, Distance(a, b[:n], 400))
		}
		if e := ToBeginning(a, b, 400); e != least {
			t.Errorf("%q is %d from a beginning of %q, not %d", x, least, y, e)
		}
		for most := range 4 {
			if e := Distance(a, b, most); e != min(d, most+1) {
				t.Errorf("%q and %q are %d apart, and %d where at most %d count", x, y, d, e, most)
			}
			if e := ToBeginning(a, b, most); e != min(least, most+1) {
				t.Errorf("%q is %d from a beginning of %q, and %d where at most %d count", x, least, y, e, most)
			}
		}
	})
}
