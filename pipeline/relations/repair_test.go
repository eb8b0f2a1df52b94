package relations

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"backchannel/schema"
)

// treeDoc is a document of one sentence, written a word at a time:
// "word/TAG/head/relation", heads from 1, 0 for the root; a name is
// "word/NNP/2/nsubj/PERSON", its next words "…/I". The tag decides the part of
// speech.
func treeDoc(t testing.TB, text string) schema.Document {
	t.Helper()
	var doc schema.Document
	var words []string
	for i, field := range strings.Fields(text) {
		f := strings.Split(field, "/")
		if len(f) < 4 {
			t.Fatalf("%q is no word/TAG/head/relation", field)
		}
		var head int
		if _, err := fmt.Sscan(f[2], &head); err != nil {
			t.Fatal(err)
		}
		start := len(strings.Join(words, " "))
		if i > 0 {
			start++
		}
		words = append(words, f[0])
		doc.Tokens = append(doc.Tokens, schema.Token{Span: schema.Span{Start: start, End: start + len(f[0])}})
		doc.Tags = append(doc.Tags, schema.Tag{Lemma: strings.ToLower(f[0]), UPOS: upos(f[1]), XPOS: f[1], Head: head - 1, Dep: f[3]})
		switch {
		case len(f) < 5:
		case f[4] == "I":
			last := &doc.Mentions[len(doc.Mentions)-1]
			last.End = i + 1
		default:
			kind, typ, title := schema.Named, f[4], ""
			if len(f) > 5 {
				title = strings.ReplaceAll(f[5], "_", " ")
			}
			if typ == "demonym" {
				kind, typ = schema.Demonym, string(schema.Country)
			}
			doc.Mentions = append(doc.Mentions, schema.Mention{First: i, End: i + 1, Head: i, Type: schema.EntityType(typ), Kind: kind, Title: title})
		}
	}
	doc.Text = strings.Join(words, " ")
	end := len(doc.Text)
	doc.Sections = []schema.Section{{Span: schema.Span{End: end}, Kind: schema.Body}}
	doc.Sentences = []schema.Sentence{{Span: schema.Span{End: end}, End: len(words)}}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		m.Span = schema.Span{Start: doc.Tokens[m.First].Start, End: doc.Tokens[m.End-1].End}
		doc.Entities = append(doc.Entities, schema.Entity{Type: m.Type, Name: m.Of(doc.Text), ID: m.Of(doc.Text), Mentions: []int{i}})
	}
	return doc
}

func upos(xpos string) string {
	switch {
	case strings.HasPrefix(xpos, "NNP"):
		return "PROPN"
	case strings.HasPrefix(xpos, "NN"):
		return "NOUN"
	case strings.HasPrefix(xpos, "VB"):
		return "VERB"
	case xpos == "MD":
		return "AUX"
	case xpos == "IN" || xpos == "RP":
		return "ADP"
	case xpos == "TO" || xpos == "POS":
		return "PART"
	case xpos == "DT":
		return "DET"
	case xpos == "JJ":
		return "ADJ"
	case xpos == "RB":
		return "ADV"
	case xpos == "CC":
		return "CCONJ"
	case xpos == "CD":
		return "NUM"
	case xpos == "HYPH" || xpos == "," || xpos == "." || xpos == ":":
		return "PUNCT"
	}
	return "X"
}

// shipped is the index of the ontology that ships.
var shipped = sync.OnceValues(func() (*index, error) {
	onto, err := schema.Diplomacy()
	if err != nil {
		return nil, err
	}
	return compile(onto), nil
})

func viewOfTree(t testing.TB, doc *schema.Document) *sentence {
	t.Helper()
	x, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return viewOf(doc, x).sentence(0)
}

func TestRepair(t *testing.T) {
	for _, c := range []struct {
		name, tree string
		record     bool
		want       []string // "word relation head"
	}{
		{
			name: "a name with two links is one node, and its title hangs on it",
			tree: "Met/VBD/0/root with/IN/3/case Minister/NNP/1/obl Bui/NNP/3/flat/PERSON/Minister Thanh/NNP/6/compound/I Son/NNP/1/obl/I",
			want: []string{"Bui obl Met", "Minister nmod:desc Bui", "with case Bui"},
		},
		{
			name: "names in a row",
			tree: "Met/VBD/0/root with/IN/3/case Ahtisaari/NNP/1/obl/PERSON ,/,/6/punct Premier/NNP/6/nmod:desc Lipponen/NNP/1/nsubj/PERSON/Premier and/CC/8/cc Bildt/NNP/1/conj/PERSON",
			want: []string{"Lipponen conj Ahtisaari", "Bildt conj Ahtisaari", "Ahtisaari obl Met"},
		},
		{
			name: "two clauses are no row",
			tree: "Kerry/NNP/2/nsubj/PERSON met/VBD/0/root Lavrov/NNP/2/obj/PERSON ,/,/7/punct and/CC/7/cc Zarif/NNP/7/nsubj/PERSON met/VBD/2/conj Wang/NNP/7/obj/PERSON",
			want: []string{"Lavrov obj met", "Zarif nsubj met"},
		},
		{
			name: "an apposition does not break a row",
			tree: "met/VBD/0/root with/IN/3/case Mao/NNP/1/obl/PERSON ,/,/6/punct the/DT/6/det chairman/NN/3/appos ,/,/9/punct and/CC/9/cc Zhou/NNP/1/conj/PERSON",
			want: []string{"Zhou conj Mao"},
		},
		{
			name: "nationalities in a row before a noun",
			tree: "attended/VBN/0/root by/IN/3/case Israeli/JJ/1/obl:agent/demonym ,/,/5/punct Syrian/JJ/1/conj/demonym and/CC/8/cc Lebanese/JJ/8/amod/demonym delegations/NNS/3/conj",
			want: []string{"delegations obl:agent attended", "Israeli amod delegations", "Syrian conj Israeli", "Lebanese conj Israeli", "by case delegations"},
		},
		{
			name: "names joined by a dash",
			tree: "the/DT/6/det US/NNP/5/compound/COUNTRY -/HYPH/4/punct ASEAN/NNP/2/flat/ORGANIZATION Leaders/NNPS/6/compound Meeting/NN/0/root",
			want: []string{"ASEAN conj US"},
		},
		{
			name: "en route is no companion",
			tree: "Met/VBD/0/root with/IN/5/case Nehru/NNP/5/compound/PERSON en/NNP/5/compound route/NN/1/obl to/IN/7/case Bangkok/NNP/5/nmod/CITY",
			want: []string{"Nehru obl Met", "with case Nehru"},
		},
		{
			name: "efforts that are suspended", tree: "suspended/VBD/0/root efforts/NNS/1/obj to/TO/4/mark reach/VB/1/advcl",
			want: []string{"reach acl efforts"},
		},
		{
			name: "a gerund with a preposition hangs on the verb", tree: "left/VBD/0/root Geneva/NNP/1/obj/CITY without/IN/4/mark signing/VBG/2/acl",
			want: []string{"signing advcl left"},
		},
		{
			name: "a record's clauses begin anew", record: true,
			tree: "State/NN/2/compound visit/NN/0/root ;/:/4/punct met/VBN/2/acl with/IN/6/case Hirohito/NNP/4/obl/PERSON",
			want: []string{"met root "},
		},
		{
			name: "a record's verb governs its noun", record: true,
			tree: "Attended/VBN/3/amod Summit/NN/3/compound Meeting/NN/0/root",
			want: []string{"Attended root ", "Meeting obj Attended"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := treeDoc(t, c.tree)
			if c.record {
				doc.Source.Actor = "The Traveller"
				doc.Entities = append(doc.Entities, schema.Entity{Type: schema.Person, Name: "The Traveller", ID: "traveller"})
			}
			s := viewOfTree(t, &doc)
			have := map[string]bool{}
			for i := s.first; i < s.end; i++ {
				head := ""
				if h := s.head(i); h >= 0 {
					head = s.word(h)
				}
				have[s.word(i)+" "+s.tag(i).Dep+" "+head] = true
			}
			for _, w := range c.want {
				if !have[w] {
					t.Errorf("lacks %q\nhas   %v", w, have)
				}
			}
			checkTree(t, s)
		})
	}
}

// checkTree reports a word from which no way leads to a root.
func checkTree(t *testing.T, s *sentence) {
	t.Helper()
	for i := s.first; i < s.end; i++ {
		n := 0
		for h := i; h >= 0; h = s.head(h) {
			if n++; n > s.end-s.first {
				t.Fatalf("no root above %q in %q", s.word(i), s.doc.Text)
			}
		}
	}
}

// TestRepairKeepsTrees mends trees at random, with mentions at random, and asks
// that trees they remain.
func TestRepairKeepsTrees(t *testing.T) {
	words := []string{"Met", "with", "en", "route", "Kerry", "Lavrov", ",", "and", "-", "of", "president", "attended", "opening", "summit", "Russian", "to", "efforts", "signing", "without", ";"}
	tags := []string{"VBD", "VBN", "VBG", "VB", "NN", "NNP", "NNS", "JJ", "IN", "TO", "CC", ",", "DT", "RB"}
	deps := []string{"nsubj", "obj", "obl", "conj", "amod", "compound", "flat", "acl", "advcl", "xcomp", "case", "punct", "appos", "nmod", "cc", "mark", "parataxis"}
	types := []string{"PERSON", "COUNTRY", "ORGANIZATION", "CITY", "EVENT", "AGREEMENT", "demonym"}
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(of []string) string { return of[r.IntN(len(of))] }
	for range 3000 {
		n := 2 + r.IntN(12)
		order := r.Perm(n) // each word hangs on one before it in this order
		heads := make([]int, n)
		for k := 1; k < n; k++ {
			heads[order[k]] = order[r.IntN(k)] + 1
		}
		var b strings.Builder
		mention := false
		for i := range n {
			dep := pick(deps)
			if heads[i] == 0 {
				dep = "root"
			}
			fmt.Fprintf(&b, "%s/%s/%d/%s", pick(words), pick(tags), heads[i], dep)
			switch x := r.IntN(4); {
			case x == 0:
				fmt.Fprintf(&b, "/%s", pick(types))
				if r.IntN(2) == 0 && i > 0 {
					b.WriteString("/president")
				}
				mention = true
			case x == 1 && mention:
				b.WriteString("/I")
			default:
				mention = false
			}
			b.WriteByte(' ')
		}
		doc := treeDoc(t, b.String())
		if r.IntN(2) == 0 {
			doc.Source.Actor = "The Traveller"
			doc.Entities = append(doc.Entities, schema.Entity{Type: schema.Person, Name: "The Traveller", ID: "traveller"})
		}
		checkTree(t, viewOfTree(t, &doc))
		if t.Failed() {
			t.Fatalf("from %s", b.String())
		}
	}
}
