package crf

import "backchannel/schema"

// MaxFeatures is an upper bound of the features of one token.
const MaxFeatures = 128

var noWord = word{exact: 1, folded: 1, shape: 1}

// at is the word at place i of a sentence, or one that stands for its border.
func (a *Analysis) at(s schema.Sentence, i int) *word {
	if i < s.First || i >= s.End {
		return &noWord
	}
	return &a.words[i]
}

// Features appends the hashes of the features of candidate i.
func (a *Analysis) Features(i int, dst []uint32) []uint32 {
	si := a.sentence[i]
	s := a.sentences[si]
	c := uint32(a.cases[si])
	w := &a.words[i]
	p, n := a.at(s, i-1), a.at(s, i+1)
	pp, nn := a.at(s, i-2), a.at(s, i+2)

	t := uint32(0)
	add := func(v uint32) {
		t++
		dst = append(dst, mix(v, t*0x9E3779B1))
	}
	add2 := func(v, x uint32) { add(mix(v, x)) }

	add(0)
	add(c + 1)
	// words
	add2(w.exact, c)
	add(w.folded)
	add(p.folded)
	add(n.folded)
	add(pp.folded)
	add(nn.folded)
	add2(p.folded, w.folded)
	add2(w.folded, n.folded)
	add2(p.folded, n.folded)
	add2(pp.folded, p.folded)
	add2(n.folded, nn.folded)
	// shapes and affixes
	look := uint32(w.form) + c*8
	first := uint32(0)
	if i == s.First {
		first = 1
	}
	add2(w.shape, c*2+first)
	add2(uint32(w.form)+8*uint32(p.form)+64*uint32(n.form), c*2+first)
	add2(uint32(pp.form)+8*uint32(p.form)+64*uint32(w.form)+512*uint32(n.form), uint32(nn.form)+c*8)
	for k := range w.prefix {
		add2(w.prefix[k], uint32(w.form))
	}
	for k := range w.suffix {
		add2(w.suffix[k], uint32(w.form))
	}
	add2(p.suffix[1], look)
	add2(n.suffix[1], look)
	// clusters
	add2(w.fine, look)
	add2(w.coarse, look)
	add(p.fine)
	add(n.fine)
	add(pp.fine)
	add(nn.fine)
	add2(p.fine, w.coarse)
	add2(w.coarse, n.fine)
	add2(p.coarse, n.coarse)
	add2(p.coarse, mix(w.coarse, n.coarse))
	add2(mix(p.coarse, n.coarse), uint32(w.flags))
	add2(w.beside, look)
	add(p.beside)
	add(n.beside)
	add2(p.beside, w.beside)
	add2(w.beside, n.beside)
	add2(p.beside, n.beside)
	add2(mix(pp.beside, p.beside), uint32(w.form))
	add2(mix(n.beside, nn.beside), uint32(w.form))
	// lists
	for f := Flag(1); f < 1<<numFlags; f <<= 1 {
		if w.flags&f != 0 {
			dst = append(dst, mix(uint32(f), 0x51ED27+look))
		}
		if p.flags&f != 0 {
			dst = append(dst, mix(uint32(f), 0x51ED28+256*uint32(p.form)))
		}
		if n.flags&f != 0 {
			dst = append(dst, mix(uint32(f), 0x51ED29+256*uint32(n.form)))
		}
	}
	add2(uint32(w.flags), look)
	add2(mix(uint32(p.flags), uint32(p.form)), uint32(w.form))
	add2(mix(uint32(n.flags), uint32(n.form)), uint32(w.form))
	add2(mix(uint32(p.flags), uint32(p.form)), mix(uint32(w.flags), uint32(w.form)))
	add2(mix(uint32(n.flags), uint32(n.form)), mix(uint32(w.flags), uint32(w.form)))
	add2(mix(uint32(w.kinds), uint32(w.part)), look)
	for k := Kind(1); k < 1<<numKinds; k <<= 1 {
		if w.kinds&k != 0 {
			dst = append(dst, mix(uint32(k)*8+uint32(w.part), 0x51ED2A+uint32(w.form)))
		}
	}
	add2(mix(uint32(p.kinds), uint32(p.part)), mix(uint32(w.kinds), uint32(w.part)))
	add2(mix(uint32(n.kinds), uint32(n.part)), mix(uint32(w.kinds), uint32(w.part)))
	// the document
	add2(uint32(w.context), uint32(w.form))
	for b := uint16(1); b < 1<<numContexts; b <<= 1 {
		if w.context&b != 0 {
			dst = append(dst, mix(uint32(b), 0x51ED2B+look))
		}
	}
	// the stretch of capitals around the word
	left, right := i, i+1
	for left > s.First && i-left < 6 && a.joins(s, left-1) {
		left--
	}
	for right < s.End && right-i < 7 && a.joins(s, right) {
		right++
	}
	for left < i && a.words[left].form <= formLower {
		left++
	}
	for right > i+1 && a.words[right-1].form <= formLower {
		right--
	}
	head, tail := &a.words[left], &a.words[right-1]
	before, after := a.at(s, left-1), a.at(s, right)
	place := uint32(min(i-left, 3))*4 + uint32(min(right-1-i, 3))
	add2(place, uint32(w.form))
	add2(tail.folded, place)
	add2(head.folded, place)
	add2(tail.fine, place&3)
	add2(head.fine, place>>2)
	add2(uint32(tail.flags), place)
	add2(uint32(head.flags), place)
	add2(before.folded, place)
	add2(after.folded, place)
	add2(before.fine, place)
	add2(after.fine, place)
	add2(before.coarse, mix(after.coarse, place))
	return dst
}

// joins reports whether the word belongs to a stretch of capitals: capitalized,
// or a connector inside.
func (a *Analysis) joins(s schema.Sentence, i int) bool {
	w := &a.words[i]
	if w.form == formCapped || w.form == formUpper || w.form == formInner {
		return true
	}
	return w.candidate && w.flags&Connector != 0 && i > s.First && i+1 < s.End &&
		a.words[i-1].form > formLower && a.words[i+1].form > formLower
}
