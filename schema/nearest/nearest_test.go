package nearest

import "testing"

func TestOf(t *testing.T) {
	known := []string{"workers", "store", "state", "neo4j.user", "neo4j.password", "input.format"}
	for name, want := range map[string]string{
		"wokers": "workers", "Workers": "workers", "stor": "store", "usr": "", "user": "neo4j.user",
		"neo4j.usr": "neo4j.user", "input.workers": "workers", "colour": "", "x": "",
	} {
		if got := Of(name, known); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func FuzzDistance(f *testing.F) {
	f.Add("workers", "wokers")
	f.Add("", "abc")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a) > 200 || len(b) > 200 {
			return
		}
		d := distance(a, b)
		if d != distance(b, a) {
			t.Errorf("%q and %q are %d apart, and %d the other way", a, b, d, distance(b, a))
		}
		if (d == 0) != (a == b) || d > max(len(a), len(b)) || d < max(len(a), len(b))-min(len(a), len(b)) {
			t.Errorf("%q and %q cannot be %d apart", a, b, d)
		}
	})
}
