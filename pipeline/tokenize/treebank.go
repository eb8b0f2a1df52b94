package tokenize

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"backchannel/schema"
	"backchannel/schema/conllu"
)

// gold is a treebank as raw text, and what its annotators made of it.
type gold struct {
	text      string
	words     []schema.Span // the words of a multiword token each have their part of it
	sentences []schema.Span
}

// treebank rebuilds the raw text of a CoNLL-U file: what SpaceAfter says between
// tokens, a space between sentences, a blank line before a paragraph.
func treebank(r io.Reader) (gold, error) {
	var g gold
	var b strings.Builder
	space := false
	for s, err := range conllu.Read(r) {
		if err != nil {
			return g, err
		}
		_, doc := s.NewDoc()
		_, par := s.Value("newpar")
		if !par {
			_, par = s.Value("newpar id")
		}
		switch {
		case b.Len() == 0:
		case doc || par:
			b.WriteString("\n\n")
		case space:
			b.WriteByte(' ')
		}
		space = false
		first := len(g.words)
		for i := 0; i < len(s.Rows); i++ {
			row := s.Rows[i]
			if row.ID.IsEmpty() {
				continue
			}
			if space {
				b.WriteByte(' ')
			}
			start := b.Len()
			b.WriteString(row.Form)
			space = !row.NoSpace()
			if !row.ID.IsRange() {
				g.words = append(g.words, schema.Span{Start: start, End: b.Len()})
				continue
			}
			var parts []string
			for row.ID.Last > s.Rows[i].ID.First || s.Rows[i].ID.IsRange() {
				i++
				parts = append(parts, s.Rows[i].Form)
			}
			if strings.Join(parts, "") != row.Form {
				return g, fmt.Errorf("%s: the words %q do not make up %q", s.ID(), parts, row.Form)
			}
			for _, p := range parts {
				g.words = append(g.words, schema.Span{Start: start, End: start + len(p)})
				start += len(p)
			}
		}
		if first < len(g.words) {
			g.sentences = append(g.sentences, schema.Span{Start: g.words[first].Start, End: g.words[len(g.words)-1].End})
		}
	}
	g.text = b.String()
	return g, nil
}

// openTreebank reads the one file of dir whose name ends in "-ud-PART.conllu" or
// "-clean-PART.conllu".
func openTreebank(data, name, part string) (gold, error) {
	files, err := filepath.Glob(filepath.Join(data, "treebank", name, "*-"+part+".conllu"))
	if err != nil {
		return gold{}, err
	}
	if len(files) != 1 {
		return gold{}, fmt.Errorf("treebank %s in %s: %d files for %s, want one", name, data, len(files), part)
	}
	f, err := os.Open(files[0])
	if err != nil {
		return gold{}, err
	}
	defer f.Close()
	g, err := treebank(f)
	if err != nil {
		return g, fmt.Errorf("%s: %w", files[0], err)
	}
	return g, nil
}
