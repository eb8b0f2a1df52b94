package serve

import (
	"cmp"
	"slices"
	"sort"
)

// A tally counts entities. It takes four bytes for each of the graph, so that
// counting costs no more than reading.
type tally struct {
	of     []int32
	listed []int32 // those with a count
}

func (s *snapshot) tally() *tally { return &tally{of: make([]int32, len(s.entities))} }

func (t *tally) add(entity int32) {
	if t.of[entity] == 0 {
		t.listed = append(t.listed, entity)
	}
	t.of[entity]++
}

func (t *tally) clear() {
	for _, e := range t.listed {
		t.of[e] = 0
	}
	t.listed = t.listed[:0]
}

// most lists the entities with the greatest counts, at most n of them.
func (s *snapshot) most(t *tally, n int) []Counted {
	before := func(a, b int32) bool {
		x, y := &s.entities[a], &s.entities[b]
		return cmp.Or(cmp.Compare(t.of[b], t.of[a]), cmp.Compare(x.name, y.name), cmp.Compare(x.id, y.id)) < 0
	}
	top := make([]int32, 0, n+1)
	for _, e := range t.listed {
		if len(top) == n && (t.of[e] < t.of[top[n-1]] || !before(e, top[n-1])) {
			continue
		}
		top = slices.Insert(top, sort.Search(len(top), func(i int) bool { return before(e, top[i]) }), e)
		top = top[:min(n, len(top))]
	}
	out := []Counted{}
	for _, e := range top {
		out = append(out, Counted{s.ref(e), int(t.of[e])})
	}
	return out
}

// A set holds numbers below a bound.
type set []uint64

func newSet(bound int) set { return make(set, (bound+63)/64) }

func (s set) has(n int32) bool { return s[n>>6]&(1<<(n&63)) != 0 }

// add reports whether the number is new.
func (s set) add(n int32) bool {
	had := s.has(n)
	s[n>>6] |= 1 << (n & 63)
	return !had
}

// counts lists names with their counts, the greatest first; those with none are
// left out.
func counts(names []string, of []int) []Count {
	out := []Count{}
	for i, n := range of {
		if n > 0 {
			out = append(out, Count{names[i], n})
		}
	}
	slices.SortFunc(out, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name)) })
	return out
}
