package grammar

import (
	"fmt"
	"strings"
)

// template is a conjunction of up to four atoms, by their place in the array of
// atoms. Place 0 holds the constant 0 and stands for no atom.
type template [4]uint8

// templates reads one template a word, its atoms joined with "+": "s0w+b0t".
func templates(atoms []string, text string) []template {
	place := map[string]uint8{}
	for i, name := range atoms {
		place[name] = uint8(i + 1)
	}
	var all []template
	for conjunction := range strings.FieldsSeq(text) {
		var t template
		n := 0
		for name := range strings.SplitSeq(conjunction, "+") {
			p, ok := place[name]
			if !ok {
				panic(fmt.Sprintf("template %s: no atom %s", conjunction, name))
			}
			t[n] = p
			n++
		}
		all = append(all, t)
	}
	return all
}

// features appends for each template a hash of the atoms that it joins.
func features(dst []uint32, atoms []uint32, all []template) []uint32 {
	seed := uint64(0x2545f4914f6cdd1d)
	for _, t := range all {
		h := seed +
			uint64(atoms[t[0]])*0x9e3779b97f4a7c15 +
			uint64(atoms[t[1]])*0xc2b2ae3d27d4eb4f +
			uint64(atoms[t[2]])*0x165667b19e3779f9 +
			uint64(atoms[t[3]])*0xd6e8feb86659fd93
		seed += 0xa0761d6478bd642f
		h ^= h >> 32
		h *= 0xe7037ed1a0b428db
		dst = append(dst, uint32(h>>32))
	}
	return dst
}
