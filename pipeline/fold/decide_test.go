package fold

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backchannel/schema"
	"backchannel/schema/copies"
)

// visit is a document in which somebody went somewhere.
func visit(doc, id, country string) schema.Record {
	return record(doc, "2016-08-01", "VISITED", id, country, schema.Actual)
}

func mustDecide(t *testing.T, rulings Rulings, records ...schema.Record) (schema.Graph, []schema.Decision) {
	t.Helper()
	g, decisions, err := Fold(all(records), ontology(t), rulings)
	if err != nil {
		t.Fatal(err)
	}
	return g, decisions
}

func hasNode(g schema.Graph, id string) bool {
	return slices.ContainsFunc(g.Nodes, func(n schema.Node) bool { return n.ID == id })
}

// people are the ids of persons left in a graph.
func people(g schema.Graph) (ids []string) {
	for _, n := range g.Nodes {
		if strings.HasPrefix(n.ID, "person/") {
			ids = append(ids, strings.TrimPrefix(n.ID, "person/"))
		}
	}
	slices.Sort(ids)
	return ids
}

func TestNames(t *testing.T) {
	for name, c := range map[string]struct {
		names []string // "name country", a document each
		want  string
	}{
		"another spelling":                      {[]string{"sergei-lavrov chad", "sergei-lavrov chad", "sergey-lavrov chad"}, "sergei-lavrov"},
		"another spelling of both words":        {[]string{"volodymyr-zelensky chad", "volodymyr-zelensky chad", "volodymyr-zelenskyy chad", "vladimir-zelenskiy chad"}, "volodymyr-zelensky"},
		"an article":                            {[]string{"bashar-al-assad chad", "bashar-al-assad chad", "bashar-assad chad"}, "bashar-al-assad"},
		"another spelling, nothing in common":   {[]string{"sergei-lavrov chad", "sergey-lavrov peru"}, "sergei-lavrov sergey-lavrov"},
		"a middle name":                         {[]string{"john-kerry chad", "john-kerry chad", "john-forbes-kerry chad"}, "john-kerry"},
		"an initial":                            {[]string{"john-f-kerry chad", "john-f-kerry chad", "john-forbes-kerry chad"}, "john-f-kerry"},
		"two middle names":                      {[]string{"george-bush chad", "george-w-bush chad", "george-h-w-bush chad"}, "george-bush george-h-w-bush george-w-bush"},
		"a son":                                 {[]string{"martin-roth chad", "martin-roth-jr chad"}, "martin-roth martin-roth-jr"},
		"short words sound alike":               {[]string{"peter-lee chad", "peter-li chad"}, "peter-lee peter-li"},
		"one letter apart is another name":      {[]string{"anna-roth chad", "anne-roth chad"}, "anna-roth anne-roth"},
		"a short name":                          {[]string{"anna-roth chad", "anna-roth chad", "roth chad"}, "anna-roth"},
		"a short name, of others":               {[]string{"anna-roth chad", "anna-roth chad", "roth peru"}, "anna-roth roth"},
		"a short name by another spelling":      {[]string{"anton-zelensky chad", "anton-zelensky chad", "zelenskyy chad"}, "anton-zelensky"},
		"a family":                              {[]string{"boris-yeltsin chad", "boris-yeltsin chad", "naina-yeltsin chad", "yeltsin chad"}, "boris-yeltsin naina-yeltsin yeltsin"},
		"a full name that one document has":     {[]string{"anna-roth chad", "roth chad"}, "anna-roth roth"},
		"a short name of a name spelt two ways": {[]string{"sergei-lavrov chad", "sergey-lavrov chad", "lavrov chad"}, "sergei-lavrov"},
	} {
		t.Run(name, func(t *testing.T) {
			var records []schema.Record
			for i, n := range c.names {
				person, country, _ := strings.Cut(n, " ")
				records = append(records, visit(fmt.Sprint(i), "person/"+person, "country/"+country))
			}
			g, decisions := mustDecide(t, Rulings{}, records...)
			if got := strings.Join(people(g), " "); got != c.want {
				t.Errorf("people are %s, want %s: %v", got, c.want, decisions)
			}
			for _, d := range decisions {
				if d.Reason == "" || d.Score <= 0 || d.By == "" || d.Name == "" || d.Other == "" {
					t.Errorf("a decision without reason, score or names: %+v", d)
				}
			}
		})
	}
}

func TestFrequentNameWins(t *testing.T) {
	records := []schema.Record{visit("a", "person/naina-yeltsin", "country/chad"), visit("b", "person/yeltsin", "country/chad")}
	for i := range 12 {
		records = append(records, visit(fmt.Sprint(i), "person/boris-yeltsin", "country/chad"))
	}
	g, _ := mustDecide(t, Rulings{}, records...)
	if got := strings.Join(people(g), " "); got != "boris-yeltsin naina-yeltsin" {
		t.Errorf("people are %s", got)
	}
}

func TestInitials(t *testing.T) {
	org := func(doc, name string) schema.Record {
		r := visit(doc, "person/anna-roth", "country/chad")
		r.Entities = append(r.Entities, schema.RecordEntity{ID: schema.EntityID(schema.Organization, name, ""), Type: schema.Organization, Name: name})
		return r
	}
	g, decisions := mustDecide(t, Rulings{}, org("1", "Southern Lakes Fishing Union"), org("2", "Southern Lakes Fishing Union"), org("3", "SLFU"))
	if hasNode(g, "organization/slfu") {
		t.Error("SLFU stays apart")
	}
	if len(decisions) != 1 || !strings.Contains(decisions[0].Reason, "initials of Southern") {
		t.Errorf("decisions are %v", decisions)
	}
	branch := org("1", "Northern Front of the South")
	branch.Entities[len(branch.Entities)-1].Aliases = []string{"FLS"}
	if g, _ := mustDecide(t, Rulings{}, branch, branch, org("2", "FLS")); !hasNode(g, "organization/fls") {
		t.Error("FLS joins its branch, which a document calls so")
	}
	if g, _ := mustDecide(t, Rulings{}, org("1", "Southern Lakes Fishing Union"), org("2", "Southern Lakes Fishing Union"), org("3", "Sudanese Labour Force Union"), org("4", "SLFU")); !hasNode(g, "organization/slfu") {
		t.Error("SLFU joins one of two")
	}
}

// TestTalksWithOthers says that a participant of two different talks joins neither.
func TestTalksWithOthers(t *testing.T) {
	talks := func(doc string, who ...string) schema.Record {
		r := record(doc, "2016-08-01", "ATTENDED", who[0], "event/talks@"+doc, schema.Actual)
		for _, w := range who[1:] {
			more := record(doc, "2016-08-01", "ATTENDED", w, "event/talks@"+doc, schema.Actual)
			r.Entities = append(r.Entities, more.Entities[0])
			r.Relations = append(r.Relations, more.Relations...)
		}
		return r
	}
	count := func(records ...schema.Record) (n int) {
		g, _ := mustDecide(t, Rulings{}, records...)
		for _, node := range g.Nodes {
			if strings.HasPrefix(node.ID, "event/talks") {
				n++
			}
		}
		return n
	}
	if n := count(talks("1", "country/chad", "country/peru"), talks("2", "country/chad", "country/peru")); n != 1 {
		t.Errorf("the same talks twice are %d", n)
	}
	if n := count(talks("1", "country/chad", "country/peru"), talks("2", "country/chad", "country/niger")); n != 2 {
		t.Errorf("talks with two others are %d", n)
	}
	if n := count(talks("1", "country/chad", "country/peru"), talks("2", "country/chad", "country/niger"), talks("3", "country/chad")); n != 3 {
		t.Errorf("talks that may be either are %d nodes in all", n)
	}
}

// mustRule writes files of rulings and reads them.
func mustRule(t *testing.T, same, different, reject string) Rulings {
	t.Helper()
	dir := t.TempDir()
	var f Files
	for name, c := range map[string]struct {
		rows string
		into *string
	}{"same.csv": {same, &f.Same}, "different.csv": {different, &f.Different}, "reject.csv": {reject, &f.Reject}} {
		if c.rows == "" {
			continue
		}
		*c.into = filepath.Join(dir, name)
		if err := os.WriteFile(*c.into, []byte(c.rows), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := ReadRulings(f)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRulings(t *testing.T) {
	records := []schema.Record{
		visit("1", "person/anna-roth", "country/chad"), visit("2", "person/anna-roth", "country/chad"), visit("3", "person/roth", "country/chad"),
		visit("4", "person/carl-blum", "country/chad"), visit("5", "person/klaus-blum", "country/chad"),
	}
	event := eventID("VISITED", [2]string{"person/carl-blum", "country/chad"}, "2016-08-01")
	for name, c := range map[string]struct {
		same, different, reject string
		people                  string
		events                  int
	}{
		"none":                         {people: "anna-roth carl-blum klaus-blum", events: 3},
		"same":                         {same: "id,same as,why\nperson/klaus-blum,person/carl-blum,a misprint\n", people: "anna-roth carl-blum", events: 2},
		"same, against the rule":       {same: "person/roth,person/carl-blum\n", people: "anna-roth carl-blum klaus-blum", events: 3},
		"same as an id of nobody":      {same: "person/klaus-blum,Q1\n", people: "anna-roth carl-blum", events: 3},
		"different":                    {different: "# no kin\nperson/roth,person/anna-roth\n", people: "anna-roth carl-blum klaus-blum roth", events: 4},
		"different, the other way":     {different: "person/anna-roth,person/roth\n", people: "anna-roth carl-blum klaus-blum roth", events: 4},
		"a rejected person":            {reject: "person/klaus-blum\n", people: "anna-roth carl-blum", events: 2},
		"a rejected person and theirs": {reject: "person/anna-roth\n", people: "carl-blum klaus-blum", events: 2},
		"a rejected short name":        {reject: "person/roth\n", people: "anna-roth carl-blum klaus-blum", events: 3},
		"a rejected event":             {reject: event + "\n", people: "anna-roth carl-blum klaus-blum", events: 2},
		"a rejected edge":              {reject: "VISITED|person/carl-blum|country/chad|" + event + "\n", people: "anna-roth carl-blum klaus-blum", events: 2},
		"an event rejected under the name that was joined": {same: "person/carl-blum,person/klaus-blum\n", reject: event + "\n", people: "anna-roth klaus-blum", events: 2},
		"ids of nobody": {same: "person/nobody,person/none\n", different: "person/x,person/y\n", reject: "person/z\n", people: "anna-roth carl-blum klaus-blum", events: 3},
	} {
		t.Run(name, func(t *testing.T) {
			rulings := mustRule(t, c.same, c.different, c.reject)
			g, decisions := mustDecide(t, rulings, records...)
			if got := strings.Join(people(g), " "); got != c.people {
				t.Errorf("people are %s, want %s", got, c.people)
			}
			if got := len(events(g)); got != c.events {
				t.Errorf("%d events, want %d", got, c.events)
			}
			if c.same+c.different+c.reject != "" && !slices.ContainsFunc(decisions, func(d schema.Decision) bool { return strings.Contains(d.By, ".csv:") }) {
				t.Errorf("no row is among the decisions: %v", decisions)
			}
			want, _ := json.Marshal(g)
			rand.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
			again, _ := mustDecide(t, rulings, records...)
			if got, _ := json.Marshal(again); string(got) != string(want) {
				t.Error("another order of the same records gives another graph")
			}
			checkWhole(t, g)
		})
	}
}

// TestRejectedEventStaysRejected says that an earlier report does not bring it back.
func TestRejectedEventStaysRejected(t *testing.T) {
	late := record("1", "2016-08-03", "MET_WITH", "country/chad", "country/sudan", schema.Actual)
	early := record("2", "2016-08-01", "MET_WITH", "country/chad", "country/sudan", schema.Actual)
	g, _ := mustDecide(t, Rulings{}, late)
	rulings := mustRule(t, "", "", events(g)[0].ID+",never took place\n")
	if g, _ := mustDecide(t, rulings, late, early); len(events(g)) != 0 {
		t.Errorf("events are %v, want none", events(g))
	}
}

func TestRejectedFact(t *testing.T) {
	holds := record("1", "2016-08-03", "HOLDS_OFFICE", "person/anna-roth", "country/chad", schema.Actual)
	holds.Relations[0].Title = "Foreign Minister"
	id := "HOLDS_OFFICE|person/anna-roth|country/chad|foreign-minister"
	has := func(g schema.Graph) bool {
		return slices.ContainsFunc(g.Edges, func(e schema.Edge) bool { return e.ID == id })
	}
	if g, _ := mustDecide(t, Rulings{}, holds); !has(g) {
		t.Fatal("the fact is not there to be rejected")
	}
	if g, _ := mustDecide(t, mustRule(t, "", "", id+"\n"), holds); has(g) {
		t.Error("a rejected fact stays")
	}
}

func TestBadRulings(t *testing.T) {
	for name, c := range map[string]struct{ same, different, reject, want string }{
		"one column":       {same: "id,same as\nperson/a\n", want: "same.csv:2: has one column; write the two ids"},
		"an empty id":      {different: "person/a,\n", want: "different.csv:1: has an empty id"},
		"one id twice":     {same: "person/a,person/a\n", want: "same.csv:1: names person/a twice"},
		"two targets":      {same: "a,b\na,c\n", want: "same.csv:2: a is joined to c here and to b by same.csv:1"},
		"a circle":         {same: "a,b\nb,a\n", want: "lead from a back to it"},
		"joined and apart": {same: "a,b\n", different: "b,a\n", want: "different.csv:1: keeps b and a apart, which same.csv:1 joins"},
		"quotation marks":  {reject: "a\n\"b\n", want: "reject.csv:2"},
		"two bad rows":     {same: "a\nb\n", want: "same.csv:2"},
		"no such file":     {same: "-", want: "cannot be read: no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			f := Files{}
			for file, rows := range map[string]string{"same.csv": c.same, "different.csv": c.different, "reject.csv": c.reject} {
				if rows == "" {
					continue
				}
				path := filepath.Join(dir, file)
				if rows != "-" {
					if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				switch file {
				case "same.csv":
					f.Same = path
				case "different.csv":
					f.Different = path
				default:
					f.Reject = path
				}
			}
			_, err := ReadRulings(f)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q in it", err, c.want)
			}
		})
	}
}

// A report that many papers print is one source; where somebody knows better, it is not.
func TestCopiesAreOneSource(t *testing.T) {
	var text []string
	for i := range 80 {
		text = append(text, fmt.Sprint("word", i))
	}
	told := func(doc string, words []string) schema.Record {
		r := record(doc, "2016-08-01", "MET_WITH", "country/chad", "country/peru", schema.Actual)
		r.Signature = copies.Signature(strings.Join(words, " "))
		return r
	}
	other := slices.Clone(text)
	slices.Reverse(other)
	records := []schema.Record{told("a", text), told("b", text[5:]), told("c", text), told("d", other), told("e", nil)}
	sources := func(g schema.Graph) any { return events(g)[0].Props["sources"] }
	g, decisions := mustDecide(t, Rulings{}, records...)
	if got := sources(g); got != int64(3) {
		t.Errorf("%v sources, want 3: a with its copies b and c, d, e; %v", got, decisions)
	}
	if len(decisions) != 2 || decisions[0].Kind != schema.Copied || decisions[0].With != "a" {
		t.Errorf("decided %v", decisions)
	}
	g, _ = mustDecide(t, mustRule(t, "", "a,b\n", ""), records...)
	if got := sources(g); got != int64(4) {
		t.Errorf("%v sources, want 4: somebody ruled that a and b are two", got)
	}
}
