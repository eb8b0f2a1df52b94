package tokenize

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"backchannel/schema"
)

// view is what the sentence splitter sees of a token.
type view struct {
	hash  uint32 // of the word in lower case
	class uint32 // as an atom's; classDotted, classDigitMix
	gap   uint8  // white space before it
	kind  uint8  // of mark
	known uint32 // lexicon: how it is written inside sentences
	title uint32 // abbreviation list: 0 none
}

const (
	gapNone = iota
	gapSpace
	gapLine
	gapBlank // a blank line: always a border
)

// Kinds of marks.
const (
	markNone     = iota
	markTerminal // . ! ? …
	markPause    // : ;
	markCloser   // ) ] ” ’
	markOpener   // ( [ “ ‘
	markQuote    // " and ', which may be either
	markInner    // , % and the like: never begins a sentence
	markOther
)

const (
	classDotted = classNone + 1 + iota // "U.S.", "Mr."
	classMixedDigits
	classOther
)

// viewOf describes the token at text[start:end].
func (m *model) viewOf(text string, start, end int) view {
	word := text[start:end]
	r, size := utf8.DecodeRuneInString(word)
	v := view{hash: hashSeed}
	if isLetter(r) || isDigit(r) || size < len(word) {
		upper, lower, digits, dots, other := 0, 0, 0, 0, 0
		firstUpper := fold(r) != r && isLetter(r)
		for _, r := range word {
			f := fold(r)
			v.hash = hashRune(v.hash, f)
			switch {
			case isLetter(r) && f != r:
				upper++
			case isLetter(r):
				lower++
			case isDigit(r):
				digits++
			case r == '.':
				dots++
			default:
				other++
			}
		}
		last := word[len(word)-1]
		switch letters := upper + lower; {
		case letters > 0 && digits == 0 && dots > 0 && last == '.':
			v.class = classDotted
			v.title = abbreviations[v.hash]
		case letters > 0 && digits == 0 && dots+other == 0:
			v.class = letterClass(firstUpper, upper, lower)
			v.title = abbreviations[v.hash]
			v.known = m.lower.of(v.hash)
		case letters > 0 && digits > 0:
			v.class = classMixedDigits
		case letters > 0:
			v.class = classOther
		case digits > 0:
			v.class = classDigits
		default:
			v.class = markClass(r)<<4 | 0xf
			v.kind = markOther
			if r == '.' || r == '!' || r == '?' {
				v.kind = markTerminal
			}
		}
		return v
	}
	v.hash = hashRune(v.hash, fold(r))
	v.class = markClass(r)
	switch r {
	case '.', '!', '?', '…', '。', '！', '？':
		v.kind = markTerminal
	case ':', ';':
		v.kind = markPause
	case ')', ']', '}', '”', '’':
		v.kind = markCloser
	case '(', '[', '{', '“', '‘', '„', '«':
		v.kind = markOpener
	case '"', '\'', '`', '»':
		v.kind = markQuote
	case ',', '%':
		v.kind = markInner
	default:
		v.kind = markOther
	}
	return v
}

func gapOf(text string, from, to int) uint8 {
	if from == to {
		return gapNone
	}
	if to == from+1 && text[from] == ' ' {
		return gapSpace
	}
	lines := 0
	for _, r := range text[from:to] {
		switch r {
		case '\n', '\u2029':
			lines++
		case '\f':
			lines += 2
		}
	}
	switch lines {
	case 0:
		return gapSpace
	case 1:
		return gapLine
	}
	return gapBlank
}

func (v view) lower() bool { return v.class == classLower }

// possible reports whether a sentence may begin with r behind l.
func possible(l, r view) bool {
	switch {
	case r.kind == markInner || r.kind == markTerminal && r.gap == gapNone || r.kind == markPause:
		return false
	case r.gap <= gapSpace && l.kind == markNone && l.class != classDotted:
		return false // within a line, a sentence ends in a mark
	case l.kind == markOpener || l.class == ',' && r.gap <= gapSpace:
		return false
	case r.lower():
		return l.kind != markNone && l.kind != markInner || l.class == classDotted
	}
	return true
}

// course is what the splitter remembers from left to right.
type course struct {
	first   int // token at which the sentence under way begins
	quotes  int // straight double quotes since the paragraph began
	depth   int // open brackets
	curly   int // open curly quotes
	ends    int // terminal marks in the paragraph
	para    int // token at which the paragraph begins
	paraEnd int // token behind its last
}

func (c *course) pass(v view) {
	switch {
	case v.class == '"':
		c.quotes ^= 1
	case v.class == '“':
		c.curly = 1
	case v.class == '”':
		c.curly = 0
	case v.class == '(' || v.class == '[':
		c.depth = min(c.depth+1, 3)
	case v.class == ')' || v.class == ']':
		c.depth = max(c.depth-1, 0)
	}
}

// borders appends to dst the numbers of the tokens that begin a sentence, the
// first one too.
func (m *model) borders(dst []int, tokens []schema.Token, text string, s *scratch) []int {
	if len(tokens) == 0 {
		return dst
	}
	s.view = m.views(s.view[:0], tokens, text)
	c := course{}
	c.paragraph(s.view, 0)
	dst = append(dst, 0)
	c.pass(s.view[0])
	for i := 1; i < len(s.view); i++ {
		border := false
		if s.view[i].gap == gapBlank {
			border = true
			c.paragraph(s.view, i)
		} else if possible(s.view[i-1], s.view[i]) {
			s.features = sentenceFeatures(s.features[:0], s.view, i, &c)
			border = m.sentences.border(s.features)
		}
		if border {
			dst = append(dst, i)
			c.first = i
		}
		c.pass(s.view[i])
	}
	return dst
}

func (m *model) views(dst []view, tokens []schema.Token, text string) []view {
	at := tokens[0].Start
	for _, t := range tokens {
		v := m.viewOf(text, t.Start, t.End)
		v.gap = gapOf(text, at, t.Start)
		at = t.End
		dst = append(dst, v)
	}
	return dst
}

// paragraph begins a new paragraph at token i.
func (c *course) paragraph(views []view, i int) {
	*c = course{first: i, para: i}
	c.paraEnd = i + 1
	if views[i].kind == markTerminal {
		c.ends++
	}
	for c.paraEnd < len(views) && views[c.paraEnd].gap != gapBlank {
		if views[c.paraEnd].kind == markTerminal {
			c.ends++
		}
		c.paraEnd++
	}
}

func bucket(n int) uint32 {
	if n < 4 {
		return uint32(max(n, 0))
	}
	return uint32(min(bits.Len(uint(n))+1, 8))
}

var nothing = view{class: classNone, hash: 1}

// sentenceFeatures appends the features of a border before token i.
func sentenceFeatures(dst []uint32, views []view, i int, c *course) []uint32 {
	get := func(k int) view {
		if k < c.para || k >= c.paraEnd {
			return nothing
		}
		return views[k]
	}
	l1, l2, l3 := get(i-1), get(i-2), get(i-3)
	r1, r2, r3 := get(i), get(i+1), get(i+2)
	// Behind closing quotes and brackets stands the mark that counts.
	k := i - 1
	closers := uint32(0)
	for k > c.first && closers < 3 && (views[k].kind == markCloser || views[k].kind == markQuote && views[k].gap == gapNone) {
		closers++
		k--
	}
	core, before := get(k), get(k-1)
	// Before the first word may stand opening quotes and brackets.
	k = i
	openers := uint32(0)
	for k+1 < c.paraEnd && openers < 3 && (views[k].kind == markOpener || views[k].kind == markQuote && views[k+1].gap == gapNone || views[k].kind == markOther) {
		openers++
		k++
	}
	head, second := get(k), get(k+1)
	length := bucket(i - c.first)
	rest := bucket(c.paraEnd - i)
	seen := bucket(i - c.para)
	state := uint32(c.quotes | c.curly<<1 | c.depth<<2)
	ends := uint32(min(c.ends, 2))
	gap := uint32(min(r1.gap, gapSpace)) // a line wrapped inside a section is no sign
	f, f2 := get(c.first), get(c.first+1)
	glued := uint32(0)
	if core.gap == gapNone {
		glued = 1
	}
	dst = append(dst,
		feature(101, l1.class, r1.class, gap),
		feature(102, l1.hash, r1.class),
		feature(103, l1.class, r1.hash),
		feature(104, l1.hash, r1.hash),
		feature(105, l2.class, l1.class, r1.class),
		feature(106, l1.class, r1.class, r2.class),
		feature(107, l2.hash, l1.hash),
		feature(108, l2.hash, l1.hash, r1.class),
		feature(109, r1.hash, r2.hash),
		feature(110, l1.class, r1.hash, r2.class),
		feature(111, l2.class, l1.class, r1.class, r2.class),
		feature(112, l3.class, l2.class, l1.class, r1.class),
		feature(113, l1.class, r1.class, r2.class, r3.class),
		feature(114, core.class, closers, openers, head.class),
		feature(115, core.hash, closers, head.class, head.known),
		feature(116, core.class, closers, head.hash),
		feature(117, before.hash, core.class, head.class),
		feature(118, before.class, core.class, closers, head.class, glued),
		feature(119, before.title, core.title, core.class, head.class),
		feature(120, before.title, core.title, head.hash),
		feature(121, core.class, head.known, head.class, before.class),
		feature(122, l1.class, r1.class, length),
		feature(123, core.class, closers, head.class, head.known, length),
		feature(124, l1.class, r1.class, rest),
		feature(125, l1.class, r1.class, seen, length),
		feature(126, state, l1.class, r1.class),
		feature(127, state, core.class, closers, openers, head.class),
		feature(128, ends, l1.class, r1.class, head.known),
		feature(129, ends, core.kindOrWord(), r1.class, length),
		feature(130, f.class, f2.class, l1.class, r1.class, length),
		feature(131, f.hash, l1.class, r1.class, length),
		feature(132, l1.known, l1.class, r1.known, r1.class),
		feature(133, l1.known, l1.class, r1.known, r1.class, r2.known, r2.class),
		feature(134, l1.known, r1.hash),
		feature(135, l1.hash, r1.known, r1.class),
		feature(136, core.hash, head.hash, closers),
		feature(137, head.class, second.class, head.known, second.known, core.class),
		feature(138, head.hash, second.class, core.kindOrWord()),
		feature(139, before.hash, core.hash, head.class, head.known),
		feature(140, l3.hash, l2.class, l1.class, r1.class),
		feature(141, r3.hash, r1.class, l1.class),
		feature(142, r2.hash, r1.class, l1.class),
	)
	return dst
}

// kindOrWord tells marks by their kind, everything else apart from them.
func (v view) kindOrWord() uint32 {
	if v.kind == markNone {
		return 100 + min(v.class, classOther)
	}
	return uint32(v.kind)
}

// Classes of abbreviations, written without the full stop too, since prose may
// cut it off.
const (
	abbreviationTitle   = 1 + iota // a name follows: "Gen."
	abbreviationNumber             // a number follows: "No."
	abbreviationMonth              // "Sept."
	abbreviationCompany            // a name ends: "Inc."
	abbreviationInner              // "vs.", "e.g."
	abbreviationClock              // "a.m."
	abbreviationCountry            // "U.S."
	abbreviationDay                // "Mon."
)

// abbreviations of several classes have the last one.
var abbreviations = abbreviationLists([]string{
	abbreviationTitle: `mr mrs ms dr prof gen sen rep gov lt col maj sgt capt adm rev hon st pres amb cmdr cpl pvt
		brig supt det insp messrs mme mlle sec fr sr. atty asst dep dir min mt ft gens sens reps govs lt.gov`,
	abbreviationNumber:  `no nos art sec p pp fig figs vol ch par ca approx est`,
	abbreviationMonth:   `jan feb mar apr jun jul aug sep sept oct nov dec`,
	abbreviationCompany: `inc corp ltd co bros jr sr llc plc cos dept univ assn ave blvd rd`,
	abbreviationInner:   `vs v cf e.g i.e eg ie viz al aka a.k.a w.r.t`,
	abbreviationClock:   `a.m p.m am pm est gmt`,
	abbreviationCountry: `u.s u.n u.k u.s.a e.u u.s.s.r d.c u.a.e`,
	abbreviationDay:     `mon tue tues wed thu thur thurs fri sat sun`,
})

func abbreviationLists(lists []string) map[uint32]uint32 {
	m := map[uint32]uint32{}
	for class, words := range lists {
		for _, w := range strings.Fields(words) {
			m[hashWord(w+".")] = uint32(class)
			if len(w) > 2 || class != abbreviationNumber {
				m[hashWord(w)] = uint32(class)
			}
		}
	}
	return m
}
