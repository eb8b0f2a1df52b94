package grammar

import (
	"maps"
	"slices"
)

// LearnGuesses fills the lexicon's guesses from the seldom words of the examples:
// words of an ending and look may have the tags seen with it, and those that are
// frequent with all seldom words, and may always be verbs, as headlines have them
// with a capital. The tagger learns with all tags before, so that it knows which to
// refuse.
func LearnGuesses(m *Model, examples []*Example) {
	const (
		seldom  = 20   // a word seen more often tells nothing of unknown ones
		enough  = 20   // words of an ending, to guess by it
		noise   = 3000 // a tag seen once in more uses does not count
		common  = 50   // a tag seen once in so many seldom words is always possible
		nothing = 0    // key of the empty ending
	)
	uses := map[uint32]int{}
	wk := &Worker{m: m}
	each := func(use func(w *word, tag uint8)) {
		for _, e := range examples {
			wk.Read(len(e.Forms), func(i int) string { return e.Forms[i] })
			for i := range wk.words {
				use(&wk.words[i], e.Gold[i])
			}
		}
	}
	each(func(w *word, _ uint8) { uses[w.lower]++ })
	type count struct {
		all int
		of  map[uint8]int
	}
	counts := map[uint32]*count{nothing: {of: map[uint8]int{}}}
	each(func(w *word, tag uint8) {
		if uses[w.lower] > seldom {
			return
		}
		for n := range guessed + 1 {
			key := uint32(nothing)
			if n > 0 {
				key = w.ending(n)
			}
			c := counts[key]
			if c == nil {
				c = &count{of: map[uint8]int{}}
				counts[key] = c
			}
			c.all++
			c.of[tag]++
		}
	})
	of := counts[nothing]
	x := m.Lex
	x.Guesses, x.Sets = NewTable(len(counts)), nil
	number := map[string]uint32{}
	for _, key := range slices.Sorted(maps.Keys(counts)) { // that of nothing first
		c := counts[key]
		if key != nothing && c.all < enough {
			continue
		}
		var set []uint8
		for _, tag := range slices.Sorted(maps.Keys(of.of)) {
			if c.of[tag]*noise > c.all || of.of[tag]*common >= of.all || m.Tags[tag].UPOS == "VERB" {
				set = append(set, tag)
			}
		}
		if _, ok := number[string(set)]; !ok {
			number[string(set)] = uint32(len(x.Sets))
			x.Sets = append(x.Sets, set)
		}
		if key != nothing {
			x.Guesses.Set(key, number[string(set)])
		}
	}
}
