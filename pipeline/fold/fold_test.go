package fold

import (
	"encoding/json"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"backchannel/schema"
)

func ontology(t *testing.T) *schema.Ontology {
	t.Helper()
	o, err := schema.Diplomacy()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// all yields records without an error.
func all(records []schema.Record) iter.Seq2[schema.Record, error] {
	return func(yield func(schema.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func mustFold(t *testing.T, records ...schema.Record) schema.Graph {
	t.Helper()
	g, _, err := Fold(all(records), ontology(t), Rulings{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// record makes a document of one sentence with one relation in it.
func record(doc string, date schema.Date, kind, subject, object string, status schema.Status) schema.Record {
	text := subject + " " + kind + " " + object + "."
	entity := func(id string) schema.RecordEntity {
		kind, name, _ := strings.Cut(id, "/")
		name, _, _ = strings.Cut(name, "@")
		types := map[string]schema.EntityType{"person": schema.Person, "agreement": schema.Agreement, "event": schema.Event, "country": schema.Country}
		return schema.RecordEntity{
			ID: id, Type: types[kind], Name: strings.ReplaceAll(name, "-", " "),
			Mentions: []schema.RecordText{{Start: 0, End: 4, Text: text[:4]}},
		}
	}
	return schema.Record{
		ID: doc, Date: date, Source: schema.Source{Title: "On " + doc},
		Chunks:   []schema.RecordChunk{{ID: doc + "#p1", RecordText: schema.RecordText{Start: 0, End: len(text), Text: text}}},
		Entities: []schema.RecordEntity{entity(subject), entity(object)},
		Relations: []schema.RecordRelation{{
			Type: kind, Subject: subject, Object: object, Status: status, Reported: date, Score: 0.9,
			Evidence: []schema.RecordEvidence{{RecordText: schema.RecordText{Start: 0, End: len(text), Text: text}, Rule: kind, Chunk: doc + "#p1"}},
		}},
	}
}

func events(g schema.Graph) []schema.Node {
	return slices.DeleteFunc(slices.Clone(g.Nodes), func(n schema.Node) bool { return n.Labels[0] != schema.LabelEvent })
}

func TestOrderDoesNotMatter(t *testing.T) {
	var records []schema.Record
	people := []string{"person/anna-roth", "person/boris-kim", "person/roth", "person/carl-roth", "country/peru"}
	days := []schema.Date{"2016-08-01", "2016-08-03", "2016-08-10", "2016-08", "2016", ""}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 60 {
		a, b := people[r.IntN(len(people))], people[r.IntN(len(people))]
		if a == b {
			continue
		}
		kind := []string{"MET_WITH", "THREATENED", "HOLDS_OFFICE"}[r.IntN(3)]
		status := statusOrder[r.IntN(4)]
		records = append(records, record("doc"+string(rune('a'+i%26))+string(rune('a'+i/26)), days[r.IntN(len(days))], kind, a, b, status))
	}
	want, _ := json.Marshal(mustFold(t, records...))
	for range 20 {
		r.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		if got, _ := json.Marshal(mustFold(t, records...)); string(got) != string(want) {
			t.Fatal("another order of the same records gives another graph")
		}
	}
}

func TestEventsByTime(t *testing.T) {
	a, b := "country/chad", "country/sudan"
	meet := func(doc string, date schema.Date) schema.Record {
		return record(doc, date, "MET_WITH", a, b, schema.Actual)
	}
	for name, c := range map[string]struct {
		records []schema.Record
		want    int
	}{
		"three days apart is one":        {[]schema.Record{meet("1", "2016-08-01"), meet("2", "2016-08-04")}, 1},
		"four days apart is two":         {[]schema.Record{meet("1", "2016-08-01"), meet("2", "2016-08-05")}, 2},
		"a month joins the only one":     {[]schema.Record{meet("1", "2016-08-01"), meet("2", "2016-08")}, 1},
		"a month does not choose of two": {[]schema.Record{meet("1", "2016-08-01"), meet("2", "2016-08-20"), meet("3", "2016-08")}, 3},
		"an unknown date joins the one":  {[]schema.Record{meet("1", "2016-08-01"), meet("2", "")}, 1},
		"a year joins the month":         {[]schema.Record{meet("1", "2016-08"), meet("2", "2016")}, 1},
		"a year does not choose of two":  {[]schema.Record{meet("1", "2016-08"), meet("2", "2016-10"), meet("3", "2016")}, 3},
		"another month stays apart":      {[]schema.Record{meet("1", "2016-08-01"), meet("2", "2016-09")}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			if got := events(mustFold(t, c.records...)); len(got) != c.want {
				t.Errorf("%d events, want %d: %v", len(got), c.want, got)
			}
		})
	}
}

func TestSymmetricTypesHaveOneDirection(t *testing.T) {
	g := mustFold(t, record("1", "2016-08-01", "MET_WITH", "country/sudan", "country/chad", schema.Actual), record("2", "2016-08-01", "MET_WITH", "country/chad", "country/sudan", schema.Actual))
	if n := len(events(g)); n != 1 {
		t.Fatalf("%d events, want 1", n)
	}
	if got := events(g)[0].Props["sources"]; got != int64(2) {
		t.Errorf("sources is %v, want 2", got)
	}
}

func TestLatestStatusWins(t *testing.T) {
	early := record("1", "2016-08-01", "MET_WITH", "country/chad", "country/sudan", schema.Planned)
	late := record("2", "2016-08-03", "MET_WITH", "country/chad", "country/sudan", schema.Negated)
	g := mustFold(t, early, late)
	if got := events(g)[0].Props["status"]; got != "negated" {
		t.Errorf("status is %v, want that of the later report: negated", got)
	}
	kept := map[any]bool{}
	for _, e := range g.Edges {
		if e.Type == schema.EdgeEvidencedBy {
			kept[e.Props["status"]] = true
		}
	}
	if !kept["planned"] || !kept["negated"] {
		t.Errorf("the evidence keeps the statuses %v, want planned and negated", kept)
	}
}

func TestShortNameJoinsTheOneFullName(t *testing.T) {
	full := func(doc, id string) schema.Record {
		return record(doc, "2016-08-01", "VISITED", id, "country/chad", schema.Actual)
	}
	has := func(g schema.Graph, id string) bool {
		return slices.ContainsFunc(g.Nodes, func(n schema.Node) bool { return n.ID == id })
	}
	joined := mustFold(t, full("1", "person/anna-roth"), full("2", "person/anna-roth"), full("3", "person/roth"))
	if has(joined, "person/roth") {
		t.Error("Roth does not join Anna Roth, who is the only one")
	}
	if e := events(joined); len(e) != 1 || e[0].Props["sources"] != int64(3) {
		t.Errorf("events are %v, want one with three sources", e)
	}
	apart := mustFold(t, full("1", "person/anna-roth"), full("2", "person/anna-roth"), full("3", "person/roth"), full("4", "person/carl-roth"))
	if !has(apart, "person/roth") {
		t.Error("Roth joins one of two people of that name")
	}
	alone := mustFold(t, full("1", "person/anna-roth"), full("3", "person/roth"))
	if !has(alone, "person/roth") {
		t.Error("Roth joins a full name that only one document gives")
	}
}

func TestUnnamedThingsJoinByHeadParticipantAndDate(t *testing.T) {
	sign := func(doc string, date schema.Date, who string) schema.Record {
		return record(doc, date, "AGREED_ON", who, "agreement/cease-fire@"+doc, schema.Actual)
	}
	count := func(g schema.Graph) (n int) {
		for _, node := range g.Nodes {
			if strings.HasPrefix(node.ID, "agreement/") {
				n++
			}
		}
		return n
	}
	for name, c := range map[string]struct {
		a, b schema.Record
		want int
	}{
		"same party, same days": {sign("1", "2016-08-01", "country/chad"), sign("2", "2016-08-02", "country/chad"), 1},
		"another party":         {sign("1", "2016-08-01", "country/chad"), sign("2", "2016-08-02", "country/peru"), 2},
		"a month later":         {sign("1", "2016-08-01", "country/chad"), sign("2", "2016-09-02", "country/chad"), 2},
	} {
		t.Run(name, func(t *testing.T) {
			if got := count(mustFold(t, c.a, c.b)); got != c.want {
				t.Errorf("%d cease-fires, want %d", got, c.want)
			}
		})
	}
}

func TestGraphIsWhole(t *testing.T) {
	checkWhole(t, mustFold(t, record("1", "2016-08-01", "MET_WITH", "country/sudan", "country/chad", schema.Actual), record("2", "", "HOLDS_OFFICE", "person/anna-roth", "country/chad", schema.Actual)))
}

// checkWhole reports ids that come twice, nodes without a name and edges without an
// end.
func checkWhole(t *testing.T, g schema.Graph) {
	t.Helper()
	ids := map[string]bool{}
	for _, n := range g.Nodes {
		if ids[n.ID] {
			t.Errorf("two nodes have the id %s", n.ID)
		}
		ids[n.ID] = true
		if n.Props["name"] == nil {
			t.Errorf("node %s has no name", n.ID)
		}
	}
	edges := map[string]bool{}
	for _, e := range g.Edges {
		if edges[e.ID] {
			t.Errorf("two edges have the id %s", e.ID)
		}
		edges[e.ID] = true
		if !ids[e.From] || !ids[e.To] {
			t.Errorf("edge %s hangs in the air", e.ID)
		}
	}
}
