package pipeline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backchannel/schema"
	"backchannel/schema/conllu"
)

// The figure of coreference. OntoGUM says which spans of a document mean the
// same, the treebank GUM holds the same documents as they were written, with
// paragraphs, blanks and trees. Of both the development part is read.
//
// A span is a name, a pronoun or a description by the word that heads it in the
// tree. Wanted are the personal and possessive pronouns of the third person and
// the descriptions in chains with a name. Left out are what OntoGUM does not
// annotate: relative pronouns, several antecedents at once ("both"), and
// governments and officials, which by this project's convention count as their
// state.

// goldText is a document of OntoGUM.
type goldText struct {
	id     string
	text   string
	chains []*chain
}

type chain struct {
	spans []goldSpan
	named bool
}

type goldSpan struct {
	schema.Span
	head schema.Span // the word that heads it
	kind schema.MentionKind
}

// want reports a span that has to be joined to its chain's name.
func (c *chain) want(s goldSpan, text string) bool {
	if !c.named || s.kind == schema.Named {
		return false
	}
	return s.kind == schema.Nominal || third[strings.ToLower(s.Of(text))]
}

var third = wordSet("he she it they him her them his its their hers theirs himself herself itself themselves")

// relative and governments are words of mentions that OntoGUM cannot judge.
var (
	relative    = wordSet("who whom whose which that")
	governments = wordSet("country nation state city kingdom republic town province region island territory capital")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// mustReadCoreference reads the documents of a folder of OntoGUM.
func mustReadCoreference(t *testing.T, folder, treebank string) []goldText {
	t.Helper()
	f, err := os.Open(treebank)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	trees := map[string][]conllu.Sentence{}
	var id string
	for s, err := range conllu.Read(f) {
		if err != nil {
			t.Fatal(err)
		}
		if doc, begins := s.NewDoc(); begins {
			id = doc
		}
		trees[id] = append(trees[id], s)
	}
	files, _ := filepath.Glob(filepath.Join(folder, "*.conll"))
	if len(files) == 0 {
		t.Fatalf("no files of OntoGUM in %s", folder)
	}
	var out []goldText
	for _, file := range files {
		doc := goldText{id: strings.TrimSuffix(filepath.Base(file), ".conll")}
		var words []goldWord
		doc.text, words = running(t, trees[doc.id])
		doc.chains = readChains(t, file, words)
		for _, c := range doc.chains {
			for _, s := range c.spans {
				c.named = c.named || s.kind == schema.Named
			}
		}
		out = append(out, doc)
	}
	return out
}

type goldWord struct {
	schema.Span
	head int // number of the word that it hangs on, -1 at a root
	upos string
}

// running is the text of sentences as it was written: a blank between sentences,
// a blank line between paragraphs.
func running(t *testing.T, sentences []conllu.Sentence) (string, []goldWord) {
	t.Helper()
	var text strings.Builder
	var words []goldWord
	for _, s := range sentences {
		if _, paragraph := s.Value("newpar"); text.Len() > 0 && paragraph {
			text.WriteString("\n\n")
		} else if text.Len() > 0 {
			text.WriteByte(' ')
		}
		at, base := 0, len(words)
		for _, w := range s.Words() {
			i := strings.Index(s.Text()[at:], w.Form)
			if i < 0 {
				t.Fatalf("%s: no word %q in %q", s.ID(), w.Form, s.Text()[at:])
			}
			start := text.Len() + at + i
			words = append(words, goldWord{schema.Span{Start: start, End: start + len(w.Form)}, base + w.Head - 1, w.UPOS})
			if w.Head == 0 {
				words[len(words)-1].head = -1
			}
			at += i + len(w.Form)
		}
		text.WriteString(s.Text())
	}
	return text.String(), words
}

// readChains reads the brackets of a file in CoNLL format: "(1(2)" opens chain 1
// and has the one word as a span of chain 2.
func readChains(t *testing.T, file string, words []goldWord) []*chain {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var order []*chain
	byID := map[string]*chain{}
	open := map[string][]int{}
	add := func(id string, first, last int) {
		if byID[id] == nil {
			byID[id] = &chain{}
			order = append(order, byID[id])
		}
		byID[id].spans = append(byID[id].spans, spanOf(words, first, last))
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) < 3 {
			continue
		}
		if n == len(words) {
			t.Fatalf("%s: more words than the treebank has", file)
		}
		for rest := f[2]; rest != "" && rest != "_"; {
			opens := rest[0] == '('
			rest = strings.TrimPrefix(rest, "(")
			id := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
			if id == "" {
				t.Fatalf("%s: brackets %q", file, f[2])
			}
			rest = rest[len(id):]
			closes := strings.HasPrefix(rest, ")")
			rest = strings.TrimPrefix(rest, ")")
			switch from := open[id]; {
			case opens && closes:
				add(id, n, n)
			case opens:
				open[id] = append(from, n)
			case len(from) > 0:
				add(id, from[len(from)-1], n)
				open[id] = from[:len(from)-1]
			}
		}
		n++
	}
	return order
}

func spanOf(words []goldWord, first, last int) goldSpan {
	s := goldSpan{Span: schema.Span{Start: words[first].Start, End: words[last].End}}
	for i := first; i <= last; i++ {
		if h := words[i].head; (h < first || h > last) && words[i].upos != "PUNCT" {
			s.head = words[i].Span
			switch words[i].upos {
			case "PROPN":
				s.kind = schema.Named
			case "PRON", "DET":
				s.kind = schema.Pronoun
			default:
				s.kind = schema.Nominal
			}
			break
		}
	}
	return s
}

// around is the chain of the smallest span that holds s, headed by the word at
// head where that is not empty.
func (d goldText) around(s, head schema.Span) *chain {
	var best *chain
	size := len(d.text) + 1
	for _, c := range d.chains {
		for _, g := range c.spans {
			if g.Contains(s) && g.Len() < size && (head == schema.Span{} || g.head.Overlaps(head)) {
				best, size = c, g.Len()
			}
		}
	}
	return best
}

// measureCoreference counts how many pronouns and descriptions of chains with a
// name are joined to the right name, and how many of those joined are right.
func measureCoreference(t *testing.T) string {
	return coreferenceOf(t, "dev")
}

func coreferenceOf(t *testing.T, part string) string {
	docs := mustReadCoreference(t, filepath.Join(shared, "data/coref/gum-ontogum", part), filepath.Join(shared, "data/treebank/gum", "en_gum-clean-"+part+".conllu"))
	right, said, want := 0, 0, 0
	for _, gold := range docs {
		doc := mustRead(t, schema.Document{ID: gold.id, Text: gold.text})
		found := joined(doc, gold)
		tell := *errs != "" && strings.Contains("coreference", *errs)
		for _, j := range found {
			said++
			if j.right {
				right++
			} else if tell {
				t.Logf("%s: WRONG %q for %s: %s", doc.ID, j.mention.Of(doc.Text), j.entity, doc.Sentences[j.mention.Sentence].Of(doc.Text))
			}
		}
		for _, c := range gold.chains {
			for _, s := range c.spans {
				if !c.want(s, gold.text) {
					continue
				}
				want++
				if tell && !slices.ContainsFunc(found, func(j join) bool { return j.right && s.head.Overlaps(j.head) }) {
					i := slices.IndexFunc(doc.Sentences, func(x schema.Sentence) bool { return x.End > x.First && x.Contains(s.head) })
					t.Logf("%s: MISS %q for %q: %s", doc.ID, s.Of(doc.Text), c.spans[0].Of(doc.Text), doc.Sentences[max(i, 0)].Of(doc.Text))
				}
			}
		}
	}
	return fmt.Sprintf("precision %.3f recall %.3f  (%d of %d joined right, %d joined)\n", float64(right)/float64(max(said, 1)), float64(right)/float64(max(want, 1)), right, want, said)
}

// join is a pronoun or a description under a named entity.
type join struct {
	mention schema.Mention
	head    schema.Span
	entity  string
	right   bool
}

func joined(doc schema.Document, gold goldText) []join {
	entities := make([]int, len(doc.Mentions))
	for _, e := range doc.Entities {
		for _, m := range e.Mentions {
			entities[m]++
		}
	}
	var out []join
	for _, e := range doc.Entities {
		names := map[*chain]bool{}
		for _, i := range e.Mentions {
			if m := doc.Mentions[i]; m.Kind == schema.Named || m.Kind == schema.Demonym {
				names[gold.around(m.Span, schema.Span{})] = true
			}
		}
		if len(names) == 0 {
			continue
		}
		for _, i := range e.Mentions {
			m := doc.Mentions[i]
			head := doc.Tokens[m.Head].Span
			word := strings.ToLower(head.Of(doc.Text))
			switch {
			case entities[i] > 1 || relative[word] || m.Type == schema.Person && e.Type != schema.Person && m.Kind == schema.Nominal:
				continue
			case m.Kind == schema.Pronoun:
			case m.Kind == schema.Nominal && (m.Type != schema.Country || governments[word]):
			default:
				continue
			}
			c := gold.around(head, head)
			out = append(out, join{m, head, e.Name, c != nil && names[c]})
		}
	}
	return out
}
