package export

import (
	"context"
	"fmt"
	"io"
	"strings"

	"backchannel/pipeline/load/facts"
)

// quad are PLOVER's four classes, by event type: 1 verbal cooperation, 2 material
// cooperation, 3 verbal conflict, 4 material conflict.
var quad = map[string]int{
	"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1,
	"COOPERATE": 2, "AID": 2, "RETREAT": 2,
	"REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
	"PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}

// auxiliary are PLOVER's auxiliary modes by status; what is actual has none.
var auxiliary = map[string]string{"planned": "future", "possible": "hypothetical", "negated": "negation"}

// PLOVER writes events as PLOVER 0.8 codes them, one JSON object a line: date, type,
// mode and auxiliary mode, actor and recipient with their countries, place, and the
// sentences and sources. Relations that are none of its types are left out, and those
// that only say where: a city is no recipient.
func PLOVER(ctx context.Context, store Store, w io.Writer) error {
	l := newLines(w)
	for e, err := range facts.Events(ctx, store) {
		if err != nil {
			return fmt.Errorf("export plover: %w", err)
		}
		kind, mode, _ := strings.Cut(e.Plover, "/")
		if where := e.Object.Type; quad[kind] == 0 || where == "City" || where == "Place" {
			continue
		}
		var sources []object
		for _, v := range e.Evidence {
			sources = append(sources, object{
				"text": v.Sentence, "document": v.Document.ID, "title": v.Document.Name, "url": v.Document.URI,
				"publication_date": v.Document.Published, "source": v.Document.Publisher, "speaker": v.Speaker,
			}.without())
		}
		record := object{
			"event_id": e.ID, "event_date": e.Start, "event_date_end": e.End, "date_precision": e.Precision,
			"event_type": kind, "event_mode": mode, "auxiliary_mode": auxiliary[e.Status], "quad_code": quad[kind], "relation": e.Type,
			"actor": party(e.Subject), "recipient": party(e.Object), "location": party(e.Place), "confidence": e.Score, "sources": sources,
		}
		if err := l.enc.Encode(record.without()); err != nil {
			return fmt.Errorf("export plover: %w", err)
		}
	}
	if err := l.out.Flush(); err != nil {
		return fmt.Errorf("export plover: %w", err)
	}
	return nil
}

func party(p facts.Party) object {
	return object{"id": p.ID, "name": p.Name, "type": p.Type, "country": p.Country, "wikidata": p.Wikidata}
}
