package grammar

import (
	"fmt"
	"slices"
	"strings"
)

// template is a conjunction of up to four atoms, by their place in the array of
// atoms; its seed keeps it apart from the others.
type template struct {
	seed  uint64
	place [4]uint8
	at    uint8 // among the templates
}

// templateSet is a list of templates over one array of atoms, whose place 0 is not
// used, by the number of atoms that they join.
type templateSet struct {
	n  int // at most 256
	of [4][]template
}

// templates reads one template a word, its atoms joined with "+": "s0w+b0t".
func templates(atoms []string, text string) templateSet {
	place := map[string]uint8{}
	for i, name := range atoms {
		place[name] = uint8(i + 1)
	}
	var all templateSet
	seed := uint64(0x2545f4914f6cdd1d)
	for conjunction := range strings.FieldsSeq(text) {
		t := template{seed: seed, at: uint8(all.n)}
		all.n++
		seed += 0xa0761d6478bd642f
		n := 0
		for name := range strings.SplitSeq(conjunction, "+") {
			p, ok := place[name]
			if !ok {
				panic(fmt.Sprintf("template %s: no atom %s", conjunction, name))
			}
			t.place[n] = p
			n++
		}
		all.of[n-1] = append(all.of[n-1], t)
	}
	return all
}

// What an atom is multiplied by in each place of a template.
const factor1, factor2, factor3, factor4 = 0x9e3779b97f4a7c15, 0xc2b2ae3d27d4eb4f, 0x165667b19e3779f9, 0xd6e8feb86659fd93

// features returns for each template a hash of the atoms that it joins, in the
// memory of dst.
func features(dst []uint32, atoms *[256]uint32, all *templateSet) []uint32 {
	out := (*[256]uint32)(grow(dst, 256))
	for list, i := all.of[0], 0; i < len(list); i++ {
		t := &list[i]
		out[t.at] = finish(t.seed + uint64(atoms[t.place[0]])*factor1)
	}
	for list, i := all.of[1], 0; i < len(list); i++ {
		t := &list[i]
		out[t.at] = finish(t.seed + uint64(atoms[t.place[0]])*factor1 + uint64(atoms[t.place[1]])*factor2)
	}
	for list, i := all.of[2], 0; i < len(list); i++ {
		t := &list[i]
		out[t.at] = finish(t.seed + uint64(atoms[t.place[0]])*factor1 + uint64(atoms[t.place[1]])*factor2 + uint64(atoms[t.place[2]])*factor3)
	}
	for list, i := all.of[3], 0; i < len(list); i++ {
		t := &list[i]
		out[t.at] = finish(t.seed + uint64(atoms[t.place[0]])*factor1 + uint64(atoms[t.place[1]])*factor2 + uint64(atoms[t.place[2]])*factor3 + uint64(atoms[t.place[3]])*factor4)
	}
	return out[:all.n]
}

// only returns the templates whose atoms are all among the names.
func (all *templateSet) only(atoms, names []string) (some, others templateSet) {
	in := map[uint8]bool{0: true}
	for _, name := range names {
		i := slices.Index(atoms, name)
		if i < 0 {
			panic("no atom " + name)
		}
		in[uint8(i+1)] = true
	}
	for k, list := range all.of {
		for _, t := range list {
			to := &some
			if !in[t.place[0]] || !in[t.place[1]] || !in[t.place[2]] || !in[t.place[3]] {
				to = &others
			}
			t.at = uint8(to.n)
			to.of[k] = append(to.of[k], t)
			to.n++
		}
	}
	return some, others
}

func finish(h uint64) uint32 {
	h ^= h >> 32
	h *= 0xe7037ed1a0b428db
	return uint32(h >> 32)
}
