// Package tag gives every token its grammar: part of speech (universal and Penn),
// lemma, features, and its head and relation in the sentence's dependency tree,
// in Universal Dependencies 2 terms.
//
// What comes in are sentences and tokens; what goes out is one schema.Tag a
// token. Every sentence gets a tree: one root, no cycle. Time and memory grow
// with the number of words only.
//
// The model is linear, ours, and embedded; MODEL.md says what it was learnt from,
// how good it is and under which licence it stands. cmd/train rebuilds it.
package tag

import (
	"context"
	_ "embed"
	"hash/crc32"
	"strconv"
	"sync"

	"backchannel/pipeline/stage"
	"backchannel/pipeline/tag/internal/grammar"
	"backchannel/schema"
)

// version counts the changes of the answer.
//
//	1  averaged perceptrons, arc-hybrid
//	2  weights of several runs, a beam; lemmas by exact form
//	3  a wider beam that drops what falls behind
//	4  lemmas of irregular forms
//	5  lemmas chosen among several; tags of seldom words by ending; weights in bytes
const version = 5

// Beam is how many ways to build a tree the parser keeps at a time at most.
// MODEL.md has the scores and speeds of others.
const Beam = 6

//go:embed model.bin
var file []byte

// Model returns the embedded model, read on first use.
var Model = sync.OnceValues(func() (*grammar.Model, error) { return grammar.Open(file) })

var fingerprint = sync.OnceValue(func() string { return strconv.FormatUint(uint64(crc32.ChecksumIEEE(file)), 16) })

// New returns the stage. It may run on many documents at once.
func New() stage.Stage {
	return stage.Stage{
		Name:        "tag",
		Doc:         "gives each token its part of speech, lemma and features, and each sentence its dependency tree",
		Version:     version,
		Needs:       schema.LayerTokens,
		Gives:       schema.LayerTags,
		Fingerprint: fingerprint(),
		Run:         run,
	}
}

// workers keeps idle workers with their memory.
var workers sync.Pool

func run(ctx context.Context, doc schema.Document) (schema.Document, error) {
	model, err := Model()
	if err != nil {
		return doc, err
	}
	worker, ok := workers.Get().(*grammar.Worker)
	if !ok {
		worker = grammar.NewWorker(model, Beam)
	}
	tags := make([]schema.Tag, len(doc.Tokens))
	for i := range tags {
		tags[i].Head = -1
	}
	for _, s := range doc.Sentences {
		if err := ctx.Err(); err != nil {
			return doc, err
		}
		parse(worker, model, doc.Text, doc.Tokens[s.First:s.End], tags[s.First:s.End], s.First)
	}
	worker.Shrink()
	workers.Put(worker)
	doc.Tags = tags
	return doc, nil
}

// parse fills the tags of one sentence, whose first token is number first of the
// document.
func parse(worker *grammar.Worker, model *grammar.Model, text string, tokens []schema.Token, tags []schema.Tag, first int) {
	worker.Read(len(tokens), func(i int) string { return tokens[i].Of(text) })
	numbers := worker.Tag()
	heads, relations := worker.Parse()
	for i := range tags {
		name := model.Tags[numbers[i]]
		t := schema.Tag{
			UPOS: name.UPOS, XPOS: name.XPOS,
			Lemma: lemma(tokens[i].Of(text), name.UPOS, name.XPOS, worker.Lemma(i, tokens[i].Of(text))),
			Feats: worker.Features(i),
			Head:  -1,
			Dep:   model.Labels[relations[i]],
		}
		if heads[i] >= 0 {
			t.Head = first + int(heads[i])
		}
		tags[i] = t
	}
}

// Readings are the tags that a word by itself may have, with its lemma under each:
// "met" is VERB VBD or VBN of "meet". A word that the model does not know has none.
func Readings(form string) ([]schema.Tag, error) {
	model, err := Model()
	if err != nil {
		return nil, err
	}
	var out []schema.Tag
	for _, r := range model.Readings(form) {
		out = append(out, schema.Tag{UPOS: r.UPOS, XPOS: r.XPOS, Lemma: r.Lemma, Head: -1})
	}
	return out, nil
}
