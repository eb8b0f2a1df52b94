package tag

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"strings"
	"testing"

	"backchannel/pipeline/tag/train"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const data = "../../../shared/data"

// TestScores holds the model to its scores on the dev sets, which stand in
// testdata/score-tag.txt.
func TestScores(t *testing.T) {
	d, err := train.OpenData(data)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no treebanks at %s: %v", data, err)
	}
	if err != nil {
		t.Fatal(err)
	}
	m, err := Model()
	if err != nil {
		t.Fatal(err)
	}
	scores, err := d.Scores(m, Beam)
	if err != nil {
		t.Fatal(err)
	}
	const file = "testdata/score-tag.txt"
	var got []string
	for _, s := range scores {
		got = append(got, s.String())
		t.Log(s)
	}
	if *update {
		compare(t, file, strings.Join(got, "\n")+"\n")
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(want)), "\n")
	if len(lines) != len(got) {
		t.Fatalf("%d treebanks, %s has %d", len(got), file, len(lines))
	}
	for i := range got {
		was, is := strings.Fields(lines[i]), strings.Fields(got[i])
		if len(was) != len(is) {
			t.Fatalf("%q, %s has %q", got[i], file, lines[i])
		}
		for k := range was {
			var a, b float64
			if n, _ := fmt.Sscan(was[k], &a); n == 0 {
				continue
			}
			if n, _ := fmt.Sscan(is[k], &b); n == 0 || math.Abs(a-b) > 0.011 {
				t.Errorf("%s: %s %s, it was %s", is[0], is[k-1], is[k], was[k])
			}
		}
	}
}
