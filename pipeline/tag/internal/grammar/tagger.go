package grammar

import "strings"

// The tagger goes from left to right and gives each word the joint tag (UPOS and
// XPOS) with the highest score among its candidates: an averaged perceptron over
// words, shapes, affixes, clusters, the tags that the neighbours may have, and
// the two tags before (Collins 2002; Toutanova and others 2003).

var tagAtoms = strings.Fields("w0 l0 l<1 l<2 l>1 l>2 c0 c<1 c<2 c>1 c>2 a0 a<1 a<2 a>1 b0 b<1 b>1 b>2 a>2 s0 s<1 s>1 p1 p2 p3 p4 f1 f2 f3 f4 f5 f<1 f>1 t1 t2 man place")

var tagTemplates = templates(tagAtoms, `
	w0 l0 c0 s0 s0+man s0+place p1 p2 p3 p4 f1 f2 f3 f4 f5
	l<1 l<2 l>1 l>2 c<1 c<2 c>1 c>2 a0 b0 a<1 b>1 a>1 b<1
	t1 t1+t2 t1+l0 t1+c0 t1+t2+c0 t1+t2+l0 t1+c>1 t1+c0+c>1 c0+c>1 c0+c>1+c>2 c<1+c0+c>1
	l<1+l0 l0+l>1 l<1+c0 c0+l>1 l0+c>1 c<1+l0 t1+l>1 t1+l<1 t1+a0 t1+b0 a0+b0 t1+b>1 t1+t2+b0 b0+b>1
	t1+f3 t1+f2 f3+c>1 f2+c>1 t1+s0 t1+f2+c>1 s0+s>1 s<1+s0 s<1+s0+s>1 l<1+l>1 t1+c>1+c>2 l<2+l<1 l>1+l>2 t2+c0 t1+t2+l<1
	f<1+f2 f2+f>1 f3+l<1 f3+l>1 s0+f3 s0+man+f2 s0+c0 s0+place+c0 s0+man+c0 place+l0 t1+f3+c>1 l<2+t1+c0 l<1+c0+c>1 t1+c0+l>1
	c0+c>1+l>2 t1+c0+c>1+c>2 a<1+c0+b>1 s0+t1+c>1`)

func (wk *Worker) tagAll() {
	n := len(wk.words)
	wk.tags, wk.second, wk.rival, wk.doubt = grow(wk.tags, n), grow(wk.second, n), grow(wk.rival, n), grow(wk.doubt, n)
	t1, t2 := uint32(startTag), uint32(startTag)
	for i := range wk.words {
		candidates := wk.candidates(i)
		best := candidates[0]
		wk.second[i], wk.rival[i], wk.doubt[i] = best, best, 0
		if len(candidates) > 1 {
			wk.tagFeatures(i, t1, t2)
			var runner uint8
			var ahead int32
			best, runner, ahead = wk.bestTag(candidates)
			wk.second[i], wk.rival[i] = best, best
			if ahead <= wk.m.TagDoubt {
				wk.second[i] = runner
			}
			for doubt, limit := uint8(1), wk.m.TagDoubt*4; doubt <= mostDoubt && ahead <= limit; doubt, limit = doubt+1, limit/2 {
				wk.rival[i], wk.doubt[i] = runner, doubt
			}
		}
		wk.tags[i] = best
		t1, t2 = uint32(best)+1, t1
	}
}

const startTag = 255

// candidates are the tags that word i may have, in ascending order.
func (wk *Worker) candidates(i int) []uint8 {
	x, w := wk.m.Lex, &wk.words[i]
	c := &x.Classes[w.entry.Class]
	if !c.Open {
		return c.Tags
	}
	wk.may = union(wk.may, c.Tags, x.guess(w))
	return wk.may
}

// mostDoubt is a second tag within half of TagDoubt; each step down is twice as far.
const mostDoubt = 4

// bestTag scores the candidates by wk.feats, and returns the best, the second
// and by how much they are apart.
func (wk *Worker) bestTag(candidates []uint8) (best, runner uint8, ahead int32) {
	var sums [256]int32
	if exact := wk.m.exact; exact != nil {
		for _, f := range wk.feats {
			for i, t := range candidates {
				sums[i] += int32(exact[(f^uint32(t))&uint32(len(exact)-1)])
			}
		}
		return firstTwo(candidates, sums[:])
	}
	weigh((*tagWeights)(wk.m.TagWeights), wk.feats, candidates, sums[:])
	return firstTwo(candidates, sums[:])
}

// firstTwo returns the best two of at least two candidates, whose sums are given.
func firstTwo(candidates []uint8, sums []int32) (best, runner uint8, ahead int32) {
	first, second := 0, 1
	if sums[second] > sums[first] {
		first, second = second, first
	}
	for i := 2; i < len(candidates); i++ {
		if sums[i] > sums[first] {
			first, second = i, first
		} else if sums[i] > sums[second] {
			second = i
		}
	}
	return candidates[first], candidates[second], sums[first] - sums[second]
}

// tagFeatures fills wk.feats for word i, whose two predecessors have the tags t1
// and t2, counted from 1.
func (wk *Worker) tagFeatures(i int, t1, t2 uint32) {
	at := func(j int) *word {
		if j < 0 {
			return &beforeWord
		}
		if j >= len(wk.words) {
			return &behindWord
		}
		return &wk.words[j]
	}
	w, p, pp, n, nn := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	place := uint32(1)
	if i == 0 {
		place = 2
	} else if i == len(wk.words)-1 {
		place = 3
	} else if p.lower == quoteMark {
		place = 4
	}
	man := uint32(wk.man) + 1
	copy(wk.atoms[1:], []uint32{
		w.form, w.lower, p.lower, pp.lower, n.lower, nn.lower,
		wk.class(w), wk.class(p), wk.class(pp), wk.class(n), wk.class(nn),
		uint32(w.entry.Left) + 1, uint32(p.entry.Left) + 1, uint32(pp.entry.Left) + 1, uint32(n.entry.Left) + 1,
		uint32(w.entry.Right) + 1, uint32(p.entry.Right) + 1, uint32(n.entry.Right) + 1, uint32(nn.entry.Right) + 1, uint32(nn.entry.Left) + 1,
		w.shape, p.shape, n.shape,
		w.pre[0], w.pre[1], w.pre[2], w.pre[3],
		w.suf[0], w.suf[1], w.suf[2], w.suf[3], w.suf[4], p.suf[1], n.suf[1],
		t1, t2, man, place*4 + man,
	})
	wk.feats = features(wk.feats, &wk.atoms, &tagTemplates)
}

// class is the word's set of tags; unknown words get a rough one by their look.
func (wk *Worker) class(w *word) uint32 {
	switch c := w.entry.Class; {
	case int(c) >= len(wk.m.Lex.Classes):
		return uint32(c)
	case c != 0:
		return uint32(wk.m.Lex.Classes[c].Look) + 100
	}
	if w.caps {
		return 2
	}
	return 1
}

var (
	beforeWord = word{form: 3, lower: 3, shape: 3, entry: entry{Class: 65001}}
	behindWord = word{form: 5, lower: 5, shape: 5, entry: entry{Class: 65002}}
	quoteMark  = hash([]byte{'"'})
)
