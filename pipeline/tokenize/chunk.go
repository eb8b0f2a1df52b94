package tokenize

import (
	"unicode"
	"unicode/utf8"
)

// An atom is a piece of a chunk in which no word ever ends: letters, digits, or
// one mark, or the same mark repeated.
type atom struct {
	start, end int    // bytes of the text
	rune       int    // number of the first rune in the chunk
	class      uint32 // see classOf; letters are split by case
	hash       uint32 // of the text in lower case, curly quotes and apostrophes made straight
	lexical    bool   // the lexicon of joined words cut it off the atom before
}

// Classes of atoms that are not marks. A mark's class is its rune, or a number
// above the Latin ones for its kind.
const (
	classLower = 1 + iota // "met"
	classTitle            // "Met"
	classUpper            // "UN"
	classCap              // "U"
	classMixed            // "McCain"
	classDigits
	classNone // beyond the chunk
)

const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

func hashRune(h uint32, r rune) uint32 { return (h ^ uint32(r)) * hashPrime }

// hashWord is the hash that an atom of this text has.
func hashWord(s string) uint32 {
	h := uint32(hashSeed)
	for _, r := range s {
		h = hashRune(h, fold(r))
	}
	return h
}

// fold writes a rune in lower case and a typographic quote as a straight one.
func fold(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < 0x80:
		return r
	case r == '’' || r == '‘' || r == '`' || r == '´' || r == 'ʼ':
		return '\''
	case r == '“' || r == '”' || r == '„' || r == '«' || r == '»':
		return '"'
	}
	return unicode.ToLower(r)
}

// markClass is the class of a rune that is neither letter nor digit.
func markClass(r rune) uint32 {
	switch r {
	case '’', '‘', '“', '”', '–', '—', '…', '•', '£', '€', '°', '″', '′', '×', '−', '§', '™', '®', '©', '½':
		return uint32(r)
	}
	switch {
	case r < 0x80:
		return uint32(r)
	case r == utf8.RuneError:
		return 0x110000
	case unicode.Is(unicode.Sc, r):
		return '$'
	case unicode.Is(unicode.Pi, r) || unicode.Is(unicode.Pf, r):
		return '”'
	case unicode.Is(unicode.Pd, r):
		return '—'
	case unicode.Is(unicode.Ps, r):
		return '('
	case unicode.Is(unicode.Pe, r):
		return ')'
	case unicode.IsPunct(r):
		return 0x110001
	case unicode.IsSymbol(r):
		return 0x110002
	case unicode.IsNumber(r):
		return 0x110003
	}
	return 0x110004
}

// repeats reports whether equal marks in a row are one atom.
func repeats(r rune) bool {
	switch r {
	case '(', ')', '[', ']', '{', '}', '\'', '"', '’', '‘', '“', '”', '%', utf8.RuneError:
		return false
	}
	return true
}

func isLetter(r rune) bool {
	if r < 0x80 {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r)
}

func isDigit(r rune) bool {
	if r < 0x80 {
		return r >= '0' && r <= '9'
	}
	return unicode.IsDigit(r)
}

func isSpace(r rune) bool {
	if r < 0x80 {
		return r == ' ' || r >= '\t' && r <= '\r'
	}
	return unicode.IsSpace(r)
}

// atoms appends the atoms of text[start:end], which has no white space.
func (m *model) atoms(dst []atom, text string, start, end int) []atom {
	n := 0
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(text[i:end])
		a := atom{start: i, rune: n, hash: hashSeed}
		switch {
		case isLetter(r):
			upper, lower := 0, 0
			firstUpper := unicode.IsUpper(r)
			for i < end && isLetter(r) {
				a.hash = hashRune(a.hash, fold(r))
				if unicode.IsUpper(r) {
					upper++
				} else {
					lower++
				}
				i, n = i+size, n+1
				r, size = utf8.DecodeRuneInString(text[i:end])
			}
			a.class = letterClass(firstUpper, upper, lower)
			a.end = i
			if at := m.hidden(a, text, end); at > 0 {
				left, right := halve(a, text, at)
				dst = append(dst, left)
				a = right
			}
		case isDigit(r):
			for i < end && isDigit(r) {
				a.hash = hashRune(a.hash, r)
				i, n = i+size, n+1
				r, size = utf8.DecodeRuneInString(text[i:end])
			}
			a.class = classDigits
		default:
			a.class = markClass(r)
			mark, again := r, repeats(r)
			for {
				a.hash = hashRune(a.hash, fold(r))
				i, n = i+size, n+1
				r, size = utf8.DecodeRuneInString(text[i:end])
				if i >= end || r != mark || !again {
					break
				}
			}
		}
		a.end = i
		dst = append(dst, a)
	}
	return dst
}

func letterClass(firstUpper bool, upper, lower int) uint32 {
	switch {
	case upper == 0:
		return classLower
	case lower == 0 && upper == 1:
		return classCap
	case lower == 0:
		return classUpper
	case firstUpper && upper == 1:
		return classTitle
	}
	return classMixed
}

// hidden returns where in a run of letters, in bytes, a word may begin that no
// mark shows: before the n of "n't", and in the words of the lexicon; 0 for
// nowhere.
func (m *model) hidden(a atom, text string, end int) int {
	n := a.end - a.start
	if n < 2 {
		return 0
	}
	if text[a.end-1]|0x20 == 'n' {
		mark, size := utf8.DecodeRuneInString(text[a.end:end])
		t := a.end + size
		if fold(mark) == '\'' && t < end && text[t]|0x20 == 't' && (t+1 == end || !isLetter(firstRune(text[t+1:end]))) {
			return n - 1
		}
	}
	if at := int(m.joined[a.hash]); at > 0 && at < n && utf8.RuneStart(text[a.start+at]) {
		return at
	}
	return 0
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func halve(a atom, text string, at int) (left, right atom) {
	left, right = a, a
	left.end, right.start = a.start+at, a.start+at
	right.rune += utf8.RuneCountInString(text[left.start:left.end])
	right.lexical = true
	left.hash, right.hash = hashWord(text[left.start:left.end]), hashWord(text[right.start:right.end])
	return left, right
}
