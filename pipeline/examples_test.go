package pipeline_test

import (
	"testing"
	"testing/fstest"

	"backchannel/pipeline"
	"backchannel/schema"
)

// TestExamples takes the examples of the shipped ontologies through the story.
func TestExamples(t *testing.T) {
	onto, err := schema.Diplomacy()
	if err != nil {
		t.Fatal(err)
	}
	stages, err := story()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, r := range onto.Relations {
		n += len(r.Examples)
	}
	if n < 2*len(onto.Relations) {
		t.Errorf("%d examples for %d relation types, want two each", n, len(onto.Relations))
	}
	defects, err := pipeline.CheckExamples(t.Context(), stages, onto)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range defects {
		t.Error(d)
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
		`["KNOWS Peru -> Chile negated"]`: `o/a.yaml:10: relation KNOWS: the example "Peru thanked Chile." does not say KNOWS Peru -> Chile negated says KNOWS Chile -> Peru actual`,
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
