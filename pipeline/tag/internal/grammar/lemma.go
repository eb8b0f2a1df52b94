package grammar

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word may have several lemmas: where the tagger wavers, where a capital may or
// may not belong to the word, and where its endings differ. A linear model chooses
// among them by how they are made of the form, and by whether they are words.

// Lemma returns the lemma of word i of the parsed sentence, whose form is given.
func (wk *Worker) Lemma(i int, form string) string {
	var list [maxLemmas]string
	n := wk.lemmas(i, form, true, &list)
	if n == 1 {
		return list[0]
	}
	weights := wk.m.Words.Choice
	mask := uint32(len(weights) - 1)
	best, most := 0, int32(-1<<31)
	wk.choiceFeatures(i)
	for k, lemma := range list[:n] {
		score := int32(0)
		for _, f := range wk.choice(i, form, lemma, k) {
			score += int32(weights[f&mask])
		}
		if score > most {
			best, most = k, score
		}
	}
	return list[best]
}

const maxLemmas = 8

// lemmas lists the possible lemmas of word i, that of its tag first. Told that it is
// not known, it goes by endings.
func (wk *Worker) lemmas(i int, form string, known bool, list *[maxLemmas]string) (n int) {
	add := func(lemma string) {
		for _, l := range list[:n] {
			if l == lemma {
				return
			}
		}
		if n < len(list) {
			list[n] = lemma
			n++
		}
	}
	caps := capsOf(form)
	under := func(tag uint8, all bool) {
		if lemma, ok := wk.tabled(i, form, tag); ok && known {
			add(lemma)
			return
		}
		for length := len(wk.words[i].suf); length >= 0; length-- {
			if lemma, ok := wk.ended(i, form, tag, caps, length); ok {
				if add(lemma); !all || length < 3 {
					return
				}
			}
		}
		if n == 0 {
			add(form)
		}
	}
	under(wk.tags[i], true)
	if wk.rival[i] != wk.tags[i] {
		under(wk.rival[i], false)
	}
	first, proper := list[0], wk.m.Tags[wk.tags[i]].UPOS == "PROPN"
	switch w := &wk.words[i]; {
	case w.signs&digits != 0 || !strings.EqualFold(first, form):
	case caps == 0 && proper: // "kerala"
		add(capital(first))
	case caps == 1, caps != 0 && (wk.doubt[i] > 0 || i == 0 || wk.man != mixed):
		lower := strings.ToLower(form)
		add(form)
		add(lower)
		if caps == 1 && proper { // "OSLO"
			add(capital(lower))
		}
	}
	return n
}

// capital returns s with its first letter in capitals.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// id is a hash of the script.
func (s Script) id() uint32 { return mix(hashString(s.Add), uint32(s.Cut)<<8|uint32(s.Case)) }

// choiceFeatures fills wk.feats with what is seen of word i.
func (wk *Worker) choiceFeatures(i int) {
	at := func(j int) (*word, uint32) {
		if j < 0 {
			return &beforeWord, 251
		}
		if j >= len(wk.words) {
			return &behindWord, 252
		}
		return &wk.words[j], uint32(wk.tags[j])
	}
	w, t := at(i)
	p, pt := at(i - 1)
	n, nt := at(i + 1)
	r, doubt := uint32(wk.rival[i]), uint32(wk.doubt[i])
	label, above := uint32(wk.labels[i]), uint32(250)
	if h := wk.heads[i]; h >= 0 {
		above = uint32(wk.tags[h])
	}
	place := uint32(0)
	if i == 0 {
		place = 1
	}
	look := w.signs<<4 | uint32(wk.man)<<1 | place
	class := wk.class(w)
	wk.feats = wk.feats[:0]
	for k, v := range [...]uint32{
		0, t, mix(t, r), mix(mix(t, r), doubt), mix(t, doubt), mix(w.suf[2], t), mix(w.suf[1], t), mix(w.suf[3], t),
		mix(pt, t), mix(nt, t), mix(mix(pt, nt), t), look, mix(look, t), mix(mix(look, t), r), mix(look, class),
		mix(uint32(w.entry.Left), t), mix(uint32(w.entry.Right), t), mix(p.signs, n.signs), mix(mix(p.signs, n.signs), look), mix(label, t), mix(mix(label, above), t),
		mix(class, t), mix(mix(class, t), r), mix(label, r),
	} {
		wk.feats = append(wk.feats, mix(v, uint32(k)*0x9e3779b1+3))
	}
}

// choice returns the features of a lemma, number k of those possible for word i.
func (wk *Worker) choice(i int, form, lemma string, k int) []uint32 {
	script := scriptFor(form, lemma).id()
	wk.buf = appendNormal(wk.buf[:0], lemma)
	e := wk.m.Lex.find(hash(wk.buf))
	known := uint32(1)
	if e.Left != 0 {
		known = 2
	}
	if e.Class != 0 {
		known += 2
	}
	first := uint32(min(k, 1))
	t, doubt := uint32(wk.tags[i]), uint32(wk.doubt[i])
	own := wk.own[:0]
	for _, f := range wk.feats {
		own = append(own, mix(f, script))
	}
	for j, v := range [...]uint32{known, mix(known, t), mix(known, script), mix(mix(known, script), t), first, mix(first, doubt), mix(mix(first, doubt), t), mix(mix(first, known), t)} {
		own = append(own, mix(v, uint32(j)*0x85ebca6b+5))
	}
	wk.own = own
	return own
}
