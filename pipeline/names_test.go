package pipeline_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backchannel/pipeline/entities/ner"
	names "backchannel/pipeline/entities/ner/train"
	"backchannel/pipeline/stage"

	"backchannel/schema"
)

func init() {
	measures = append(measures, measure{"names: exact spans and types, dev sets with their own words", "data/ner", measureNames})
}

// measureNames compares the recognizer alone, and the story through entities as
// "parse" prints it, with the names of the gold sets. Words and sentences are
// given.
func measureNames(t *testing.T) string {
	corpora, err := names.OpenCorpora(filepath.Join(shared, "data"), filepath.Join(shared, "gold/exclude.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	model, err := ner.Default()
	if err != nil {
		t.Fatal(err)
	}
	recognizer := func(doc schema.Document) []names.Name {
		var out []names.Name
		for _, n := range model.Names(doc.Text, doc.Sentences, doc.Tokens, nil) {
			out = append(out, names.Name{First: n.First, End: n.End, Type: n.Type})
		}
		return out
	}
	chain := func(doc schema.Document) []names.Name {
		stages, err := story()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range stages {
			if s.Gives&(schema.LayerTags|schema.LayerNames|schema.LayerMentions) != 0 {
				if doc, err = stage.Apply(t.Context(), s, doc); err != nil {
					t.Fatal(err)
				}
			}
		}
		return printed(doc)
	}
	var out strings.Builder
	for _, set := range []struct {
		name, folder string
		write        func(string, int) string
	}{
		{"UNER-EWT", "uner-ewt", nil},
		{"GUM", "gum-names", nil},
		{"UNER-EWT in title case", "uner-ewt", names.TitleCase},
		{"UNER-EWT in capitals", "uner-ewt", names.UpperCase},
		{"news, silver, cleaned", "gmb", nil}, // held out of training, but cleaned by our rules
	} {
		read := corpora.Test
		if set.folder == "gmb" {
			read = corpora.HeldOut
		}
		docs, err := read(set.folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, by := range []struct {
			name  string
			names func(schema.Document) []names.Name
		}{{"recognizer", recognizer}, {"parse", chain}} {
			var all nameCounts
			for _, d := range docs {
				if set.write != nil {
					d = d.Recased(set.write)
				}
				var doc schema.Document
				doc.Text, doc.Sentences, doc.Tokens = d.Text()
				doc.Sections = []schema.Section{{Span: schema.Span{End: len(doc.Text)}, Kind: schema.Body}}
				found := all.add(d.Names(), by.names(doc))
				if strings.Contains(*errs, "names") && strings.Contains(set.name+" "+by.name, strings.TrimPrefix(*errs, "names ")) {
					for _, e := range found {
						listName(t, doc, e)
					}
				}
			}
			fmt.Fprintf(&out, "%-22s %-10s %s\n", set.name, by.name, all)
		}
	}
	return out.String()
}

// printed are the names of a document as "parse" prints them: the outermost ones,
// without nationalities.
func printed(doc schema.Document) []names.Name {
	as := map[string]schema.EntityType{"PER": schema.Person, "LOC": schema.Place, "ORG": schema.Organization}
	var out []names.Name
	end := 0
	for _, m := range doc.Mentions {
		if typ, ok := as[m.NER()]; ok && m.First >= end {
			out = append(out, names.Name{First: m.First, End: m.End, Type: typ})
			end = m.End
		}
	}
	return out
}

// nameCounts counts names by type, and spans whatever their type.
type nameCounts struct {
	types [3]nameCount // person, place, organization
	spans nameCount
}

type nameCount struct{ hit, said, gold int }

func (c nameCount) f1() float64 { return 200 * float64(c.hit) / float64(max(c.said+c.gold, 1)) }

var namesByType = []schema.EntityType{schema.Person, schema.Place, schema.Organization}

// nameError is a name that was missed, or said and wrong.
type nameError struct {
	names.Name
	missed bool
}

func (c *nameCounts) add(gold, said []names.Name) (wrong []nameError) {
	for _, n := range gold {
		c.types[slices.Index(namesByType, n.Type)].gold++
		c.spans.gold++
		if !slices.Contains(said, n) {
			wrong = append(wrong, nameError{n, true})
		}
	}
	for _, n := range said {
		k := &c.types[slices.Index(namesByType, n.Type)]
		k.said++
		c.spans.said++
		if slices.Contains(gold, n) {
			k.hit++
		} else {
			wrong = append(wrong, nameError{n, false})
		}
		if slices.ContainsFunc(gold, func(g names.Name) bool { return g.First == n.First && g.End == n.End }) {
			c.spans.hit++
		}
	}
	return wrong
}

func (c nameCounts) String() string {
	var all nameCount
	for _, k := range c.types {
		all.hit, all.said, all.gold = all.hit+k.hit, all.said+k.said, all.gold+k.gold
	}
	return fmt.Sprintf("F1 %.2f  P %.2f R %.2f  person %.2f place %.2f organization %.2f  spans alone %.2f",
		all.f1(), 100*float64(all.hit)/float64(max(all.said, 1)), 100*float64(all.hit)/float64(max(all.gold, 1)),
		c.types[0].f1(), c.types[1].f1(), c.types[2].f1(), c.spans.f1())
}

func listName(t *testing.T, doc schema.Document, e nameError) {
	what := "said  "
	if e.missed {
		what = "missed"
	}
	words := func(from, to int) string {
		var out []string
		for _, w := range doc.Tokens[max(from, 0):min(to, len(doc.Tokens))] {
			out = append(out, w.Of(doc.Text))
		}
		return strings.Join(out, " ")
	}
	t.Logf("%s %-12s %s [%s] %s", what, e.Type, words(e.First-5, e.First), words(e.First, e.End), words(e.End, e.End+5))
}
