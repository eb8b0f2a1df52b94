package gazetteer

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"backchannel/schema"
	"backchannel/schema/gazetteer/internal/table"
)

// rows are the user's own names.
type rows struct {
	names   map[string][]row // by key
	longest map[string]int   // words of the longest name by its first word
	byID    map[string]schema.Candidate
}

type row struct {
	caps  uint32
	comma bool
	poss  bool
	schema.Candidate
}

// Columns is the header of a user's CSV file.
var Columns = []string{"name", "type", "id", "canonical", "iso3", "role"}

// With returns an index that knows the rows of a CSV file besides. Its first line
// names the columns: name and type must be there; id, canonical (the name when
// empty), iso3 and role ("name" when empty) may. A row without id has the id of an
// unlinked entity of its type and canonical name (schema.EntityID).
//
// The user's rows win: a name that they hold has their readings and no other, in
// the order of the rows, equally likely. Several files are added one after the
// other, and the last one that holds a name wins. Errors name file, line and what to do.
func (x *Index) With(from io.Reader, file string) (*Index, error) {
	data, err := io.ReadAll(from)
	if err != nil {
		return nil, fmt.Errorf("read gazetteer %s: %w", file, err)
	}
	added, err := readRows(string(data), file)
	if err != nil {
		return nil, err
	}
	added.join(x.user)
	return &Index{table: x.table, user: added, print: schema.Key(x.print, string(data))}, nil
}

// WithOntology returns an index that knows the names that an ontology lists besides.
// They win over those that ship, and the user's rows win over them.
func (x *Index) WithOntology(o *schema.Ontology) (*Index, error) {
	added := newRows()
	sum := []string{x.print}
	for _, t := range slices.Sorted(maps.Keys(o.Entities)) {
		for _, name := range o.Entities[t].Names {
			if err := added.add(func(field string) string { return map[string]string{"name": name, "type": string(t)}[field] }); err != nil {
				return nil, fmt.Errorf("ontology %s: names of %s: %w", o.Name, t, err)
			}
			sum = append(sum, string(t), name)
		}
	}
	if len(added.names) == 0 {
		return x, nil
	}
	added.weigh()
	user := newRows()
	user.join(x.user)
	user.join(added)
	return &Index{table: x.table, user: user, print: schema.Key(sum...)}, nil
}

// join adds the rows of others whose names and ids it has not.
func (u *rows) join(other *rows) {
	if other == nil {
		return
	}
	for key, have := range other.names {
		if _, ok := u.names[key]; !ok {
			u.names[key] = have
		}
	}
	for word, n := range other.longest {
		u.longest[word] = max(u.longest[word], n)
	}
	for id, c := range other.byID {
		if _, ok := u.byID[id]; !ok {
			u.byID[id] = c
		}
	}
}

// weigh makes the readings of each name equally likely.
func (u *rows) weigh() {
	for _, list := range u.names {
		for i := range list {
			list[i].Prior = 1 / float64(len(list))
		}
	}
}

func newRows() *rows {
	return &rows{names: map[string][]row{}, longest: map[string]int{}, byID: map[string]schema.Candidate{}}
}

func readRows(data, file string) (*rows, error) {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(data, "\ufeff")))
	r.FieldsPerRecord = -1
	r.TrimLeadingSpace = true
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read gazetteer %s: the file is empty; its first line names the columns: %s", file, strings.Join(Columns, ","))
	}
	if err != nil {
		return nil, fmt.Errorf("read gazetteer %s: %w", file, err)
	}
	column := map[string]int{}
	for i, name := range header {
		name = strings.ToLower(strings.TrimSpace(name))
		if !slices.Contains(Columns, name) {
			return nil, fmt.Errorf("read gazetteer %s:1: unknown column %q; the columns are %s", file, name, strings.Join(Columns, ","))
		}
		if _, ok := column[name]; ok {
			return nil, fmt.Errorf("read gazetteer %s:1: column %q stands twice", file, name)
		}
		column[name] = i
	}
	for _, name := range Columns[:2] {
		if _, ok := column[name]; !ok {
			return nil, fmt.Errorf("read gazetteer %s:1: column %q is missing; the columns are %s", file, name, strings.Join(Columns, ","))
		}
	}
	out := newRows()
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read gazetteer %s: %w", file, err)
		}
		line, _ := r.FieldPos(0)
		if len(fields) > len(header) {
			return nil, fmt.Errorf("read gazetteer %s:%d: %d fields, the header has %d; put a name with a comma in quotes", file, line, len(fields), len(header))
		}
		field := func(name string) string {
			if i, ok := column[name]; ok && i < len(fields) {
				return strings.TrimSpace(fields[i])
			}
			return ""
		}
		if err := out.add(field); err != nil {
			return nil, fmt.Errorf("read gazetteer %s:%d: %w", file, line, err)
		}
	}
	out.weigh()
	return out, nil
}

func (u *rows) add(field func(string) string) error {
	name := field("name")
	c := schema.Candidate{
		ID: field("id"), Type: schema.EntityType(field("type")), Name: field("canonical"), ISO3: field("iso3"), Role: field("role"), Prior: 1,
	}
	if c.Name == "" {
		c.Name = name
	}
	if c.Role == "" {
		c.Role = Name
	}
	if !utf8.ValidString(name + c.Name) {
		return errors.New("the line is not UTF-8; save the file as UTF-8")
	}
	var k table.Key
	switch {
	case name == "":
		return errors.New("the name is empty")
	case c.Type == "" || strings.ToUpper(string(c.Type)) != string(c.Type):
		return fmt.Errorf("type %q is no entity type; types are written as in the ontology: COUNTRY, CITY, PLACE, ORGANIZATION, PERSON", c.Type)
	case c.ISO3 != "" && (len(c.ISO3) != 3 || strings.ToUpper(c.ISO3) != c.ISO3):
		return fmt.Errorf("iso3 %q is not three capitals, as ISO 3166-1 alpha-3 has them: RUS", c.ISO3)
	case !k.Add(name):
		return fmt.Errorf("the name %q is longer than %d letters", name, table.MaxKey)
	case k.Words == 0:
		return fmt.Errorf("the name %q has no letter", name)
	}
	if c.ID == "" {
		c.ID = schema.EntityID(c.Type, c.Name, "")
	}
	if have, ok := u.byID[c.ID]; ok && have.Type != c.Type {
		return fmt.Errorf("id %s is a %s here and a %s above", c.ID, c.Type, have.Type)
	} else if !ok {
		u.byID[c.ID] = schema.Candidate{ID: c.ID, Type: c.Type, Name: c.Name, ISO3: c.ISO3, Role: Name, Prior: 1}
	}
	key := string(k.Bytes())
	u.names[key] = append(u.names[key], row{k.Caps, k.Comma, k.Poss, c})
	first := string(k.First())
	u.longest[first] = max(u.longest[first], k.Words)
	return nil
}

func (r row) fits(k *table.Key) bool {
	return r.caps&^k.Caps == 0 && (!k.Comma || r.comma) && (!k.Poss || r.poss)
}

func (u *rows) fits(k *table.Key) bool {
	for _, r := range u.names[string(k.Bytes())] {
		if r.fits(k) {
			return true
		}
	}
	return false
}

func (u *rows) candidates(k *table.Key) []schema.Candidate {
	var out []schema.Candidate
	for _, r := range u.names[string(k.Bytes())] {
		if r.fits(k) {
			out = append(out, r.Candidate)
		}
	}
	return out
}
