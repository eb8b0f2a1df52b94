package copies

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// report is a text of so many sentences that no other seed gives.
func report(seed uint64, sentences int) []string {
	rng := rand.New(rand.NewPCG(seed, 1))
	pick := func(words string) string { w := strings.Fields(words); return w[rng.IntN(len(w))] }
	var out []string
	for range sentences {
		out = append(out, fmt.Sprintf("The %s of %s %s the %s in %s on %s, and a %s of %s said that %d of the %s had %s.",
			pick("president minister envoy king senator general"), pick("Norway Chile Peru Ghana Nepal Fiji"), pick("praised rejected signed read left"), pick("accord plan letter draft offer list"),
			pick("Lima Oslo Accra Suva Geneva Quito"), pick("Monday Tuesday Friday Sunday"), pick("spokesman general deputy lawyer"), pick("Norway Chile Peru Ghana Nepal Fiji"),
			rng.IntN(900), pick("prisoners ships farms soldiers judges villages"), pick("returned vanished voted agreed waited")))
	}
	return out
}

func join(s []string) string { return strings.Join(s, "\n\n") }

func TestSimilar(t *testing.T) {
	a := report(1, 12)
	shuffled := slices.Clone(a)
	rand.New(rand.NewPCG(7, 7)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for name, c := range map[string]struct {
		other string
		least float64
		most  float64
	}{
		"itself":            {join(a), 1, 1},
		"capitals, marks":   {strings.ToUpper(strings.ReplaceAll(join(a), ",", " –")), 1, 1},
		"another order":     {join(shuffled), 0.7, 1},
		"cut":               {join(a[:7]), 0.8, 1},
		"a line added":      {"(Agence Presse) – " + join(a) + "\n\nReporting by two of our staff in Lima.", 0.8, 1},
		"another report":    {join(report(2, 12)), 0, 0},
		"a quarter of both": {join(append(report(2, 9), a[:3]...)), 0, leastSimilar - 0.01},
		"too short":         {a[0], 0, 0},
	} {
		x, y := Signature(join(a)), Signature(c.other)
		if got := Similar(x, y); got < c.least || got > c.most || got != Similar(y, x) {
			t.Errorf("%s: %.2f, want %.2f to %.2f, and the same both ways", name, got, c.least, c.most)
		}
	}
	if s := Signature("Too short for anything."); s != nil || Bands(s) != nil {
		t.Errorf("a short text has the signature %x", s)
	}
	if n := len(Signature(join(a))); n != Size {
		t.Errorf("%d bytes, want %d", n, Size)
	}
}

// find does what the fold does.
func find(docs []Document) map[string]string {
	met := map[string][]Document{}
	for _, d := range docs {
		for _, k := range Bands(d.Signature) {
			met[k] = append(met[k], d)
		}
	}
	var pairs []Copy
	for _, m := range met { // in any order
		pairs = append(pairs, Pairs(m)...)
	}
	return Settle(pairs)
}

// TestOrder says that neither the order of the documents nor that of the keys
// shows, and that a copy of a copy is a copy.
func TestOrder(t *testing.T) {
	var docs []Document
	for n := range uint64(30) {
		r := report(n, 10)
		for i, text := range [][]string{r, r[:8], append(slices.Clone(r[5:]), r[:5]...), r[2:]} {
			docs = append(docs, Document{ID: fmt.Sprintf("%d-%d", n, i), Date: fmt.Sprintf("2026-01-%02d", 1+i), Signature: Signature(join(text))})
		}
	}
	want := find(docs)
	if len(want) != 120 && len(want) != 90 {
		t.Errorf("%d documents of 30 reports are copies", len(want))
	}
	for id, of := range want {
		n, _, _ := strings.Cut(id, "-")
		if of != n+"-0" {
			t.Errorf("%s is a copy of %s", id, of)
		}
	}
	for seed := range uint64(5) {
		rand.New(rand.NewPCG(seed, seed)).Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		if got := find(docs); !reflect.DeepEqual(got, want) {
			t.Fatalf("in another order %v, want %v", got, want)
		}
	}
}

func FuzzSignature(f *testing.F) {
	f.Add(join(report(1, 5)))
	f.Add("\xff\x00 É é")
	f.Fuzz(func(t *testing.T, text string) {
		s := Signature(text)
		if s == nil {
			return
		}
		if got := Similar(s, s); len(s) != Size || got != 1 || len(Bands(s)) != hashes/rows {
			t.Errorf("%d bytes, %d keys, like itself to %.2f", len(s), len(Bands(s)), got)
		}
	})
}

func BenchmarkSignature(b *testing.B) {
	text := join(report(1, 10))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Signature(text)
	}
}
