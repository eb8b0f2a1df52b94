package entities_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"backchannel/pipeline/entities"
	"backchannel/pipeline/entities/ner"
	"backchannel/pipeline/stage"
	"backchannel/schema"
	"backchannel/schema/conllu"
	"backchannel/schema/gazetteer"
)

var update = flag.Bool("update", false, "rewrite testdata/mentions.txt")

// mustReadTrees reads sentences of our own with trees, so that what is tested
// here does not hang on the tagger: each is a document of one section.
func mustReadTrees(t testing.TB) []schema.Document {
	t.Helper()
	f, err := os.Open("testdata/sentences.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var docs []schema.Document
	for s, err := range conllu.Read(f) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, document(t, s))
	}
	if len(docs) == 0 {
		t.Fatal("no sentences")
	}
	return docs
}

func document(t testing.TB, s conllu.Sentence) schema.Document {
	t.Helper()
	doc := schema.Document{ID: s.ID(), Text: s.Text()}
	at := 0
	for _, w := range s.Words() {
		i := strings.Index(doc.Text[at:], w.Form)
		if i < 0 {
			t.Fatalf("%s: no word %q", doc.ID, w.Form)
		}
		start := at + i
		at = start + len(w.Form)
		doc.Tokens = append(doc.Tokens, schema.Token{Span: schema.Span{Start: start, End: at}})
		doc.Tags = append(doc.Tags, schema.Tag{Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Feats: w.Feats, Head: w.Head - 1, Dep: w.DepRel})
	}
	all := schema.Span{Start: 0, End: len(doc.Text)}
	doc.Sections = []schema.Section{{Span: all, Kind: schema.Body}}
	doc.Sentences = []schema.Sentence{{Span: all, First: 0, End: len(doc.Tokens)}}
	return doc
}

func mustNew(t testing.TB, gaz *gazetteer.Index) stage.Stage {
	t.Helper()
	onto, err := schema.Diplomacy()
	if err != nil {
		t.Fatal(err)
	}
	names, err := ner.New()
	if err != nil {
		t.Fatal(err)
	}
	s, err := entities.New(onto, gaz)
	if err != nil {
		t.Fatal(err)
	}
	mention := s.Run
	s.Run = func(ctx context.Context, doc schema.Document) (schema.Document, error) {
		doc, err := names.Run(ctx, doc)
		if err != nil {
			return doc, err
		}
		return mention(ctx, doc)
	}
	return s
}

func mustGazetteer(t testing.TB) *gazetteer.Index {
	t.Helper()
	gaz, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	return gaz
}

// said lists the mentions of a document, a line each: what it says, in which way,
// of which type, and the title beside it.
func said(doc schema.Document) string {
	var b strings.Builder
	for _, m := range doc.Mentions {
		fmt.Fprintf(&b, "  %-12s %-8s %s", m.Type, m.Kind, m.Of(doc.Text))
		if m.Title != "" {
			fmt.Fprintf(&b, "  [%s]", m.Title)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestMentions compares with testdata/mentions.txt, which shows for each sentence
// what a reader of the package's doc expects.
func TestMentions(t *testing.T) {
	s := mustNew(t, mustGazetteer(t))
	var b strings.Builder
	for _, doc := range mustReadTrees(t) {
		doc, err := stage.Apply(t.Context(), s, doc)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n%s\n", doc.Text, said(doc))
	}
	got := b.String()
	const golden = "testdata/mentions.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	want := string(data)
	if got == want {
		return
	}
	have := map[string]bool{}
	for _, block := range strings.Split(want, "\n\n") {
		have[block] = true
	}
	for _, block := range strings.Split(got, "\n\n") {
		if !have[block] {
			t.Errorf("not in %s:\n%s", golden, block)
		}
	}
	if !t.Failed() {
		t.Errorf("%s holds sentences that testdata/sentences.conllu lacks, or in another order", golden)
	}
}

// A user's rows win over the recognizer and over the lists that ship.
func TestOwnRows(t *testing.T) {
	gaz, err := mustGazetteer(t).With(strings.NewReader("name,type,id,canonical\nSergey Lavrov,ORGANIZATION,Q42,Lavrov Group\nGeneva,AGREEMENT,,\nforeign minister,ORGANIZATION,,\n"), "own.csv")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := stage.Apply(t.Context(), mustNew(t, gaz), mustReadTrees(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]schema.Mention{}
	for _, m := range doc.Mentions {
		found[m.Of(doc.Text)] = m
	}
	if m := found["Sergey Lavrov"]; m.Type != schema.Organization || len(m.Candidates) != 1 || m.Candidates[0].ID != "Q42" {
		t.Errorf("Sergey Lavrov is %v %v", m.Type, m.Candidates)
	}
	if m := found["Geneva"]; m.Type != schema.Agreement {
		t.Errorf("Geneva is %v", m.Type)
	}
	if m := found["John Kerry"]; m.Type != schema.Person {
		t.Errorf("John Kerry, whom no row names, is %v", m.Type)
	}
}

func BenchmarkEntities(b *testing.B) {
	s := mustNew(b, mustGazetteer(b))
	docs := mustReadTrees(b)
	size := 0
	for _, doc := range docs {
		size += len(doc.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, doc := range docs {
			if _, err := stage.Apply(b.Context(), s, doc); err != nil {
				b.Fatal(err)
			}
		}
	}
}
