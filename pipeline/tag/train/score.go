package train

import (
	"fmt"
	"strings"

	"backchannel/schema"
	"backchannel/schema/conllu"
)

// Score is how often the tags are right on one treebank, in per cent of its
// words, given its sentences and words (CoNLL 2018 shared task: UAS and LAS by
// universal relations, and also by the full ones).
type Score struct {
	Treebank                 string
	Words                    int
	UPOS, XPOS, Feats, Lemma float64
	UAS, LAS, FullLAS        float64
}

func (s Score) String() string {
	return fmt.Sprintf("%-4s words %d  UPOS %.2f  XPOS %.2f  feats %.2f  lemma %.2f  UAS %.2f  LAS %.2f  LAS with subtypes %.2f", s.Treebank, s.Words, s.UPOS, s.XPOS, s.Feats, s.Lemma, s.UAS, s.LAS, s.FullLAS)
}

// Scores gives the sentences and words of each dev set as a document to tag, and
// compares its tags.
func (d *Data) Scores(tag func(schema.Document) (schema.Document, error)) ([]Score, error) {
	var all []Score
	for _, file := range devFiles {
		trees, err := d.trees(file)
		if err != nil {
			return nil, err
		}
		doc, err := tag(document(trees))
		if err != nil {
			return nil, err
		}
		all = append(all, compare(strings.ToUpper(file[len("treebank/"):][:3]), trees, doc))
	}
	return all, nil
}

// document makes a document of the trees' sentences and words, with blanks between
// them.
func document(trees []conllu.Sentence) schema.Document {
	doc := schema.Document{ID: "treebank"}
	var text strings.Builder
	for _, s := range trees {
		sentence := schema.Sentence{First: len(doc.Tokens), Span: schema.Span{Start: text.Len()}}
		for _, w := range s.Words() {
			at := text.Len()
			text.WriteString(w.Form)
			doc.Tokens = append(doc.Tokens, schema.Token{Span: schema.Span{Start: at, End: text.Len()}})
			text.WriteByte(' ')
		}
		sentence.End, sentence.Span.End = len(doc.Tokens), text.Len()
		doc.Sentences = append(doc.Sentences, sentence)
	}
	doc.Text = text.String()
	return doc
}

func compare(name string, trees []conllu.Sentence, doc schema.Document) Score {
	var upos, xpos, feats, lemma, arcs, labelled, full, all int
	for n, s := range trees {
		first := doc.Sentences[n].First
		for i, w := range s.Words() {
			all++
			t := doc.Tags[first+i]
			upos += one(t.UPOS == w.UPOS)
			xpos += one(t.XPOS == w.XPOS)
			feats += one(t.Feats == plainFeatures(w.Feats))
			lemma += one(t.Lemma == w.Lemma)
			head := 0
			if t.Head >= 0 {
				head = t.Head - first + 1
			}
			if head != w.Head {
				continue
			}
			arcs++
			full += one(t.Dep == w.DepRel)
			labelled += one(universal(t.Dep) == universal(w.DepRel))
		}
	}
	share := func(n int) float64 { return 100 * float64(n) / float64(max(all, 1)) }
	return Score{Treebank: name, Words: all, UPOS: share(upos), XPOS: share(xpos), Feats: share(feats), Lemma: share(lemma), UAS: share(arcs), LAS: share(labelled), FullLAS: share(full)}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// universal cuts the subtype off a relation.
func universal(relation string) string {
	relation, _, _ = strings.Cut(relation, ":")
	return relation
}
