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
	lex, err := lexicon(data, text, counts, clusterOptions{dims: 48, window: 3, negatives: 5, epochs: 4, fine: 600, coarse: 96, atLeast: 4})
	if err != nil {
		return fmt.Errorf("train names: %w", err)
	}
	progress("lexicon made")
	m, err := fit(lex, docs, fitOptions{
		epochs: 10, rate: 0.1, dropout: 0.2, cutoff: 2, keep: 340_000, upper: 0.2, titled: 0.2, small: 0.05, goldRows: true,
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
	}
}

var _ = crf.O
