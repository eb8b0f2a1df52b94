package load

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"
)

// Mismatch is a kind of node or edge of which a store does not hold what the graph
// has: another number, or as many with other ends or properties.
type Mismatch struct {
	Kind         string // Document, Entity Country, MET_WITH
	Graph, Store int    // how many there are
}

// Verify reads a graph and all that a store holds, and compares the nodes of each
// label and the edges of each type by number and checksum (SHA-256 of their lines in
// a dump). It returns how many kinds there are, and those that differ. It changes
// nothing in the store, and believes no mark.
func Verify(ctx context.Context, store Store, g Rows) (kinds int, differ []Mismatch, err error) {
	want, err := tallies(g)
	if err != nil {
		return 0, nil, fmt.Errorf("verify: %w", err)
	}
	if err := prepare(ctx, store); err != nil {
		return 0, nil, fmt.Errorf("verify: %w", err)
	}
	have, err := tallies(stored{ctx, store})
	if err != nil {
		return 0, nil, fmt.Errorf("verify: %w", err)
	}
	for kind := range have {
		if want[kind] == nil {
			want[kind] = newTally()
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(want)) {
		a, b := want[kind], cmp.Or(have[kind], newTally())
		if a.count != b.count || string(a.sum.Sum(nil)) != string(b.sum.Sum(nil)) {
			differ = append(differ, Mismatch{kind, a.count, b.count})
		}
	}
	return len(want), differ, nil
}

// tally counts things of one kind, and has the checksum of their lines.
type tally struct {
	count int
	sum   hash.Hash
	lines *json.Encoder
}

func newTally() *tally {
	sum := sha256.New()
	return &tally{sum: sum, lines: json.NewEncoder(sum)}
}

func tallies(g Rows) (map[string]*tally, error) {
	all := map[string]*tally{}
	add := func(kind string, thing any) error {
		t := all[kind]
		if t == nil {
			t = newTally()
			all[kind] = t
		}
		t.count++
		return t.lines.Encode(thing)
	}
	for n, err := range g.Nodes() {
		if err != nil {
			return nil, fmt.Errorf("read nodes: %w", err)
		}
		n.Props = plain(n.Props)
		if err := add(strings.Join(n.Labels, " "), n); err != nil {
			return nil, err
		}
	}
	for e, err := range g.Edges() {
		if err != nil {
			return nil, fmt.Errorf("read edges: %w", err)
		}
		e.Props = plain(e.Props)
		if err := add(e.Type, e); err != nil {
			return nil, err
		}
	}
	return all, nil
}
