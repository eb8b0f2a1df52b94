package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backchannel/schema"
)

// told is a document with every layer, as the stages might leave it.
func told() schema.Document {
	const text = "Vasquez to meet Haddad\n\nANA VASQUEZ"
	at := func(start, end int) schema.Span { return schema.Span{Start: start, End: end} }
	doc := schema.Document{
		ID: "news.txt", Text: text,
		Source: schema.Source{URI: "news.txt", Published: "2021-03-04", Author: "Ana Vasquez"},
		Sections: []schema.Section{
			{Span: at(0, 22), Kind: schema.Headline, Item: 2, Date: "2021-03-04"},
			{Span: at(24, 35), Kind: schema.Byline},
		},
		Sentences: []schema.Sentence{{Span: at(0, 22), First: 0, End: 4}},
		Tags: []schema.Tag{
			{Lemma: "Vasquez", UPOS: "PROPN", XPOS: "NNP", Head: -1, Dep: "root", Feats: "Number=Sing"},
			{Lemma: "to", UPOS: "PART", XPOS: "TO", Head: 2, Dep: "mark"},
			{Lemma: "meet", UPOS: "VERB", XPOS: "VB", Head: 0, Dep: "acl"},
			{Lemma: "Haddad", UPOS: "PROPN", XPOS: "NNP", Head: 2, Dep: "obj"},
		},
		Mentions: []schema.Mention{
			{Span: at(0, 7), First: 0, End: 1, Head: 0, Type: schema.Person, Kind: schema.Named, Score: 0.9, Title: "Minister"},
			{Span: at(16, 22), First: 3, End: 4, Head: 3, Type: schema.Person, Kind: schema.Named, Score: 0.8,
				Candidates: []schema.Candidate{{ID: "Q1", Name: "Omar Haddad", Role: "name", Prior: 0.7}}},
		},
		Entities: []schema.Entity{
			{ID: "person/vasquez", Type: schema.Person, Name: "Vasquez", Mentions: []int{0}, Score: 0.9},
			{ID: "Q1", Type: schema.Person, Name: "Omar Haddad", Mentions: []int{1}, Score: 0.8},
		},
		Relations: []schema.Relation{{
			Type: "MET_WITH", Subject: 0, Object: 1, Status: schema.Planned, Reported: "2021-03-04", Place: -1, Speaker: -1, Score: 0.7,
			Evidence: []schema.Evidence{{Span: at(0, 22), Trigger: at(11, 15), Rule: "MET_WITH/meet:obj"}},
		}},
		Trail: []string{"segment: 1 byline"},
	}
	for _, s := range []schema.Span{at(0, 7), at(8, 10), at(11, 15), at(16, 22)} {
		doc.Tokens = append(doc.Tokens, schema.Token{Span: s})
	}
	return doc
}

func TestShow(t *testing.T) {
	const golden = "testdata/show.want"
	var got bytes.Buffer
	if err := show(&got, told()); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("show (-want +got):\n%s", diff)
	}
}

// A document that failed in the midst of the story is shown as far as it came;
// trees that are none must not send show round in circles.
func TestShowWhatThereIs(t *testing.T) {
	whole := told()
	for name, change := range map[string]func(*schema.Document){
		"text alone": func(d *schema.Document) { *d = schema.Document{ID: d.ID, Text: d.Text} },
		"no tags":    func(d *schema.Document) { d.Tags, d.Mentions, d.Entities, d.Relations = nil, nil, nil, nil },
		"a circle":   func(d *schema.Document) { d.Tags[0].Head = 3 },
		"no tree":    func(d *schema.Document) { d.Tags[2].Head = 77 },
	} {
		doc := whole
		doc.Tags = append([]schema.Tag(nil), whole.Tags...)
		change(&doc)
		var got bytes.Buffer
		if err := show(&got, doc); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, token := range doc.Tokens {
			if !bytes.Contains(got.Bytes(), []byte(token.Of(doc.Text))) {
				t.Errorf("%s: the token %q is not shown:\n%s", name, token.Of(doc.Text), got.String())
			}
		}
	}
}
