package loadtest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"backchannel/schema"
)

// builder writes a graph as fold does.
type builder struct{ g schema.Graph }

func (b *builder) node(id string, labels []string, props map[string]any) {
	for k, v := range props {
		if v == "" {
			delete(props, k)
		}
	}
	b.g.Nodes = append(b.g.Nodes, schema.Node{ID: id, Labels: labels, Props: props})
}

func (b *builder) edge(kind, from, to, distinct string, props map[string]any) {
	for k, v := range props {
		if v == "" {
			delete(props, k)
		}
	}
	id := kind + "|" + from + "|" + to
	if distinct != "" {
		id += "|" + distinct
	}
	b.g.Edges = append(b.g.Edges, schema.Edge{ID: id, Type: kind, From: from, To: to, Props: props})
}

func (b *builder) entity(id, kind, name string, mentions int64, aliases ...string) {
	link := ""
	if strings.HasPrefix(id, "Q") {
		link = id
	}
	if aliases == nil {
		aliases = []string{}
	}
	b.node(id, []string{schema.LabelEntity, kind}, map[string]any{
		"name": name, "aliases": aliases, "wikidata": link, "mentions": mentions, "first_seen": "2016-08-24", "last_seen": "2017-05-04",
	})
}

// document adds a document with one chunk for each text, and furniture before the
// first and behind the last.
func (b *builder) document(id, title, published, publisher, top, bottom string, texts ...string) {
	b.node(id, []string{schema.LabelDocument}, map[string]any{
		"name": title, "title": title, "uri": "https://example.org/" + id, "published": published, "publisher": publisher, "fingerprint": schema.Key(texts...), "furniture": bottom,
	})
	start := len([]rune(top))
	for i, text := range texts {
		chunk := fmt.Sprintf("%s#p%d", id, i+1)
		n := len([]rune(text))
		name := []rune(text)
		if len(name) > 60 {
			name = append(name[:59], '…')
		}
		b.node(chunk, []string{schema.LabelChunk}, map[string]any{
			"name": string(name), "text": text, "index": int64(i), "start": int64(start), "end": int64(start + n), "furniture": top,
		})
		top = ""
		b.edge(schema.EdgeFromDocument, chunk, id, "", nil)
		if i > 0 {
			b.edge(schema.EdgeNextChunk, fmt.Sprintf("%s#p%d", id, i), chunk, "", nil)
		}
		start += n + 2
	}
}

func (b *builder) seen(chunk string, entities ...string) {
	for _, e := range entities {
		b.edge(schema.EdgeFromChunk, e, chunk, "", map[string]any{"mentions": int64(1)})
	}
}

// happening is an event and the chunk that says it.
type happening struct {
	kind, subject, object, status, start, end, place, chunk, said, speaker string
}

func (b *builder) event(h happening) {
	id := "event/" + schema.Key(h.kind, h.subject, h.object, h.start)
	precision := map[int]string{10: "day", 7: "month", 4: "year"}[len(h.start)]
	if h.kind == "THREATENED" || h.kind == "REJECTED" {
		precision = "reported" // only the day of the report is known
	}
	b.node(id, []string{schema.LabelEvent}, map[string]any{
		"name": b.name(h.subject) + " " + strings.ToLower(strings.ReplaceAll(h.kind, "_", " ")) + " " + b.name(h.object),
		"type": h.kind, "plover": "CONSULT", "status": h.status, "start": h.start, "end": h.end, "precision": precision,
		"sources": int64(1), "score": 0.9,
	})
	b.edge(schema.EdgeSubject, h.subject, id, "", nil)
	b.edge(schema.EdgeObject, h.object, id, "", nil)
	if h.place != "" {
		b.edge(schema.EdgeAt, id, h.place, "", nil)
	}
	b.edge(h.kind, h.subject, h.object, id, map[string]any{
		"event": id, "status": h.status, "start": h.start, "end": h.end, "sources": int64(1), "score": 0.9,
	})
	text, start := b.chunk(h.chunk)
	at := strings.Index(text, h.said)
	if at < 0 {
		panic("story: " + h.chunk + " does not say " + h.said)
	}
	begin := start + int64(len([]rune(text[:at])))
	b.edge(schema.EdgeEvidencedBy, id, h.chunk, fmt.Sprint(begin, "-", h.status), map[string]any{
		"start": begin, "end": begin + int64(len([]rune(h.said))), "trigger": strings.Fields(h.said)[1], "rule": h.kind + "/story",
		"speaker": h.speaker, "status": h.status,
	})
}

func (b *builder) fact(kind, subject, object, title, chunk string) {
	b.edge(kind, subject, object, schema.Slug(title), map[string]any{
		"status": "actual", "title": title, "sources": int64(1), "score": 0.8, "chunks": []string{chunk},
	})
}

func (b *builder) name(id string) string {
	for _, n := range b.g.Nodes {
		if n.ID == id {
			return n.Props["name"].(string)
		}
	}
	panic("story: no node " + id)
}

func (b *builder) chunk(id string) (text string, start int64) {
	for _, n := range b.g.Nodes {
		if n.ID == id {
			return n.Props["text"].(string), n.Props["start"].(int64)
		}
	}
	panic("story: no chunk " + id)
}

// Story is a small graph as real documents give it: three of them, with people,
// states, cities, agreements and a summit, and every kind of node and edge.
func Story() schema.Graph {
	var b builder
	b.entity("Q30", "Country", "United States", 14, "Americans", "U.S.", "US", "Washington")
	b.entity("Q159", "Country", "Russia", 12, "Kremlin", "Moscow", "Russians")
	b.entity("Q43", "Country", "Turkey", 4, "Ankara", "Türkiye")
	b.entity("Q794", "Country", "Iran", 4, "Tehran")
	b.entity("Q810", "Country", "Jordan", 3, "Jordanians")
	b.entity("Q232", "Country", "Kazakhstan", 2)
	b.entity("Q148", "Country", "China", 2, "Beijing")
	b.entity("Q71", "City", "Geneva", 3, "Genève")
	b.entity("Q1520", "City", "Astana", 2)
	b.entity("Q1065", "Organization", "United Nations", 2, "U.N.", "UN")
	b.entity("person/john-kerry", "Person", "John Kerry", 6, "Kerry")
	b.entity("person/sergei-lavrov", "Person", "Sergei Lavrov", 6, "Lavrov", "Sergey Lavrov")
	b.entity("person/barack-obama", "Person", "Barack Obama", 3, "Obama")
	b.entity("person/vladimir-putin", "Person", "Vladimir Putin", 3, "Putin")
	b.entity("agreement/cease-fire@geneva", "Agreement", "cease-fire", 4, "truce")
	b.entity("agreement/de-escalation-zones@astana", "Agreement", "de-escalation zones", 2)
	b.entity("event/g-20-summit", "Occasion", "G-20 summit", 1)
	b.entity("organization/rebels@astana", "Organization", "rebels", 1)

	b.document("geneva", "Ministers head for Geneva", "2016-08-24", "The Example Post", "", "",
		"John Kerry will meet Sergei Lavrov in Geneva on Friday. The two ministers want the cease-fire back.",
		"Washington and Moscow brokered the cease-fire in February. Washington warned Moscow of sanctions, a diplomat said.",
		"Barack Obama may meet Vladimir Putin at the G-20 summit in China.")
	b.document("astana", "Three guarantors, four zones", "2017-05-04", "The Example Post", "Home\nWorld\nSign in\n\nBy Ann Author\n\n", "\n\n© The Example Post. <b>Sign up</b> for our newsletter.",
		"Russia, Turkey and Iran agreed on de-escalation zones in Astana, the capital of Kazakhstan.",
		"The rebels’ “delegation” rejected the zones. The United Nations praised the deal.")
	b.document("amman", "Quiet talks", "2017-05-20", "Daily Sample", "", "",
		"American officials met Russian officials in Jordan, and the Jordanians sat with them.",
		"🕊️ Kerry met Lavrov again in Geneva; a month later he met Obama.")

	b.seen("geneva#p1", "person/john-kerry", "person/sergei-lavrov", "Q71", "agreement/cease-fire@geneva")
	b.seen("geneva#p2", "Q30", "Q159", "agreement/cease-fire@geneva")
	b.seen("geneva#p3", "person/barack-obama", "person/vladimir-putin", "event/g-20-summit", "Q148")
	b.seen("astana#p1", "Q159", "Q43", "Q794", "Q1520", "Q232", "agreement/de-escalation-zones@astana")
	b.seen("astana#p2", "organization/rebels@astana", "Q1065", "agreement/de-escalation-zones@astana")
	b.seen("amman#p1", "Q30", "Q159", "Q810")
	b.seen("amman#p2", "person/john-kerry", "person/sergei-lavrov", "person/barack-obama", "Q71")

	meet := "John Kerry will meet Sergei Lavrov in Geneva on Friday."
	b.event(happening{"MET_WITH", "person/john-kerry", "person/sergei-lavrov", "planned", "2016-08-26", "", "Q71", "geneva#p1", meet, ""})
	b.event(happening{"MET_IN", "person/john-kerry", "Q71", "planned", "2016-08-26", "", "", "geneva#p1", meet, ""})
	b.event(happening{"MET_IN", "person/sergei-lavrov", "Q71", "planned", "2016-08-26", "", "", "geneva#p1", meet, ""})
	broker := "Washington and Moscow brokered the cease-fire in February."
	b.event(happening{"BROKERED", "Q30", "agreement/cease-fire@geneva", "actual", "2016-02", "", "", "geneva#p2", broker, ""})
	b.event(happening{"BROKERED", "Q159", "agreement/cease-fire@geneva", "actual", "2016-02", "", "", "geneva#p2", broker, ""})
	b.event(happening{"THREATENED", "Q30", "Q159", "actual", "2016-08-24", "", "", "geneva#p2", "Washington warned Moscow of sanctions, a diplomat said.", "a diplomat"})
	b.event(happening{"MET_WITH", "person/barack-obama", "person/vladimir-putin", "possible", "2016-09-04", "2016-09-05", "Q148", "geneva#p3",
		"Barack Obama may meet Vladimir Putin at the G-20 summit in China.", ""})
	agree := "Russia, Turkey and Iran agreed on de-escalation zones in Astana, the capital of Kazakhstan."
	for _, country := range []string{"Q159", "Q43", "Q794"} {
		b.event(happening{"AGREED_ON", country, "agreement/de-escalation-zones@astana", "actual", "2017-05-04", "", "Q1520", "astana#p1", agree, ""})
	}
	b.event(happening{"AGREED_WITH", "Q159", "Q43", "actual", "2017-05-04", "", "Q1520", "astana#p1", agree, ""})
	b.event(happening{"AGREED_WITH", "Q159", "Q794", "actual", "2017-05-04", "", "Q1520", "astana#p1", agree, ""})
	b.event(happening{"AGREED_WITH", "Q43", "Q794", "actual", "2017-05-04", "", "Q1520", "astana#p1", agree, ""})
	b.event(happening{"REJECTED", "organization/rebels@astana", "agreement/de-escalation-zones@astana", "actual", "2017-05-04", "", "", "astana#p2",
		"The rebels’ “delegation” rejected the zones.", ""})
	b.event(happening{"SUPPORTED", "Q1065", "agreement/de-escalation-zones@astana", "actual", "2017-05-04", "", "", "astana#p2", "The United Nations praised the deal.", ""})
	jordan := "American officials met Russian officials in Jordan, and the Jordanians sat with them."
	b.event(happening{"MET_WITH", "Q159", "Q30", "actual", "2017-05", "", "Q810", "amman#p1", jordan, ""})
	b.event(happening{"MET_WITH", "Q30", "Q810", "actual", "2017-05", "", "Q810", "amman#p1", jordan, ""})
	b.event(happening{"MET_IN", "Q30", "Q810", "actual", "2017-05", "", "", "amman#p1", jordan, ""})
	again := "Kerry met Lavrov again in Geneva; a month later he met Obama."
	b.event(happening{"MET_WITH", "person/john-kerry", "person/sergei-lavrov", "actual", "2017-05-19", "", "Q71", "amman#p2", again, ""})
	b.event(happening{"MET_WITH", "person/barack-obama", "person/john-kerry", "negated", "2017-06", "", "", "amman#p2", again, "Lavrov"})

	b.fact("HOLDS_OFFICE", "person/john-kerry", "Q30", "Secretary of State", "geneva#p1")
	b.fact("HOLDS_OFFICE", "person/sergei-lavrov", "Q159", "Foreign Minister", "geneva#p1")
	b.fact("HOLDS_OFFICE", "person/barack-obama", "Q30", "President", "geneva#p3")
	b.fact("LOCATED_IN", "Q1520", "Q232", "", "astana#p1")
	b.g.Sort()
	return b.g
}

// Random is a graph of that many entities and relations between them, the same
// for the same numbers. A few entities have most of the edges, as in real graphs.
func Random(entities, relations int) schema.Graph {
	r := rand.New(rand.NewPCG(1, uint64(entities)<<32|uint64(relations)))
	z := rand.NewZipf(r, 1.2, 8, uint64(entities-1))
	kinds := []string{"MET_WITH", "AGREED_WITH", "SUPPORTED", "CRITICIZED", "THREATENED", "AIDED"}
	labels := []string{"Person", "Country", "City", "Organization"}
	var b builder
	for i := range entities {
		name := fmt.Sprintf("Entity %d", i)
		b.entity(fmt.Sprintf("entity/%06d", i), labels[i%len(labels)], name, int64(i), "E"+fmt.Sprint(i))
	}
	for i := range relations {
		from, to := z.Uint64(), uint64(r.IntN(entities))
		b.edge(kinds[i%len(kinds)], fmt.Sprintf("entity/%06d", from), fmt.Sprintf("entity/%06d", to), fmt.Sprint(i), map[string]any{
			"event": fmt.Sprintf("event/%d", i), "status": "actual", "start": "2016-08-26", "sources": int64(1 + i%3), "score": float64(i%100) / 100,
		})
	}
	b.g.Sort()
	return b.g
}
