package crf

import (
	"unicode"
	"unicode/utf8"

	"backchannel/schema"
)

// Case is the way in which a sentence uses capitals.
type Case uint8

// Most sentences are Mixed; headlines may be Titled or Upper.
const (
	Mixed Case = iota
	Titled
	Upper
	Small
)

// form is the look of one token.
type form uint8

const (
	formOther  form = iota // punctuation
	formLower              // letters, none of them a capital
	formCapped             // begins with a capital
	formUpper              // two letters or more, all capitals
	formInner              // a capital inside: "iPhone", "McCain" is formCapped
	formDigit              // has a digit
)

// word is a token and all that features ask of it.
type word struct {
	exact, folded uint32 // hashes
	prefix        [3]uint32
	suffix        [3]uint32
	shape         uint32
	flags         Flag
	fine, coarse  uint32 // cluster
	beside        uint32 // cluster by the words beside it
	kinds         Kind   // of the longest listed phrase around it
	part          uint8  // 0 none, 1 first, 2 inside, 3 last, 4 alone in that phrase
	form          form
	letters       uint8
	point         bool // ends in a point: "Mr."
	known         bool // the lexicon has it
	candidate     bool
	joined        bool   // a candidate only because it stands beside one
	context       uint16 // what the document says elsewhere, see context.go
	run           int32  // number of the stretch of candidates it stands in
}

// stretch is a row of candidates: the span in which names are looked for.
type stretch struct{ first, end int }

// Analysis is a text with everything that features ask of it. It is reused from
// text to text; only one goroutine may use it.
type Analysis struct {
	lex       *Lexicon
	text      string
	tokens    []schema.Token
	words     []word
	sentences []schema.Sentence
	cases     []Case
	sentence  []int32 // of each token
	stretches []stretch
	contexts  contexts
	scratch   []byte
}

// Read analyses the tokens of a text.
func (a *Analysis) Read(lex *Lexicon, text string, sentences []schema.Sentence, tokens []schema.Token) {
	a.lex, a.text, a.tokens = lex, text, tokens
	a.sentences = sentences
	a.words = grow(a.words, len(tokens))
	a.sentence = grow(a.sentence, len(tokens))
	a.cases = grow(a.cases, len(sentences))
	a.stretches = a.stretches[:0]
	for i, t := range tokens {
		a.readWord(&a.words[i], t.Of(text))
	}
	for s, sent := range sentences {
		a.cases[s] = a.caseOf(sent)
		for i := sent.First; i < sent.End; i++ {
			a.sentence[i] = int32(s)
		}
		a.readClusters(sent, a.cases[s])
		a.readPhrases(sent)
		a.readCandidates(sent, a.cases[s])
	}
	a.readContexts()
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// readWord reads one token by itself.
func (a *Analysis) readWord(w *word, s string) {
	*w = word{exact: fnvOffset, folded: fnvOffset, shape: fnvOffset, run: -1}
	folded := a.scratch[:0]
	var upper, lower, digits, other, n int
	var last rune
	first := formOther
	for _, r := range s {
		var class rune
		f := fold(r)
		w.exact = hashRune(w.exact, r)
		w.folded = hashRune(w.folded, f)
		switch {
		case r < utf8.RuneSelf && 'a' <= r && r <= 'z':
			class = 'x'
			lower++
		case r < utf8.RuneSelf && 'A' <= r && r <= 'Z':
			class = 'X'
			upper++
		case '0' <= r && r <= '9':
			class = '0'
			digits++
		case r >= utf8.RuneSelf && unicode.IsUpper(r):
			class = 'X'
			upper++
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			class = 'x'
			lower++
		default:
			class = f
			other++
		}
		if n == 0 {
			switch class {
			case 'X':
				first = formCapped
			case 'x':
				first = formLower
			}
		}
		if class != last {
			w.shape = hashRune(w.shape, class)
			last = class
		}
		folded = utf8.AppendRune(folded, f)
		n++
		if n >= 2 && n <= 4 {
			w.prefix[n-2] = w.folded
		}
	}
	a.scratch = folded
	w.point = n > 1 && s[len(s)-1] == '.'
	w.letters = uint8(min(upper+lower, 255))
	switch {
	case digits > 0:
		w.form = formDigit
	case upper >= 2 && lower == 0:
		w.form = formUpper
	case first == formCapped:
		w.form = formCapped
	case upper > 0:
		w.form = formInner
	case lower > 0:
		w.form = formLower
	}
	w.shape = mix(w.shape, uint32(min(n, 5)))
	h, k := fnvOffset, 0
	for end := len(folded); end > 0 && k < 4; k++ {
		r, size := utf8.DecodeLastRune(folded[:end])
		end -= size
		h = hashRune(h, r)
		if k > 0 {
			w.suffix[k-1] = h
		}
	}
	e, ok := a.lex.Word(w.folded)
	w.known, w.flags = ok, e.Flags
	w.fine, w.coarse = uint32(e.Lower), uint32(e.Capped) // settled by readClusters
	w.beside = uint32(e.Beside)
}

// caseOf decides how a sentence uses capitals. Short words say little.
func (a *Analysis) caseOf(s schema.Sentence) Case {
	var upper, capped, lower, words int
	for i := s.First; i < s.End; i++ {
		w := &a.words[i]
		if w.letters < 2 || w.point {
			continue
		}
		words++
		switch {
		case w.form == formUpper:
			upper++
		case w.form == formCapped || w.form == formInner:
			capped++
		case w.form == formLower && w.letters > 4:
			lower++
		}
	}
	switch {
	case upper+capped == 0:
		return Small
	case upper >= 2 && upper*10 >= words*8:
		return Upper
	case words >= 4 && lower*6 <= capped+upper && capped >= 3:
		return Titled
	}
	return Mixed
}

// readClusters picks the clusters of the form in which each word stands, or in
// texts that use capitals for everything, of its usual form.
func (a *Analysis) readClusters(s schema.Sentence, c Case) {
	for i := s.First; i < s.End; i++ {
		w := &a.words[i]
		low, cap := uint16(w.fine), uint16(w.coarse)
		var cluster uint16
		switch {
		case w.form == formLower && c != Small, w.form != formLower && c == Mixed && i > s.First:
			if w.form == formLower {
				cluster = low
			} else {
				cluster = cap
			}
		case w.flags&Common != 0:
			cluster = low
		default:
			cluster = cap
		}
		if cluster == 0 {
			cluster = max(low, cap)
		}
		w.fine, w.coarse = uint32(cluster), a.lex.coarseOf(cluster)
	}
}

// readPhrases finds the longest listed phrases, from left to right.
func (a *Analysis) readPhrases(s schema.Sentence) {
	for i := s.First; i < s.End; {
		n, kinds := 0, Kind(0)
		h := uint32(0)
		for j := i; j < s.End && j-i < MaxPhrase; j++ {
			h = mix(h, a.words[j].folded) | 1
			k := a.lex.phrase(h)
			if k&^kindPrefix != 0 {
				n, kinds = j-i+1, k&^kindPrefix
			}
			if k&kindPrefix == 0 {
				break
			}
		}
		if n == 0 {
			i++
			continue
		}
		for j := i; j < i+n; j++ {
			w := &a.words[j]
			w.kinds = kinds
			switch {
			case n == 1:
				w.part = 4
			case j == i:
				w.part = 1
			case j == i+n-1:
				w.part = 3
			default:
				w.part = 2
			}
		}
		i += n
	}
}

var hyphen = HashWord("-")

// readCandidates marks the tokens that can belong to a name. All others are O
// and cost nothing. Capitals are candidates, small words that are usually
// capitalized or stand in a listed phrase, unknown words in texts without
// capitals, connectors and digits beside one of these, and the small end of a
// hyphenated one.
func (a *Analysis) readCandidates(s schema.Sentence, c Case) {
	words := a.words[s.First:s.End]
	for i := range words {
		w := &words[i]
		switch w.form {
		case formCapped, formUpper, formInner:
			w.candidate = true
		case formLower:
			usual := w.flags&Common == 0 && (w.flags&(Capital|Country|Demonym) != 0 || !w.known)
			w.candidate = w.letters > 1 && usual ||
				w.kinds&(PersonName|CityName|CountryName|PlaceName|OrgName|PartyName|GroupName|CompanyName) != 0 && (w.part != 4 || w.flags&Common == 0) ||
				c == Small && w.letters > 2 && w.flags&(Given|Surname|CityWord|RegionWord) != 0 && w.flags&Connector == 0
		case formDigit:
			w.candidate = w.letters > 0 && w.letters < 8
		}
	}
	beside := func(i, j int) bool {
		return j >= 0 && j < len(words) && words[j].candidate && words[j].form != formDigit
	}
	for i := range words {
		w := &words[i]
		if w.candidate {
			continue
		}
		if w.form == formLower && i > 1 && words[i-1].folded == hyphen && words[i-2].form == formCapped && words[i-2].candidate {
			w.joined = true // "Shui-bian"
			continue
		}
		if joins := w.flags&Connector != 0 || w.form == formOther || w.form == formDigit || w.flags&(OrgHead|PlaceHead) != 0 && c != Mixed; !joins {
			continue
		}
		w.joined = beside(i, i-1) || beside(i, i+1)
		if !w.joined && w.flags&Connector != 0 {
			w.joined = beside(i, i-2) && words[i-1].flags&Connector != 0 || beside(i, i+2) && words[i+1].flags&Connector != 0
		}
	}
	for i := range words {
		words[i].candidate = words[i].candidate || words[i].joined
	}
	for i := 0; i < len(words); {
		if !words[i].candidate {
			i++
			continue
		}
		j := i
		for j < len(words) && words[j].candidate {
			words[j].run = int32(len(a.stretches))
			j++
		}
		a.stretches = append(a.stretches, stretch{s.First + i, s.First + j})
		i = j
	}
}

// Stretches calls f with each row of candidates: tokens [first, end).
func (a *Analysis) Stretches(f func(first, end int)) {
	for _, s := range a.stretches {
		f(s.first, s.end)
	}
}

// Candidate reports whether token i can belong to a name.
func (a *Analysis) Candidate(i int) bool { return a.words[i].candidate }
