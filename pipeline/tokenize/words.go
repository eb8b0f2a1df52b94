package tokenize

import (
	"slices"
	"unicode/utf8"

	"backchannel/schema"
)

// scratch is what one worker reuses from document to document.
type scratch struct {
	base     base
	chunks   []chunk
	atoms    []atom
	features []uint32
	view     []view
	first    []int
}

// chunk is a stretch of text without white space.
type chunk struct {
	start, end int
	base       int  // number in the batch that prose sees; -1 where it is not asked
	plain      bool // one word
	address    uint32
	hash       uint32 // of the letters that it begins with
	next, past uint32 // hashes of the chunks behind and before
}

// words appends the tokens of text[start:end] to dst.
func (m *model) tokens(dst []schema.Token, text string, start, end int, s *scratch) ([]schema.Token, error) {
	s.base.reset()
	s.chunks = m.cutChunks(s.chunks[:0], text, start, end, &s.base)
	if len(s.base.start) > 0 {
		if err := s.base.ask(); err != nil {
			return dst, err
		}
	}
	for i, c := range s.chunks {
		switch {
		case c.plain:
			dst = append(dst, schema.Token{Span: schema.Span{Start: c.start, End: c.end}})
		case c.base < 0: // a word and a comma
			dst = append(dst, schema.Token{Span: schema.Span{Start: c.start, End: c.end - 1}},
				schema.Token{Span: schema.Span{Start: c.end - 1, End: c.end}})
		default:
			next := uint32(classNone)
			if i+1 < len(s.chunks) {
				next = firstClass(text, s.chunks[i+1])
				c.next = s.chunks[i+1].hash
			}
			if i > 0 {
				c.past = s.chunks[i-1].hash
			}
			s.atoms = m.atoms(s.atoms[:0], text, c.start, c.end)
			at := c.start
			whole, end := wholeAddress(c, s.atoms)
			for k := range s.atoms[1:] {
				if whole <= k && k+1 < end {
					continue
				}
				if s.features = wordFeatures(s.features[:0], c, s, k+1, at, next); m.words.border(s.features) || s.atoms[k].dash() || s.atoms[k+1].dash() {
					b := s.atoms[k+1].start
					dst = append(dst, schema.Token{Span: schema.Span{Start: at, End: b}})
					at = b
				}
			}
			dst = append(dst, schema.Token{Span: schema.Span{Start: at, End: c.end}})
		}
	}
	return dst, nil
}

// dash reports an en or em dash, which is always a word of its own: "Iran–Iraq".
func (a atom) dash() bool { return a.class == '–' || a.class == '—' }

// cutChunks finds the chunks and hands those to prose that are not plainly one
// word of letters, or a word and a comma.
func (m *model) cutChunks(dst []chunk, text string, start, end int, b *base) []chunk {
	for i := start; i < end; {
		if c := text[i]; c == ' ' || c == '\n' {
			i++
			continue
		}
		c := chunk{start: i, base: -1}
		hash := uint32(hashSeed)
		for i < end && (text[i]|0x20) >= 'a' && (text[i]|0x20) <= 'z' {
			hash = hashRune(hash, rune(text[i]|0x20))
			i++
		}
		letters := i
		c.hash = hash
		for i < end {
			if text[i] < utf8.RuneSelf {
				if isSpace(rune(text[i])) {
					break
				}
				i++
				continue
			}
			r, size := utf8.DecodeRuneInString(text[i:end])
			if isSpace(r) {
				break
			}
			i += size
		}
		c.end = i
		switch {
		case i == c.start: // white space of another kind
			_, size := utf8.DecodeRuneInString(text[i:end])
			i += size
			continue
		case letters > c.start && m.joined[hash] == 0 && (letters == i || letters == i-1 && text[letters] == ','):
			c.plain = letters == i
		default:
			c.base = b.add(text[c.start:c.end])
			c.address = address(text[c.start:c.end])
		}
		dst = append(dst, c)
	}
	return dst
}

// firstClass is the class of a chunk's first atom, letters by their first rune.
func firstClass(text string, c chunk) uint32 {
	switch r := firstRune(text[c.start:c.end]); {
	case isLetter(r) && fold(r) != r:
		return classTitle
	case isLetter(r):
		return classLower
	case isDigit(r):
		return classDigits
	default:
		return markClass(r)
	}
}

// feature hashes the values of one template into the number of a feature.
func feature(template uint32, values ...uint32) uint32 {
	h := uint64(template)*0x9e3779b97f4a7c15 + 0x85ebca6b
	for _, v := range values {
		h = (h ^ uint64(v)) * 0xff51afd7ed558ccd
		h ^= h >> 32
	}
	return uint32(h ^ h>>29)
}

var none = atom{class: classNone}

// wordFeatures appends the features of the border before atom i of the chunk in
// s.atoms, where the word under way begins at byte at and the next chunk begins
// with class next.
func wordFeatures(dst []uint32, c chunk, s *scratch, i, at int, next uint32) []uint32 {
	atoms := s.atoms
	get := func(k int) atom {
		if k < 0 || k >= len(atoms) {
			return none
		}
		return atoms[k]
	}
	a3, a2, a, b, b2, b3 := get(i-3), get(i-2), get(i-1), get(i), get(i+1), get(i+2)
	cuts := uint32(0)
	if s.base.at(c.base, b.rune) {
		cuts = 1
	}
	if b.lexical {
		cuts += 2
	}
	inside := uint32(0) // how many atoms the word under way has
	k := i - 1
	word := uint32(hashSeed)
	for ; k >= 0 && atoms[k].start >= at && inside < 6; k-- {
		inside++
		word = word*31 + atoms[k].hash
	}
	size := func(a atom) uint32 { return uint32(min(a.end-a.start, 6)) }
	last := uint32(min(len(atoms)-i, 4))
	front := uint32(min(i, 4))
	tail := uint32(1) // nothing but marks from here on
	for k := i; k < min(len(atoms), i+6); k++ {
		if atoms[k].class <= classDigits {
			tail = 0
			break
		}
	}
	start := uint32(1) // nothing but marks up to here
	for k := i - 1; k >= max(0, i-6); k-- {
		if atoms[k].class <= classDigits {
			start = 0
			break
		}
	}
	abbreviation := abbreviations[a.hash]
	rest := uint32(hashSeed)
	for k := i; k < min(len(atoms), i+4); k++ {
		rest = rest*31 + atoms[k].hash
	}
	more := uint32(0)
	if len(atoms) > i+4 {
		more = 1
	}
	dst = append(dst,
		feature(1, cuts, a.class, b.class),
		feature(2, cuts),
		feature(3, a2.class, a.class, b.class),
		feature(4, a.class, b.class, b2.class),
		feature(5, a2.class, a.class, b.class, b2.class),
		feature(6, a3.class, a2.class, a.class, b.class),
		feature(7, a.class, b.class, b2.class, b3.class),
		feature(8, a.hash, b.class),
		feature(9, a.class, b.hash),
		feature(10, a2.hash, a.hash, b.class),
		feature(11, a.class, b.hash, b2.hash),
		feature(12, a2.hash, a.hash, b.hash),
		feature(13, a.hash, b.hash, b2.hash),
		feature(14, c.address, a.class, b.class),
		feature(15, c.address, a.class, b.class, front, last),
		feature(16, word, b.class, inside),
		feature(17, word, rest, more, inside),
		feature(18, rest, more, a.class),
		feature(19, a.class, b.class, last, next),
		feature(20, a.class, b.class, inside, last),
		feature(21, size(a), a.class, size(b), b.class, b2.class),
		feature(22, word, b.class, next, last),
		feature(23, size(a2), a2.class, a.class, b.class, size(b)),
		feature(24, a2.class, a.class, b.class, b2.class, b3.class, last, front),
		feature(25, a2.class, a.class, b.class, inside, size(a2)),
		feature(26, a.hash, b.hash, last),
		feature(27, c.address, tail, start, b.class),
		feature(28, c.address, tail, start),
		feature(29, abbreviation, b.class, last, next),
		feature(30, abbreviation, b.class, last, a2.class),
		feature(31, a.hash, b.class, last, c.next),
	)
	if b.lexical {
		dst = append(dst,
			feature(41, a.hash, b.hash, c.next),
			feature(42, a.hash, b.hash, c.past),
			feature(43, a.hash, b.hash, c.past, c.next),
			feature(44, a.hash, b.hash, next),
			feature(45, b.hash, c.next),
			feature(46, b.hash, c.past),
			feature(47, b.hash),
			feature(48, a.hash, b.hash, a.class),
		)
	}
	return dst
}

// wholeAddress is the row of atoms [first, end) in a mail address or URL that is
// one word: from its first letter or digit to its last.
func wholeAddress(c chunk, atoms []atom) (first, end int) {
	if c.address != addressMail && c.address != addressURL {
		return 0, 0
	}
	spelled := func(a atom) bool { return a.class <= classDigits }
	first = max(slices.IndexFunc(atoms, spelled), 0)
	for end = len(atoms); end > first && !spelled(atoms[end-1]); {
		end--
	}
	return first, end
}

// What address tells apart besides, in numbers of no name: 3 a host, 4 a path, 5
// a chunk with dots, 6 one with slashes; 0 none of these.
const (
	addressMail = 1
	addressURL  = 2
)

// address tells chunks of which the whole is one word apart.
func address(s string) uint32 {
	dots, slashes, at := 0, 0, false
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '@':
			at = at || i > 0 && i+1 < len(s)
		case '/':
			slashes++
		case '.':
			if i > 0 && i+1 < len(s) && isLetter(rune(s[i-1])) && isLetter(rune(s[i+1])) {
				dots++
			}
		case ':':
			if i+2 < len(s) && s[i+1] == '/' && s[i+2] == '/' {
				return addressURL
			}
		}
	}
	switch {
	case at && dots > 0:
		return addressMail
	case len(s) > 4 && s[:4] == "www.":
		return 3
	case slashes > 0 && dots > 0:
		return 4
	case dots > 0:
		return 5
	case slashes > 1:
		return 6
	}
	return 0
}
