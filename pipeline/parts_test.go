package pipeline_test

import (
	"context"
	"slices"
	"testing"

	"backchannel/pipeline"
	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// A frame that comes or goes changes nothing in a document without its words, which is
// what lets a run leave the document alone: each frame in turn is left out, and the
// relations of texts without its words are what they were.
func TestFramesChangeOnlyDocumentsWithTheirWords(t *testing.T) {
	o, err := schema.Diplomacy()
	if err != nil {
		t.Fatal(err)
	}
	story, err := storyOf(o)
	if err != nil {
		t.Fatal(err)
	}
	texts := mustTexts(t)
	for _, r := range o.Relations {
		for _, e := range r.Examples {
			texts[e.Text] = e.Text
		}
	}
	var docs []schema.Document // up to their entities
	for id, text := range texts {
		doc, err := pipeline.Read(t.Context(), stage.UpTo(story, schema.LayerEntities), schema.Document{ID: id, Text: text})
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	told := func(s stage.Stage, doc schema.Document) string {
		out, err := stage.Apply(context.Background(), s, doc)
		if err != nil {
			t.Fatal(err)
		}
		return mustJSON(t, out.Relations)
	}
	whole := story[len(story)-1]
	before := make([]string, len(docs))
	for i, doc := range docs {
		before[i] = told(whole, doc)
	}
	n, compared, changed := 0, 0, 0
	for i := range o.Relations {
		frames := o.Relations[i].Frames
		for j := range frames {
			part := whole.Parts[n]
			n++
			words := map[string]bool{}
			for _, w := range part.Words {
				words[w] = true
			}
			o.Relations[i].Frames = slices.Delete(slices.Clone(frames), j, j+1)
			without, err := storyOf(o)
			if err != nil {
				t.Fatal(err)
			}
			less := without[len(without)-1]
			o.Relations[i].Frames = frames
			for d, doc := range docs {
				holds := len(words) == 0 || stage.Holds(doc, words)
				if !holds && (d+n)%2 != 0 { // every other one will do
					continue
				}
				same := told(less, doc) == before[d]
				switch {
				case holds && !same:
					changed++
				case !holds && !same:
					t.Errorf("frame %d of %s changes %q, which holds none of %v", j, o.Relations[i].Name, doc.ID, part.Words)
				case !holds:
					compared++
				}
			}
		}
	}
	if n != len(whole.Parts) || changed < n/2 || compared < 20*n {
		t.Errorf("%d frames, %d parts; left out, they changed %d texts, and %d were compared", n, len(whole.Parts), changed, compared)
	}
}
