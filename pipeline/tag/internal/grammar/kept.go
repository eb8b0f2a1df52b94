package grammar

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

// kept holds sums by the words that they are of, as many as there is room for.
type kept struct {
	serial uint64 // of the sentence
	sums   []keptSum
}

type keptSum struct {
	key uint64
	moves
}

const keptSums = 1 << 12 // a power of two

// begin forgets the sums of the sentence before.
func (k *kept) begin() {
	if k.serial++; k.sums == nil || k.serial>>20 != 0 {
		k.sums, k.serial = make([]keptSum, keptSums), 1
	}
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
