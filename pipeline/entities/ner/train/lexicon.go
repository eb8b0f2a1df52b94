package train

import (
	"strings"

	"backchannel/pipeline/entities/ner/internal/crf"
)

// lexicon compiles what the model knows of words: the gazetteers, how a word is
// usually written, and its clusters.
func lexicon(dir string, text [][]string, counts map[string]count, around, beside clusterOptions) (*crf.Lexicon, error) {
	l, err := readLists(dir)
	if err != nil {
		return nil, err
	}
	vocab, of, coarse := clusters(text, around)
	entries := map[string]crf.Entry{}
	for w, f := range l.words {
		entries[w] = crf.Entry{Flags: f}
	}
	for w, c := range counts {
		if c.capped+c.small < 3 {
			continue
		}
		w = crf.Fold(w)
		e := entries[w]
		switch {
		case c.small > c.capped:
			e.Flags |= crf.Common
		case c.capped >= 3 && c.capped > 9*c.small:
			e.Flags |= crf.Capital
		}
		entries[w] = e
	}
	for i, w := range vocab { // of several forms of a word the most frequent one counts
		f := crf.Fold(w)
		e := entries[f]
		switch {
		case w == strings.ToLower(w) && e.Lower == 0:
			e.Lower = of[i]
		case w != strings.ToLower(w) && e.Capped == 0:
			e.Capped = of[i]
		}
		entries[f] = e
	}
	vocab, of, _ = clusters(text, beside)
	for i, w := range vocab {
		f := crf.Fold(w)
		if e := entries[f]; e.Beside == 0 {
			e.Beside = of[i]
			entries[f] = e
		}
	}
	return crf.NewLexicon(entries, l.phrases, coarse), nil
}
