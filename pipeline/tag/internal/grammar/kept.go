package grammar

import "slices"

// The ways of a beam share most of a sentence's words and many of its arcs. What
// was computed of them is kept while the sentence is parsed, as much as there is
// room for, and compared in full before it is used again.
type kept struct {
	serial uint32 // of the sentence
	moveSums
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
	k.moveSums.begin()
	if k.serial++; k.labels == nil || k.serial>>29 != 0 {
		*k = kept{
			serial:    1,
			moveSums:  moveSums{places: make([]keptSum, 1<<sumBits), values: k.values},
			labels:    make([]keptLabel, 1<<arcBits),
			adoptions: make([]keptPart, 1<<adoptBits),
			votes:     make([]keptVotes, 1<<voteBits),
		}
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
