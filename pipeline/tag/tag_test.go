package tag

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"backchannel/pipeline/stage"
	"backchannel/schema"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const data = "../../../shared/data" // beside the repository

// document makes a document of sentences whose words have spaces between them.
func document(sentences ...string) schema.Document {
	doc := schema.Document{ID: "test"}
	var text strings.Builder
	for _, words := range sentences {
		s := schema.Sentence{First: len(doc.Tokens)}
		start := text.Len()
		for word := range strings.FieldsSeq(words) {
			at := text.Len()
			text.WriteString(word)
			doc.Tokens = append(doc.Tokens, schema.Token{Span: schema.Span{Start: at, End: text.Len()}})
			text.WriteByte(' ')
		}
		s.End, s.Span = len(doc.Tokens), schema.Span{Start: start, End: text.Len()}
		doc.Sentences = append(doc.Sentences, s)
	}
	doc.Text = text.String()
	return doc
}

func apply(t testing.TB, doc schema.Document) schema.Document {
	t.Helper()
	out, err := stage.Apply(context.Background(), New(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// checkTrees reports sentences that are not trees: one root, every head within
// the sentence, no cycle.
func checkTrees(t testing.TB, doc schema.Document) {
	t.Helper()
	if len(doc.Tags) != len(doc.Tokens) {
		t.Fatalf("%d tags for %d tokens", len(doc.Tags), len(doc.Tokens))
	}
	for n, s := range doc.Sentences {
		roots := 0
		reaches := make([]bool, s.End-s.First)
		for i := s.First; i < s.End; i++ {
			tag := doc.Tags[i]
			if tag.UPOS == "" || tag.XPOS == "" || tag.Dep == "" || tag.Lemma == "" && doc.Tokens[i].Len() > 0 {
				t.Errorf("sentence %d, word %d: incomplete %+v", n, i, tag)
			}
			if tag.Head == -1 {
				roots++
			} else if tag.Head < s.First || tag.Head >= s.End {
				t.Fatalf("sentence %d, word %d: head %d is outside of it", n, i, tag.Head)
			}
			if (tag.Head == -1) != (tag.Dep == "root") {
				t.Errorf("sentence %d, word %d: head %d by %s", n, i, tag.Head, tag.Dep)
			}
			var path []int
			for at := i; at >= 0 && !reaches[at-s.First]; at = doc.Tags[at].Head {
				if path = append(path, at); len(path) > s.End-s.First {
					t.Fatalf("sentence %d: a cycle through word %d", n, i)
				}
			}
			for _, at := range path {
				reaches[at-s.First] = true
			}
		}
		if s.End > s.First && roots != 1 {
			t.Errorf("sentence %d has %d roots", n, roots)
		}
	}
}

// The sentences are ours. Each line of a case is a word, its Penn tag, lemma,
// relation and head, as the stage gives them today.
func TestGolden(t *testing.T) {
	doc := apply(t, document(
		"The foreign ministers of Norway and Chile met in Oslo on Monday .",
		"Talks between the two sides were called off by the envoy , who accused Tarkistan of breaking the truce .",
		"She has not signed the treaty yet , but she will .",
		"Norway Threatens To Halt Talks With Chile",
		"NORWAY SIGNS TREATY WITH CHILE",
		"Chile - Norway talks resume",
	))
	checkTrees(t, doc)
	var got strings.Builder
	for _, s := range doc.Sentences {
		for i := s.First; i < s.End; i++ {
			tag, head := doc.Tags[i], "-"
			if tag.Head >= 0 {
				head = doc.Tokens[tag.Head].Of(doc.Text)
			}
			fmt.Fprintf(&got, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", doc.Tokens[i].Of(doc.Text), tag.UPOS, tag.XPOS, tag.Lemma, tag.Dep, head, tag.Feats)
		}
		got.WriteByte('\n')
	}
	compare(t, "testdata/sentences.tsv", got.String())
}

// compare compares with a golden file, or rewrites it.
func compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-update rewrites it):\n%s", file, diff)
	}
}

// Headlines put their verbs in capitals and in the present tense; each of these
// has one finite verb that is its root.
func TestHeadlines(t *testing.T) {
	cases := []struct{ headline, verb string }{
		{"Norway Threatens To Halt Talks With Chile", "Threatens"},
		{"Chile Rejects Norway 's Offer On Fishing Rights", "Rejects"},
		{"Envoys Meet In Geneva To Discuss Cease - fire", "Meet"},
		{"Prime Minister Visits Ghana For Trade Summit", "Visits"},
		{"Peru Accuses Rebels Of Breaking Truce", "Accuses"},
		{"Kenya Hosts Talks On Border Dispute", "Hosts"},
		{"Finland And Latvia Sign Pact On Energy", "Sign"},
		{"President Backs Plan For Peace Conference", "Backs"},
		{"Japan Warns Neighbours Over Missile Tests", "Warns"},
		{"Minister Denies Report Of Secret Talks", "Denies"},
		{"Turkey Urges Restraint After Border Clash", "Urges"},
		{"Parliament Approves Treaty With Brazil", "Approves"},
		{"Spain Demands Apology From Ambassador", "Demands"},
		{"Nepal Welcomes Deal To End Strike", "Welcomes"},
		{"Rebels Release Two Hostages In Mali", "Release"},
		{"Canada To Send Troops To Haiti", "Send"},
		{"Malta Says Migrants Rescued At Sea", "Says"},
		{"Leaders Fail To Agree On Climate Fund", "Fail"},
		{"Iceland Cuts Ties With Island Government", "Cuts"},
		{"Court Orders Release Of Opposition Leader", "Orders"},
	}
	right := 0
	for _, shape := range []func(string) string{func(s string) string { return s }, strings.ToUpper} {
		for _, c := range cases {
			doc := apply(t, document(shape(c.headline)))
			checkTrees(t, doc)
			for i, tag := range doc.Tags {
				if tag.Head != -1 {
					continue
				}
				if word := doc.Tokens[i].Of(doc.Text); word == shape(c.verb) && tag.UPOS == "VERB" {
					right++
				} else {
					t.Logf("%s: the root is %s, %s", shape(c.headline), word, tag.XPOS)
				}
			}
		}
	}
	if all := 2 * len(cases); right*10 < all*headlinesRight {
		t.Errorf("the verb is the root in %d of %d headlines", right, all)
	} else {
		t.Logf("the verb is the root in %d of %d headlines", right, all)
	}
}

// headlinesRight is how many of ten headlines must be right.
const headlinesRight = 8

func TestConcurrent(t *testing.T) {
	doc := document("The envoy of Peru met the rebels in Lima .", "They agreed on a truce .", "Really ?")
	want := apply(t, doc)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				if got := apply(t, doc); !cmp.Equal(want.Tags, got.Tags) {
					t.Error("the same document, another answer")
				}
			}
		})
	}
	wait.Wait()
}

// A sentence's tags do not depend on what the worker has read before.
func TestSentencesAlone(t *testing.T) {
	sentences := []string{"Ghana signed the accord in May .", "GHANA SIGNS ACCORD", "“ No , ” she said .", "x"}
	together := apply(t, document(sentences...))
	for n, s := range together.Sentences {
		alone := apply(t, document(sentences[n]))
		for i := range alone.Tags {
			want := together.Tags[s.First+i]
			if want.Head >= 0 {
				want.Head -= s.First
			}
			if !cmp.Equal(want, alone.Tags[i]) {
				t.Errorf("%q, word %d: %+v alone, %+v among others", sentences[n], i, alone.Tags[i], want)
			}
		}
	}
}

func TestVeryLongSentence(t *testing.T) {
	doc := apply(t, document(strings.Repeat("the envoy met , and ", 20000)))
	checkTrees(t, doc)
}

func FuzzTag(f *testing.F) {
	f.Add("The envoys met in Oslo .", 3)
	f.Add("ȺȺȺȺ's \xff\xfe 12,000 ’s … — NORWAY", 1)
	f.Add("“”‘’ \u0130 \u1e9e \x00", 2)
	f.Fuzz(func(t *testing.T, text string, cut int) {
		words := strings.Fields(text)
		if len(words) == 0 {
			return
		}
		cut = ((cut % len(words)) + len(words)) % len(words)
		doc := document(strings.Join(words[:cut], " "), strings.Join(words[cut:], " "))
		checkTrees(t, apply(t, doc))
	})
}
