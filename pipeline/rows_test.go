package pipeline_test

import (
	"testing"

	"backchannel/schema"
)

// A sentence may begin or end in the midst of a row or a name: ", and Monday …",
// "Police …". mustRead fails the test where a stage panics.
func TestCutAtTheBorders(t *testing.T) {
	for _, text := range []string{
		", and Monday the talks went on.",
		"and Monday the talks went on.",
		", Monday and",
		"Fatah, Hamas, and",
		"Fatah, Hamas, and Monday",
		"Police arrest Gyumri mayor Vardan Ghukasyan.",
		"Fatah and Hamas met. , and Monday the talks went on.",
	} {
		doc := mustRead(t, schema.Document{ID: "row", Text: text})
		for _, m := range doc.Mentions {
			if in := doc.Sentences[m.Sentence]; !in.Contains(m.Span) {
				t.Errorf("%q: the mention %q leaves its sentence", text, m.Of(text))
			}
		}
	}
}
