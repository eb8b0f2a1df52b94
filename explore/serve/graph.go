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
	w := walk{snapshot: s, filter: f, taken: newSet(len(s.edges)), weight: s.tally(), nth: s.tally()}
	known := newSet(len(s.entities))
	for _, n := range begin {
		known.add(n)
	}
	level := begin
	for ; depth > 0 && len(level) > 0; depth-- {
		// The small ones first: what they leave of their share the others may have.
		slices.SortStableFunc(level, func(a, b int32) int { return cmp.Compare(len(s.of(a)), len(s.of(b))) })
		var next []int32
		for i, n := range level {
			share := (limit - len(out) + len(level) - i - 1) / (len(level) - i)
			mine, more := w.share(n, share)
			truncated = truncated || more
			for _, e := range mine {
				w.taken.add(e)
				out = append(out, e)
				for _, end := range []int32{s.edges[e].from, s.edges[e].to} {
					if known.add(end) {
						next = append(next, end)
					}
				}
			}
		}
		level = next
	}
	return out, truncated
}

// walk takes edges of one entity after the other.
type walk struct {
	*snapshot
	filter *filter
	taken  set // edges
	// For the entity at hand: the edges that could be taken, and of each neighbour
	// how many these are and how many were seen.
	fit         []int32
	weight, nth *tally
}

// share lists at most n edges of an entity that are not taken; it is good until the
// next call.
func (w *walk) share(entity int32, n int) (out []int32, truncated bool) {
	w.fit = w.fit[:0]
	for _, i := range w.of(entity) {
		e := &w.edges[i]
		if (e.from == entity || e.to == entity) && !w.taken.has(i) && w.filter.fits(e) {
			if n <= 0 {
				return nil, true
			}
			w.fit = append(w.fit, i)
		}
	}
	if len(w.fit) <= n {
		return w.fit, false
	}
	other := func(i int32) int32 {
		e := &w.edges[i]
		return e.from + e.to - entity // of an edge to itself the entity
	}
	w.weight.clear()
	w.nth.clear()
	for _, i := range w.fit {
		w.weight.add(other(i))
	}
	// One edge of every neighbour before the second of any, so that a picture shows
	// as many as it can hold; the nth of a neighbour ranks by n, then by weight, then
	// by time. A key is the weight, the greatest first, and the place in fit.
	var ranks [][]uint64
	for k, i := range w.fit {
		o := other(i)
		rank := int(w.nth.of[o])
		w.nth.add(o)
		if rank == len(ranks) {
			ranks = append(ranks, nil)
		}
		ranks[rank] = append(ranks[rank], uint64(math.MaxInt32-w.weight.of[o])<<32|uint64(k))
	}
	for _, keys := range ranks {
		slices.Sort(keys)
		for _, k := range keys {
			if len(out) == n {
				return out, true
			}
			out = append(out, w.fit[uint32(k)])
		}
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
	known := newSet(len(v.entities))
	node := func(n int32) {
		if known.add(n) {
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

func (s *snapshot) denied(e *edge) bool { return int(e.status) == s.negated }

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
	weight := s.tally()
	for at := from; at != to; {
		weight.clear()
		for _, i := range s.of(at) {
			e := &s.edges[i]
			if o, ok := e.across(at); ok && far[o] == far[at]-1 && !s.denied(e) {
				weight.add(o)
			}
		}
		best := weight.listed[0]
		for _, o := range weight.listed {
			if w := weight.of; w[o] > w[best] || w[o] == w[best] && s.entities[o].id < s.entities[best].id {
				best = o
			}
		}
		at = best
		stops = append(stops, at)
	}
	return stops
}
