package pipeline_test

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backchannel/pipeline"
	"backchannel/pipeline/relations"
	"backchannel/pipeline/score"
	"backchannel/pipeline/stage"
	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

var fit = flag.Bool("fit", false, "learn the weights of relations.Cues from the open part of the gold records and print them")

// labelled is one relation before reports of the same thing are merged: its cues, and
// whether the gold record has it.
type labelled struct {
	cues  relations.Cues
	right bool
}

// TestFit learns the weights of the cues: logistic regression with an L2 penalty by
// gradient descent, on every gold record that is not set aside. The weights are
// frozen in pipeline/relations/confidence.go; the section "scores" of
// testdata/score.txt says how well they do.
func TestFit(t *testing.T) {
	if !*fit {
		t.Skip("-fit learns the weights of scores anew")
	}
	if _, err := os.Stat(filepath.Join(shared, "gold")); err != nil {
		t.Skipf("no gold records beside the repository: %v", err)
	}
	var reports []labelled
	for _, name := range []string{"events", "history", "trips", "seeds"} {
		for i, g := range mustReadGold(t, name) {
			if name != "events" || (i+1)%3 != 0 {
				reports = append(reports, mustReport(t, g)...)
			}
		}
	}
	const bits = 32
	var w [bits + 1]float64 // the last is the bias
	var seen [bits]int
	for _, r := range reports {
		for b := range bits {
			if r.cues>>b&1 != 0 {
				seen[b]++
			}
		}
	}
	for range 4000 {
		var grad [bits + 1]float64
		for _, r := range reports {
			z := w[bits]
			for b := range bits {
				if r.cues>>b&1 != 0 {
					z += w[b]
				}
			}
			d := 1 / (1 + math.Exp(-z))
			if r.right {
				d--
			}
			grad[bits] += d
			for b := range bits {
				if r.cues>>b&1 != 0 {
					grad[b] += d
				}
			}
		}
		for b := range bits {
			grad[b] += 2 * w[b] // the penalty
			w[b] -= grad[b] * 2 / float64(len(reports))
		}
		w[bits] -= grad[bits] * 2 / float64(len(reports))
	}
	var out strings.Builder
	for b := range bits {
		if seen[b] > 0 {
			fmt.Fprintf(&out, "%-16s %+.1f  (%d)\n", relations.Cues(1)<<b, w[b], seen[b])
		}
	}
	t.Logf("%d reports, bias %.1f\n%s", len(reports), w[bits], out.String())
}

// mustReport returns what is said of a gold record's text.
func mustReport(t *testing.T, g score.Record) []labelled {
	t.Helper()
	stages, err := story()
	if err != nil {
		t.Fatal(err)
	}
	onto, err := schema.Diplomacy()
	if err != nil {
		t.Fatal(err)
	}
	gaz, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := g.Document()
	if err != nil {
		t.Fatal(err)
	}
	before := slices.DeleteFunc(slices.Clone(stages), func(s stage.Stage) bool { return s.Gives == schema.LayerRelations })
	if doc, err = pipeline.Read(t.Context(), before, doc); err != nil {
		t.Fatal(err)
	}
	doc, attempts, err := relations.NewExplainer(onto, gaz).Explain(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	whole := schema.NewRecord(doc, "")
	type key struct{ kind, subject, object string }
	right := map[key]int{} // 1 right, 0 wrong, -1 neither
	for _, r := range whole.Relations {
		one := whole
		one.Relations = []schema.RecordRelation{r}
		c := score.Compare([]score.Record{g}, []score.Record{score.Of(one)}).Relations
		if c.Said == 0 {
			c.Hit = -1
		}
		right[key{r.Type, r.Subject, r.Object}] = c.Hit
		right[key{r.Type, r.Object, r.Subject}] = c.Hit
	}
	var out []labelled
	for _, a := range attempts {
		for i, r := range a.Said {
			if hit, ok := right[key{r.Type, doc.Entities[r.Subject].ID, doc.Entities[r.Object].ID}]; ok && hit >= 0 {
				out = append(out, labelled{a.Cues[i], hit == 1})
			}
		}
	}
	return out
}

// thresholds are the least scores of which precision and recall are told.
var thresholds = []float64{0, 0.5, 0.6, 0.7, 0.8, 0.9}

// measureScores tells what a score means: precision and recall of the relations
// that have at least a score, and between the thresholds how many of those with
// such a score are right. The weights never saw the part of events that is aside.
func measureScores(t *testing.T) string {
	var out strings.Builder
	for _, part := range []struct {
		name  string
		files []string
		aside bool
	}{{"fitted", []string{"events", "history", "trips", "seeds"}, false}, {"aside", []string{"events"}, true}} {
		var gold []score.Record
		for _, name := range part.files {
			for i, g := range mustReadGold(t, name) {
				if name != "events" || (i+1)%3 == 0 == part.aside {
					gold = append(gold, g)
				}
			}
		}
		var counts []score.Count
		records := make([]schema.Record, len(gold))
		for i, g := range gold {
			doc, err := g.Document()
			if err != nil {
				t.Fatal(err)
			}
			records[i] = schema.NewRecord(mustRead(t, doc), "")
		}
		for _, least := range thresholds {
			var said []score.Record
			for _, rec := range records {
				rec.Relations = slices.DeleteFunc(slices.Clone(rec.Relations), func(r schema.RecordRelation) bool { return r.Score < least })
				said = append(said, score.Of(rec))
			}
			counts = append(counts, score.Compare(gold, said).Relations)
		}
		for i, least := range thresholds {
			fmt.Fprintf(&out, "%-7s at least %.1f  %s\n", part.name, least, figures("", counts[i]))
		}
		for i, least := range thresholds {
			next, most := score.Count{}, 1.0
			if i+1 < len(thresholds) {
				next, most = counts[i+1], thresholds[i+1]
			}
			said, hit := counts[i].Said-next.Said, counts[i].Hit-next.Hit
			fmt.Fprintf(&out, "%-7s %.1f to %.1f    right %.2f  (%d of %d)\n", part.name, least, most, float64(hit)/float64(max(said, 1)), hit, said)
		}
	}
	return out.String()
}
