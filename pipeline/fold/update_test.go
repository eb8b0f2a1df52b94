package fold

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"backchannel/schema"
	"backchannel/schema/copies"
)

// TestUpdate edits a corpus of random records again and again: what Update gives,
// laid over the graph before, is the fold of all records after.
func TestUpdate(t *testing.T) {
	rulings := map[string]Rulings{
		"without rulings": {},
		"with rulings": {
			same:      []ruling{{id: "person/roth", with: "person/anna-roth"}},
			different: []ruling{{id: "person/anna-roth", with: "person/anna-maria-roth"}},
			reject:    []ruling{{id: "person/ivan-petrov"}},
		},
	}
	for name, ruled := range rulings {
		t.Run(name, func(t *testing.T) {
			found := map[string]bool{} // rules
			for seed := range uint64(6) {
				rng := rand.New(rand.NewPCG(seed, 7))
				f := New(ontology(t), ruled)
				records := map[string]schema.Record{}
				for i := range 60 {
					id := fmt.Sprintf("doc%03d", i)
					records[id] = randomRecord(rng, id)
				}
				have := foldAll(t, f, records)
				for round := range 8 {
					var edits []Edit
					for range 1 + rng.IntN(4) {
						id := fmt.Sprintf("doc%03d", rng.IntN(70))
						if slices.ContainsFunc(edits, func(e Edit) bool { return e.id() == id }) {
							continue
						}
						var e Edit
						if old, ok := records[id]; ok {
							e.Old = &old
						}
						if rng.IntN(3) > 0 || e.Old == nil {
							now := randomRecord(rng, id)
							e.New = &now
							records[id] = now
						} else {
							delete(records, id)
						}
						edits = append(edits, e)
					}
					have.update(t, f, edits, records)
					want := foldAll(t, f, records)
					for _, d := range want.decisions {
						found[d.By] = true
					}
					if got, want := have.String(), want.String(); got != want {
						t.Fatalf("seed %d, round %d: the update differs from the fold\n%s", seed, round, firstDifference(got, want))
					}
				}
			}
			for _, rules := range phases {
				for _, rule := range rules {
					if !found[rule] && len(ruled.different) == 0 {
						t.Errorf("nothing was ever decided by %s", rule)
					}
				}
			}
		})
	}
}

// folded is everything that a fold leaves.
type folded struct {
	nodes     map[string]schema.Node
	edges     map[string]schema.Edge
	tallies   map[string]*Tally
	decisions []schema.Decision
	proposals []Proposal
}

func foldAll(t *testing.T, f *Folder, records map[string]schema.Record) *folded {
	t.Helper()
	x := &folded{nodes: map[string]schema.Node{}, edges: map[string]schema.Edge{}, tallies: map[string]*Tally{}}
	list := all(slices.Collect(maps.Values(records)))
	var err error
	if x.decisions, x.proposals, err = f.Decisions(list, InMemory); err != nil {
		t.Fatal(err)
	}
	for e, err := range f.Graph(list, x.decisions, InMemory) {
		switch {
		case err != nil:
			t.Fatal(err)
		case e.Node != nil:
			x.nodes[e.Node.ID] = *e.Node
		case e.Edge != nil:
			x.edges[e.Edge.ID] = *e.Edge
		default:
			x.tallies[e.ID] = e.Tally
		}
	}
	return x
}

func (x *folded) update(t *testing.T, f *Folder, edits []Edit, records map[string]schema.Record) {
	t.Helper()
	u, err := f.Update(edits, Past{
		Decisions: x.decisions, Proposals: x.proposals,
		Touched: func(hashes map[uint32]bool) iter.Seq2[schema.Record, error] {
			var list []schema.Record
			for _, r := range records {
				if slices.ContainsFunc(Touches(r), func(h uint32) bool { return hashes[h] }) {
					list = append(list, r)
				}
			}
			return all(list)
		},
		Tallies: func(ids []string) (map[string]*Tally, error) {
			out := map[string]*Tally{}
			for _, id := range ids {
				if x.tallies[id] != nil {
					out[id] = x.tallies[id]
				}
			}
			return out, nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range u.Old.Nodes {
		if string(encoded(t, x.nodes[n.ID])) != string(encoded(t, n)) {
			t.Fatalf("the update takes away what was not there: %s, there was %s", encoded(t, n), encoded(t, x.nodes[n.ID]))
		}
		delete(x.nodes, n.ID)
	}
	for _, e := range u.Old.Edges {
		delete(x.edges, e.ID)
	}
	for _, n := range u.New.Nodes {
		x.nodes[n.ID] = n
	}
	for _, e := range u.New.Edges {
		x.edges[e.ID] = e
	}
	for id, tally := range u.Tallies {
		if x.tallies[id] = tally; tally == nil {
			delete(x.tallies, id)
		}
	}
	x.decisions, x.proposals = u.Decisions, u.Proposals
}

func encoded(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (x *folded) String() string {
	var lines []string
	add := func(v any) {
		data, _ := json.Marshal(v)
		lines = append(lines, string(data))
	}
	for _, n := range x.nodes {
		add(n)
	}
	for _, e := range x.edges {
		add(e)
	}
	for id, t := range x.tallies {
		add([]any{id, t})
	}
	for _, d := range x.decisions {
		add(d)
	}
	for _, p := range x.proposals {
		add(p)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "got  " + a[i] + "\nwant " + b[i]
		}
	}
	return fmt.Sprintf("%d lines and %d", len(a), len(b))
}

// randomRecord speaks of few people, states, organizations and talks in many ways.
func randomRecord(rng *rand.Rand, doc string) schema.Record {
	pick := func(of ...string) string { return of[rng.IntN(len(of))] }
	date := schema.Date(fmt.Sprintf("2016-0%d-%02d", 1+rng.IntN(2), 1+rng.IntN(28)))
	r := schema.Record{
		ID: doc, Date: date, Source: schema.Source{Title: "On " + doc},
		Chunks: []schema.RecordChunk{{ID: doc + "#p1", RecordText: schema.RecordText{End: 40, Text: "They met and spoke of it at some length."}}},
	}
	// Three texts are about, whole or cut.
	if from := rng.IntN(3); from < 2 {
		var text []string
		about := pick("alpha", "beta", "gamma")
		for i := range 60 {
			text = append(text, fmt.Sprint(about, i*i%61))
		}
		r.Signature = copies.Signature(strings.Join(text[from*8:], " "))
	}
	add := func(kind schema.EntityType, id, name string) string {
		if !slices.ContainsFunc(r.Entities, func(e schema.RecordEntity) bool { return e.ID == id }) {
			e := schema.RecordEntity{ID: id, Type: kind, Name: name, Mentions: []schema.RecordText{{Start: rng.IntN(30), End: 40, Text: name}}}
			if rng.IntN(4) == 0 {
				e.Aliases = []string{pick("the envoy", "it")}
			}
			r.Entities = append(r.Entities, e)
		}
		return id
	}
	slug := func(prefix, name string) string { return prefix + schema.Slug(name) }
	for range 1 + rng.IntN(4) {
		who := pick("Anna Roth", "Anna Roth", "Anna Maria Roth", "Roth", "Sergei Lavrov", "Sergey Lavrov", "Lavrov", "Ivan Petrov", "Petrov")
		subject := add(schema.Person, slug("person/", who), who)
		if rng.IntN(3) == 0 {
			name := pick("Arab League", "World Food Programme", "WFP", "AL")
			subject = add(schema.Organization, slug("organization/", name), name)
		}
		state := pick("Chad", "Peru", "Mali")
		object := add(schema.Country, slug("country/", state), state)
		kind := pick("MET_WITH", "VISITED", "CRITICIZED")
		if rng.IntN(2) == 0 {
			thing := pick("talks", "cease fire")
			object = add(schema.Agreement, "agreement/"+schema.Slug(thing)+"@"+doc, thing)
			kind = pick("AGREED_ON", "BROKERED")
			if rng.IntN(2) == 0 {
				subject = add(schema.Country, slug("country/", state), state)
			}
		}
		rel := schema.RecordRelation{
			Type: kind, Subject: subject, Object: object, Status: schema.Status(pick("actual", "planned", "negated")), Reported: date, Score: 0.9,
			Evidence: []schema.RecordEvidence{{RecordText: schema.RecordText{Start: rng.IntN(9), End: 40, Text: "They met"}, Chunk: doc + "#p1"}},
		}
		if rng.IntN(3) > 0 {
			rel.Date = date
		}
		if rng.IntN(3) == 0 {
			rel.Place, rel.Speaker = object, subject
		}
		r.Relations = append(r.Relations, rel)
	}
	return r
}
