package grammar

// The ways of a beam share most of a sentence's words and many of its arcs. What
// was computed of them is kept while the sentence is parsed, as much as there is
// room for, and compared in full before it is used again.
type kept struct {
	serial uint64 // of the sentence
	sums   []keptSum
	labels []keptLabel
}

const (
	keptSums   = 1 << 12 // a power of two
	keptLabels = 1 << 9  // another
)

// begin forgets what was kept of the sentence before.
func (k *kept) begin() {
	if k.serial++; k.sums == nil || k.serial>>20 != 0 {
		k.sums, k.labels, k.serial = make([]keptSum, keptSums), make([]keptLabel, keptLabels), 1
	}
}

// moves are sums of weights; that for shift makes them 0.
type moves struct{ left, right int32 }

func (x *moves) add(y moves) {
	x.left += y.left
	x.right += y.right
}

// sum sums the weights of the templates over wk.atoms.
func (wk *Worker) sum(set *templateSet) (x moves) {
	weights, atoms := wk.m.MoveWeights, &wk.atoms
	mask := uint32(len(weights)/2 - 1)
	add := func(h uint64) {
		both := (*[2]byte)(weights[finish(h)&mask*2:])
		x.left += levels[both[0]]
		x.right += levels[both[1]]
	}
	at := func(t *template, k int) uint64 { return uint64(atoms[t.place[k]%maxAtoms]) }
	for i := range set.of[0] {
		t := &set.of[0][i]
		add(t.seed + at(t, 0)*factor1)
	}
	for i := range set.of[1] {
		t := &set.of[1][i]
		add(t.seed + at(t, 0)*factor1 + at(t, 1)*factor2)
	}
	for i := range set.of[2] {
		t := &set.of[2][i]
		add(t.seed + at(t, 0)*factor1 + at(t, 1)*factor2 + at(t, 2)*factor3)
	}
	for i := range set.of[3] {
		t := &set.of[3][i]
		add(t.seed + at(t, 0)*factor1 + at(t, 1)*factor2 + at(t, 2)*factor3 + at(t, 3)*factor4)
	}
	return x
}

type keptSum struct {
	key uint64
	moves
}

// keptSum returns the sum of the templates of a kind, which look at the words i and
// j only. Numbers of words take 21 bits.
func (wk *Worker) keptSum(kind uint64, i, j int32, set *templateSet) moves {
	key := wk.kept.serial<<44 | kind<<42 | uint64(i+1)&(1<<21-1)<<21 | uint64(j+1)&(1<<21-1)
	x := &wk.kept.sums[(key*factor1)>>52]
	if x.key != key {
		*x = keptSum{key, wk.sum(set)}
	}
	return x.moves
}

// keptLabel is the label chosen for an arc.
type keptLabel struct {
	arc
	label uint8
}

// arc is all that labelFeatures looks at.
type arc struct {
	serial                            uint64
	headLeft, headRight, left, right  uint64 // labels of the head's and the dependent's children
	head, dependent, other            int32
	child, l, l2, r                   int32
	childLabel, leftLabel, rightLabel uint8
	move                              uint8
}

// keptLabel returns the place of the arc that move would make, and whether its
// label is there.
func (wk *Worker) keptLabel(s *state, move int, head, dep *node) (*keptLabel, bool) {
	a := arc{
		serial:   wk.kept.serial,
		headLeft: head.lset, headRight: head.rset, left: dep.lset, right: dep.rset,
		head: head.word, dependent: dep.word, other: wk.nodes[dep.below].word,
		child: head.l, l: dep.l, l2: dep.l2, r: dep.r,
		childLabel: head.ll, leftLabel: dep.ll, rightLabel: dep.rl,
		move: uint8(move),
	}
	if move == right {
		a.other, a.child, a.childLabel = wk.nodes[s.front].word, head.r, head.rl
	}
	h := uint64(a.head)*factor1 ^ uint64(a.dependent)*factor2 ^ uint64(a.other)*factor3 ^ (a.left+a.right*3)*factor4 ^ (a.headLeft + a.headRight*5)
	x := &wk.kept.labels[(h*factor1)>>55]
	if x.arc == a {
		return x, true
	}
	x.arc = a
	return x, false
}
