package ner

import (
	"strings"
	"testing"

	"backchannel/schema"
)

// spaced makes the layers of a text whose tokens are parted by blanks and whose
// sentences are parted by line breaks.
func spaced(text string) ([]schema.Sentence, []schema.Token) {
	var sentences []schema.Sentence
	var tokens []schema.Token
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		s := schema.Sentence{First: len(tokens), Span: schema.Span{Start: at, End: at + len(line)}}
		for rest, off := line, at; ; {
			trimmed := strings.TrimLeft(rest, " \n")
			off += len(rest) - len(trimmed)
			if trimmed == "" {
				break
			}
			n := strings.IndexAny(trimmed+" ", " \n")
			tokens = append(tokens, schema.Token{Span: schema.Span{Start: off, End: off + n}})
			rest, off = trimmed[n:], off+n
		}
		s.End = len(tokens)
		sentences = append(sentences, s)
		at += len(line)
	}
	return sentences, tokens
}

func names(t *testing.T, text string) string {
	t.Helper()
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	sentences, tokens := spaced(text)
	var out []string
	for _, n := range m.Names(text, sentences, tokens, nil) {
		out = append(out, string(n.Type)+" "+text[tokens[n.First].Start:tokens[n.End-1].End])
	}
	return strings.Join(out, ", ")
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Foreign Minister Sergei Lavrov met John Kerry in Geneva on Friday .", "PERSON Sergei Lavrov, PERSON John Kerry, PLACE Geneva"},
		{"The United Nations sent envoys to Kazakhstan .", "ORGANIZATION United Nations, PLACE Kazakhstan"},
		{"SERGEI LAVROV MEETS JOHN KERRY IN GENEVA", "PERSON SERGEI LAVROV, PERSON JOHN KERRY, PLACE GENEVA"},
		{"Russian troops left the town before noon .", ""},
		{"nothing here is a name .", ""},
	} {
		if got := names(t, c.text); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// Whatever the tokens hold, names are in order, within sentences, of a known type
// and with a score.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"", "Ann Tan met\nBo Li .", "THE U.S. ( USA ) SAID", "\xff\xfe A", "( ( Oslo", "a b\n\nC D E F G H I J K L M", "İ İ İ", "x Of Of Of"} {
		f.Add(s)
	}
	m, err := Default()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sentences, tokens := spaced(text)
		end := 0
		for _, n := range m.Names(text, sentences, tokens, nil) {
			if n.First < end || n.End <= n.First || n.End > len(tokens) || n.Type == "" || !(n.Score > 0 && n.Score <= 1) {
				t.Fatalf("%q: %+v behind token %d of %d", text, n, end, len(tokens))
			}
			inside := false
			for _, s := range sentences {
				inside = inside || s.First <= n.First && n.End <= s.End
			}
			if !inside {
				t.Fatalf("%q: %+v crosses a sentence", text, n)
			}
			end = n.End
		}
	})
}
