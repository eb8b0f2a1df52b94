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

// Gold is a text of a treebank, raw, and what its annotators made of it.
type Gold struct {
	Text      string
	Words     []schema.Span // the words of a multiword token each have their part of it
	Sentences []schema.Span
}

// treebank rebuilds the raw text of a CoNLL-U file, document by document: what
// SpaceAfter says between tokens, a space between sentences, a blank line before
// a paragraph.
func treebank(r io.Reader) ([]Gold, error) {
	var all []Gold
	var g Gold
	var b strings.Builder
	space := false
	done := func() {
		if b.Len() > 0 {
			g.Text = b.String()
			all = append(all, g)
		}
		g, space = Gold{}, false
		b.Reset()
	}
	for s, err := range conllu.Read(r) {
		if err != nil {
			return nil, err
		}
		if _, begins := s.NewDoc(); begins {
			done()
		}
		_, par := s.Value("newpar")
		if !par {
			_, par = s.Value("newpar id")
		}
		switch {
		case b.Len() == 0:
		case par:
			b.WriteString("\n\n")
		case space:
			b.WriteByte(' ')
		}
		space = false
		first := len(g.Words)
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
				g.Words = append(g.Words, schema.Span{Start: start, End: b.Len()})
				continue
			}
			var parts []string
			for row.ID.Last > s.Rows[i].ID.First || s.Rows[i].ID.IsRange() {
				i++
				parts = append(parts, s.Rows[i].Form)
			}
			if strings.Join(parts, "") != row.Form {
				return nil, fmt.Errorf("%s: the words %q do not make up %q", s.ID(), parts, row.Form)
			}
			for _, p := range parts {
				g.Words = append(g.Words, schema.Span{Start: start, End: start + len(p)})
				start += len(p)
			}
		}
		if first < len(g.Words) {
			g.Sentences = append(g.Sentences, schema.Span{Start: g.Words[first].Start, End: g.Words[len(g.Words)-1].End})
		}
	}
	done()
	return all, nil
}

// OpenTreebank reads a part ("train", "dev") of a treebank ("ewt", "gum") in the
// folder of data.
func OpenTreebank(data, name, part string) ([]Gold, error) {
	files, err := filepath.Glob(filepath.Join(data, "treebank", name, "*-"+part+".conllu"))
	if err != nil {
		return nil, err
	}
	if len(files) != 1 {
		return nil, fmt.Errorf("treebank %s in %s: %d files for %s, want one", name, data, len(files), part)
	}
	f, err := os.Open(files[0])
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs, err := treebank(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", files[0], err)
	}
	return docs, nil
}
