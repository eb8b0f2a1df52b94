package schema

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed diplomacy/*.yaml business/*.yaml
var shipped embed.FS

// Shipped returns one of the ontologies that ship with the program, by name, and
// false for a name that is none of them.
func Shipped(name string) (*Ontology, bool, error) {
	if !slices.Contains(ShippedNames(), name) {
		return nil, false, nil
	}
	o, err := LoadOntology(shipped, name)
	return o, true, err
}

// ShippedNames are the names of the ontologies that ship, the default first.
func ShippedNames() []string { return []string{"diplomacy", "business"} }

// Diplomacy returns the ontology that is used where nobody asks for another.
func Diplomacy() (*Ontology, error) { return LoadOntology(shipped, "diplomacy") }

// Ontology says what to look for: the types of entities and relations, and the
// frames that say how language expresses them. It is read from the YAML files of
// one folder, which count as one file; schema/README.md teaches the format.
type Ontology struct {
	Name      string
	Entities  map[EntityType]EntityKind
	Groups    map[string][]EntityType // names for several types at once
	Relations []RelationType          // sorted by name
}

// EntityKind says what entities of a type are, which common nouns make an unnamed
// one, and names that a reader of the domain knows.
type EntityKind struct {
	Doc   string   `yaml:"doc"`
	Names []string `yaml:"names"` // "Volvo"; the names of many come as rows of a gazetteer
	Nouns []string `yaml:"nouns"` // lemmas of head nouns: "cease-fire", "summit", "safe zone"
}

// RelationType is one kind of edge.
type RelationType struct {
	Name      string // MET_WITH
	Doc       string
	Subject   []EntityType // the types that the subject may have
	Object    []EntityType
	Symmetric bool
	Fact      bool   // lasts: one edge per ends and title, no events
	Plover    Plover // what PLOVER 0.8 calls it
	Derive    Derive
	Frames    []Frame
	Examples  []Example
	File      string
	Line      int
}

// Plover is a type and mode of the PLOVER event ontology, version 0.8.
type Plover struct {
	Type string `yaml:"type"`
	Mode string `yaml:"mode"`
}

// Derive names the ways other than frames in which a relation comes about.
type Derive struct {
	PlaceOf  []string `yaml:"place_of"` // from each end of such a relation to its place
	Office   bool     `yaml:"office"`   // from an office said beside a name: "Russian Foreign Minister Lavrov"
	Location bool     `yaml:"location"` // from a place said within another: "Halifax, Canada"
}

// Frame is one way in which language says a relation: a trigger word and where,
// seen from it in the dependency tree, the two ends stand.
//
// Slots are paths of steps joined by points, tried in order until one yields an
// entity of a type that the relation allows:
//
//	subj    who does it: the subject, the by-agent of a passive, the controller of an infinitive
//	obj     to whom it is done: the object, the subject of a passive
//	iobj    the indirect object
//	adv     an adverb ("worked together")
//	self    the trigger itself, where it is an entity ("the deal")
//	poss    the possessor of a noun ("Kerry's visit")
//	mod     a name or nationality before a noun ("Russian airstrikes")
//	mods    the same where there are two or more ("US-Russia deal")
//	kind    the common words before a noun ("phone", "air")
//	owner   whose a noun is, however it is said: poss, mod, of, by
//	holder  who is engaged in a noun, by the verb that governs it ("Russia held talks")
//	here    the country, else the place, of an official record, which often leaves it out ("State visit.")
//	comp    the predicate of the infinitive or that-clause ("asked to withdraw")
//	pred    what the verb makes or calls its object ("elected him president", "called it a threat")
//	if      the predicate of a conditional clause
//	as      and any other word: the noun that this preposition brings ("with", "over"), or this participle ("targeting")
type Frame struct {
	Verb    []string            `yaml:"verb"` // lemmas, with a particle where it has one: "call off"; "*" is any
	Noun    []string            `yaml:"noun"` // lemmas, or an entity type: any unnamed or named mention of it
	Subject []string            `yaml:"subject"`
	Object  []string            `yaml:"object"`
	Pair    []string            `yaml:"pair"`  // two or more entities here are joined with each other, both ways where the relation is not symmetric
	Title   []string            `yaml:"title"` // where the words of an office stand
	Needs   map[string][]string `yaml:"needs"` // slot: lemmas or entity types of which one must stand there; a lemma with "!" must not, "!" alone forbids all
	Voice   string              `yaml:"voice"` // "active" or "passive" where only one will do
	Status  Status              `yaml:"status"`
	File    string              `yaml:"-"`
	Line    int                 `yaml:"-"`
}

// Example is a sentence and what it says of the relation type that it stands
// under, all of it: an example that says nothing shows what the type is not.
// Facts of other types may be listed with it.
type Example struct {
	Text string
	Says []Fact
	File string
	Line int
}

// Steps are the steps of a slot's path that are no prepositions; Frame says what
// each of them means.
var Steps = []string{"self", "subj", "obj", "iobj", "pred", "adv", "poss", "mod", "mods", "kind", "owner", "holder", "comp", "if", "here"}

// Fact is a relation as people write it: "MET_WITH Kerry -> Lavrov planned", the
// ends by any of their names; without a status it is actual.
type Fact struct {
	Type, Subject, Object string
	Status                Status
}

// ParseFact reads what Fact.String writes.
func ParseFact(s string) (Fact, error) {
	kind, ends, ok := strings.Cut(strings.TrimSpace(s), " ")
	subject, object, arrow := strings.Cut(ends, " -> ")
	f := Fact{kind, strings.TrimSpace(subject), strings.TrimSpace(object), Actual}
	if i := strings.LastIndexByte(f.Object, ' '); i >= 0 && slices.Contains(statuses, Status(f.Object[i+1:])) {
		f.Object, f.Status = f.Object[:i], Status(f.Object[i+1:])
	}
	if !ok || !arrow || f.Subject == "" || f.Object == "" {
		return Fact{}, fmt.Errorf("%q is not written TYPE subject -> object status", s)
	}
	return f, nil
}

func (f Fact) String() string {
	return fmt.Sprintf("%s %s -> %s %s", f.Type, f.Subject, f.Object, f.Status)
}

var statuses = []Status{Actual, Planned, Possible, Negated}

// Relation returns the relation type of that name.
func (o *Ontology) Relation(name string) (RelationType, bool) {
	i, ok := slices.BinarySearchFunc(o.Relations, name, func(r RelationType, n string) int { return strings.Compare(r.Name, n) })
	if !ok {
		return RelationType{}, false
	}
	return o.Relations[i], true
}

// validType reports whether a relation type is safe to write into a query.
func validType(s string) bool {
	for i, c := range []byte(s) {
		if !(c >= 'A' && c <= 'Z' || i > 0 && (c == '_' || c >= '0' && c <= '9')) {
			return false
		}
	}
	return s != ""
}
