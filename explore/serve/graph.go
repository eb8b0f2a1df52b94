package serve

import (
	"cmp"
	"context"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const (
	idsMost   = 500 // entities that a graph begins with
	depthMost = 3
	stepsMost = 6  // of a path
	ropesMost = 50 // edges between two stops of a path
)

func neighbourhood(ctx context.Context, v *view, r *http.Request) (any, error) {
	q := r.URL.Query()
	f, err := v.filter(q)
	if err != nil {
		return nil, err
	}
	limit, err := limitOf(q, 2000, 10_000)
	if err != nil {
		return nil, err
	}
	depth := 1
	if text := q.Get("depth"); text != "" {
		if depth, err = strconv.Atoi(text); err != nil || depth < 1 || depth > depthMost {
			return nil, wrong("depth must be a number from 1 to %d", depthMost)
		}
	}
	ids := strings.Split(q.Get("ids"), ",")
	if q.Get("ids") == "" || len(ids) > idsMost {
		return nil, wrong("ids must be of 1 to %d entities, with commas between", idsMost)
	}
	var begin []int32
	for _, id := range ids {
		if plain, err := url.PathUnescape(id); err == nil {
			id = plain
		}
		if n, ok := v.byID[id]; ok && !slices.Contains(begin, n) {
			begin = append(begin, n)
		}
	}
	if len(begin) == 0 {
		return nil, missing("no such entity")
	}
	edges, truncated := v.near(begin, depth, limit, &f)
	return v.graph(ctx, begin, edges, truncated)
}

// near lists the edges that touch an entity fewer than depth steps from where it
// begins. Of too many each entity keeps its share: those with whom it has most
// relations, the newest of each.
func (s *snapshot) near(begin []int32, depth, limit int, f *filter) (out []int32, truncated bool) {
	taken := map[int32]bool{} // edges
	known := map[int32]bool{}
	for _, n := range begin {
		known[n] = true
	}
	level := begin
	for ; depth > 0 && len(level) > 0; depth-- {
		// The small ones first: what they leave of their share the others may have.
		slices.SortStableFunc(level, func(a, b int32) int { return cmp.Compare(len(s.of(a)), len(s.of(b))) })
		var next []int32
		for i, n := range level {
			share := (limit - len(out) + len(level) - i - 1) / (len(level) - i)
			mine, more := s.share(n, share, taken, f)
			truncated = truncated || more
			for _, e := range mine {
				taken[e] = true
				out = append(out, e)
				for _, end := range []int32{s.edges[e].from, s.edges[e].to} {
					if !known[end] {
						known[end] = true
						next = append(next, end)
					}
				}
			}
		}
		level = next
	}
	return out, truncated
}

// share lists at most n edges of an entity that are not taken.
func (s *snapshot) share(entity int32, n int, taken map[int32]bool, f *filter) (out []int32, truncated bool) {
	var fit []int32
	for _, i := range s.of(entity) {
		e := &s.edges[i]
		if (e.from == entity || e.to == entity) && !taken[i] && f.fits(e) {
			fit = append(fit, i)
		}
	}
	if len(fit) <= n {
		return fit, false
	}
	if n <= 0 {
		return nil, true
	}
	weight := map[int32]int{}
	other := func(i int32) int32 {
		if e := &s.edges[i]; e.from != entity {
			return e.from
		}
		return s.edges[i].to
	}
	for _, i := range fit {
		weight[other(i)]++
	}
	// One edge of every neighbour before the second of any, so that a picture shows
	// as many as it can hold; the nth of a neighbour ranks by n, then by weight.
	nth := map[int32]int{}
	rank := make([]int, len(fit))
	order := make([]int32, len(fit))
	for k, i := range fit {
		order[k] = int32(k)
		rank[k] = nth[other(i)]
		nth[other(i)]++
	}
	slices.SortFunc(order, func(a, b int32) int {
		oa, ob := other(fit[a]), other(fit[b])
		return cmp.Or(cmp.Compare(rank[a], rank[b]), cmp.Compare(weight[ob], weight[oa]), cmp.Compare(a, b))
	})
	for _, k := range order[:n] {
		out = append(out, fit[k])
	}
	return out, true
}

// graph writes edges out with the entities at their ends.
func (v *view) graph(ctx context.Context, begin, edges []int32, truncated bool) (Graph, error) {
	out := Graph{Nodes: []GraphNode{}, Edges: []GraphEdge{}, Truncated: truncated}
	rows, err := v.rowsOf(ctx, v.store.DB(), edges, false)
	if err != nil {
		return out, err
	}
	known := map[int32]bool{}
	node := func(n int32) {
		if !known[n] {
			known[n] = true
			out.Nodes = append(out.Nodes, GraphNode{v.ref(n), int(v.entities[n].mentions)})
		}
	}
	for _, n := range begin {
		node(n)
	}
	for _, i := range edges {
		r, ok := rows[i]
		if !ok {
			continue
		}
		e := v.edges[i]
		node(e.from)
		node(e.to)
		out.Edges = append(out.Edges, GraphEdge{
			ID: r.id, Event: cmp.Or(r.event, r.id), Type: v.types[e.typ], From: r.source, To: r.target, Status: v.statuses[e.status],
			Start: r.start, End: r.end, Title: clip(r.title, nameLimit), Sources: r.sources, Score: r.score,
		})
	}
	return out, nil
}

func shortestPath(ctx context.Context, v *view, r *http.Request) (any, error) {
	q := r.URL.Query()
	var ends [2]int32
	for i, name := range []string{"from", "to"} {
		id := q.Get(name)
		if id == "" {
			return nil, wrong("%s must be the id of an entity", name)
		}
		n, ok := v.byID[id]
		if !ok {
			return nil, missing("no such entity: " + name)
		}
		ends[i] = n
	}
	stops := v.path(ends[0], ends[1])
	var edges []int32
	truncated := false
	for i := 1; i < len(stops); i++ {
		ropes := v.between(stops[i-1], stops[i])
		truncated = truncated || len(ropes) > ropesMost
		edges = append(edges, ropes[:min(len(ropes), ropesMost)]...)
	}
	return v.graph(ctx, stops, edges, truncated)
}

func (s *snapshot) denied(e *edge) bool { return s.statuses[e.status] == "negated" }

// across is the other end of an edge, and false where the entity is only its place.
func (e *edge) across(n int32) (int32, bool) {
	switch n {
	case e.from:
		return e.to, true
	case e.to:
		return e.from, true
	}
	return 0, false
}

// between lists the edges that join two entities and are not denied, the newest first.
func (s *snapshot) between(a, b int32) (out []int32) {
	if len(s.of(b)) < len(s.of(a)) {
		a, b = b, a
	}
	for _, i := range s.of(a) {
		e := &s.edges[i]
		if o, ok := e.across(a); ok && o == b && !s.denied(e) {
			out = append(out, i)
		}
	}
	return out
}

// path is a shortest one, its ends included; nil where there is none of at most
// stepsMost steps. Of several it goes through those whose relations are most, each
// time seen from the last stop.
func (s *snapshot) path(from, to int32) []int32 {
	if from == to {
		return []int32{from}
	}
	// The steps from each entity to the end, as far as they must be known.
	far := make([]uint8, len(s.entities))
	for i := range far {
		far[i] = math.MaxUint8
	}
	far[to] = 0
	level := []int32{to}
	for steps := uint8(1); steps <= stepsMost && far[from] == math.MaxUint8; steps++ {
		var next []int32
		for _, n := range level {
			for _, i := range s.of(n) {
				e := &s.edges[i]
				if o, ok := e.across(n); ok && far[o] == math.MaxUint8 && !s.denied(e) {
					far[o] = steps
					next = append(next, o)
				}
			}
		}
		level = next
	}
	if far[from] == math.MaxUint8 {
		return nil
	}
	stops := []int32{from}
	for at := from; at != to; {
		weight := map[int32]int{}
		for _, i := range s.of(at) {
			e := &s.edges[i]
			if o, ok := e.across(at); ok && far[o] == far[at]-1 && !s.denied(e) {
				weight[o]++
			}
		}
		best := int32(-1)
		for o, w := range weight {
			if best < 0 || w > weight[best] || w == weight[best] && s.entities[o].id < s.entities[best].id {
				best = o
			}
		}
		at = best
		stops = append(stops, at)
	}
	return stops
}
