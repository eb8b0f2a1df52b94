package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"time"

	"github.com/jdkato/prose/v2"

	"backchannel/pipeline"
	"backchannel/pipeline/read"
	"backchannel/pipeline/run"
	"backchannel/pipeline/stage"
	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// Rate is how fast something goes through texts. Tokens are those of our tokenize
// stage, whoever is measured.
type Rate struct {
	Name      string `json:"name"`
	Workers   int    `json:"workers"`
	Documents int    `json:"documents"`
	Tokens    int    `json:"tokens"`
	Used

	// Walls are the seconds of every round, where rounds of several rates took turns.
	Walls []float64 `json:"walls_s,omitempty"`
}

func (r Rate) PerCPU() float64 { return float64(r.Tokens) / r.CPU }

const (
	sampled  = 400  // documents of the part stages
	batched  = 1000 // documents of the part whole, in which the start of a process counts
	filtered = 1000 // documents of the part filters
	peered   = 400  // documents that every peer reads
	steady   = 3 * time.Second
)

// within runs a part of this program in a process of its own over a file of texts and
// reads what it prints.
func (b *bench) within(ctx context.Context, what, file string, into any) error {
	var out bytes.Buffer
	if _, err := measure(ctx, nil, &out, b.self, "within", what, file); err != nil {
		return err
	}
	return json.Unmarshal(out.Bytes(), into)
}

// within is the other end of bench.within.
func within(what, file string) (err error) {
	var found any
	switch what {
	case "models":
		found, err = withinModels()
	case "stages":
		found, err = withinStages(file)
	case "tokens":
		found, err = withinTokens(file)
	case "prose":
		found, err = withinProse(file)
	default:
		err = fmt.Errorf("there is no part %q", what)
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(found)
}

// Models is how long the program's data take to load, within one process.
type Models struct {
	Ontology  Used `json:"ontology"`
	Gazetteer Used `json:"gazetteer"`
	Stages    Used `json:"stages"`   // the trained models, and rules made of the other two
	Document  Used `json:"document"` // the first, of one sentence
}

func withinModels() (m Models, err error) {
	var onto *schema.Ontology
	var gaz *gazetteer.Index
	var stages []stage.Stage
	for _, step := range []struct {
		used *Used
		load func() error
	}{
		{&m.Ontology, func() error { onto, err = schema.Diplomacy(); return err }},
		{&m.Gazetteer, func() error { gaz, err = gazetteer.Default(); return err }},
		{&m.Stages, func() error { stages, err = pipeline.Story(onto, gaz); return err }},
		{&m.Document, func() error {
			for r := range run.Each(context.Background(), stages, 1, each([]schema.Document{{ID: "1", Text: "The envoys met in Oslo."}})) {
				return r.Err
			}
			return nil
		}},
	} {
		began, before := time.Now(), cpu()
		if err := step.load(); err != nil {
			return m, err
		}
		_, resident := spent()
		*step.used = Used{time.Since(began).Seconds(), (cpu() - before).Seconds(), resident}.round()
	}
	return m, nil
}

func cpu() time.Duration {
	worked, _ := spent()
	return worked
}

func documents(file string) (docs []schema.Document, err error) {
	for doc, err := range read.Documents(context.Background(), read.Options{}, []string{file}) {
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// steadily repeats work until it has taken a while, and returns what one time took.
func steadily(work func() error) (Used, error) {
	if err := work(); err != nil { // caches, pools, the heap's size
		return Used{}, err
	}
	began, before := time.Now(), cpu()
	n := 0
	for ; n == 0 || time.Since(began) < steady; n++ {
		if err := work(); err != nil {
			return Used{}, err
		}
	}
	_, resident := spent()
	return Used{time.Since(began).Seconds() / float64(n), (cpu() - before).Seconds() / float64(n), resident}.round(), nil
}

// stages measures each step up to the record by itself, with one worker and with
// two, over texts and layers that are in memory.
func stages(ctx context.Context, b *bench) error {
	file, err := b.texts(ctx, sampled)
	if err != nil {
		return err
	}
	b.Stages = nil
	return b.within(ctx, "stages", file, &b.Stages)
}

func story() ([]stage.Stage, error) {
	onto, err := schema.Diplomacy()
	if err != nil {
		return nil, err
	}
	gaz, err := gazetteer.Default()
	if err != nil {
		return nil, err
	}
	return pipeline.Story(onto, gaz)
}

func withinStages(file string) (rates []Rate, err error) {
	stages, err := story()
	if err != nil {
		return nil, err
	}
	var docs []schema.Document
	used, err := steadily(func() (err error) { docs, err = documents(file); return err })
	if err != nil {
		return nil, err
	}
	rates = append(rates, Rate{Name: "read", Workers: 1, Used: used})
	through := func(name string, part []stage.Stage, docs []schema.Document) (out []schema.Document, err error) {
		for workers := 1; workers <= 2; workers++ {
			used, err := steadily(func() error {
				out = out[:0]
				for r := range run.Each(context.Background(), part, workers, each(docs)) {
					if r.Err != nil {
						return r.Err
					}
					out = append(out, r.Doc)
				}
				return nil
			})
			if err != nil {
				return nil, err
			}
			rates = append(rates, Rate{Name: name, Workers: workers, Used: used})
		}
		return out, nil
	}
	next := docs
	for _, s := range stages {
		if next, err = through(s.Name, []stage.Stage{s}, next); err != nil {
			return nil, err
		}
	}
	used, err = steadily(func() error {
		enc := json.NewEncoder(io.Discard)
		for _, doc := range next {
			if err := enc.Encode(schema.NewRecord(doc, "")); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	rates = append(rates, Rate{Name: "record", Workers: 1, Used: used})
	if _, err = through(allStages, stages, docs); err != nil {
		return nil, err
	}
	for i := range rates {
		rates[i].Documents, rates[i].Tokens = len(docs), tokens(next)
		rates[i].Memory = 0 // every stage's documents are in this process at once: it would say nothing
	}
	return rates, nil
}

const allStages = "all stages"

func tokens(docs []schema.Document) (n int) {
	for _, d := range docs {
		n += len(d.Tokens)
	}
	return n
}

func each(docs []schema.Document) iter.Seq2[schema.Document, error] {
	return func(yield func(schema.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// count is the number of tokens in a file of texts.
func (b *bench) count(ctx context.Context, file string) (n int, err error) {
	if n, ok := b.tokens[file]; ok {
		return n, nil
	}
	err = b.within(ctx, "tokens", file, &n)
	b.tokens[file] = n
	return n, err
}

func withinTokens(file string) (n int, err error) {
	stages, err := story()
	if err != nil {
		return 0, err
	}
	docs, err := documents(file)
	if err != nil {
		return 0, err
	}
	for r := range run.Each(context.Background(), stage.UpTo(stages, schema.LayerTokens), 1, each(docs)) {
		if r.Err != nil {
			return 0, r.Err
		}
		n += len(r.Doc.Tokens)
	}
	return n, nil
}

// withinProse reads the texts with prose, its model loaded before and its splitting
// of sentences, which would load another one each time, left out.
func withinProse(file string) (rates []Rate, err error) {
	docs, err := documents(file)
	if err != nil {
		return nil, err
	}
	loaded, err := prose.NewDocument("Load.", prose.WithSegmentation(false))
	if err != nil {
		return nil, err
	}
	for _, names := range []bool{false, true} {
		used, err := steadily(func() error {
			for _, d := range docs {
				if _, err := prose.NewDocument(d.Text, prose.UsingModel(loaded.Model), prose.WithSegmentation(false), prose.WithExtraction(names)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		name := "prose 2.0.0: words, parts of speech"
		if names {
			name += ", names"
		}
		rates = append(rates, Rate{Name: name, Workers: 1, Documents: len(docs), Used: used})
	}
	return rates, nil
}
