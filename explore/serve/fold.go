package serve

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// word is a word of a text as it is searched for: without marks and in lower
// case. start and end count code points of the text.
type word struct {
	start, end int
	folded     string
}

// How words are told apart.
const (
	// asName: a full stop or an apostrophe between letters is no border, so that
	// U.S. is "us" and O'Brien "obrien".
	asName = iota
	// asText: only letters and digits make words, as in FTS5's unicode61.
	asText
)

// wordsOf lists the words of a text, at most n.
func wordsOf(s string, how, n int) []word {
	var out []word
	var b strings.Builder
	at, start, end := 0, -1, 0
	close := func() {
		if start >= 0 && b.Len() > 0 {
			out = append(out, word{start, end, b.String()})
		}
		start = -1
		b.Reset()
	}
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || start >= 0 && unicode.Is(unicode.Mn, r):
			if start < 0 {
				if len(out) == n {
					return out
				}
				start = at
			}
			if b.Len() < 4*wordLimit {
				foldRune(&b, r)
			}
			end = at + 1
		case how == asName && start >= 0 && (r == '.' || r == '\'' || r == '’' || r == 'ʼ'):
		case unicode.Is(unicode.Cf, r): // direction marks, soft hyphens
		default:
			close()
		}
		at++
	}
	close()
	return out
}

// wordLimit is the greatest number of letters of a word that are searched.
const wordLimit = 40

// unmarked are letters whose mark Unicode does not take apart.
var unmarked = map[rune]string{
	'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'ħ': "h", 'ı': "i", 'ŧ': "t", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ə': "a",
}

func foldRune(b *strings.Builder, r rune) {
	if r < 0x80 {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		b.WriteByte(byte(r))
		return
	}
	for _, d := range norm.NFKD.String(string(r)) {
		d = unicode.ToLower(d)
		if s, ok := unmarked[d]; ok {
			b.WriteString(s)
		} else if !unicode.Is(unicode.Mn, d) && (unicode.IsLetter(d) || unicode.IsDigit(d)) {
			b.WriteRune(d)
		}
	}
}
