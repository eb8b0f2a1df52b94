package pipeline_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"backchannel/schema"
)

// oddities are what texts have between words when something went wrong on the way.
var oddities = []string{"\u00a0", "\u200b", "\u202e", "\ufeff", "\ufffd", "\u0301", "“", "’", "—", "…", "\t", "\r\n", "\x1b[31m", "\f", "🕊️", "İ", "ﬁ", "中文", "Москва", "<br>", "&amp;", "http://x.example/?a=b", "((((", "\"\"\"", "1,000,000.00", "'s", ".", "..", ";", "\u2028", "\x01"}

// mangled cuts, joins, repeats and reorders the pieces of texts, with odd
// characters between and within them.
func mangled(pieces []string, seed uint64, inserted string) string {
	rng := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	for range 1 + rng.IntN(12) {
		p := pieces[rng.IntN(len(pieces))]
		switch rng.IntN(6) {
		case 0: // from the middle
			p = p[rng.IntN(len(p)):]
		case 1: // to the middle
			p = p[:rng.IntN(len(p))]
		case 2: // its words in another order
			words := strings.Fields(p)
			rng.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
			p = strings.Join(words, " ")
		case 3:
			at := rng.IntN(len(p))
			p = p[:at] + oddities[rng.IntN(len(oddities))] + p[at:]
		case 4:
			p = []string{strings.ToUpper(p), strings.ToLower(p), strings.ReplaceAll(p, " ", ""), strings.ReplaceAll(p, " ", "\n")}[rng.IntN(4)]
		}
		b.WriteString(p)
		b.WriteString([]string{" ", "", "\n", "\n\n", " " + inserted + " ", oddities[rng.IntN(len(oddities))]}[rng.IntN(6)])
	}
	return strings.ToValidUTF8(b.String(), "\ufffd") // as read gives it
}

// FuzzStory says that no text breaks the story, and that what it finds stands
// where it says.
func FuzzStory(f *testing.F) {
	files, err := filepath.Glob(filepath.Join(cases, "*.txt"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no texts in %s: %v", cases, err)
	}
	var pieces []string
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for s := range strings.SplitAfterSeq(string(text), ". ") {
			if s = strings.TrimSpace(s); s != "" {
				pieces = append(pieces, s)
			}
		}
		f.Add(uint64(i), oddities[i%len(oddities)])
	}
	f.Fuzz(func(t *testing.T, seed uint64, inserted string) {
		doc := mustRead(t, schema.Document{ID: "d", Text: mangled(pieces, seed, inserted), Source: schema.Source{Published: "2016-09-30"}})
		checkDocument(t, doc)
		if t.Failed() {
			t.Logf("text: %q", doc.Text)
		}
	})
}

// checkDocument looks whether everything in a document is where it says.
func checkDocument(t *testing.T, doc schema.Document) {
	t.Helper()
	within := func(what string, s schema.Span) {
		if s.Start < 0 || s.Start > s.End || s.End > len(doc.Text) ||
			s.Start < len(doc.Text) && !utf8.RuneStart(doc.Text[s.Start]) || s.End < len(doc.Text) && !utf8.RuneStart(doc.Text[s.End]) {
			t.Fatalf("%s: span %d:%d of a text of %d bytes", what, s.Start, s.End, len(doc.Text))
		}
	}
	end := 0
	for _, s := range doc.Sections {
		within("section", s.Span)
		if s.Start < end || strings.TrimSpace(doc.Text[end:s.Start]) != "" {
			t.Errorf("section %d:%d follows one that ends at %d", s.Start, s.End, end)
		}
		end = s.End
	}
	if strings.TrimSpace(doc.Text[end:]) != "" {
		t.Errorf("no section holds %q", doc.Text[end:])
	}
	if len(doc.Tags) != len(doc.Tokens) {
		t.Fatalf("%d tags of %d tokens", len(doc.Tags), len(doc.Tokens))
	}
	for _, s := range doc.Sentences {
		within("sentence", s.Span)
		if s.First < 0 || s.First > s.End || s.End > len(doc.Tokens) || s.Section < 0 || s.Section >= len(doc.Sections) || !doc.Sections[s.Section].Contains(s.Span) {
			t.Fatalf("sentence %+v", s)
		}
	}
	sentences := tokensOf(doc)
	for i, tok := range doc.Tokens {
		within("token", tok.Span)
		if head := doc.Tags[i].Head; head != -1 && (head < 0 || head >= len(doc.Tokens) || sentences[head] != sentences[i]) {
			t.Errorf("the head of token %d is %d", i, head)
		}
	}
	for _, m := range doc.Mentions {
		within("mention", m.Span)
		if m.First < 0 || m.First >= m.End || m.Head < 0 || m.Head >= len(doc.Tokens) || m.Score < 0 || m.Score > 1 {
			t.Errorf("mention %+v", m)
		}
	}
	entity := func(i int) bool { return i >= 0 && i < len(doc.Entities) }
	for _, r := range doc.Relations {
		if !entity(r.Subject) || !entity(r.Object) || r.Place != -1 && !entity(r.Place) || r.Speaker != -1 && !entity(r.Speaker) || r.Score < 0 || r.Score > 1 || len(r.Evidence) == 0 {
			t.Errorf("relation %+v", r)
		}
		for _, e := range r.Evidence {
			within("evidence", e.Span)
			within("trigger", e.Trigger)
			if !e.Contains(e.Trigger) {
				t.Errorf("the trigger of %s at %d:%d is not in its sentence at %d:%d", r.Type, e.Trigger.Start, e.Trigger.End, e.Start, e.End)
			}
		}
	}
	checkRecord(t, doc)
}

// tokensOf says of each token in which sentence it is.
func tokensOf(doc schema.Document) []int {
	in := make([]int, len(doc.Tokens))
	for n, s := range doc.Sentences {
		for i := s.First; i < s.End; i++ {
			in[i] = n
		}
	}
	return in
}

// checkRecord looks whether the record's offsets, in code points, cut its texts out
// of the document's, and whether it comes back from JSON as it went.
func checkRecord(t *testing.T, doc schema.Document) {
	t.Helper()
	record := schema.NewRecord(doc, "")
	points := []rune(doc.Text)
	check := func(what string, r schema.RecordText) {
		if r.Start < 0 || r.Start > r.End || r.End > len(points) || string(points[r.Start:r.End]) != r.Text {
			t.Errorf("record: %s %d:%d is not %q", what, r.Start, r.End, r.Text)
		}
	}
	chunks := map[string]bool{}
	for _, c := range record.Chunks {
		check("chunk", c.RecordText)
		chunks[c.ID] = true
	}
	entities := map[string]bool{"": true}
	for _, e := range record.Entities {
		entities[e.ID] = true
		for _, m := range e.Mentions {
			check("mention", m)
		}
	}
	for _, r := range record.Relations {
		if !entities[r.Subject] || !entities[r.Object] || !entities[r.Place] || !entities[r.Speaker] {
			t.Errorf("record: ends of %+v", r)
		}
		for _, e := range r.Evidence {
			check("evidence", e.RecordText)
			check("trigger", e.Trigger)
			if !chunks[e.Chunk] {
				t.Errorf("record: no chunk %q", e.Chunk)
			}
		}
	}
	first, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	var back schema.Record
	if err := json.Unmarshal(first, &back); err != nil {
		t.Fatal(err)
	}
	if second, err := json.Marshal(back); err != nil || !bytes.Equal(first, second) {
		t.Errorf("record: comes back otherwise (%v)", err)
	}
}
