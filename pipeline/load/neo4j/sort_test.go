package neo4j

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline/load/loadtest"
	"backchannel/schema"
)

// Edges are the same behind the sorter, in memory and through its file.
func TestSorter(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	g := loadtest.Story()
	more := loadtest.Random(50, 2000)
	want := append(g.Edges, more.Edges...)
	for i := range want {
		if want[i].Props == nil {
			want[i].Props = map[string]any{}
		}
	}
	want[3].Props = map[string]any{"event": int64(-5), "score": "somebody changed its kind", "chunks": 0.5} // is written over, not lost
	want[3].Type = "MET_WITH"
	for _, limit := range []int{1 << 20, 10_000, 1} {
		s := sorter{limit: limit}
		for _, i := range []int{7, 3, 11} { // in no order
			for j := i % 13; j < len(want); j += 13 {
				if err := s.add(want[j]); err != nil {
					t.Fatal(err)
				}
			}
		}
		var have []schema.Edge
		for e, err := range s.edges() {
			if err != nil {
				t.Fatal(err)
			}
			have = append(have, e)
		}
		var part []schema.Edge
		for j := range want {
			if j%13 == 7 || j%13 == 3 || j%13 == 11 {
				part = append(part, want[j])
			}
		}
		sorted := schema.Graph{Edges: part}
		sorted.Sort()
		if d := cmp.Diff(sorted.Edges, have); d != "" {
			t.Errorf("limit %d (-want +have):\n%s", limit, d)
		}
		if err := s.close(); err != nil {
			t.Error(err)
		}
		if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	}
}
