package grammar

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words holds lemmas and features, each in tables that go from the special to
// the general.
type Words struct {
	Lemmas   *Table   // word and tag, as written and in small letters → index in Strings
	Endings  *Table   // ending, tag and capitals → index in Scripts
	Strings  []string // Strings[0] is ""
	Scripts  []Script
	Choice   []int16 // weights between lemmas; see choose
	Features *Table  // see featureKeys → index in Strings
}

// Script makes a lemma of a form: change the case, cut bytes from the end, add
// an ending.
type Script struct {
	Case uint8 // keep, lower or capital
	Cut  uint8
	Add  string
}

// What a script does with capitals.
const (
	keepCase = iota
	lowerCase
	capitalCase
)

func (s Script) apply(form string) (string, bool) {
	switch s.Case {
	case lowerCase:
		form = strings.ToLower(form)
	case capitalCase:
		_, n := utf8.DecodeRuneInString(form)
		form = form[:n] + strings.ToLower(form[n:])
	}
	if int(s.Cut) > len(form) {
		return "", false
	}
	return form[:len(form)-int(s.Cut)] + s.Add, true
}

// scriptFor returns the shortest script that makes lemma of form.
func scriptFor(form, lemma string) Script {
	best, length := Script{Cut: 255, Add: lemma}, 1<<30
	for c := uint8(keepCase); c <= capitalCase; c++ {
		cased, _ := Script{Case: c}.apply(form)
		n := 0
		for n < len(cased) && n < len(lemma) && cased[n] == lemma[n] {
			n++
		}
		for n > 0 && n < len(cased) && !utf8.RuneStart(cased[n]) {
			n--
		}
		if len(cased)-n > 250 {
			continue
		}
		if cost := len(cased) - n + len(lemma) - n; cost < length {
			best, length = Script{Case: c, Cut: uint8(len(cased) - n), Add: lemma[n:]}, cost
		}
	}
	return best
}

// How a form uses capitals.
func capsOf(form string) uint32 {
	upper, lower, first := 0, 0, false
	for i, r := range form {
		switch {
		case unicode.IsUpper(r):
			upper++
			first = first || i == 0
		case unicode.IsLower(r):
			lower++
		}
	}
	switch {
	case upper == 0:
		return 0
	case lower == 0 && upper > 1:
		return 1
	case first && upper == 1:
		return 2
	default:
		return 3
	}
}

// lemmaKey is the key of a word in small letters.
func lemmaKey(lower uint32, tag uint8) uint32 { return mix(lower, uint32(tag)) }

func endingKey(suffix uint32, length int, tag uint8, caps uint32) uint32 {
	return mix(suffix, (uint32(tag)*8+uint32(length))*4+caps+1<<20)
}

// formKey is the key of a word just as it is written.
func formKey(form uint32, tag uint8) uint32 { return mix(form, uint32(tag)|1<<16) }

// tabled returns the lemma that word i, whose form is given, has under a tag if it
// is a known one.
func (wk *Worker) tabled(i int, form string, tag uint8) (string, bool) {
	w, d := &wk.words[i], wk.m.Words
	if w.signs&digits != 0 {
		if wk.m.Tags[tag].UPOS == "NUM" && strings.Contains(form, ",") {
			return strings.ReplaceAll(form, ",", ""), true
		}
		return "", false
	}
	if at, ok := d.Lemmas.find(formKey(w.form, tag)); ok {
		return d.Strings[at], true
	}
	if at, ok := d.Lemmas.find(lemmaKey(w.lower, tag)); ok && wk.m.Tags[tag].UPOS != "PROPN" {
		return d.Strings[at], true
	}
	return "", false
}

// ended returns the lemma that an ending of n bytes makes of the form.
func (wk *Worker) ended(i int, form string, tag uint8, caps uint32, n int) (string, bool) {
	w, d := &wk.words[i], wk.m.Words
	var suffix uint32
	if n > 0 {
		suffix = w.suf[n-1]
	}
	at, ok := d.Endings.find(endingKey(suffix, n, tag, caps))
	if !ok {
		return "", false
	}
	s := d.Scripts[at]
	if s == (Script{}) || caps == 0 && s.Cut == 0 && s.Add == "" {
		return form, true
	}
	lemma, ok := s.apply(form)
	return lemma, ok && lemma != ""
}

// Features returns the UD features of word i of the parsed sentence, "" for none.
func (wk *Worker) Features(i int) string {
	for _, key := range wk.featureKeys(i) {
		if at, ok := wk.m.Words.Features.find(key); ok {
			return wk.m.Words.Strings[at]
		}
	}
	return ""
}

// featureKeys are the contexts that decide on the features of word i, the most
// special first. For verbs they hold the subject's
// person and number and whether passive or other auxiliaries stand by.
func (wk *Worker) featureKeys(i int) [5]uint32 {
	w, tag := &wk.words[i], uint32(wk.tags[i])
	if wk.m.gapKind[tag] != gapVerb {
		label, above := uint32(wk.labels[i]), uint32(99)
		if h := wk.heads[i]; h >= 0 {
			above = uint32(wk.labels[h])
		}
		return [5]uint32{mix(w.lower, tag|label<<10|above<<17|1<<27), mix(w.lower, tag|label<<10|1<<26), mix(w.lower, tag|1<<10), mix(w.suf[2], tag|2<<10), mix(1, tag|4<<10)}
	}
	c := wk.clauses[i]
	if label := wk.labels[i]; wk.m.helps&(1<<label) != 0 && wk.heads[i] >= 0 {
		c |= wk.clauses[wk.heads[i]] & subjectMask
	}
	if c&subjectMask == 0 && wk.labels[i] == wk.m.conj && wk.heads[i] >= 0 {
		c |= wk.clauses[wk.heads[i]] & subjectMask
	}
	label := uint32(wk.labels[i])
	return [5]uint32{mix(w.lower, tag|c<<10|1<<28), mix(label, tag|c<<10|1<<29), mix(2, tag|c<<10|1<<30), mix(w.lower, tag|3<<28), mix(1, tag|4<<10)}
}

// What featureKeys needs to know of a clause, as bits.
const (
	subjectMask   = 7 // 1 I, 2 you, 3 we, 4 he, 5 they
	hasPassive    = 1 << 3
	hasAux        = 1 << 4
	hasMark       = 1 << 5
	hasOwnSubject = 1 << 6
)

// survey fills wk.clauses from the tree.
func (wk *Worker) survey() {
	m := wk.m
	wk.clauses = grow(wk.clauses, len(wk.words))
	clear(wk.clauses)
	for i, head := range wk.heads[:len(wk.words)] {
		if head < 0 {
			continue
		}
		switch bit := uint64(1) << wk.labels[i]; {
		case m.passive&bit != 0:
			wk.clauses[head] |= hasPassive
			if m.subject&bit != 0 {
				wk.clauses[head] |= wk.subjectClass(i) | hasOwnSubject
			}
		case m.subject&bit != 0:
			wk.clauses[head] = wk.clauses[head]&^subjectMask | wk.subjectClass(i) | hasOwnSubject
		case m.aux&bit != 0:
			wk.clauses[head] |= hasAux
		case m.mark&bit != 0:
			wk.clauses[head] |= hasMark
		}
	}
	// Conjoined subjects are many.
	for i, head := range wk.heads[:len(wk.words)] {
		if head >= 0 && wk.labels[i] == m.conj && wk.heads[head] >= 0 && m.subject&(1<<wk.labels[head]) != 0 {
			if c := &wk.clauses[wk.heads[head]]; *c&subjectMask == 4 {
				*c = *c&^subjectMask | 5
			}
		}
	}
}

func (wk *Worker) subjectClass(i int) uint32 {
	switch wk.words[i].lower {
	case wordI:
		return 1
	case wordYou:
		return 2
	case wordWe:
		return 3
	case wordThey, wordThese, wordThose:
		return 5
	}
	if x := wk.m.Tags[wk.tags[i]].XPOS; x == "NNS" || x == "NNPS" {
		return 5
	}
	return 4
}

var (
	wordI     = hashString("i")
	wordYou   = hashString("you")
	wordWe    = hashString("we")
	wordThey  = hashString("they")
	wordThese = hashString("these")
	wordThose = hashString("those")
)
