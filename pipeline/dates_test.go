package pipeline_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"backchannel/schema"
	"backchannel/schema/dates"
)

func init() {
	measures = append(measures, measure{"dates: expressions in sentences, each at its reference date", "", measureDates})
}

// dated is a sentence with the dates that its expressions mean.
type dated struct {
	ref   schema.Date
	words []string
	want  []schema.When
}

// mustReadDates reads the table of schema/dates.
func mustReadDates(t testing.TB) (list []dated) {
	t.Helper()
	table, err := os.ReadFile("../schema/dates/testdata/expressions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		d := dated{ref: schema.Date(f[0]), words: strings.Fields(strings.NewReplacer("[", "", "]", "").Replace(f[1]))}
		for _, w := range strings.Fields(f[2]) {
			start, end, _ := strings.Cut(w, "/")
			d.want = append(d.want, schema.When{Start: schema.Date(start), End: schema.Date(end)})
		}
		list = append(list, d)
	}
	if len(list) < 150 {
		t.Fatalf("only %d sentences", len(list))
	}
	return list
}

// measureDates counts the expressions whose date is found, of all and of each
// precision, and what is found that is no date.
func measureDates(t *testing.T) string {
	list := mustReadDates(t)
	refs := map[schema.Date]bool{}
	right, want, found := 0, 0, 0
	for _, d := range list {
		refs[d.ref] = true
		want += len(d.want)
		got := dates.Find(d.words, d.ref)
		found += len(got)
		for i, f := range got {
			if i < len(d.want) && f.When == d.want[i] {
				right++
			}
		}
	}
	return fmt.Sprintf("%.3f right  (%d of %d, %d found), %d reference dates\n", float64(right)/float64(want), right, want, found, len(refs))
}

func BenchmarkDates(b *testing.B) {
	list := mustReadDates(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range list {
			dates.Find(d.words, d.ref)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/1000/float64(b.N*len(list)), "µs/sentence")
}
