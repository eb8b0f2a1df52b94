package schema

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"
)

// ontologyFile is a file as it is written. Frames and examples are kept as nodes,
// which know their lines.
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
	Examples  []yaml.Node `yaml:"examples"`
}

type joins struct {
	Subject []string `yaml:"subject"`
	Object  []string `yaml:"object"`
}

type exampleInYML struct {
	Text string   `yaml:"text"`
	Says []string `yaml:"says"`
}

// fields are the types whose unknown fields a reader is told about.
var fields = map[string]reflect.Type{
	"ontologyFile":      reflect.TypeFor[ontologyFile](),
	"relationTypeInYML": reflect.TypeFor[relationTypeInYML](),
	"joins":             reflect.TypeFor[joins](),
	"exampleInYML":      reflect.TypeFor[exampleInYML](),
	"Frame":             reflect.TypeFor[Frame](),
	"EntityKind":        reflect.TypeFor[EntityKind](),
	"Plover":            reflect.TypeFor[Plover](),
	"Derive":            reflect.TypeFor[Derive](),
}

func fieldsOf(t reflect.Type) (names []string) {
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("yaml"); name != "" && name != "-" {
			names = append(names, name)
		}
	}
	return names
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
	l := loader{o: &Ontology{Name: path.Base(dir), Entities: map[EntityType]EntityKind{}, Groups: map[string][]EntityType{}}}
	var files []ontologyFile
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("ontology %s: %w", dir, err)
		}
		files = append(files, l.parse(name, data))
	}
	for i, f := range files {
		for g, types := range f.Groups {
			for _, t := range types {
				if _, ok := l.o.Entities[t]; !ok {
					l.defect(names[i], l.lines[names[i]]["groups."+g], "group %s: %q is no entity type", g, t)
				}
			}
			l.o.Groups[g] = types
		}
	}
	for i, f := range files {
		for name, y := range f.Relations {
			l.relation(names[i], name, y)
		}
	}
	sort.Slice(l.o.Relations, func(a, b int) bool { return l.o.Relations[a].Name < l.o.Relations[b].Name })
	l.references()
	sort.SliceStable(l.defects, func(i, j int) bool {
		a, b := l.defects[i], l.defects[j]
		return a.File < b.File || a.File == b.File && a.Line < b.Line
	})
	var all []error
	for _, d := range l.defects {
		all = append(all, d)
	}
	return l.o, errors.Join(all...)
}

// Defect is something wrong in an ontology, and where.
type Defect struct {
	File string
	Line int // 0 where it is the whole file
	Text string
	Hint string // what to do about it; may be ""
}

func (d Defect) Error() string {
	if d.Line == 0 {
		return d.File + ": " + d.Text
	}
	return fmt.Sprintf("%s:%d: %s", d.File, d.Line, d.Text)
}

type loader struct {
	o       *Ontology
	lines   map[string]map[string]int // of each file: where "relations.MET_WITH" stands
	defects []Defect
}

func (l *loader) defect(file string, line int, format string, args ...any) {
	l.defects = append(l.defects, Defect{File: file, Line: line, Text: fmt.Sprintf(format, args...)})
}

var unknownField = regexp.MustCompile(`^field (\S+) not found in type schema\.(\w+)$`)

// yamlDefects tells what the decoder found, a defect a line.
func (l *loader) yamlDefects(file string, err error) {
	texts := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	var many *yaml.TypeError
	if errors.As(err, &many) {
		texts = many.Errors
	}
	for _, text := range texts {
		line := 0
		if n, _ := fmt.Sscanf(text, "line %d:", &line); n == 1 {
			_, text, _ = strings.Cut(text, ": ")
		}
		if m := unknownField.FindStringSubmatch(text); m != nil {
			text = fmt.Sprintf("there is no field %q here (there are %s)", m[1], strings.Join(fieldsOf(fields[m[2]]), ", "))
		}
		l.defect(file, line, "%s", text)
	}
}

// strict decodes a node and tells the fields that do not exist, which Decode of a
// node leaves out silently.
func (l *loader) strict(file string, n *yaml.Node, into any) bool {
	known := fieldsOf(reflect.TypeOf(into).Elem())
	if n.Kind != yaml.MappingNode {
		l.defect(file, n.Line, "want fields (%s) in braces or on lines of their own", strings.Join(known, ", "))
		return false
	}
	ok := true
	for i := 0; i+1 < len(n.Content); i += 2 {
		if k := n.Content[i]; !slices.Contains(known, k.Value) {
			l.defect(file, k.Line, "there is no field %q here (there are %s)", k.Value, strings.Join(known, ", "))
			ok = false
		}
	}
	if err := n.Decode(into); err != nil {
		l.yamlDefects(file, err)
		ok = false
	}
	return ok
}

// parse reads one file: its entity types go into the ontology at once.
func (l *loader) parse(file string, data []byte) (f ontologyFile) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil && !errors.Is(err, io.EOF) {
		l.yamlDefects(file, err)
		return ontologyFile{}
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		l.yamlDefects(file, err)
	}
	lines := map[string]int{}
	for _, top := range root.Content {
		for i := 0; i+1 < len(top.Content); i += 2 {
			part := top.Content[i+1]
			for j := 0; j+1 < len(part.Content); j += 2 {
				lines[top.Content[i].Value+"."+part.Content[j].Value] = part.Content[j].Line
			}
		}
	}
	if l.lines == nil {
		l.lines = map[string]map[string]int{}
	}
	l.lines[file] = lines
	for t, k := range f.Entities {
		if !validType(string(t)) {
			l.defect(file, lines["entities."+string(t)], "entity type %q: a name is upper snake case (PERSON)", t)
			continue
		}
		if slices.Contains([]string{LabelEntity, LabelDocument, LabelChunk}, strings.ToUpper(string(t[:1]))+strings.ToLower(string(t[1:]))) {
			l.defect(file, lines["entities."+string(t)], "entity type %s: the graph has nodes of that name already", t)
		}
		if have, ok := l.o.Entities[t]; ok {
			k = EntityKind{Doc: have.Doc + k.Doc, Names: slices.Concat(have.Names, k.Names), Nouns: slices.Concat(have.Nouns, k.Nouns)}
		}
		l.o.Entities[t] = k
	}
	return f
}

func (l *loader) relation(file, name string, y relationTypeInYML) {
	line := l.lines[file]["relations."+name]
	types := func(side string, list []string) (out []EntityType) {
		for _, s := range list {
			if g, ok := l.o.Groups[s]; ok {
				out = append(out, g...)
			} else if _, ok := l.o.Entities[EntityType(s)]; ok {
				out = append(out, EntityType(s))
			} else {
				l.defect(file, line, "relation %s: %s %q is neither an entity type nor a group", name, side, s)
			}
		}
		return out
	}
	r := RelationType{
		Name: name, Doc: y.Doc, Symmetric: y.Symmetric, Fact: y.Fact, Plover: y.Plover, Derive: y.Derive,
		Subject: types("subject", y.Joins.Subject), Object: types("object", y.Joins.Object),
		File: file, Line: line,
	}
	switch {
	case !validType(name):
		l.defect(file, line, "relation %q: a name is upper snake case (MET_WITH)", name)
	case len(r.Subject) == 0 || len(r.Object) == 0:
		l.defect(file, line, "relation %s: joins says which types it may have as subject and object", name)
	}
	if i := slices.IndexFunc(l.o.Relations, func(o RelationType) bool { return o.Name == name }); i >= 0 {
		have := l.o.Relations[i]
		l.defect(file, line, "relation %s stands in %s:%d too", name, have.File, have.Line)
		return
	}
	for i := range y.Frames {
		n := &y.Frames[i]
		f := Frame{File: file, Line: n.Line}
		if !l.strict(file, n, &f) {
			continue
		}
		f.File, f.Line = file, n.Line
		switch {
		case len(f.Verb)+len(f.Noun) == 0:
			l.defect(file, n.Line, "relation %s: a frame needs a trigger: verb or noun", name)
		case len(f.Pair) == 0 && (len(f.Subject) == 0 || len(f.Object) == 0):
			l.defect(file, n.Line, "relation %s: a frame needs a subject and an object, or a pair", name)
		case f.Voice != "" && f.Voice != "active" && f.Voice != "passive":
			l.defect(file, n.Line, "relation %s: voice is active or passive, not %q", name, f.Voice)
		case f.Status != "" && !slices.Contains(statuses, f.Status):
			l.defect(file, n.Line, "relation %s: status is actual, planned, possible or negated, not %q", name, f.Status)
		}
		r.Frames = append(r.Frames, f)
	}
	for i := range y.Examples {
		n := &y.Examples[i]
		var e exampleInYML
		if !l.strict(file, n, &e) {
			continue
		}
		if e.Text == "" {
			l.defect(file, n.Line, "relation %s: an example needs a text", name)
		}
		x := Example{Text: e.Text, File: file, Line: n.Line}
		for _, s := range e.Says {
			f, err := ParseFact(s)
			if err != nil {
				l.defect(file, n.Line, "relation %s: example: %v", name, err)
				continue
			}
			x.Says = append(x.Says, f)
		}
		r.Examples = append(r.Examples, x)
	}
	l.o.Relations = append(l.o.Relations, r)
}

// references tells where a relation type is named that does not exist.
func (l *loader) references() {
	for _, r := range l.o.Relations {
		for _, of := range r.Derive.PlaceOf {
			if _, ok := l.o.Relation(of); !ok {
				l.defect(r.File, r.Line, "relation %s derives from %s, which does not exist", r.Name, of)
			}
		}
		for _, e := range r.Examples {
			for _, f := range e.Says {
				if _, ok := l.o.Relation(f.Type); !ok {
					l.defect(e.File, e.Line, "relation %s: the example says %s, which does not exist", r.Name, f.Type)
				}
			}
		}
	}
}
