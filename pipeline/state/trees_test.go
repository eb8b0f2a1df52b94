package state_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline/state"
	"backchannel/schema"
)

func treesDocument() schema.Document {
	text := "GENEVA — Ministers met. They’ll meet again."
	span := func(start, end int) schema.Span { return schema.Span{Start: start, End: end} }
	return schema.Document{
		ID: "d", Text: text, Trail: []string{"segment: one dateline"},
		Have: schema.LayerSections | schema.LayerTokens | schema.LayerTags | schema.LayerNames,
		Sections: []schema.Section{
			{Span: span(0, 10), Kind: schema.Dateline, Date: "2016-08"},
			{Span: span(11, len(text)), Kind: schema.Body, Item: 2, Date: "2016-08-26"},
		},
		Sentences: []schema.Sentence{
			{Span: span(11, 25), First: 0, End: 3, Section: 1},
			{Span: span(26, len(text)), First: 3, End: 5, Section: 1},
		},
		Tokens: []schema.Token{{Span: span(11, 20)}, {Span: span(21, 24)}, {Span: span(24, 25)}, {Span: span(26, 30)}, {Span: span(30, 35)}},
		Tags: []schema.Tag{
			{Lemma: "minister", UPOS: "NOUN", XPOS: "NNS", Feats: "Number=Plur", Head: 1, Dep: "nsubj"},
			{Lemma: "meet", UPOS: "VERB", XPOS: "VBD", Head: -1, Dep: "root"},
			{Lemma: ".", UPOS: "PUNCT", XPOS: ".", Head: 1, Dep: "punct"},
			{Lemma: "they", UPOS: "PRON", XPOS: "PRP", Head: -1, Dep: "root"},
			{Lemma: "will", UPOS: "AUX", XPOS: "MD", Head: 3, Dep: "aux"},
		},
		Names: []schema.Name{{First: 0, End: 1, Type: schema.Organization, Score: 0.517}, {First: 3, End: 5, Type: schema.Person, Score: 1}},
	}
}

func TestTreesComeBack(t *testing.T) {
	want := treesDocument()
	bare := schema.Document{ID: want.ID, Text: want.Text}
	got, err := state.UnpackTrees(bare, state.PackTrees(want))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	empty := schema.Document{ID: "e", Have: want.Have}
	got, err = state.UnpackTrees(schema.Document{ID: "e"}, state.PackTrees(empty))
	if err != nil || got.Have != empty.Have || len(got.Tokens) > 0 {
		t.Errorf("an empty document comes back as %+v, %v", got, err)
	}
}

// FuzzUnpackTrees: damaged trees are an error, never a panic or a span outside the
// text.
func FuzzUnpackTrees(f *testing.F) {
	doc := treesDocument()
	f.Add(state.PackTrees(doc))
	f.Add([]byte{})
	bare := schema.Document{ID: doc.ID, Text: doc.Text}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, packed := range [][]byte{data, state.Pack(data)} {
			got, err := state.UnpackTrees(bare, packed)
			if err != nil {
				continue
			}
			for i, tok := range got.Tokens {
				_ = tok.Of(doc.Text)
				if h := got.Tags[i].Head; h < -1 || h >= len(got.Tokens) {
					t.Fatalf("head %d of %d tokens", h, len(got.Tokens))
				}
			}
			for _, s := range got.Sentences {
				_, _ = s.Of(doc.Text), got.Sections[s.Section]
			}
		}
	})
}
