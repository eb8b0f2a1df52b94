package schema

import "encoding/json"

// The fingerprints of an ontology are of what it says, not of how its files are
// written: a remark, an example or another order of the keys changes none.

// Nouns is the fingerprint of the entity types and of the words that make an unnamed
// one. Their names are rows of a gazetteer.
func (o *Ontology) Nouns() string {
	nouns := map[EntityType][]string{}
	for t, kind := range o.Entities {
		nouns[t] = kind.Nouns
	}
	return print(nouns)
}

// Types is the fingerprint of the types of entities and relations, frames left out.
func (o *Ontology) Types() string {
	var parts []string
	for _, r := range o.Relations {
		r.Doc, r.Frames, r.Examples, r.File, r.Line = "", nil, nil, "", 0
		parts = append(parts, print(r))
	}
	return Key(append(parts, o.Nouns())...)
}

// Print is the fingerprint of a frame of a relation type.
func (f Frame) Print(relation string) string {
	f.File, f.Line = "", 0
	return Key(relation, print(f))
}

// print is the key of a value of strings, numbers, lists and maps of them, which
// always encode, maps in the order of their keys.
func print(v any) string {
	data, _ := json.Marshal(v)
	return Key(string(data))
}
