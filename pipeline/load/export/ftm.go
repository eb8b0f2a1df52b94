package export

import (
	"context"
	"fmt"
	"io"
	"slices"

	"backchannel/pipeline/load/facts"
	"backchannel/schema"
)

// What an entity's type is called in FollowTheMoney, which has no treaties.
var ftmSchema = map[string]string{
	"Person": "Person", "Country": "Territory", "City": "Address", "Place": "Address", "Organization": "Organization",
	"Agreement": "Event", "Occasion": "Event",
}

// FTM writes entities of FollowTheMoney 4, one JSON object a line, for Aleph and
// the tools of OpenSanctions: people, organizations, territories, documents, who
// holds which office; an Event for each event, with those involved and the documents
// as its proof, and an UnknownLink from the one to the other where nobody denies it;
// a Mention for each document that names an entity.
func FTM(ctx context.Context, store Store, w io.Writer) error {
	l := newLines(w)
	put := func(id, kind string, properties map[string][]string) error {
		for name, values := range properties {
			values = slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" })
			for i, v := range values {
				values[i] = ftmClip(name, v)
			}
			if properties[name] = values; len(values) == 0 {
				delete(properties, name)
			}
		}
		return l.enc.Encode(object{"id": id, "schema": kind, "properties": properties})
	}
	for _, write := range []func(context.Context, Store, ftmPut) error{ftmNodes, ftmOffices, ftmEvents, ftmMentions} {
		if err := write(ctx, store, put); err != nil {
			return fmt.Errorf("export ftm: %w", err)
		}
	}
	if err := l.out.Flush(); err != nil {
		return fmt.Errorf("export ftm: %w", err)
	}
	return nil
}

type ftmPut func(id, kind string, properties map[string][]string) error

// ftmID is an id as FollowTheMoney allows it.
func ftmID(id ...string) string { return "bc-" + schema.Key(id...) }

// FollowTheMoney refuses longer values, in code points.
const (
	ftmNameMax = 384
	ftmTextMax = 1024
)

// ftmClip cuts a value that is too long for its property.
func ftmClip(property, v string) string {
	limit := ftmTextMax
	switch property {
	case "name", "alias":
		limit = ftmNameMax
	case "location", "full":
		limit = 250
	case "description", "sourceUrl":
		return v // has room for a page
	}
	if len(v) <= limit {
		return v
	}
	if r := []rune(v); len(r) > limit {
		return string(r[:limit-1]) + "…"
	}
	return v
}

func ftmKind(entity string) string {
	if kind, ok := ftmSchema[entity]; ok {
		return kind
	}
	return "Organization"
}

func ftmNodes(ctx context.Context, store Store, put ftmPut) error {
	for n, err := range store.Nodes(ctx) {
		if err != nil {
			return err
		}
		p := map[string][]string{"name": {text(n.Props, "name")}}
		kind := "Article"
		switch n.Labels[0] {
		case schema.LabelEntity:
			kind = ftmKind(n.Labels[len(n.Labels)-1])
			p["alias"] = list(n.Props, "aliases")
			if link := text(n.Props, "wikidata"); isWikidata(link) {
				p["wikidataId"] = []string{link}
			}
			if kind == "Address" {
				p["full"] = p["name"]
			}
		case schema.LabelDocument:
			p = map[string][]string{
				"fileName": {n.ID}, "title": {text(n.Props, "title")}, "publishedAt": {text(n.Props, "published")}, "publisher": {text(n.Props, "publisher")},
			}
			if uri := text(n.Props, "uri"); webAddress(uri) {
				p["sourceUrl"] = []string{uri}
			}
		default:
			continue
		}
		if err := put(ftmID(n.ID), kind, p); err != nil {
			return err
		}
	}
	return nil
}

// ftmOffices writes a Position and its Occupancy for each office.
func ftmOffices(ctx context.Context, store Store, put ftmPut) error {
	for e, err := range store.Edges(ctx) {
		if err != nil {
			return err
		}
		title := text(e.Props, "title")
		if e.Type != "HOLDS_OFFICE" || title == "" || text(e.Props, "status") == "negated" {
			continue
		}
		post := ftmID("position", title, e.To)
		if err := put(post, "Position", map[string][]string{"name": {title}}); err != nil {
			return err
		}
		if err := put(ftmID("occupancy", e.ID), "Occupancy", map[string][]string{"holder": {ftmID(e.From)}, "post": {post}}); err != nil {
			return err
		}
	}
	return nil
}

func ftmEvents(ctx context.Context, store Store, put ftmPut) error {
	for e, err := range facts.Events(ctx, store) {
		if err != nil {
			return err
		}
		ends := []string{ftmID(e.Subject.ID), ftmID(e.Object.ID)}
		p := map[string][]string{
			"name": {e.Name}, "involved": ends, "location": {e.Place.Name}, "startDate": {e.Start}, "endDate": {e.End},
			"summary": {e.Type + ", " + e.Status}, "recordId": {e.ID},
		}
		seen := map[string]bool{}
		for _, v := range e.Evidence {
			p["description"] = append(p["description"], v.Sentence)
			if seen[v.Document.ID] {
				continue
			}
			seen[v.Document.ID] = true
			p["proof"] = append(p["proof"], ftmID(v.Document.ID))
			p["publisher"] = append(p["publisher"], v.Document.Publisher)
			if webAddress(v.Document.URI) {
				p["sourceUrl"] = append(p["sourceUrl"], v.Document.URI)
			}
		}
		if err := put(ftmID(e.ID), "Event", p); err != nil {
			return err
		}
		if e.Status == "negated" {
			continue
		}
		if err := put(ftmID("link", e.ID), "UnknownLink", map[string][]string{
			"subject": {ends[0]}, "object": {ends[1]}, "role": {e.Type}, "status": {e.Status}, "startDate": {e.Start}, "endDate": {e.End},
			"proof": p["proof"], "recordId": {e.ID},
		}); err != nil {
			return err
		}
	}
	return nil
}

func ftmMentions(ctx context.Context, store Store, put ftmPut) error {
	for m, err := range facts.Named(ctx, store) {
		if err != nil {
			return err
		}
		for _, in := range m.In {
			p := map[string][]string{
				"document": {ftmID(in.Document.ID)}, "name": {m.Name}, "resolved": {ftmID(m.ID)}, "detectedSchema": {ftmKind(m.Type)},
			}
			if err := put(ftmID("mention", m.ID, in.Document.ID), "Mention", p); err != nil {
				return err
			}
		}
	}
	return nil
}
