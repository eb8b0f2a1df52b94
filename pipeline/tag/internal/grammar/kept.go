package grammar

import "slices"

// The ways of a beam share most of a sentence's words and many of its arcs. What
// was computed of them is kept while the sentence is parsed, as much as there is
// room for, and compared in full before it is used again.
type kept struct {
	serial    uint32 // of the sentence
	sums      []keptSum
	labels    []keptLabel
	adoptions []keptPart
	votes     []keptVotes
	told      []int32 // what votes are
}

// Bits of the sizes of the tables.
const (
	sumBits   = 11
	arcBits   = 9
	adoptBits = 10
	voteBits  = 10
)

// begin forgets what was kept of the sentence before.
func (k *kept) begin() {
	k.told = k.told[:0]
	if k.serial++; k.sums == nil || k.serial>>29 != 0 {
		*k = kept{1, make([]keptSum, 1<<sumBits), make([]keptLabel, 1<<arcBits), make([]keptPart, 1<<adoptBits), make([]keptVotes, 1<<voteBits), nil}
	}
}

// key is what something was computed of: words or parts, by their numbers in the
// sentence. Kind tells what is computed, and holds the sentence's serial.
type key struct {
	kind       uint32
	a, b, c, d int32
}

func (k *kept) key(kind uint32, a, b, c, d int32) key { return key{k.serial<<3 | kind, a, b, c, d} }

// slot is the place of a key in a table of 1<<bits.
func (k *key) slot(bits int) uint64 {
	h := uint64(uint32(k.a))*factor1 ^ uint64(uint32(k.b))*factor2 ^ uint64(uint32(k.c))*factor3 ^ uint64(uint32(k.d))*factor4 ^ uint64(k.kind)*factor2
	return (h ^ h>>32) * factor1 >> (64 - bits)
}

// moves are sums of weights; that for shift makes them 0.
type moves struct{ left, right int32 }

func (x *moves) add(y moves) {
	x.left += y.left
	x.right += y.right
}

// sum sums the weights of the templates over wk.seen.
func (wk *Worker) sum(set *templateSet) moves {
	weights, atoms := (*[1 << moveBits]uint16)(wk.m.MoveWeights), &wk.seen
	_ = weights[0]
	var l, r int32
	for list, i := set.of[0], 0; i < len(list); i++ {
		t := &list[i]
		w := weights[finish(t.seed+uint64(atoms[t.place[0]])*factor1)%(1<<moveBits)]
		l += levels[w&255]
		r += levels[w>>8]
	}
	for list, i := set.of[1], 0; i < len(list); i++ {
		t := &list[i]
		w := weights[finish(t.seed+uint64(atoms[t.place[0]])*factor1+uint64(atoms[t.place[1]])*factor2)%(1<<moveBits)]
		l += levels[w&255]
		r += levels[w>>8]
	}
	for list, i := set.of[2], 0; i < len(list); i++ {
		t := &list[i]
		w := weights[finish(t.seed+uint64(atoms[t.place[0]])*factor1+uint64(atoms[t.place[1]])*factor2+uint64(atoms[t.place[2]])*factor3)%(1<<moveBits)]
		l += levels[w&255]
		r += levels[w>>8]
	}
	for list, i := set.of[3], 0; i < len(list); i++ {
		t := &list[i]
		w := weights[finish(t.seed+uint64(atoms[t.place[0]])*factor1+uint64(atoms[t.place[1]])*factor2+uint64(atoms[t.place[2]])*factor3+uint64(atoms[t.place[3]])*factor4)%(1<<moveBits)]
		l += levels[w&255]
		r += levels[w>>8]
	}
	return moves{l, r}
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

type keptSum struct {
	of key
	moves
}

// keptMoves sums the weights of all templates for the state.
func (wk *Worker) keptMoves(s *state) moves {
	top := wk.nodes[s.top]
	below := wk.nodes[top.below]
	third := wk.nodes[below.below].part
	k := wk.kept.key(keptState, top.part, below.part, third, s.front)
	at := &wk.kept.sums[k.slot(sumBits)]
	if at.of == k {
		return at.moves
	}
	wk.moveAtoms(s)
	x := wk.sum(&otherTemplates)
	x.add(wk.partSum(top.part, asTop))
	x.add(wk.partSum(below.part, asBelow))
	x.add(wk.partSum(third, asThird))
	x.add(wk.partSum(s.front, asFront))
	s0, s1, b0 := wk.parts[top.part].word, wk.parts[below.part].word, wk.parts[s.front].word
	x.add(wk.keptSum(wk.kept.key(keptMeet, s0, b0, 0, 0), &meetTemplates))
	x.add(wk.keptSum(wk.kept.key(keptPair, s1, s0, 0, 0), &pairTemplates))
	x.add(wk.keptSum(wk.kept.key(keptThree, s1, s0, b0, 0), &threeTemplates))
	x.add(wk.keptSum(wk.kept.key(keptNest, below.part, top.part, 0, 0), &nestTemplates))
	x.add(wk.keptSum(wk.kept.key(keptBorder, top.part, s.front, 0, 0), &borderTemplates))
	*at = keptSum{k, x}
	return x
}

// partSum sums the weights that a part has in its role, of wk.seen.
func (wk *Worker) partSum(number int32, role int) moves {
	p := &wk.parts[number]
	if p.summed&(1<<role) == 0 {
		p.sums[role] = wk.sum(&partTemplates[role])
		p.sums[role].add(wk.wordSum(p.word, role))
		p.summed |= 1 << role
	}
	return p.sums[role]
}

// wordSum sums the weights that a word has by itself.
func (wk *Worker) wordSum(word int32, role int) moves {
	w := wk.item(word)
	if w.summed&(1<<role) == 0 {
		w.sums[role] = wk.sum(&wordTemplates[role])
		w.summed |= 1 << role
	}
	return w.sums[role]
}

// keptSum returns the sum of the templates, which look at nothing but what is in the
// key.
func (wk *Worker) keptSum(k key, set *templateSet) moves {
	x := &wk.kept.sums[k.slot(sumBits)]
	if x.of != k {
		*x = keptSum{k, wk.sum(set)}
	}
	return x.moves
}

// keptLabel is the label chosen for an arc.
type keptLabel struct {
	of    key
	label uint8
}

// label returns the place of the label for the arc between two parts, beside the
// other word, and whether it is there.
func (k *kept) label(head, dependent, other int32, move int) (label *uint8, known bool) {
	of := k.key(uint32(move), head, dependent, other, 0)
	x := &k.labels[of.slot(arcBits)]
	known = x.of == of
	x.of = of
	return &x.label, known
}

// keptPart is what a part becomes with one more child.
type keptPart struct {
	of key
	to int32
}

// adoption returns the place of the part that head becomes with the child, and
// whether it is there.
func (k *kept) adoption(head, child int32, move int, label uint8) (to *int32, known bool) {
	of := k.key(uint32(move), head, child, int32(label), 0)
	x := &k.adoptions[of.slot(adoptBits)]
	known = x.of == of
	x.of = of
	return &x.to, known
}

// keptVotes are sums for the labels that an arc may have.
type keptVotes struct {
	of key
	at int // in kept.told
}

// addKept adds the sums of the templates, which look at nothing but what is in the
// key, for each label of the list.
func (wk *Worker) addKept(sums []int32, k key, set *templateSet, list []uint8) {
	x := &wk.kept.votes[k.slot(voteBits)]
	if x.of != k {
		*x = keptVotes{k, len(wk.kept.told)}
		wk.kept.told = slices.Grow(wk.kept.told, len(list))[:x.at+len(list)]
		wk.feats = features(wk.feats, &wk.atoms, set)
		weigh((*labelWeights)(wk.m.LabelWeights), wk.feats, list, wk.kept.told[x.at:])
	}
	for i, v := range wk.kept.told[x.at : x.at+len(list)] {
		sums[i] += v
	}
}
