package tokenize

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"backchannel/schema"
)

// cut reads a text of one section.
func cut(t testing.TB, text string) schema.Document {
	t.Helper()
	doc, err := New().Run(context.Background(), schema.Document{
		ID: "test", Text: text, Sections: []schema.Section{{Span: schema.Span{End: len(text)}, Kind: schema.Body}},
	})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return doc
}

// shown writes words parted by blanks and sentences parted by " / ".
func shown(doc schema.Document) string {
	var sentences []string
	for _, s := range doc.Sentences {
		var words []string
		for _, w := range doc.Tokens[s.First:s.End] {
			words = append(words, w.Of(doc.Text))
		}
		sentences = append(sentences, strings.Join(words, " "))
	}
	return strings.Join(sentences, " / ")
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The envoys met.", "The envoys met ."},
		{"They can't, won't and didn't; we'll see it's done.", "They ca n't , wo n't and did n't ; we 'll see it 's done ."},
		{"They cannot leave.", "They can not leave ."},

		// What prose loses before a mark.
		{"It is Lavrov's, said Kerry.", "It is Lavrov 's , said Kerry ."},
		{"He won't.", "He wo n't ."},
		{"\"We can't!\"", "\" We ca n't ! \""},
		// What prose panics on, and the quotes that it rewrites.
		{"ȺȺȺȺ's envoy", "ȺȺȺȺ 's envoy"},
		{"“It is Oslo’s,” he said.", "“ It is Oslo ’s , ” he said ."},
		{"He said: ‘No.’", "He said : ‘ No . ’"},

		// What news joins and we need apart.
		{"US-Russia talks", "US - Russia talks"},
		{"the Iran-Iraq war", "the Iran - Iraq war"},
		{"U.S.-led troops", "U.S. - led troops"},
		{"a two-day visit", "a two - day visit"},
		{"an e-mail", "an e-mail"},
		{"Paris/London", "Paris / London"},

		{"Gen. Abe met Mr. Tan in the U.S. on Oct. 3.", "Gen. Abe met Mr. Tan in the U.S. on Oct. 3 ."},
		{"It paid $5.3 million, or 12%, at 10 a.m. in Oslo.", "It paid $ 5.3 million , or 12 % , at 10 a.m. in Oslo ."},
		{"See http://www.example.org/a-b?c=d or write to press-office@example.org.", "See http://www.example.org/a-b?c=d or write to press-office@example.org ."},
	} {
		if got := shown(cut(t, c.text)); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The talks ended. They will resume.", "The talks ended . / They will resume ."},
		{"Mr. Tan left. Ms. Abe stayed.", "Mr. Tan left . / Ms. Abe stayed ."},
		{"He moved to the U.S. The firm followed.", "He moved to the U.S. / The firm followed ."},
		{"He said: \"We agree.\" She did not.", "He said : \" We agree . \" / She did not ."},
		{"Did they sign? They did!", "Did they sign ? / They did !"},
		{"Envoys Meet in Oslo\n\nThe talks went on.", "Envoys Meet in Oslo / The talks went on ."},
		{"It cost 3.5 million. No. 2 fell.", "It cost 3.5 million . / No. 2 fell ."},
	} {
		if got := shown(cut(t, c.text)); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// Bylines and furniture are not read; a sentence crosses no border of sections.
func TestSections(t *testing.T) {
	text := "By Ann Tan The talks went on and will not end. Read more"
	doc := schema.Document{ID: "test", Text: text}
	at := 0
	for _, s := range []struct {
		kind schema.SectionKind
		text string
	}{{schema.Byline, "By Ann Tan"}, {schema.Body, "The talks went on"}, {schema.Body, "and will not end."}, {schema.Boilerplate, "Read more"}} {
		at = strings.Index(text[at:], s.text) + at
		doc.Sections = append(doc.Sections, schema.Section{Span: schema.Span{Start: at, End: at + len(s.text)}, Kind: s.kind})
		at += len(s.text)
	}
	doc, err := New().Run(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := shown(doc), "The talks went on / and will not end ."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, s := range doc.Sentences {
		if !doc.Sections[s.Section].Contains(s.Span) {
			t.Errorf("sentence %q is not in its section", s.Of(text))
		}
	}
}

// checkLaws: tokens are in order, not empty, on rune borders and without white
// space, they and white space make up the text, and each stands in one sentence.
func checkLaws(t *testing.T, doc schema.Document) {
	t.Helper()
	end, valid := 0, utf8.ValidString(doc.Text)
	for i, w := range doc.Tokens {
		switch word := w.Of(doc.Text); {
		case w.Start < end || w.End <= w.Start:
			t.Fatalf("token %d at %d:%d behind %d", i, w.Start, w.End, end)
		case strings.IndexFunc(word, unicode.IsSpace) >= 0:
			t.Fatalf("token %q holds white space", word)
		case valid && !utf8.ValidString(word):
			t.Fatalf("token %q cuts a character", word)
		case strings.TrimFunc(doc.Text[end:w.Start], unicode.IsSpace) != "":
			t.Fatalf("%q stands in no token", doc.Text[end:w.Start])
		}
		end = w.End
	}
	if strings.TrimFunc(doc.Text[end:], unicode.IsSpace) != "" {
		t.Fatalf("%q stands in no token", doc.Text[end:])
	}
	at := 0
	for i, s := range doc.Sentences {
		if s.First != at || s.End <= s.First || s.Start != doc.Tokens[s.First].Start || s.Span.End != doc.Tokens[s.End-1].End {
			t.Fatalf("sentence %d is [%d, %d) at %v, the one before ends with token %d", i, s.First, s.End, s.Span, at)
		}
		at = s.End
	}
	if at != len(doc.Tokens) {
		t.Fatalf("the sentences hold %d of %d tokens", at, len(doc.Tokens))
	}
}

func FuzzLaws(f *testing.F) {
	for _, s := range []string{
		"", " ", "It is Lavrov's, said Kerry.", "He won't.", "ȺȺȺȺ's", "“Don’t”", "US-Russia", "a\u2028b", "\xff\xfe's", "cannot", "\u00a0.\u00a0", "x\n\n\ny",
		"İİİ's", "&amp;", "http://a.b/c?d=e&f", "...!!??", "'s's's", "n't", strings.Repeat("a-", 200), "e\u0301\u0301's", "\x01", "$5.3m 10%",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc := cut(t, text)
		checkLaws(t, doc)
		again := cut(t, text)
		if !slices.Equal(doc.Tokens, again.Tokens) || !slices.Equal(doc.Sentences, again.Sentences) {
			t.Fatal("the same text is cut otherwise the second time")
		}
	})
}

// A hundred thousand words without a mark, and one word as long, take linear time
// and memory.
func TestLong(t *testing.T) {
	checkLaws(t, cut(t, strings.Repeat("word ", 100_000)))
	checkLaws(t, cut(t, strings.Repeat("x", 500_000)))
	checkLaws(t, cut(t, strings.Repeat("it's-", 100_000)))
	checkLaws(t, cut(t, "http://"+strings.Repeat("a.b/", 100_000)))
}
