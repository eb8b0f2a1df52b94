package main

import "math"

// What a hosted language model would read and write for the same graph, and what
// things cost: assumptions, told as such on the page.
type Assumptions struct {
	CoreHour float64 // US dollars, rented
	Tokens   float64 // of a model for one of ours
	Prompt   int     // tokens of instructions and schema with every document
	Answer   int     // tokens of entities and relations that it prints for one
	Models   []Model
}

// Model is a price list in US dollars for a million tokens.
type Model struct {
	Name    string
	In, Out float64
}

var assumed = Assumptions{CoreHour: 0.05, Tokens: 1.2, Prompt: 1500, Answer: 600, Models: []Model{{"small", 0.15, 0.60}, {"large", 2.50, 10}}}

// Projection is what so many documents would take, by the largest run measured.
type Projection struct {
	Documents    int
	Core         float64 // hours of one core, whole chain
	Texts        int64   // bytes
	State, Store int64
	Nodes, Edges float64
	Lean         float64 // nodes and edges without chunks, documents and what leads to them
	Pairs        float64 // edges between entities, one for each pair and type
	Hub          float64 // edges of the largest node
	Proposals    int64   // bytes that settle reads
	Neo4j        int64   // bytes
	Bolt, Bulk   float64 // hours to load the first time
	In, Out      float64 // millions of a model's tokens
}

// Largest is the largest run measured.
func (b *bench) Largest() (g Growth) {
	if len(b.Growth) > 0 {
		g = b.Growth[len(b.Growth)-1]
	}
	return g
}

// Projections reckons from the largest run: time by the fitted power where that is
// above 1, everything else in proportion.
func (b *bench) Projections() (all []Projection) {
	g := b.Largest()
	if g.Documents == 0 {
		return nil
	}
	proposed := int64(0)
	for _, c := range b.Filters {
		if c.Name == "decide" {
			proposed += c.Out
		}
	}
	power := 1.0
	if len(b.Growth) > 1 {
		power = max(1, b.Exponent())
	}
	for _, n := range []int{10_000, 10_000_000, 1_000_000_000} {
		times := float64(n) / float64(g.Documents)
		in := func(bytes int64) int64 { return int64(float64(bytes) * times) }
		p := Projection{
			Documents: n, Core: g.CPU / 3600 * math.Pow(times, power),
			Texts: in(g.Texts), State: in(g.State), Store: in(g.Store),
			Nodes: float64(g.Nodes) * times, Edges: float64(g.Edges) * times,
			Lean: float64(g.Entities+g.Events+g.Edges-g.Text) * times, Pairs: float64(g.Pairs) * times, Hub: float64(g.Hub) * times,
			Proposals: proposed * int64(n) / filtered,
			In:        (float64(g.Tokens)*times*assumed.Tokens + float64(assumed.Prompt*n)) / 1e6,
			Out:       float64(assumed.Answer*n) / 1e6,
		}
		rows := (p.Nodes + p.Edges) / 3600
		for _, l := range b.Load {
			if l.Name == neo4jFirst {
				p.Bolt = rows / l.Rows
			}
		}
		if b.Import != nil {
			p.Neo4j = int64(float64(b.Import.Bytes) * float64(n) / float64(b.Import.Documents))
			p.Bulk = rows / b.Import.Rows()
		}
		all = append(all, p)
	}
	return all
}

// Full is what part of the records that Neo4j's format has room for the edges take.
func (p Projection) Full() float64 { return p.Edges / (1 << 35) }

// Rows is how many nodes and edges an import takes in a second.
func (i Import) Rows() float64 { return float64(i.Nodes+i.Edges) / i.Wall }

// Rent is what the cores cost.
func (p Projection) Rent() float64 { return p.Core * assumed.CoreHour }

// Price is what a model would cost.
func (m Model) Price(p Projection) float64 { return p.In*m.In + p.Out*m.Out }
