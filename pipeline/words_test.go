package pipeline_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"backchannel/pipeline/stage"
	"backchannel/pipeline/tokenize"
	"backchannel/schema"
)

func init() {
	measures = append(measures, measure{"words: words and sentences of raw text, dev sets", "data/treebank", measureWords})
}

// measureWords compares words and sentences with the treebanks', whose raw text is
// rebuilt: in one section, through segment as any text, and with its words parted by blanks. Exact spans, as
// in the CoNLL 2018 shared task.
func measureWords(t *testing.T) string {
	var out strings.Builder
	for _, bank := range []string{"ewt", "gum"} {
		docs, err := tokenize.OpenTreebank(filepath.Join(shared, "data"), bank, "dev")
		if err != nil {
			t.Fatal(err)
		}
		for _, by := range []string{"tokenize", "segment, tokenize", "words parted by blanks"} {
			var words, sentences spanCount
			for _, d := range docs {
				if by == "words parted by blanks" {
					d = parted(d)
				}
				doc := schema.Document{ID: bank, Text: d.Text}
				doc.Sections = []schema.Section{{Span: schema.Span{End: len(d.Text)}, Kind: schema.Body}}
				stages, err := story()
				if err != nil {
					t.Fatal(err)
				}
				for _, s := range stages {
					if s.Gives == schema.LayerTokens || s.Gives == schema.LayerSections && by == "segment, tokenize" {
						if doc, err = stage.Apply(t.Context(), s, doc); err != nil {
							t.Fatal(err)
						}
					}
				}
				var w, s []schema.Span
				for _, token := range doc.Tokens {
					w = append(w, token.Span)
				}
				for _, sentence := range doc.Sentences {
					s = append(s, sentence.Span)
				}
				words.add(d.Words, w)
				sentences.add(d.Sentences, s)
				if strings.Contains(*errs, "words") && by == "tokenize" {
					listBorders(t, d.Text, d.Words, w)
				}
				if strings.Contains(*errs, "sentences") && by == "tokenize" {
					listBorders(t, d.Text, d.Sentences, s)
				}
			}
			fmt.Fprintf(&out, "%s %-22s words F1 %.2f  sentences F1 %.2f\n", strings.ToUpper(bank), by, words.f1(), sentences.f1())
		}
	}
	return out.String()
}

// parted is the text as corpora are often handed on: its words parted by blanks,
// paragraphs kept.
func parted(d tokenize.Gold) tokenize.Gold {
	var text strings.Builder
	starts, ends := map[int]int{}, map[int]int{}
	out := tokenize.Gold{}
	for i, w := range d.Words {
		if i > 0 {
			text.WriteByte(' ')
			if strings.Contains(d.Text[d.Words[i-1].End:w.Start], "\n\n") {
				text.WriteString("\n\n")
			}
		}
		starts[w.Start], ends[w.End] = text.Len(), text.Len()+w.Len()
		out.Words = append(out.Words, schema.Span{Start: text.Len(), End: text.Len() + w.Len()})
		text.WriteString(w.Of(d.Text))
	}
	for _, s := range d.Sentences {
		out.Sentences = append(out.Sentences, schema.Span{Start: starts[s.Start], End: ends[s.End]})
	}
	out.Text = text.String()
	return out
}

// spanCount counts spans that are the same in two lists in order.
type spanCount struct{ both, said, gold int }

func (c *spanCount) add(gold, said []schema.Span) {
	in := map[schema.Span]bool{}
	for _, s := range gold {
		in[s] = true
	}
	for _, s := range said {
		if in[s] {
			c.both++
		}
	}
	c.said += len(said)
	c.gold += len(gold)
}

func (c spanCount) f1() float64 { return 200 * float64(c.both) / float64(c.said+c.gold) }

// listBorders lists where spans begin in one list alone.
func listBorders(t *testing.T, text string, gold, said []schema.Span) {
	starts := func(spans []schema.Span) map[int]bool {
		at := map[int]bool{}
		for _, s := range spans {
			at[s.Start] = true
		}
		return at
	}
	show := func(what string, at int) {
		t.Logf("%s %q | %q", what, text[max(0, at-40):at], text[at:min(len(text), at+40)])
	}
	inGold, inSaid := starts(gold), starts(said)
	for _, s := range gold {
		if !inSaid[s.Start] {
			show("missed", s.Start)
		}
	}
	for _, s := range said {
		if !inGold[s.Start] {
			show("said  ", s.Start)
		}
	}
}
