package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shape is what a block looks like, without regard to what it says.
type shape struct {
	words    []string // lower case; "" stands for a quotation that was left out
	n        int      // number of words, those in quotations too
	capitals int      // words that begin with a capital or a digit
	letters  int
	terminal bool // ends like a sentence
	lower    bool // begins with a small letter
	address  bool // speaks to the reader or of its maker: you, your, we, our, us
	report   bool // tells what somebody said
	command  bool // begins with a verb that asks the reader for something
}

var addresses = set("you your yours we our ours us you'll you're we're we've we'll")

var reporting = set("said says told according announced reported reportedly accused alleged claimed fined ruled sued warned denied confirmed investigators regulators prosecutors police spokesman spokeswoman minister ministers president ministry officials official lawmakers researchers")

var commands = set("sign subscribe support donate join follow share get read click download enter accept manage learn find see watch listen register log give help become contribute check continue choose select visit enjoy try start tap view discover explore browse stay receive please never")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// shapeOf reads a block once. Words are letters, digits and apostrophes; the
// colon, © and | are words too. What stands between double quotes counts, but
// its words are left out: a quotation may say anything.
func shapeOf(text string) shape {
	var s shape
	quoted := false
	end := strings.TrimRight(text, "\"”’')]» ")
	if r, _ := utf8.DecodeLastRuneInString(end); r == '.' || r == '!' || r == '?' || r == '…' {
		s.terminal = true
	}
	first, _ := utf8.DecodeRuneInString(text)
	s.lower = unicode.IsLower(first)
	shouting := strings.ToUpper(text) == text
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			j := i
			for j < len(text) {
				r, n := utf8.DecodeRuneInString(text[j:])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !(r == '\'' || r == '’') {
					break
				}
				j += n
			}
			s.add(strings.TrimRight(text[i:j], "'’"), quoted, shouting)
			i = j
			continue
		case r == '“':
			quoted = true
			s.words = append(s.words, "")
		case r == '”':
			quoted = false
		case r == '"':
			quoted = !quoted
			if quoted {
				s.words = append(s.words, "")
			}
		case !quoted && (r == ':' || r == '©' || r == '|'):
			s.words = append(s.words, text[i:i+n])
		}
		i += n
	}
	if len(s.words) > 0 {
		s.command = commands[s.words[0]]
	}
	return s
}

func (s *shape) add(word string, quoted, shouting bool) {
	if word == "" {
		return
	}
	s.n++
	s.letters += len(word)
	if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) || unicode.IsDigit(r) {
		s.capitals++
	}
	if quoted {
		return
	}
	low := strings.ReplaceAll(strings.ToLower(word), "’", "'")
	switch {
	case word == "US" && !shouting:
		low = "u.s."
	case addresses[low]:
		s.address = true
	case reporting[low]:
		s.report = true
	}
	s.words = append(s.words, low)
}

// short reports a line that can be a label, a button or a heading, but no
// sentence.
func (s *shape) short() bool { return s.n <= 8 && !s.terminal }

// title reports a line that can be a heading.
func (b *block) title() bool {
	if b.n == 0 || b.n > 24 || len(b.text) > 180 || b.lower || b.bullet > 0 || b.lines > 2 {
		return false
	}
	end := strings.TrimRight(b.text, "\"”’')]»")
	switch r, _ := utf8.DecodeLastRuneInString(end); r {
	case '.', '…':
		return endsInAbbreviation(b.text)
	case ',', ';', ':':
		return false
	}
	return !b.terminal || b.n <= 16
}

// endsInAbbreviation finds headings such as "Talks between Russia and the U.S."
func endsInAbbreviation(text string) bool {
	n := strings.LastIndexByte(text, ' ')
	word := text[n+1:]
	return len(word) >= 4 && strings.Count(word, ".") >= 2 && !strings.HasSuffix(word, "..")
}

// story reports a block that tells news: a sentence of some length that does not
// speak to the reader.
func (b *block) story() bool {
	return b.n >= 9 && (b.terminal || b.n >= 25) && b.score.sum <= 1 && (!b.address || b.report) || b.n >= 25 && b.report && b.score.sum <= 1
}
