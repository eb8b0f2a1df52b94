package schema

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestDiplomacyIsWhole(t *testing.T) {
	o, err := Diplomacy()
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Entities) != 7 || len(o.Relations) != 24 {
		t.Errorf("the shipped ontology has %d entity and %d relation types, want 7 and 24", len(o.Entities), len(o.Relations))
	}
	for _, r := range o.Relations {
		// what lasts is no event, and PLOVER knows events only
		if (r.Plover.Type == "") != r.Fact {
			t.Errorf("relation %s: PLOVER type %q, a fact: %v", r.Name, r.Plover.Type, r.Fact)
		}
	}
}

func TestOntologyErrorsNameFileAndLine(t *testing.T) {
	for name, c := range map[string]struct{ yaml, want string }{
		"unknown frame field": {`
entities: {PERSON: {doc: x}}
relations:
  KNOWS:
    joins: {subject: [PERSON], object: [PERSON]}
    frames:
      - {verb: [know], subject: [subj], objekt: [obj]}
`, `a.yaml:7: there is no field "objekt" here (there are verb, noun, subject,`},
		"unknown type": {`
entities: {PERSON: {doc: x}}
relations: {KNOWS: {joins: {subject: [PERSN], object: [PERSON]}}}
`, `a.yaml:3: relation KNOWS: subject "PERSN" is neither an entity type nor a group`},
		"no trigger": {`
entities: {PERSON: {doc: x}}
relations:
  KNOWS:
    joins: {subject: [PERSON], object: [PERSON]}
    frames:
      - {subject: [subj], object: [obj]}
`, `a.yaml:7: relation KNOWS: a frame needs a trigger`},
		"unknown field of a relation": {`
relations: {KNOWS: {symetric: true}}
`, `a.yaml:2: there is no field "symetric" here (there are doc, joins, symmetric,`},
		"unknown field of an example": {`
entities: {PERSON: {doc: x}}
relations:
  KNOWS:
    joins: {subject: [PERSON], object: [PERSON]}
    examples:
      - {text: "Ann knows Bob.", say: []}
`, `a.yaml:7: there is no field "say" here (there are text, says)`},
		"an example of a type that is not there": {`
entities: {PERSON: {doc: x}}
relations:
  KNOWS:
    joins: {subject: [PERSON], object: [PERSON]}
    examples:
      - {text: "Ann knows Bob.", says: ["KNOW Ann -> Bob"]}
`, `a.yaml:7: relation KNOWS: the example says KNOW, which does not exist`},
		"an example that is no fact": {`
entities: {PERSON: {doc: x}}
relations:
  KNOWS:
    joins: {subject: [PERSON], object: [PERSON]}
    examples:
      - {text: "Ann knows Bob.", says: ["KNOWS Ann Bob"]}
`, `a.yaml:7: relation KNOWS: example: "KNOWS Ann Bob" is not written TYPE subject -> object status`},
		"a derivation from nothing": {`
entities: {PERSON: {doc: x}}
relations:
  KNOWS:
    joins: {subject: [PERSON], object: [PERSON]}
    derive: {place_of: [MET]}
`, `a.yaml:4: relation KNOWS derives from MET, which does not exist`},
		"broken YAML": {`
entities: {PERSON: {doc: x}
`, `a.yaml:`},
		"unsafe name": {`
relations: {"KNOWS]->() DETACH DELETE": {doc: x}}
`, `upper snake case`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := LoadOntology(fstest.MapFS{"o/a.yaml": {Data: []byte(c.yaml)}}, "o")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want it to say %q", err, c.want)
			}
		})
	}
	if _, err := LoadOntology(fstest.MapFS{}, "o"); err == nil {
		t.Error("a folder without YAML loads")
	}
}
