package fold

import (
	"cmp"
	"slices"
	"strings"

	"backchannel/schema"
)

// Row is what one record says under one key. Rows of one key meet, in any order,
// whatever records they come from: in the order of their keys on one machine, by a
// shuffle in a cluster. What is set besides the key says what kind of row it is.
type Row struct {
	Key string `json:"key"`
	Doc string `json:"doc"` // id of the record

	Named    *Named    `json:"named,omitempty"`    // for Decide: a person or organization with a name
	Unnamed  *Unnamed  `json:"unnamed,omitempty"`  // for Decide: an agreement, event or group without one
	Text     *Text     `json:"text,omitempty"`     // for Decide: the text, which may be a copy of another's
	Document *Document `json:"document,omitempty"` // for Merge: what no other record has a part in
	Entity   *Entity   `json:"entity,omitempty"`   // for Merge
	Report   *Report   `json:"report,omitempty"`   // for Merge
}

// Document is the part of the graph that one record makes alone.
type Document struct {
	Nodes []schema.Node `json:"nodes"`
	Edges []schema.Edge `json:"edges"`
}

// Entity is what a record says of one of its entities.
type Entity struct {
	ID       string            `json:"id"` // in the record, before any decision
	Type     schema.EntityType `json:"type"`
	Name     string            `json:"name"`
	Aliases  []string          `json:"aliases"`
	Link     string            `json:"link,omitempty"`
	ISO3     string            `json:"iso3,omitempty"`
	Mentions int64             `json:"mentions"`
	First    schema.Date       `json:"first,omitempty"`
	Last     schema.Date       `json:"last,omitempty"`
	Wrong    bool              `json:"wrong,omitempty"` // rejected: it is no node
}

// Report is a record's relation, its ends as decided.
type Report struct {
	Ends     [2]string             `json:"ends"`             // as the record has them
	Names    [2]string             `json:"names"`            // of subject and object
	Speaker  string                `json:"speaker"`          // for people
	Source   string                `json:"source,omitempty"` // id of the record that this one is a copy of
	Relation schema.RecordRelation `json:"relation"`
}

// Keys of rows begin with what they are about.
const (
	keyDocument = "document/"
	keyEntity   = "entity/"
	keyEvent    = "event/"
	keyFact     = "fact/"
	keyLast     = "last/"     // the last word of a person's name, by spelling
	keyInitials = "initials/" // of an organization
	keyUnnamed  = "unnamed/"  // head word and participant
	keyRuled    = "ruled/"    // an id in the rulings
	keyText     = "text/"     // a part of a text's signature
)

// Rows are what a record contributes to the graph, with its ids as decided.
func (f *Folder) Rows(r schema.Record, d *Decided) []Row {
	rows := make([]Row, 0, 1+len(r.Entities)+len(r.Relations))
	seen := map[string]*Entity{} // by the record's own ids
	names := make(map[string]string, len(r.Entities))
	sighted := map[[2]string]int64{}
	for _, e := range r.Entities {
		root := d.root(e.ID)
		names[root] = cmp.Or(d.names[root], names[root], e.Name)
		row := &Entity{ID: e.ID, Type: e.Type, Name: e.Name, Aliases: aliases(e), Link: e.Link, ISO3: e.ISO3, Mentions: int64(len(e.Mentions))}
		seen[e.ID] = row
		anywhere := false
		for _, c := range r.Chunks {
			var n int64
			for _, m := range e.Mentions {
				if m.Start >= c.Start && m.Start < c.End {
					n++
				}
			}
			if n > 0 {
				sighted[[2]string{root, c.ID}] += n
				row.see(cmp.Or(c.Date, r.Date))
				anywhere = true
			}
		}
		if !anywhere {
			row.see(r.Date)
		}
		row.Wrong = d.wrong[root]
		rows = append(rows, Row{Key: keyEntity + root, Doc: r.ID, Entity: row})
	}
	for _, rel := range r.Relations {
		kind, ok := f.ontology.Relation(rel.Type)
		if !ok {
			continue // a record of an older ontology
		}
		for _, end := range []string{rel.Subject, rel.Object} {
			if e := seen[end]; e != nil {
				e.see(rel.Reported)
			}
		}
		if key, rep, ok := reported(kind, rel, d, names); ok {
			rep.Source = d.copies[r.ID]
			rows = append(rows, Row{Key: key, Doc: r.ID, Report: rep})
		}
	}
	return append(rows, Row{Key: keyDocument + r.ID, Doc: r.ID, Document: document(r, sighted, d)})
}

// reported is a relation with its ends as decided, and the key of its event or fact;
// false where nothing is left of it.
func reported(kind schema.RelationType, rel schema.RecordRelation, d *Decided, names map[string]string) (string, *Report, bool) {
	rep := &Report{Ends: [2]string{rel.Subject, rel.Object}, Relation: rel}
	if kind.Symmetric {
		rep.Ends = pairOf(rel.Subject, rel.Object)
	}
	is := &rep.Relation
	is.Subject, is.Object, is.Place, is.Speaker = d.root(rel.Subject), d.root(rel.Object), d.root(rel.Place), d.root(rel.Speaker)
	if is.Subject == is.Object || d.wrong[is.Subject] || d.wrong[is.Object] {
		return "", nil, false
	}
	if d.wrong[is.Place] {
		is.Place = ""
	}
	if d.wrong[is.Speaker] {
		is.Speaker = ""
	}
	if kind.Symmetric && !kind.Fact && is.Object < is.Subject {
		is.Subject, is.Object = is.Object, is.Subject
	}
	rep.Names = [2]string{cmp.Or(names[is.Subject], is.Subject), cmp.Or(names[is.Object], is.Object)}
	rep.Speaker = cmp.Or(names[is.Speaker], is.Attribution)
	ends := is.Type + "|" + is.Subject + "|" + is.Object
	if kind.Fact {
		return keyFact + ends + "|" + schema.Slug(is.Title), rep, true
	}
	return keyEvent + ends, rep, true
}

// aliases are what a record calls an entity, sorted.
func aliases(e schema.RecordEntity) []string {
	out := slices.Clone(e.Aliases)
	for _, m := range e.Mentions {
		out = append(out, strings.Join(strings.Fields(m.Text), " "))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (e *Entity) see(d schema.Date) {
	if d == "" {
		return
	}
	if e.First == "" || d < e.First {
		e.First = d
	}
	e.Last = max(e.Last, d)
}

// document is a record's own node, its chunks and who is mentioned in them.
func document(r schema.Record, sighted map[[2]string]int64, d *Decided) *Document {
	out := &Document{}
	out.Nodes = append(out.Nodes, DocumentNode(r))
	furniture := map[int]string{} // by the offset where it ends
	for _, f := range r.Furniture {
		furniture[f.End] = f.Text
	}
	for i, c := range r.Chunks {
		out.Nodes = append(out.Nodes, node(c.ID, []string{schema.LabelChunk}, map[string]any{
			"name": caption(c.Text), "text": c.Text, "index": int64(c.Index), "start": int64(c.Start), "end": int64(c.End), "furniture": furniture[c.Start],
		}))
		out.Edges = append(out.Edges, edge(schema.EdgeFromDocument, c.ID, r.ID, "", map[string]any{}))
		if i > 0 {
			out.Edges = append(out.Edges, edge(schema.EdgeNextChunk, r.Chunks[i-1].ID, c.ID, "", map[string]any{}))
		}
	}
	for at, n := range sighted {
		if !d.wrong[at[0]] {
			out.Edges = append(out.Edges, edge(schema.EdgeFromChunk, at[0], at[1], "", map[string]any{"mentions": n}))
		}
	}
	slices.SortFunc(out.Edges, func(a, b schema.Edge) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// DocumentNode is a record's own node.
func DocumentNode(r schema.Record) schema.Node {
	read := 0 // the end of the last chunk
	if n := len(r.Chunks); n > 0 {
		read = r.Chunks[n-1].End
	}
	furniture := ""
	if n := len(r.Furniture); n > 0 && r.Furniture[n-1].Start >= read {
		furniture = r.Furniture[n-1].Text
	}
	return node(r.ID, []string{schema.LabelDocument}, map[string]any{
		"name": cmp.Or(r.Source.Title, r.ID), "title": r.Source.Title, "uri": r.Source.URI, "published": string(r.Date),
		"publisher": r.Source.Publisher, "fingerprint": r.Fingerprint, "furniture": furniture,
	})
}

// caption is the beginning of a text for a node's name: at most 60 code points.
func caption(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return text
}

func node(id string, labels []string, props map[string]any) schema.Node {
	return schema.Node{ID: id, Labels: labels, Props: present(props)}
}

// edge is an edge; distinct tells apart edges of one type between the same ends.
func edge(kind, from, to, distinct string, props map[string]any) schema.Edge {
	return schema.Edge{ID: edgeID(kind, from, to, distinct), Type: kind, From: from, To: to, Props: present(props)}
}

func edgeID(kind, from, to, distinct string) string {
	id := kind + "|" + from + "|" + to
	if distinct != "" {
		id += "|" + distinct
	}
	return id
}

// present leaves out the properties that are unknown.
func present(props map[string]any) map[string]any {
	for k, v := range props {
		if v == "" {
			delete(props, k)
		}
	}
	return props
}
