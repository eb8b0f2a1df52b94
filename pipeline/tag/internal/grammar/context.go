package grammar

import (
	"slices"
	"strings"
)

// What the parser's models look at.

// Atoms of the parts in their roles, and of what lies between them, in the order in
// which fill puts them into wk.atoms.
var (
	roleAtoms = [roles][]string{
		asTop:   strings.Fields("s0w s0t s0u s0a s0b s0x pt nt  s0lw s0lt s0ll s0l2t s0l2l s0rw s0rt s0rl s0r2t s0r2l s0ls s0rs s0v"),
		asBelow: strings.Fields("s1w s1t s1u s1a s1b  s1lw s1lt s1ll s1rw s1rt s1rl s1r2t s1r2l s1ls s1rs s1v"),
		asThird: strings.Fields("s2w s2t s2u s2a  s2rt s2rl"),
		asFront: strings.Fields("b0w b0t b0u b0a b0b b0x b1w b1t b1u b1a b1b b1x b2w b2t b2a b3t b3w p1  b0lw b0lt b0ll b0l2t b0l2l b0ls b0v"),
	}
	gapAtoms  = strings.Fields("d01 db gap gap1 man")
	moveAtoms = slices.Concat(roleAtoms[asTop], roleAtoms[asBelow], roleAtoms[asThird], roleAtoms[asFront], gapAtoms)
)

// wordAtoms is how many of a role's atoms look at the word alone.
var wordAtoms = [roles]int{asTop: 8, asBelow: 5, asThird: 4, asFront: 18}

var moveTemplates = templates(moveAtoms, `
	s0w s0t s0w+s0t s0a s0b s1w s1t s1w+s1t s1a s2w s2t s2w+s2t b0w b0t b0w+b0t b0a b0b b1w b1t b1w+b1t b1a b2w b2t b2w+b2t b3t b3w
	s0x+b0x s0x+b0t s0t+b0x b0x+b1x
	s0w+b0w s0w+s0t+b0w+b0t s0w+s0t+b0w s0w+s0t+b0t s0w+b0w+b0t s0t+b0w+b0t s0t+b0t s0w+b0t s0t+b0w s0a+b0a s0b+b0b s0w+b0a s0a+b0w s0a+b0t s0t+b0a
	s1w+s0w s1w+s1t+s0w+s0t s1t+s0t s1w+s0t s1t+s0w s1w+s1t+s0t s1t+s0w+s0t s1a+s0a s1b+s0b s1w+s0a s1a+s0w s1a+s0t s1t+s0a
	s1t+b0t s1w+b0t s1t+b0w s1w+b0w b0t+b1t b0w+b1t b0t+b1w b0w+b1w s0t+b1t s0w+b1t s0t+b1w
	s0t+b0t+b1t s1t+s0t+b0t s1w+s0t+b0t s1t+s0w+b0t s1t+s0t+b0w b0t+b1t+b2t s0w+b0t+b1t s0t+b0w+b1t s2t+s1t+s0t s2t+s1t+b0t s1t+s0t+b0t+b1t s0t+b0t+b1t+b2t s2t+s1t+s0t+b0t b1t+b2t+b3t s0a+b0a+b1a s1a+s0a+b0a
	s0t+s0lt+b0t s0t+s0rt+b0t s1t+s1rt+s0t s1t+s1lt+s0t s1t+s1rt+b0t s0t+b0t+b0lt s1t+s0t+b0lt s1t+s0t+s0lt s1t+s0t+s0rt s0t+s0lt+s0l2t s0t+s0rt+s0r2t s1t+s1rt+s1r2t b0t+b0lt+b0l2t
	s0lw s0rw s1lw s1rw b0lw s0ll s0rl s1rl b0ll s0w+s0lw s0w+s0rw s1w+s1rw b0w+b0lw s0t+s0lw s0t+s0rw+b0t s1t+s0t+s0lw s1w+s0t+s0lw s1t+s1rw+s0t s1w+s0w+s0lw s0w+b0w+s0rw
	s0t+s0ll+s0l2l s0t+s0rl+s0r2l s1t+s1rl+s1r2l b0t+b0ll+b0l2l s0w+s0rl s0w+s0ll s1w+s1rl b0w+b0ll s1t+s1rl+s0t s1t+s1rl+b0t s0t+s0rl+b0t s2t+s2rl+s1t+s0t s2rt+s2rl
	s0ls s0rs s1ls s1rs b0ls s0t+s0ls s0t+s0rs s0w+s0ls s0w+s0rs s1t+s1rs s1w+s1rs s1t+s1ls s1w+s1ls b0t+b0ls b0w+b0ls s0t+s0ls+b0t s0t+s0rs+b0t s1t+s1rs+s0t s1t+s1ls+s0t s0t+b0t+b0ls s1t+s1rs+b0t s0t+s0ls+s0rs+b0t s1t+s1ls+s1rs+s0t s1rs+s0t+b0t s1t+s1rs+s0t+b0t
	s0w+s0v s0t+s0v s1w+s1v s1t+s1v b0t+b0v
	s0w+d01 s0t+d01 b0w+d01 b0t+d01 s0t+b0t+d01 s0w+b0w+d01 s1t+s0t+db s1w+db s1t+db s0w+db s1w+s0w+db
	gap s0t+b0t+gap s0w+gap b0w+gap s1t+s0t+gap1 s1w+gap1 s1t+s0t+b0t+gap s0t+pt+nt b0t+pt s0t+nt s0t+b0t+pt+nt p1+s0t+b0t
	s0u+b0u+b1u+b2t s1u+s0u+b0u+b1u s2u+s1u+s0u+b0u s0t+b0t+man s1t+s0t+man s0u+b0u+s0ls+b0ls s1u+s0u+s1rs+s0rs s0w+b1w s1w+s0w+b0t s1w+s0t+b0w`)

var labelAtoms = strings.Fields(`
	dir  hw ht hu ha hb  dw dt du da db df  dlw dlt dll dls drw drt drl drs dl2t hls hrs hcw hct hcl
	d<1w d<1t d>1w d>1t d<2t d>2t h<1w h<1t h>1w h>1t  ow ot  dist gap man`)

var labelTemplates = templates(labelAtoms, `
	dir+hw+dw dir+ht+dt dir+hw+dt dir+ht+dw dir+hw dir+dw dir+ht dir+dt hw+ht+dw+dt dir+ha+da dir+hb+db dir+hw+da dir+ha+dw dir+ha+dt dir+ht+da
	dt+df+ht dw+dls dt+dls dt+drs dw+drs dls+ht+dir drs+ht+dir dls+dt+ht dls+drs+dt+ht dls+hw+dir dls+dw+dir+ht
	dlw+dir dlw+dt+ht dlw+hw dlw+dw drw+dt dlt+dt+ht+dir drt+dt+ht+dir dll+dl2t+dt dlw+dt+hw dlw+da+ha
	hls+dir hrs+dir hls+dt+dir hrs+dt+dir hls+dw hrs+dw hls+ht+dt+dir hrs+ht+dt+dir hls+hw hrs+hw+dt hrs+hls+ht+dt hcw+dt hct+dt+ht+dir hcl+dt+hw hcl+ht+dt
	d<1w+dir d<1t+dt+dir d>1w+dir d>1t+dt+dir d<1t+dt+d>1t d<1w+dt d>1w+dt d<1w+dw d>1w+dw h<1t+ht+dt h>1t+ht+dt h<1w+dt h>1w+dt d<2t+d<1t+dt d>1t+d>2t+dt d<1t+dt+ht+dir d>1t+dt+ht+dir
	ow+dt ot+dt+ht+dir ot+dt+dir dist+dt+ht+dir dist+dw dist+hw+dt gap+dt+ht+dir gap+dw man+dt+ht+dir`)

// prepare fixes what the features need of each word once for all states.
func (wk *Worker) prepare() {
	n := len(wk.words)
	wk.items = grow(wk.items, n+3)
	var seen [gapKinds]int32
	for i := range wk.words {
		w := &wk.words[i]
		t := wk.tags[i]
		x := uint32(t) + 1
		if s := wk.second[i]; s != t {
			x |= (uint32(s) + 1) << 8
		}
		wk.items[i] = item{w: w.lower, t: uint32(t) + 1, u: uint32(wk.m.coarse[t]) + 1, a: uint32(w.entry.Left) + 1, b: uint32(w.entry.Right) + 1, x: x, f: w.suf[2], before: seen}
		if g := wk.m.gapKind[t]; g >= 0 {
			seen[g]++
		}
	}
	root := item{w: 7, t: 253, u: 253, a: 777, b: 777, x: 253, f: 7, before: seen}
	wk.items[n] = root
	for i, name := range [...]uint32{11, 13} {
		none := item{w: name, t: 250 + uint32(i), u: 250, a: 778, b: 778, x: 250, f: name, before: seen}
		wk.items[n+1+i] = none
	}
}

// item is a word as the parser's features see it.
type item struct {
	w, t, u, a, b, x, f uint32
	before              [gapKinds]int32 // how many words of each kind stand before it
	sums                [roles]int32    // numbers of those of the templates that look at it alone
}

// Kinds of words that matter between a head and its dependent.
const (
	gapVerb = iota
	gapComma
	gapMark // other punctuation
	gapConj
	gapPrep
	gapNoun
	gapKinds
)

// gap says which kinds of words stand between i and j, i < j.
func (wk *Worker) gap(i, j int32) uint32 {
	if i < 0 || j <= i+1 {
		return 1
	}
	a, b := &wk.items[i+1], &wk.items[j]
	g := uint32(1)
	for k := range a.before {
		g <<= 1
		if b.before[k] > a.before[k] {
			g |= 1
		}
	}
	if d := b.before[gapVerb] - a.before[gapVerb]; d > 1 {
		g |= 1 << 10
	}
	return g
}

func (wk *Worker) item(i int32) *item {
	if i < 0 || int(i) > len(wk.words) {
		return &wk.items[len(wk.words)+1]
	}
	return &wk.items[i]
}

func distance(i, j int32) uint32 {
	switch d := j - i; {
	case i < 0:
		return 9
	case d <= 5:
		return uint32(d)
	case d <= 10:
		return 6
	default:
		return 7
	}
}

func fold(set uint64) uint32 {
	return uint32(set) ^ uint32(set>>32)*0x9e3779b1
}

// What the top of the stack, the one below it, the third and the front of the buffer
// are to a state.
const (
	asTop = iota
	asBelow
	asThird
	asFront
	roles
)

// The templates for moves by what they look at: many states of a sentence share
// parts of what they see, and so the sums are kept.
var (
	wordTemplates, partTemplates [roles]templateSet // one word; one word with its children

	meetTemplates   templateSet // the words at top and front
	pairTemplates   templateSet // the two words on top
	threeTemplates  templateSet // these three words
	nestTemplates   templateSet // the two on top with their children
	borderTemplates templateSet // top and front with their children
	otherTemplates  templateSet
)

// Those for labels, likewise.
var (
	arcTemplates    templateSet // the words that it would join, and those around them
	lowerTemplates  templateSet // its lower end with its children
	upperTemplates  templateSet // its upper end with its children
	besideTemplates templateSet
)

func init() {
	rest := moveTemplates
	take := func(set *templateSet, names ...[]string) {
		*set, rest = rest.only(moveAtoms, append(slices.Concat(names...), "man"))
	}
	var word [roles][]string
	for role, names := range roleAtoms {
		word[role] = names[:wordAtoms[role]]
		take(&wordTemplates[role], word[role])
		take(&partTemplates[role], names)
	}
	take(&meetTemplates, word[asTop], word[asFront], []string{"d01", "gap"})
	take(&pairTemplates, word[asTop], word[asBelow], []string{"db", "gap1"})
	take(&threeTemplates, word[asTop], word[asBelow], word[asFront], gapAtoms)
	take(&nestTemplates, roleAtoms[asTop], roleAtoms[asBelow], []string{"db", "gap1"})
	take(&borderTemplates, roleAtoms[asTop], roleAtoms[asFront], []string{"d01", "gap"})
	otherTemplates = rest

	var (
		arc   = strings.Fields("dir hw ht hu ha hb dw dt du da db df d<1w d<1t d>1w d>1t d<2t d>2t h<1w h<1t h>1w h>1t dist gap man")
		lower = strings.Fields("dlw dlt dll dls drw drt drl drs dl2t")
		upper = strings.Fields("hls hrs hcw hct hcl")
	)
	arcTemplates, rest = labelTemplates.only(labelAtoms, arc)
	lowerTemplates, rest = rest.only(labelAtoms, slices.Concat(arc, lower))
	upperTemplates, besideTemplates = rest.only(labelAtoms, slices.Concat(arc, upper))
}

// moveFeatures fills wk.feats for the state.
func (wk *Worker) moveFeatures(s *state) {
	wk.moveAtoms(s)
	wk.feats = features(wk.feats, &wk.seen, &moveTemplates)
}

// moveAtoms fills wk.seen for the state. What it holds of the state before is left.
func (wk *Worker) moveAtoms(s *state) {
	top := wk.nodes[s.top]
	below := wk.nodes[top.below]
	now := [roles]int32{asTop: top.part, asBelow: below.part, asThird: wk.nodes[below.below].part, asFront: s.front}
	n0, n1, nb := &wk.parts[now[asTop]], &wk.parts[now[asBelow]], &wk.parts[now[asFront]]
	to := wk.seen[1:]
	if now[asTop] != wk.of[asTop] {
		w, nt := wk.item(n0.word), wk.item(n0.word+1).t
		if n0.word < 0 {
			nt = 0
		}
		l, l2, r, r2 := wk.item(n0.l), wk.item(n0.l2), wk.item(n0.r), wk.item(n0.r2)
		copy(to, []uint32{
			w.w, w.t, w.u, w.a, w.b, w.x, wk.item(n0.word - 1).t, nt,
			l.w, l.t, uint32(n0.ll), l2.t, uint32(n0.ll2), r.w, r.t, uint32(n0.rl), r2.t, uint32(n0.rl2), fold(n0.lset), fold(n0.rset), valency(n0),
		})
	}
	to = to[len(roleAtoms[asTop]):]
	if now[asBelow] != wk.of[asBelow] {
		w, l, r, r2 := wk.item(n1.word), wk.item(n1.l), wk.item(n1.r), wk.item(n1.r2)
		copy(to, []uint32{
			w.w, w.t, w.u, w.a, w.b,
			l.w, l.t, uint32(n1.ll), r.w, r.t, uint32(n1.rl), r2.t, uint32(n1.rl2), fold(n1.lset), fold(n1.rset), valency(n1),
		})
	}
	to = to[len(roleAtoms[asBelow]):]
	if now[asThird] != wk.of[asThird] {
		n2 := &wk.parts[now[asThird]]
		w := wk.item(n2.word)
		copy(to, []uint32{w.w, w.t, w.u, w.a, wk.item(n2.r).t, uint32(n2.rl)})
	}
	to = to[len(roleAtoms[asThird]):]
	if now[asFront] != wk.of[asFront] {
		b := nb.word
		b0, b1, b2, b3, l := wk.item(b), wk.item(b+1), wk.item(b+2), wk.item(b+3), wk.item(nb.l)
		copy(to, []uint32{
			b0.w, b0.t, b0.u, b0.a, b0.b, b0.x, b1.w, b1.t, b1.u, b1.a, b1.b, b1.x, b2.w, b2.t, b2.a, b3.t, b3.w, wk.item(b - 1).t,
			l.w, l.t, uint32(nb.ll), wk.item(nb.l2).t, uint32(nb.ll2), fold(nb.lset), valency(nb),
		})
	}
	to = to[len(roleAtoms[asFront]):]
	to[0], to[1] = distance(n0.word, nb.word), distance(n1.word, n0.word)
	to[2], to[3] = wk.gap(n0.word, nb.word), wk.gap(n1.word, n0.word)
	to[4] = uint32(wk.man) + 1
	wk.of = now
}

func valency(n *part) uint32 {
	return uint32(min(n.nl, 6))<<4 + uint32(min(n.nr, 6)) + 1
}

// labelFeatures fills wk.feats for the arc that move would make in s.
func (wk *Worker) labelFeatures(s *state, move int) {
	wk.labelAtoms(s, move)
	wk.feats = features(wk.feats, &wk.atoms, &labelTemplates)
}

// labelAtoms fills wk.atoms for it.
func (wk *Worker) labelAtoms(s *state, move int) {
	headPart, depPart := wk.attach(s, move)
	head, dep := &wk.parts[headPart], &wk.parts[depPart]
	h, d := wk.item(head.word), wk.item(dep.word)
	dl, dr, dl2 := wk.item(dep.l), wk.item(dep.r), wk.item(dep.l2)
	child, childLabel := head.l, head.ll
	dist, gap := distance(dep.word, head.word), wk.gap(dep.word, head.word)
	if move == right {
		child, childLabel = head.r, head.rl
		dist, gap = distance(head.word, dep.word), wk.gap(head.word, dep.word)
	}
	c, o := wk.item(child), wk.item(wk.beside(s, move))
	i, j := dep.word, head.word
	copy(wk.atoms[1:], []uint32{
		uint32(move), h.w, h.t, h.u, h.a, h.b, d.w, d.t, d.u, d.a, d.b, d.f,
		dl.w, dl.t, uint32(dep.ll), fold(dep.lset), dr.w, dr.t, uint32(dep.rl), fold(dep.rset), dl2.t, fold(head.lset), fold(head.rset), c.w, c.t, uint32(childLabel),
		wk.item(i - 1).w, wk.item(i - 1).t, wk.item(i + 1).w, wk.item(i + 1).t, wk.item(i - 2).t, wk.item(i + 2).t,
		wk.item(j - 1).w, wk.item(j - 1).t, wk.item(j + 1).w, wk.item(j + 1).t,
		o.w, o.t, dist, gap, uint32(wk.man) + 1,
	})
}

// beside is the word on the other side of the dependent, which might be its head.
func (wk *Worker) beside(s *state, move int) int32 {
	if move == left {
		return wk.stacked(wk.nodes[s.top].below).word
	}
	return wk.parts[s.front].word
}
