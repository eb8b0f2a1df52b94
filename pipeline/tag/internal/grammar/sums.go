package grammar

import "slices"

// The table of the weights for moves is far larger than the processor's near memory,
// and nearly every feature lies elsewhere in it. So the sums that the states of a
// step need are first asked for, all of them, and then made in one go: many loads are
// under way at a time, with no branch between them that waits for one.

// moves are sums of weights; that for shift makes them 0.
type moves struct{ left, right int32 }

// moveSums are the sums of a sentence, by number.
type moveSums struct {
	places []keptSum // by what they are of
	values []moves   // by number; values[0] is of nothing

	feats  []uint32 // of those asked for, one behind the other
	asked  []asked
	totals []total
}

// keptSum says under which number there is a sum.
type keptSum struct {
	of     key
	number int32
}

// asked is a sum of weights that is not made yet.
type asked struct {
	number int32
	end    int32 // of its features, which begin where those of the one before end
}

// total is a sum of sums that is not made yet.
type total struct {
	number int32
	of     [2*roles + 6]int32
}

// Kinds of sums that are kept.
const (
	keptState = iota
	keptMeet
	keptPair
	keptThree
	keptNest
	keptBorder
)

func (k *moveSums) begin() { k.values = append(k.values[:0], moves{}) }

// next is a number for one more sum.
func (k *moveSums) next() int32 {
	k.values = append(k.values, moves{})
	return int32(len(k.values) - 1)
}

// place returns the place of the number of what the key is of, and whether it is there.
func (k *moveSums) place(of key) (number *int32, known bool) {
	x := &k.places[of.slot(sumBits)]
	known = x.of == of
	x.of = of
	return &x.number, known
}

// ask asks for the sum of all templates for the state, and gives the state its number.
func (wk *Worker) ask(s *state) {
	k := &wk.kept
	top := wk.nodes[s.top]
	below := wk.nodes[top.below]
	third := wk.nodes[below.below].part
	number, known := k.place(k.key(keptState, top.part, below.part, third, s.front))
	if known {
		s.sum = *number
		return
	}
	*number = k.next()
	s.sum = *number
	wk.moveAtoms(s)
	t := total{number: s.sum}
	of := t.of[:0]
	for role, part := range [roles]int32{asTop: top.part, asBelow: below.part, asThird: third, asFront: s.front} {
		p := &wk.parts[part]
		w := wk.item(p.word)
		if p.sums[role] == 0 {
			p.sums[role] = wk.askFor(&partTemplates[role])
		}
		if w.sums[role] == 0 {
			w.sums[role] = wk.askFor(&wordTemplates[role])
		}
		of = append(of, p.sums[role], w.sums[role])
	}
	s0, s1, b0 := wk.parts[top.part].word, wk.parts[below.part].word, wk.parts[s.front].word
	of = append(of,
		wk.askFor(&otherTemplates),
		wk.askKept(k.key(keptMeet, s0, b0, 0, 0), &meetTemplates),
		wk.askKept(k.key(keptPair, s1, s0, 0, 0), &pairTemplates),
		wk.askKept(k.key(keptThree, s1, s0, b0, 0), &threeTemplates),
		wk.askKept(k.key(keptNest, below.part, top.part, 0, 0), &nestTemplates),
		wk.askKept(k.key(keptBorder, top.part, s.front, 0, 0), &borderTemplates))
	copy(t.of[:], of)
	k.totals = append(k.totals, t)
}

// askFor asks for the sum of the templates over wk.seen.
func (wk *Worker) askFor(set *templateSet) int32 {
	k := &wk.kept
	n := len(k.feats)
	k.feats = slices.Grow(k.feats, 256)[:n+set.n]
	features(k.feats[n:n:n+256], &wk.seen, set)
	number := k.next()
	k.asked = append(k.asked, asked{number, int32(len(k.feats))})
	return number
}

// askKept asks for it unless it is kept; the templates look at nothing but what is in
// the key.
func (wk *Worker) askKept(of key, set *templateSet) int32 {
	number, known := wk.kept.place(of)
	if !known {
		*number = wk.askFor(set)
	}
	return *number
}

// reckon makes the sums that were asked for.
func (wk *Worker) reckon() {
	k := &wk.kept
	weights := (*[1 << moveBits]uint16)(wk.m.MoveWeights)
	for i, f := range k.feats {
		k.feats[i] = uint32(weights[f%(1<<moveBits)])
	}
	from := 0
	for _, a := range k.asked {
		var x moves
		for _, w := range k.feats[from:a.end] {
			x.left += levels[w&255]
			x.right += levels[w>>8&255]
		}
		from, k.values[a.number] = int(a.end), x
	}
	for i := range k.totals {
		t := &k.totals[i]
		var x moves
		for _, n := range t.of {
			x.left += k.values[n].left
			x.right += k.values[n].right
		}
		k.values[t.number] = x
	}
	k.feats, k.asked, k.totals = k.feats[:0], k.asked[:0], k.totals[:0]
}
