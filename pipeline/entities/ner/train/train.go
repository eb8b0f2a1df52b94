package train

import (
	"fmt"
	"os"
	"path/filepath"

	"backchannel/pipeline/entities/ner/internal/crf"
)

// Run makes the model from the folder of data sets and writes it to out.
func Run(data, exclude, out string, progress func(format string, args ...any)) error {
	c, err := OpenCorpora(data, exclude)
	if err != nil {
		return fmt.Errorf("train names: %w", err)
	}
	docs, err := c.Training()
	if err != nil {
		return fmt.Errorf("train names: %w", err)
	}
	progress("%d documents", len(docs))
	raw, err := c.Raw(docs)
	if err != nil {
		return fmt.Errorf("train names: %w", err)
	}
	text, counts := trueCase(raw)
	lex, err := lexicon(data, text, counts, around, beside)
	if err != nil {
		return fmt.Errorf("train names: %w", err)
	}
	progress("lexicon made")
	m, err := fit(lex, docs, fitOptions{
		silver: []float64{1, 0.5, 0.3, 0.2}, rate: 0.1, dropout: 0.6, cutoff: 2, keep: 340_000, runs: 2, upper: 0.3, titled: 0.3, small: 0.2,
	}, progress)
	if err != nil {
		return fmt.Errorf("train names: %w", err)
	}
	b, err := m.AppendBinary(nil)
	if err != nil {
		return fmt.Errorf("train names: %w", err)
	}
	return os.WriteFile(filepath.Clean(out), b, 0o666)
}

// How words are clustered.
var (
	around = clusterOptions{dims: 48, window: 3, negatives: 5, epochs: 4, fine: 600, coarse: 96, atLeast: 4}
	beside = clusterOptions{dims: 32, window: 1, negatives: 5, epochs: 4, fine: 256, coarse: 8, atLeast: 4}
)

// held is every how many documents of the silver news sets one is held out of
// training, as a check in our own domain.
const held = 40

// Training reads all that the model learns from.
func (c *Corpora) Training() ([]Document, error) {
	var docs []Document
	for _, read := range c.sets() {
		ds, err := read.read()
		if err != nil {
			return nil, err
		}
		for i, d := range ds {
			if read.held && i%held == 7 {
				continue
			}
			docs = append(docs, d)
		}
	}
	return docs, nil
}

// HeldOut reads the documents of a silver set that are kept out of training.
func (c *Corpora) HeldOut(set string) ([]Document, error) {
	for _, read := range c.sets() {
		if !read.held || read.name != set {
			continue
		}
		ds, err := read.read()
		if err != nil {
			return nil, err
		}
		var docs []Document
		for i, d := range ds {
			if i%held == 7 {
				docs = append(docs, d)
			}
		}
		return docs, nil
	}
	return nil, fmt.Errorf("no set %q with documents held out", set)
}

type set struct {
	name string
	read func() ([]Document, error)
	held bool
}

func (c *Corpora) sets() []set {
	train := func(read func(string) ([]Document, error), split string) func() ([]Document, error) {
		return func() ([]Document, error) { return read(split) }
	}
	return []set{
		{"uner-ewt", train(c.UNER, "train"), false},
		{"gum-names", train(c.GUM, "train"), false},
		{"crossner", train(c.CrossNER, "train"), false},
		{"crossner", train(c.CrossNER, "dev"), false},
		{"re-docred", c.DocRED, false},
		{"gmb", c.GMB, true},
		{"current-events", c.Events, true},
		{"knowledgenet", c.Facts, true},
		{"wire", c.Wire, false},
	}
}

var _ = crf.O
