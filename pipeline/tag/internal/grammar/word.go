package grammar

import (
	"unicode"
	"unicode/utf8"
)

// word is what the models see of one token: hashes of its form and its parts,
// and what the lexicon knows of it.
type word struct {
	form  uint32 // as written
	lower uint32 // lower case, digits as 0, quotes straight
	shape uint32 // "Xx", "X.X.", "0-0" …, and the manner of the sentence
	pre   [4]uint32
	suf   [5]uint32
	entry entry
	caps  bool   // begins with a capital
	signs uint32 // kinds of signs in it: capitals, small letters, digits, marks
}

// manner is how a sentence uses capitals.
type manner uint32

const (
	mixed      manner = iota // "Envoys met in Geneva."
	titled                   // "Envoys Meet In Geneva"
	capitals                 // "ENVOYS MEET IN GENEVA"
	smallCaps                // "envoys meet in geneva"
	mannerBits = 2
)

// hash is FNV-1a folded to 32 bits; never 0, which stands for nothing.
func hash(b []byte) uint32 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h ^= h >> 32
	if uint32(h) == 0 {
		return 1
	}
	return uint32(h)
}

func hashString(s string) uint32 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	h ^= h >> 32
	if uint32(h) == 0 {
		return 1
	}
	return uint32(h)
}

// appendNormal appends s in lower case, with digits as 0 and straight quotes.
func appendNormal(buf []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case 'A' <= c && c <= 'Z':
				c += 'a' - 'A'
			case '0' <= c && c <= '9':
				c = '0'
			}
			buf = append(buf, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch r {
		case '’', '‘', '`', '´':
			buf = append(buf, '\'')
		case '“', '”', '„', '«', '»':
			buf = append(buf, '"')
		case '–', '—', '−':
			buf = append(buf, '-')
		default:
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
		}
		i += n
	}
	return buf
}

// appendShape appends one sign for each run of equal kinds in s: X for capitals,
// x for small letters, 0 for digits, and other signs as they are. It says
// whether there are capitals and small letters. Runs of capitals longer than
// one are XX.
func appendShape(buf []byte, s string) (shape []byte, upper, lower int) {
	first := len(buf)
	var last byte
	run := 0
	for i, r := range s {
		var c byte
		switch {
		case 'a' <= r && r <= 'z':
			c = 'x'
		case 'A' <= r && r <= 'Z':
			c = 'X'
		case '0' <= r && r <= '9':
			c = '0'
		case r < utf8.RuneSelf:
			c = byte(r)
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLower(r):
			c = 'x'
		case r == '’' || r == '‘':
			c = '\''
		case r == '–' || r == '—':
			c = '-'
		default:
			c = '?'
		}
		if c == 'X' {
			upper++
		} else if c == 'x' {
			lower++
		}
		if c == last {
			run++
			if c == 'X' && run == 2 || c == '0' && run <= 4 && i < 4 {
				buf = append(buf, c)
			}
			continue
		}
		if len(buf)-first < 12 {
			buf = append(buf, c)
		}
		last, run = c, 1
	}
	return buf, upper, lower
}

// look fills w from the token's form.
func (wk *Worker) look(w *word, form string) {
	if len(form) > maxForm {
		form = form[:maxForm]
	}
	wk.buf = appendNormal(wk.buf[:0], form)
	b := wk.buf
	*w = word{form: hashString(form), lower: hash(b)}
	for n := range w.pre {
		w.pre[n] = hash(b[:min(n+1, len(b))]) + uint32(n)
	}
	for n := range w.suf {
		w.suf[n] = hash(b[max(0, len(b)-n-1):]) + uint32(n)
	}
	w.entry = wk.m.Lex.find(w.lower)
	shape, upper, lower := appendShape(b, form)
	shape = shape[len(b):]
	w.caps = len(shape) > 0 && shape[0] == 'X'
	w.shape = hash(shape)
	w.signs = signsOf(shape)
	wk.buf = b
	switch {
	case upper == 0 && lower == 0:
	case upper == 0:
		wk.smalls++
		if lower > 3 {
			wk.longSmalls++
		}
	case w.caps:
		wk.capitals++
		if lower == 0 && upper > 1 {
			wk.shouted++
		} else if lower > 0 {
			wk.initials++
		}
	}
}

const digits = 8

// signsOf says which kinds of signs a shape holds, one bit each.
func signsOf(shape []byte) (kinds uint32) {
	for i, c := range shape {
		switch {
		case c == 'X' && i == 0:
			kinds |= 1
		case c == 'X':
			kinds |= 2
		case c == 'x':
			kinds |= 4
		case c == '0':
			kinds |= digits
		case c == '-':
			kinds |= 16
		default:
			kinds |= 32
		}
	}
	return kinds
}

// maxForm bounds the bytes of a token that are looked at.
const maxForm = 200

// manner judges the sentence whose words have been looked at.
func (wk *Worker) manner() manner {
	switch {
	case wk.smalls == 0 && wk.initials == 0 && wk.shouted > 1:
		return capitals
	case wk.initials >= 3 && wk.longSmalls == 0, wk.initials >= 5 && wk.longSmalls*6 <= wk.initials:
		return titled
	case wk.capitals == 0 && wk.smalls > 2:
		return smallCaps
	}
	return mixed
}
