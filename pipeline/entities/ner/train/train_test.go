package train

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"backchannel/pipeline/entities/ner/internal/crf"
)

const shared = "../../../../../shared"

func open(t *testing.T) *Corpora {
	t.Helper()
	if _, err := os.Stat(shared + "/data/ner"); err != nil {
		t.Skipf("no corpora beside the repository: %v", err)
	}
	c, err := OpenCorpora(shared+"/data", shared+"/gold/exclude.tsv")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// marks reads a sentence whose names are written "[PER Ann Tan]".
func marks(text string) labelled {
	classes := map[string]crf.Class{"PER": crf.Person, "LOC": crf.Place, "ORG": crf.Organization, "MISC": crf.Misc}
	var l labelled
	var n crf.Name
	for _, w := range strings.Fields(text) {
		if rest, begins := strings.CutPrefix(w, "["); begins {
			n = crf.Name{First: len(l.words), Class: classes[rest]}
			continue
		}
		rest, ends := strings.CutSuffix(w, "]")
		l.words = append(l.words, rest)
		if ends {
			n.End = len(l.words)
			l.names = append(l.names, n)
		}
	}
	return l
}

func shown(s Sentence) string {
	var out []string
	at := 0
	for _, n := range s.Names() {
		out = append(out, s.Words[at:n.First]...)
		out = append(out, fmt.Sprintf("[%s %s]", [...]string{"PER", "LOC", "ORG"}[n.Class], strings.Join(s.Words[n.First:n.End], " ")))
		at = n.End
	}
	return strings.Join(append(out, s.Words[at:]...), " ")
}

func TestConventions(t *testing.T) {
	c := open(t)
	for _, k := range []struct{ is, want string }{
		{"[PER President Ann Tan] spoke", "President [PER Ann Tan] spoke"},
		{"[PER Deputy Prime Minister Tan] spoke", "Deputy Prime Minister [PER Tan] spoke"},
		{"[PER Mr.] spoke", "Mr. spoke"},
		{"[PER Major] spoke", "[PER Major] spoke"},
		{"[ORG U.S.] troops", "[LOC U.S.] troops"},
		{"[LOC Russian] troops", "Russian troops"},
		{"a [LOC US-Russia] summit", "a [LOC US - Russia] summit"},
		{"[LOC South] African voters", "South African voters"},
	} {
		if got := shown(c.rules.sentence(marks(k.is))); got != k.want {
			t.Errorf("%s: got %s, want %s", k.is, got, k.want)
		}
	}
}

// The bank calls names now this, now that; the lists and its other places decide.
func TestVotes(t *testing.T) {
	c := open(t)
	v := &votes{c: c, names: map[string]*[crf.NumClasses]int{}, bank: map[string]*[crf.NumClasses]int{}, last: map[string]int{}}
	for _, s := range []string{"[PER Ana Velmora]", "[PER Bo Velmora]", "[PER Cy Velmora]", "[ORG Velmora]", "[ORG Dunwich Front]", "[LOC Dunwich Front]"} {
		l := marks(s)
		n := l.names[0]
		v.count(v.bank, l.words[n.First:n.End], n.Class)
	}
	for _, k := range []struct{ is, want string }{
		{"[ORG Tehran] said", "[LOC Tehran] said"},
		{"[LOC U.N.] envoys", "[ORG U.N.] envoys"},
		{"[ORG Velmora] said", "[PER Velmora] said"},
		{"[LOC southern Afghanistan]", "southern [LOC Afghanistan]"},
		{"[ORG King Velmora]", "King [PER Velmora]"},
		{"[LOC Islam] forbids it", "Islam forbids it"},
		{"the [ORG Dunwich Front]", "the Dunwich Front"}, // nobody can tell
	} {
		l := marks(k.is)
		l.unknown = make([]bool, len(l.words))
		var names []crf.Name
		for _, n := range l.names {
			names = append(names, v.decide(l, n)...)
		}
		l.names = names
		if got := shown(c.rules.sentence(l)); got != k.want {
			t.Errorf("%s: got %s, want %s", k.is, got, k.want)
		}
	}
}

// A name that is marked once is spread over its text; other capitals are unknown.
func TestSpread(t *testing.T) {
	c := open(t)
	var m marked
	m.read("Ana Velmora met Tan. Velmora left.")
	m.mark(crf.Name{First: 0, End: 2, Class: crf.Person})
	d := c.spreadNames([]marked{m}, 1)[0]
	if got, want := shown(d.Sentences[0])+" "+shown(d.Sentences[1]), "[PER Ana Velmora] met Tan . [PER Velmora] left ."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if tan := d.Sentences[0].Allowed[3]; tan != anyLabel {
		t.Errorf("Tan may be %b, want anything", tan)
	}
}

// The test sets are as annotated, but for GUM's titles.
func TestTestSets(t *testing.T) {
	c := open(t)
	for _, set := range []string{"uner-ewt", "gum-names"} {
		docs, err := c.Test(set)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, d := range docs {
			for _, name := range d.Names() {
				n++
				if name.End <= name.First || name.Type == "" {
					t.Fatalf("%s: name %+v", set, name)
				}
			}
		}
		if n < 300 {
			t.Errorf("%s has %d names", set, n)
		}
	}
	if _, err := c.Test("conll"); err == nil {
		t.Error("an unknown set is read")
	}
}
