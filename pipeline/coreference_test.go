package pipeline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"backchannel/schema"
)

// chain is a coreference chain of a gold document: spans of bytes.
type chain struct {
	spans []schema.Span
	named bool
}

// readChains reads a document in CoNLL coreference format as running text, words
// parted by blanks, and its chains. A chain is named when one of its spans begins
// or ends with a capital inside a sentence.
func readChains(t *testing.T, file string) (text string, chains []*chain) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	byID := map[string]*chain{}
	var order []string
	open := map[string][]int{}
	closeSpan := func(id string, start, end int) {
		if byID[id] == nil {
			byID[id] = &chain{}
			order = append(order, id)
		}
		byID[id].spans = append(byID[id].spans, schema.Span{Start: start, End: end})
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) < 3 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		start := b.Len()
		b.WriteString(f[1])
		end := b.Len()
		for rest := f[2]; rest != "" && rest != "_"; {
			n := 1
			if rest[0] == '(' {
				n = 1 + len(rest[1:]) - len(strings.TrimLeft(rest[1:], "0123456789"))
				id := rest[1:n]
				if n < len(rest) && rest[n] == ')' {
					closeSpan(id, start, end)
					n++
				} else {
					open[id] = append(open[id], start)
				}
			} else {
				n = len(rest) - len(strings.TrimLeft(rest, "0123456789"))
				id := rest[:n]
				if from := open[id]; len(from) > 0 {
					closeSpan(id, from[len(from)-1], end)
					open[id] = from[:len(from)-1]
				}
				n++
			}
			rest = rest[min(n, len(rest)):]
		}
	}
	text = b.String()
	for _, id := range order {
		c := byID[id]
		for _, s := range c.spans {
			words := strings.Fields(s.Of(text))
			c.named = c.named || named(words[len(words)-1]) || len(words) > 1 && named(words[0]) && named(words[1])
		}
		chains = append(chains, c)
	}
	return text, chains
}

func named(word string) bool {
	first := []rune(word)[0]
	return unicode.IsUpper(first) && !pronouns[strings.ToLower(word)]
}

var pronouns = map[string]bool{"i": true, "he": true, "she": true, "they": true, "we": true, "it": true, "his": true, "her": true, "their": true, "its": true, "our": true, "my": true,
	"him": true, "them": true, "us": true, "me": true, "himself": true, "herself": true, "itself": true, "themselves": true, "who": true, "whose": true, "whom": true, "you": true, "your": true, "this": true, "that": true, "these": true, "those": true}

// measureCoreference counts, on the development documents of OntoGUM, how many
// pronouns and descriptions of chains with a name are joined to the right name,
// and how many of those joined are right. First and second person are left out.
func measureCoreference(t *testing.T) string {
	files, _ := filepath.Glob(filepath.Join(shared, "data/coref/gum-ontogum/dev/*.conll"))
	if len(files) == 0 {
		t.Fatal("no files of OntoGUM")
	}
	right, said, want := 0, 0, 0
	for _, file := range files {
		text, chains := readChains(t, file)
		at := func(s schema.Span) *chain { // of the smallest gold span around s
			var best *chain
			size := 1 << 30
			for _, c := range chains {
				for _, g := range c.spans {
					if g.Contains(s) && g.Len() < size {
						best, size = c, g.Len()
					}
				}
			}
			return best
		}
		for _, c := range chains {
			for _, s := range c.spans {
				words := strings.Fields(s.Of(text))
				w := strings.ToLower(words[0])
				if !c.named || named(words[len(words)-1]) || len(words) == 1 && (strings.Contains(" i me my we us our you your ", " "+w+" ") || !pronouns[w]) || len(words) > 4 {
					continue
				}
				want++
			}
		}
		doc := mustRead(t, schema.Document{ID: filepath.Base(file), Text: text})
		for _, e := range doc.Entities {
			names := map[*chain]int{}
			for _, m := range e.Mentions {
				if k := doc.Mentions[m].Kind; k == schema.Named || k == schema.Demonym {
					names[at(doc.Mentions[m].Span)]++
				}
			}
			if len(names) == 0 {
				continue
			}
			for _, m := range e.Mentions {
				mention := doc.Mentions[m]
				if mention.Kind != schema.Pronoun && mention.Kind != schema.Nominal {
					continue
				}
				c := at(mention.Span)
				said++
				ok := c != nil && names[c] > 0
				if ok {
					right++
				}
				if strings.Contains(*errs, "coreference") && !ok {
					t.Logf("%s: %s for %s: %s", doc.ID, mention.Of(text), e.Name, doc.Sentences[mention.Sentence].Of(text))
				}
			}
		}
	}
	return fmt.Sprintf("precision %.3f recall %.3f  (%d of %d joined right, %d joined)\n", float64(right)/float64(max(said, 1)), float64(right)/float64(max(want, 1)), right, want, said)
}
