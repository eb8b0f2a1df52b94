package pipeline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"backchannel/pipeline/relations"
	"backchannel/pipeline/stage"
	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// caseDocuments are the texts of testdata/cases as documents, taken through the stages
// that give the layers.
func caseDocuments(b *testing.B, layers schema.Layer) []schema.Document {
	b.Helper()
	files, _ := filepath.Glob(filepath.Join(cases, "*.txt"))
	if len(files) == 0 {
		b.Fatal("no cases")
	}
	stages, err := story()
	if err != nil {
		b.Fatal(err)
	}
	var out []schema.Document
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		doc := schema.Document{ID: filepath.Base(file), Text: string(text)}
		for _, s := range stages {
			if s.Gives&layers == 0 {
				continue
			}
			if doc, err = stage.Apply(b.Context(), s, doc); err != nil {
				b.Fatal(err)
			}
		}
		out = append(out, doc)
	}
	return out
}

// BenchmarkStory takes texts through all stages and reports what part of the
// time each of them took.
func BenchmarkStory(b *testing.B) {
	docs := caseDocuments(b, 0)
	stages, err := story()
	if err != nil {
		b.Fatal(err)
	}
	spent := make([]time.Duration, len(stages))
	var total time.Duration
	tokens := 0
	b.ReportAllocs()
	for b.Loop() {
		for _, doc := range docs {
			for i, s := range stages {
				start := time.Now()
				if doc, err = stage.Apply(b.Context(), s, doc); err != nil {
					b.Fatal(err)
				}
				spent[i] += time.Since(start)
			}
			tokens += len(doc.Tokens)
		}
	}
	for _, d := range spent {
		total += d
	}
	for i, s := range stages {
		b.ReportMetric(100*spent[i].Seconds()/total.Seconds(), "%"+s.Name)
	}
	b.ReportMetric(float64(tokens)/total.Seconds(), "tokens/s")
}

// BenchmarkFrames runs the relations stage with 100 frames of the shipped
// ontology, then with invented ones besides: on words that do not occur, and on
// the words of the 100, so that every trigger has twenty times the frames. The
// metric is the time of each over that of the first.
func BenchmarkFrames(b *testing.B) {
	docs := caseDocuments(b, ^schema.LayerRelations)
	gaz, err := gazetteer.Default()
	if err != nil {
		b.Fatal(err)
	}
	var first float64
	for _, c := range []struct {
		name  string
		total int
		same  bool
	}{{"100", 100, false}, {"2000", 2000, false}, {"2000 on the same words", 2000, true}} {
		b.Run(c.name, func(b *testing.B) {
			s := relations.New(withFrames(b, c.total, c.same), gaz)
			b.ReportAllocs()
			for b.Loop() {
				for _, doc := range docs {
					if _, err := stage.Apply(b.Context(), s, doc); err != nil {
						b.Fatal(err)
					}
				}
			}
			each := b.Elapsed().Seconds() / float64(b.N)
			if first == 0 {
				first = each
			}
			b.ReportMetric(each/first, "×100")
		})
	}
}

// withFrames is the shipped ontology cut to 100 frames, with invented ones up to
// a total: copies of the 100 with words of their own, or with the same words and
// a need that nothing meets.
func withFrames(b *testing.B, total int, same bool) *schema.Ontology {
	b.Helper()
	o, err := schema.Diplomacy()
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for i := range o.Relations {
		r := &o.Relations[i]
		r.Frames = r.Frames[:min(len(r.Frames), max(0, 100-n))]
		n += len(r.Frames)
	}
	for round := 0; n < total; round++ {
		for i := range o.Relations {
			r := &o.Relations[i]
			for _, f := range r.Frames {
				if n == total || round > 0 && f.Line < 0 {
					continue
				}
				f.Line = -1
				if same {
					f.Needs = map[string][]string{"obj": {fmt.Sprint("word", n)}}
				} else {
					f.Verb, f.Noun = invented(f.Verb, n), invented(f.Noun, n)
				}
				r.Frames = append(r.Frames, f)
				n++
			}
		}
	}
	return o
}

func invented(words []string, n int) []string {
	out := make([]string, len(words))
	for i := range words {
		out[i] = fmt.Sprintf("word%d-%d", n, i)
	}
	return out
}
