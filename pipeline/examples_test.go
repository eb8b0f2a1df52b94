package pipeline_test

import (
	"testing"
	"testing/fstest"

	"backchannel/pipeline"
	"backchannel/pipeline/tag"
	"backchannel/schema"
	"backchannel/schema/lint"
)

// readings is what the tagger knows of English words.
func readings(t *testing.T) lint.Lexicon {
	return func(word string) []schema.Tag {
		tags, err := tag.Readings(word)
		if err != nil {
			t.Fatal(err)
		}
		return tags
	}
}

// TestOntologies finds nothing to mend in the shipped ontologies, and takes their
// examples through the story.
func TestOntologies(t *testing.T) {
	for _, name := range schema.ShippedNames() {
		t.Run(name, func(t *testing.T) {
			onto, _, err := schema.Shipped(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range lint.Check(onto, readings(t)) {
				t.Errorf("%v\n\thint: %s", d, d.Hint)
			}
			stages, err := storyOf(onto)
			if err != nil {
				t.Fatal(err)
			}
			defects, err := pipeline.CheckExamples(t.Context(), stages, onto)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range defects {
				t.Error(d)
			}
		})
	}
}

// An example that lists too much and one that lists too little.
func TestExamplesFail(t *testing.T) {
	const head = `
entities: {PERSON: {doc: x}, COUNTRY: {doc: x}}
relations:
  KNOWS:
    joins: {subject: [COUNTRY], object: [COUNTRY]}
    symmetric: true
    frames:
      - {verb: [thank], subject: [subj], object: [obj]}
    examples:
      - {text: "Peru thanked Chile.", says: `
	for says, want := range map[string]string{
		`["KNOWS Peru -> Chile"]`:         "",
		`["KNOWS Chile -> Peru actual"]`:  "", // symmetric
		`["KNOWS Peru -> Chile negated"]`: `o/a.yaml:10: relation KNOWS: the example "Peru thanked Chile." does not say KNOWS Peru -> Chile negated, and says KNOWS Chile -> Peru actual`,
		`[]`:                              `o/a.yaml:10: relation KNOWS: the example "Peru thanked Chile." says KNOWS Chile -> Peru actual`,
	} {
		onto, err := schema.LoadOntology(fstest.MapFS{"o/a.yaml": {Data: []byte(head + says + "}\n")}}, "o")
		if err != nil {
			t.Fatal(err)
		}
		stages, err := storyOf(onto)
		if err != nil {
			t.Fatal(err)
		}
		defects, err := pipeline.CheckExamples(t.Context(), stages, onto)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(defects) > 0 {
			got = defects[0].Error()
		}
		if got != want || len(defects) > 1 {
			t.Errorf("%s: got %q, want %q", says, defects, want)
		}
	}
}
