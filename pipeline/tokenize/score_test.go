package tokenize

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"backchannel/schema"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const shared = "../../../shared"

// f1 is the measure of the CoNLL-18 shared task: spans that both have.
func f1(got, want []schema.Span) float64 {
	in := map[schema.Span]bool{}
	for _, s := range want {
		in[s] = true
	}
	both := 0
	for _, s := range got {
		if in[s] {
			both++
		}
	}
	return 200 * float64(both) / float64(len(got)+len(want))
}

func (m *model) spans(t testing.TB, text string) (words, sentences []schema.Span, doc schema.Document) {
	t.Helper()
	doc = schema.Document{ID: "gold", Text: text, Sections: []schema.Section{{Span: schema.Span{End: len(text)}, Kind: schema.Body}}}
	doc, err := m.run(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range doc.Tokens {
		words = append(words, w.Span)
	}
	for _, s := range doc.Sentences {
		sentences = append(sentences, s.Span)
	}
	return words, sentences, doc
}

// TestScore measures words and sentences on the raw text of the treebanks' dev
// parts and compares with testdata/score.txt.
func TestScore(t *testing.T) {
	data := filepath.Join(shared, "data")
	if _, err := os.Stat(data); err != nil {
		t.Skipf("no treebanks: %v", err)
	}
	m := defaultModel()
	var b strings.Builder
	for _, name := range treebanks {
		g, err := openTreebank(data, name, "dev")
		if err != nil {
			t.Fatal(err)
		}
		words, sentences, _ := m.spans(t, g.text)
		fmt.Fprintf(&b, "%s dev: words F1 %.2f, sentences F1 %.2f\n", strings.ToUpper(name), f1(words, g.words), f1(sentences, g.sentences))
		if v := os.Getenv("ERRORS"); v != "" {
			diff(g, words, sentences, v)
		}
	}
	fmt.Print(b.String())
	checkGolden(t, "testdata/score.txt", b.String())
}

func diff(g gold, words, sentences []schema.Span, what string) {
	a, b := g.words, words
	if what == "s" {
		a, b = g.sentences, sentences
	}
	st := func(x []schema.Span) map[int]bool {
		m := map[int]bool{}
		for _, s := range x {
			m[s.Start] = true
		}
		return m
	}
	A, B := st(a), st(b)
	show := func(k string, p int) {
		fmt.Printf("%s %q | %q\n", k, g.text[max(0, p-40):p], g.text[p:min(len(g.text), p+40)])
	}
	for _, s := range a {
		if !B[s.Start] {
			show("MISS", s.Start)
		}
	}
	for _, s := range b {
		if !A[s.Start] {
			show("XTRA", s.Start)
		}
	}
}

func checkGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s says\n%sgot\n%s", file, want, got)
	}
}
