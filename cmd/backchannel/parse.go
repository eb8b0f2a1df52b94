package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/pipeline/read"
	"backchannel/pipeline/run"
	"backchannel/pipeline/stage"
	"backchannel/schema"
	"backchannel/schema/conllu"
)

func (p *program) parseCommand() *cobra.Command {
	var input string
	cmd := &cobra.Command{
		Use:   "parse INPUT...",
		Short: "Print sentences, words, grammar and names as CoNLL-U",
		Long: `Parse prints the sentences that are read for facts in CoNLL-U, with names as
NER=B-PER, I-PER, B-LOC, B-ORG and so on in the last column. With --input conllu
the inputs are CoNLL-U files (or - for standard input), whose sentences and words
are kept; their tags, trees and names are made anew.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if input != "text" && input != "conllu" {
				return &exit{exitConfig, fmt.Errorf("--input must be text or conllu, not %q%s", input, didYouMean(input, []string{"text", "conllu"})), ""}
			}
			return p.parse(cmd.Context(), args, input == "conllu")
		},
	}
	cmd.Flags().StringVar(&input, "input", "text", "What the inputs hold: text (whatever can be read) or conllu.")
	return cmd
}

func (p *program) parse(ctx context.Context, args []string, given bool) error {
	story, err := p.story()
	if err != nil {
		return err
	}
	documents := p.documents(ctx, args)
	if given {
		documents = p.treebanks(args)
	}
	to := p.stdout
	if !isTerminal(to) {
		to = past(to)
	}
	out := bufio.NewWriter(to)
	var failed failures
	for r := range run.Each(ctx, stage.UpTo(story, schema.LayerMentions), p.cfg.Workers, documents) {
		if r.Err != nil {
			failed.tell(p, r)
			continue
		}
		if err := conllu.Write(out, sentencesOf(r.Doc)...); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return failed.exit(ctx)
}

// treebanks reads CoNLL-U files into documents with given sentences and words: a
// document for each "# newdoc", or for the file.
func (p *program) treebanks(files []string) iter.Seq2[schema.Document, error] {
	return func(yield func(schema.Document, error) bool) {
		for _, file := range files {
			in, err := p.openFile(file)
			if err != nil {
				if !yield(schema.Document{ID: file}, err) {
					return
				}
				continue
			}
			more := split(file, conllu.Read(in), yield)
			if err := in.Close(); err != nil && more {
				more = yield(schema.Document{ID: file}, err)
			}
			if !more {
				return
			}
		}
	}
}

func (p *program) openFile(file string) (io.ReadCloser, error) {
	if file == run.Stdin {
		return io.NopCloser(p.stdin), nil
	}
	return os.Open(file)
}

// split puts sentences together into documents and reports whether more are
// wanted.
func split(file string, sentences iter.Seq2[conllu.Sentence, error], yield func(schema.Document, error) bool) bool {
	doc := newTreebank(file)
	for s, err := range sentences {
		if err != nil {
			if len(doc.Sentences) > 0 && !yield(doc.finish(), nil) {
				return false
			}
			var defect *conllu.Error
			failure := &read.Error{Source: file, Reason: err.Error(), Err: err}
			if errors.As(err, &defect) {
				failure.Line, failure.Reason = defect.Line, defect.Reason
				failure.Hint = "what stands behind this line was not read"
			}
			return yield(schema.Document{ID: file}, failure)
		}
		if id, begins := s.NewDoc(); begins {
			if len(doc.Sentences) > 0 && !yield(doc.finish(), nil) {
				return false
			}
			doc = newTreebank(file)
			if id != "" {
				doc.ID = id
			}
		}
		doc.add(s)
	}
	return len(doc.Sentences) == 0 || yield(doc.finish(), nil)
}

// treebank is a document that is put together from given sentences. Its text has
// a sentence a line.
type treebank struct {
	schema.Document
	text strings.Builder
}

func newTreebank(file string) *treebank {
	return &treebank{Document: schema.Document{
		ID: file, Source: schema.Source{URI: file, Language: "en"}, Have: schema.LayerSections | schema.LayerTokens,
	}}
}

func (t *treebank) add(s conllu.Sentence) {
	words := s.Words()
	if len(words) == 0 {
		return
	}
	start, first := t.text.Len(), len(t.Tokens)
	glued := gluedWords(s)
	for i, w := range words {
		at := t.text.Len()
		t.text.WriteString(w.Form)
		t.Tokens = append(t.Tokens, schema.Token{Span: schema.Span{Start: at, End: t.text.Len()}})
		if i < len(words)-1 && !glued[i] {
			t.text.WriteByte(' ')
		}
	}
	t.Sentences = append(t.Sentences, schema.Sentence{Span: schema.Span{Start: start, End: t.text.Len()}, First: first, End: len(t.Tokens)})
	t.text.WriteByte('\n')
}

// gluedWords reports for each word whether no space follows it: it says so, or it
// lies within a multiword token.
func gluedWords(s conllu.Sentence) []bool {
	var glued []bool
	last, lastGlued := 0, false // of the multiword token we are in
	for _, r := range s.Rows {
		switch {
		case r.ID.IsRange():
			last, lastGlued = r.ID.Last, r.NoSpace()
		case !r.ID.IsWord():
		case r.ID.First < last:
			glued = append(glued, true)
		case r.ID.First == last:
			glued = append(glued, lastGlued)
		default:
			glued = append(glued, r.NoSpace())
		}
	}
	return glued
}

func (t *treebank) finish() schema.Document {
	doc := t.Document
	doc.Text = t.text.String()
	doc.Sections = []schema.Section{{Span: schema.Span{End: len(doc.Text) - 1}, Kind: schema.Body}}
	return doc
}

// sentencesOf writes a document with tags and mentions as CoNLL-U.
func sentencesOf(doc schema.Document) []conllu.Sentence {
	names := nameTags(doc)
	var out []conllu.Sentence
	for n, sent := range doc.Sentences {
		s := conllu.Sentence{Comments: []string{
			fmt.Sprintf("sent_id = %s-%d", doc.ID, n+1),
			"text = " + line(sent.Of(doc.Text)),
		}}
		if n == 0 {
			s.Comments = slices.Insert(s.Comments, 0, "newdoc id = "+doc.ID)
		}
		for i := sent.First; i < sent.End; i++ {
			tag := doc.Tags[i]
			row := conllu.Row{
				ID: conllu.ID{First: i - sent.First + 1}, Form: line(doc.Tokens[i].Of(doc.Text)),
				Lemma: tag.Lemma, UPOS: tag.UPOS, XPOS: tag.XPOS, Feats: tag.Feats, DepRel: tag.Dep,
			}
			if tag.Head >= 0 {
				row.Head = tag.Head - sent.First + 1
			}
			var misc []string
			if names[i] != "" {
				misc = append(misc, "NER="+names[i])
			}
			if i+1 < sent.End && doc.Tokens[i].End == doc.Tokens[i+1].Start {
				misc = append(misc, "SpaceAfter=No")
			}
			row.Misc = strings.Join(misc, "|")
			s.Rows = append(s.Rows, row)
		}
		out = append(out, s)
	}
	return out
}

// nameTags gives each token of a name its IOB2 tag. Nationalities ("Russian") and
// what is no name have none.
func nameTags(doc schema.Document) []string {
	tags := make([]string, len(doc.Tokens))
	for _, m := range doc.Mentions {
		kind := m.NER()
		if kind == "" {
			continue
		}
		for i := m.First; i < m.End; i++ {
			if tags[i] == "" && i == m.First {
				tags[i] = "B-" + kind
			} else if tags[i] == "" {
				tags[i] = "I-" + kind
			}
		}
	}
	return tags
}
