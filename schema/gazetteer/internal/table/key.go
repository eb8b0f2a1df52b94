package table

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxKey is the length in bytes of the longest key; longer names are not kept.
const MaxKey = 96

// Key is a name made comparable, built word by word: lower case, accents, points
// and apostrophes left out, everything else that is neither letter nor digit a
// single space. Beside the bytes it keeps where the name had capitals and how it
// was spelled, so that "us" is told from "US" and "Leon" from "León".
//
// The zero value is an empty key.
type Key struct {
	buf   [MaxKey]byte
	n     int
	Caps  uint32 // bit i: the ith letter or digit of the key was a capital; the first 32 only
	Spell uint16 // a checksum of the letters and digits as written
	Words int    // words of the key
	Comma bool   // a comma stood inside
	Poss  bool   // it ends in "'s"
	Marks bool   // it has letters beyond ASCII

	letters int
	gap     bool // a space is due before the next letter
	glue    bool // the last word ended in an apostrophe: the next one joins it
}

// Bytes is the key itself.
func (k *Key) Bytes() []byte { return k.buf[:k.n] }

// First is the key's first word.
func (k *Key) First() []byte {
	for i, c := range k.buf[:k.n] {
		if c == ' ' {
			return k.buf[:i]
		}
	}
	return k.buf[:k.n]
}

// Add appends a word or a whole name, and reports whether there was room.
func (k *Key) Add(word string) bool {
	if k.n > 0 && !k.glue && !(len(word) > 1 && leadsWithApostrophe(word)) {
		k.gap = true
	}
	k.glue = false
	k.Poss = possessive(word)
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '+':
				if !k.put(c, false) {
					return false
				}
				k.spell(rune(c))
			case 'A' <= c && c <= 'Z':
				if !k.put(c|0x20, true) {
					return false
				}
				k.spell(rune(c))
			case c == '.' || c == '\'' || c == '`':
				k.glue = c != '.' && i == len(word)
			case c == '&':
				k.gap = true
				if !k.put('a', false) || !k.put('n', false) || !k.put('d', false) {
					return false
				}
				k.gap = true
			default:
				k.Comma = k.Comma || c == ',' && k.n > 0 && i < len(word)
				k.gap = true
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		i += size
		if isApostrophe(r) {
			k.glue = i == len(word)
			continue
		}
		if !k.putRune(r) {
			return false
		}
	}
	return true
}

func (k *Key) putRune(r rune) bool {
	to, known := folded(r)
	switch {
	case known:
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		to = string(unicode.ToLower(r))
	case unicode.Is(unicode.Mn, r):
		return true
	}
	if to == "" {
		if !known {
			k.gap = true
		}
		return true
	}
	upper := unicode.IsUpper(r)
	for j := 0; j < len(to); j++ {
		if !k.put(to[j], upper && j == 0) {
			return false
		}
	}
	k.spell(r)
	k.Marks = true
	return true
}

func (k *Key) put(c byte, upper bool) bool {
	if k.n+2 > MaxKey {
		return false
	}
	if k.gap || k.n == 0 {
		if k.n > 0 {
			k.buf[k.n] = ' '
			k.n++
		}
		k.Words++
		k.gap = false
	}
	k.buf[k.n] = c
	k.n++
	if upper && k.letters < 32 {
		k.Caps |= 1 << k.letters
	}
	k.letters++
	return true
}

func (k *Key) spell(r rune) { k.Spell = k.Spell*31 + uint16(r) + uint16(r>>16) }

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', '`', 'ʻ', 'ʼ', 'ʹ', 'ʿ', 'ʾ', '´', '′':
		return true
	}
	return false
}

func leadsWithApostrophe(word string) bool {
	if word == "" || word[0] < utf8.RuneSelf && word[0] != '\'' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(word)
	return isApostrophe(r)
}

func possessive(word string) bool {
	n := len(word)
	if n < 2 || word[n-1] != 's' && word[n-1] != 'S' {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(word[:n-1])
	return isApostrophe(r)
}

// Hash is FNV-1a with a last stir, so that its low bits can pick a slot.
func Hash(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h ^ h>>29
}

// latin holds what the letters U+00C0…U+024F and U+1E00…U+1EFF become; "" for
// those that unicode must decide.
var latin, latinAdditional = foldTable(0xC0, 0x250), foldTable(0x1E00, 0x1F00)

func folded(r rune) (string, bool) {
	switch {
	case 0xC0 <= r && r < 0x250:
		s := latin[r-0xC0]
		return s, s != ""
	case 0x1E00 <= r && r < 0x1F00:
		s := latinAdditional[r-0x1E00]
		return s, s != ""
	}
	return "", false
}

func foldTable(first, end rune) []string {
	plain := map[rune]string{'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ħ': "h", 'ŧ': "t", 'ŋ': "n", 'ə': "a", 'ǝ': "a"}
	out := make([]string, end-first)
	for r := first; r < end; r++ {
		lower := unicode.ToLower(r)
		if r == 'İ' {
			lower = 'i'
		}
		if s, ok := plain[lower]; ok {
			out[r-first] = s
			continue
		}
		for _, d := range norm.NFKD.String(string(lower)) {
			if 'a' <= d && d <= 'z' {
				out[r-first] += string(d)
			}
		}
	}
	return out
}
