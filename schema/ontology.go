package schema

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"
)

//go:embed diplomacy/*.yaml
var shipped embed.FS

// Diplomacy returns the ontology that ships with the program.
func Diplomacy() (*Ontology, error) { return LoadOntology(shipped, "diplomacy") }

// Ontology says what to look for: the types of entities and relations, and the
// frames that say how language expresses them. It is read from the YAML files of
// one folder, which count as one file; schema/README.md teaches the format.
type Ontology struct {
	Name        string
	Entities    map[EntityType]EntityKind
	Relations   []RelationType // sorted by name
	Fingerprint string         // of the files' content
}

// EntityKind says what entities of a type are, and which common nouns make an
// unnamed one.
type EntityKind struct {
	Doc   string   `yaml:"doc"`
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
}

// Plover is a type and mode of the PLOVER event ontology, version 0.8.
type Plover struct {
	Type string `yaml:"type"`
	Mode string `yaml:"mode"`
}

// Derive names the ways other than frames in which a relation comes about.
type Derive struct {
	PlaceOf   []string `yaml:"place_of"`  // from each end of such a relation to its place
	Office    bool     `yaml:"office"`    // from an office said beside a name: "Russian Foreign Minister Lavrov"
	Location  bool     `yaml:"location"`  // from a place said within another: "Halifax, Canada"
	Adversary bool     `yaml:"adversary"` // written both ways when the frame's pair slot fires
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
//	self    the trigger itself, where it is an entity ("the deal")
//	poss    the possessor of a noun ("Kerry's visit")
//	mod     a name or nationality before a noun ("Russian airstrikes")
//	holder  who is engaged in a noun, by the verb that governs it ("Russia held talks")
//	comp    the predicate of the infinitive or that-clause ("asked to withdraw")
//	if      the predicate of a conditional clause
//	as      and any other word: the noun that this preposition brings ("with", "over")
type Frame struct {
	Verb    []string            `yaml:"verb"` // lemmas, with a particle where it has one: "call off"; "*" is any
	Noun    []string            `yaml:"noun"` // lemmas, or an entity type: any unnamed or named mention of it
	Subject []string            `yaml:"subject"`
	Object  []string            `yaml:"object"`
	Pair    []string            `yaml:"pair"`  // two or more entities here are joined with each other
	Title   []string            `yaml:"title"` // where the words of an office stand
	Needs   map[string][]string `yaml:"needs"` // slot: lemmas or entity types of which one must stand there; a lemma with "!" must not
	Voice   string              `yaml:"voice"` // "active" or "passive" where only one will do
	Status  Status              `yaml:"status"`
	File    string              `yaml:"-"`
	Line    int                 `yaml:"-"`
}

// Example is a sentence and the relations that must come out of it, written
// "TYPE subject -> object [status]".
type Example struct {
	Text string   `yaml:"text"`
	Says []string `yaml:"says"`
}

// Relation returns the relation type of that name.
func (o *Ontology) Relation(name string) (RelationType, bool) {
	i, ok := slices.BinarySearchFunc(o.Relations, name, func(r RelationType, n string) int { return strings.Compare(r.Name, n) })
	if !ok {
		return RelationType{}, false
	}
	return o.Relations[i], true
}

type ontologyFile struct {
	Groups    map[string][]EntityType      `yaml:"groups"`
	Entities  map[EntityType]EntityKind    `yaml:"entities"`
	Relations map[string]relationTypeInYML `yaml:"relations"`
}

type relationTypeInYML struct {
	Doc       string      `yaml:"doc"`
	Joins     joins       `yaml:"joins"`
	Symmetric bool        `yaml:"symmetric"`
	Fact      bool        `yaml:"fact"`
	Plover    Plover      `yaml:"plover"`
	Derive    Derive      `yaml:"derive"`
	Frames    []yaml.Node `yaml:"frames"`
	Examples  []Example   `yaml:"examples"`
}

type joins struct {
	Subject []string `yaml:"subject"`
	Object  []string `yaml:"object"`
}

// LoadOntology reads every .yaml file of a folder as one ontology. The error
// joins all defects found, each with file and line.
func LoadOntology(fsys fs.FS, dir string) (*Ontology, error) {
	names, err := fs.Glob(fsys, path.Join(dir, "*.yaml"))
	if err != nil {
		return nil, fmt.Errorf("ontology %s: %w", dir, err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("ontology %s: no .yaml file in this folder", dir)
	}
	o := &Ontology{Name: path.Base(dir), Entities: map[EntityType]EntityKind{}}
	groups := map[string][]EntityType{}
	var defects []error
	var parsed []ontologyFile
	var sums []string
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("ontology %s: %w", dir, err)
		}
		sums = append(sums, string(data))
		var f ontologyFile
		dec := yaml.NewDecoder(strings.NewReader(string(data)))
		dec.KnownFields(true)
		if err := dec.Decode(&f); err != nil {
			defects = append(defects, fmt.Errorf("%s: %w", name, err))
			continue
		}
		for g, types := range f.Groups {
			groups[g] = types
		}
		for t, k := range f.Entities {
			if have, ok := o.Entities[t]; ok {
				k = EntityKind{Doc: have.Doc + k.Doc, Nouns: append(slices.Clone(have.Nouns), k.Nouns...)}
			}
			o.Entities[t] = k
		}
		parsed = append(parsed, f)
	}
	for i, f := range parsed {
		for rel, y := range f.Relations {
			r, errs := y.compile(names[i], rel, groups, o.Entities)
			defects = append(defects, errs...)
			if _, twice := o.Relation(rel); twice {
				defects = append(defects, fmt.Errorf("%s: relation %s stands in two files", names[i], rel))
			}
			o.Relations = append(o.Relations, r)
			sort.Slice(o.Relations, func(a, b int) bool { return o.Relations[a].Name < o.Relations[b].Name })
		}
	}
	o.Fingerprint = Key(sums...)
	sort.Slice(defects, func(i, j int) bool { return defects[i].Error() < defects[j].Error() })
	return o, errors.Join(defects...)
}

var frameKeys = []string{"verb", "noun", "subject", "object", "pair", "title", "needs", "voice", "status"}

func (y relationTypeInYML) compile(file, name string, groups map[string][]EntityType, kinds map[EntityType]EntityKind) (RelationType, []error) {
	var errs []error
	types := func(side string, list []string) (out []EntityType) {
		for _, s := range list {
			if g, ok := groups[s]; ok {
				out = append(out, g...)
			} else if _, ok := kinds[EntityType(s)]; ok {
				out = append(out, EntityType(s))
			} else {
				errs = append(errs, fmt.Errorf("%s: relation %s: %s %q is neither an entity type nor a group", file, name, side, s))
			}
		}
		return out
	}
	r := RelationType{
		Name: name, Doc: y.Doc, Symmetric: y.Symmetric, Fact: y.Fact, Plover: y.Plover, Derive: y.Derive, Examples: y.Examples,
		Subject: types("subject", y.Joins.Subject), Object: types("object", y.Joins.Object),
	}
	if !validType(name) {
		errs = append(errs, fmt.Errorf("%s: relation %q: a name is upper snake case (MET_WITH)", file, name))
	}
	for _, n := range y.Frames {
		at := func(line int, format string, args ...any) {
			errs = append(errs, fmt.Errorf("%s:%d: relation %s: %w", file, line, name, fmt.Errorf(format, args...)))
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if k := n.Content[i]; !slices.Contains(frameKeys, k.Value) {
				at(k.Line, "a frame has no field %q (it has %s)", k.Value, strings.Join(frameKeys, ", "))
			}
		}
		f := Frame{File: file, Line: n.Line}
		if err := n.Decode(&f); err != nil {
			at(n.Line, "%w", err)
			continue
		}
		switch {
		case len(f.Verb)+len(f.Noun) == 0:
			at(n.Line, "a frame needs a trigger: verb or noun")
		case len(f.Pair) == 0 && (len(f.Subject) == 0 || len(f.Object) == 0):
			at(n.Line, "a frame needs a subject and an object, or a pair")
		case f.Voice != "" && f.Voice != "active" && f.Voice != "passive":
			at(n.Line, "voice is active or passive, not %q", f.Voice)
		case f.Status != "" && !slices.Contains([]Status{Actual, Planned, Possible, Negated}, f.Status):
			at(n.Line, "status is actual, planned, possible or negated, not %q", f.Status)
		}
		r.Frames = append(r.Frames, f)
	}
	return r, errs
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
