package export

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"backchannel/pipeline/load/facts"
	"backchannel/schema"
)

// Names without a prefix are those of schema.org; what it lacks is ours.
const jsonldContext = `{"@vocab":"https://schema.org/","bc":"urn:backchannel:vocabulary:",` +
	`"additionalType":{"@type":"@id"},"sameAs":{"@type":"@id"},"url":{"@type":"@id"},"agent":{"@type":"@id"},"object":{"@type":"@id"},` +
	`"location":{"@type":"@id"},"isPartOf":{"@type":"@id"},"containedInPlace":{"@type":"@id"},"actionStatus":{"@type":"@id"}}`

// What an entity's type is called in schema.org.
var schemaOrg = map[string]string{
	"Person": "Person", "Country": "Country", "City": "City", "Place": "Place", "Organization": "Organization",
	"Agreement": "CreativeWork", "Occasion": "Event",
}

// JSONLD writes entities, documents and events as one JSON-LD document in the
// vocabulary of schema.org, a node a line: an event is an Action with agent, object
// and place, and the sentences that say it are Quotations from Articles. Entities
// lead to Wikidata (or GeoNames, Wikipedia) by sameAs.
func JSONLD(ctx context.Context, store Store, w io.Writer) error {
	l := newLines(w)
	fmt.Fprintf(l.out, "{\"@context\":%s,\n\"@graph\":[\n", jsonldContext)
	first := true
	put := func(o object) error {
		if !first {
			l.out.WriteByte(',')
		}
		first = false
		return l.enc.Encode(o.without())
	}
	if err := jsonldNodes(ctx, store, put); err != nil {
		return fmt.Errorf("export jsonld: %w", err)
	}
	for e, err := range facts.Events(ctx, store) {
		if err == nil {
			err = put(action(e))
		}
		if err != nil {
			return fmt.Errorf("export jsonld: %w", err)
		}
	}
	fmt.Fprint(l.out, "]}\n")
	if err := l.out.Flush(); err != nil {
		return fmt.Errorf("export jsonld: %w", err)
	}
	return nil
}

// jsonldNodes puts entities and documents, and the facts that are no events.
func jsonldNodes(ctx context.Context, store Store, put func(object) error) error {
	for n, err := range store.Nodes(ctx) {
		if err != nil {
			return err
		}
		o := object{"@id": iri(n.ID), "name": text(n.Props, "name")}
		switch n.Labels[0] {
		case schema.LabelEntity:
			kind := n.Labels[len(n.Labels)-1]
			o["@type"] = "Thing"
			if name, ok := schemaOrg[kind]; ok {
				o["@type"] = name
			}
			o["additionalType"] = "urn:backchannel:vocabulary:" + kind
			o["alternateName"] = list(n.Props, "aliases")
			o["identifier"] = text(n.Props, "iso3")
			o["sameAs"] = linked(cmp.Or(text(n.Props, "wikidata"), n.ID))
		case schema.LabelDocument:
			o["@type"], o["headline"], o["datePublished"] = "Article", text(n.Props, "title"), text(n.Props, "published")
			if p := text(n.Props, "publisher"); p != "" {
				o["publisher"] = object{"@type": "Organization", "name": p}
			}
			if uri := text(n.Props, "uri"); webAddress(uri) {
				o["url"] = uri
			}
		default:
			continue
		}
		if err := put(o); err != nil {
			return err
		}
	}
	for e, err := range store.Edges(ctx) {
		if err != nil {
			return err
		}
		o := object{"@id": iri(e.From)}
		switch {
		case text(e.Props, "status") == "negated":
			continue
		case e.Type == "HOLDS_OFFICE":
			o["affiliation"] = object{"@type": "OrganizationRole", "roleName": text(e.Props, "title"), "affiliation": object{"@id": iri(e.To)}}
		case e.Type == "LOCATED_IN":
			o["containedInPlace"] = iri(e.To)
		default:
			continue
		}
		if err := put(o); err != nil {
			return err
		}
	}
	return nil
}

func action(e facts.Event) object {
	o := object{
		"@id": iri(e.ID), "@type": []string{"Action", "bc:" + e.Type}, "name": e.Name,
		"agent": iri(e.Subject.ID), "object": iri(e.Object.ID), "startTime": e.Start, "endTime": e.End,
		"bc:status": e.Status, "bc:precision": e.Precision, "bc:plover": e.Plover, "bc:sources": e.Sources, "bc:score": e.Score,
	}
	if e.Place.ID != "" {
		o["location"] = iri(e.Place.ID)
	}
	switch e.Status {
	case "actual":
		o["actionStatus"] = "https://schema.org/CompletedActionStatus"
	case "planned", "possible":
		o["actionStatus"] = "https://schema.org/PotentialActionStatus"
	}
	var said []object
	for _, v := range e.Evidence {
		said = append(said, object{
			"@type": "Quotation", "text": v.Sentence, "isPartOf": iri(v.Document.ID), "bc:status": v.Status, "bc:speaker": v.Speaker, "bc:rule": v.Rule,
		}.without())
	}
	o["subjectOf"] = said
	return o
}

// iri names a node of the graph.
func iri(id string) string { return "urn:backchannel:" + escape(id) }
