package conllu_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"backchannel/schema/conllu"

	"github.com/google/go-cmp/cmp"
)

const sample = `# newdoc id = own-1
# sent_id = own-1-1
# text = The envoys didn't meet, he said.
# newpar
1	The	the	DET	DT	Definite=Def|PronType=Art	2	det	2:det	_
2	envoys	envoy	NOUN	NNS	Number=Plur	5	nsubj	5:nsubj	_
3-4	didn't	_	_	_	_	_	_	_	_
3	did	do	AUX	VBD	_	5	aux	5:aux	_
4	n't	not	PART	RB	_	5	advmod	5:advmod	_
5	meet	meet	VERB	VB	VerbForm=Inf	0	root	0:root	SpaceAfter=No
5.1	met	_	_	_	_	_	_	0:x	_
6	,	,	PUNCT	,	_	8	punct	_	_
7	he	he	PRON	PRP	_	8	nsubj	_	_
8	said	say	VERB	VBD	_	5	parataxis	_	SpaceAfter=No|Note=a
9	.	.	PUNCT	.	_	5	punct	_	_

1	_	_	SYM	NFP	_	0	root	_	_

`

func read(t *testing.T, text string) []conllu.Sentence {
	t.Helper()
	var all []conllu.Sentence
	for s, err := range conllu.Read(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

func TestRead(t *testing.T) {
	all := read(t, sample)
	if len(all) != 2 {
		t.Fatalf("%d sentences, want 2", len(all))
	}
	s := all[0]
	if doc, begins := s.NewDoc(); doc != "own-1" || !begins {
		t.Errorf("NewDoc() = %q, %v", doc, begins)
	}
	if s.ID() != "own-1-1" || s.Text() != "The envoys didn't meet, he said." {
		t.Errorf("ID %q, Text %q", s.ID(), s.Text())
	}
	if v, ok := s.Value("newpar"); v != "" || !ok {
		t.Errorf("newpar: %q, %v", v, ok)
	}
	words := s.Words()
	if len(s.Rows) != 11 || len(words) != 9 {
		t.Fatalf("%d rows, %d words, want 11 and 9", len(s.Rows), len(words))
	}
	for i, w := range words {
		if w.ID.First != i+1 {
			t.Errorf("word %d has number %v", i, w.ID)
		}
	}
	want := conllu.Row{ID: conllu.ID{First: 8}, Form: "said", Lemma: "say", UPOS: "VERB", XPOS: "VBD", Head: 5, DepRel: "parataxis", Misc: "SpaceAfter=No|Note=a"}
	if diff := cmp.Diff(want, words[7]); diff != "" {
		t.Error(diff)
	}
	if !words[7].NoSpace() || words[7].MiscValue("Note") != "a" || words[0].NoSpace() {
		t.Error("MISC is misread")
	}
	if r := s.Rows[2]; !r.ID.IsRange() || r.ID != (conllu.ID{First: 3, Last: 4}) || r.Head != -1 {
		t.Errorf("range reads as %+v", r)
	}
	if r := s.Rows[6]; !r.ID.IsEmpty() || r.ID != (conllu.ID{First: 5, Sub: 1}) {
		t.Errorf("empty node reads as %+v", r)
	}
	if w := all[1].Words()[0]; w.Form != "_" || w.Lemma != "_" {
		t.Errorf("an underscore reads as %+v", w)
	}
}

func TestWriteGivesBack(t *testing.T) {
	var out bytes.Buffer
	if err := conllu.Write(&out, read(t, sample)...); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sample, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestReadErrors(t *testing.T) {
	for _, tt := range []struct {
		text string
		line int
	}{
		{"1\tword\n", 1},
		{"# c\n\n1-1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", 3},
		{"x\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", 1},
		{"1\ta\t_\t_\t_\t_\tzwei\t_\t_\t_\n", 1},
		{"1\ta\t_\t_\t_\t_\t_\t_\t_\t_\t_\n", 1},
	} {
		var bad *conllu.Error
		for _, err := range conllu.Read(strings.NewReader(tt.text)) {
			if err != nil && !errors.As(err, &bad) {
				t.Errorf("%q: %v is no *Error", tt.text, err)
			}
		}
		if bad == nil || bad.Line != tt.line {
			t.Errorf("%q: %v, want an error in line %d", tt.text, bad, tt.line)
		}
	}
}

// The treebanks beside the project come back byte for byte.
func TestTreebanks(t *testing.T) {
	const pattern = "../../../shared/data/treebank/*/*-dev.conllu"
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Skipf("no treebank at %s", pattern)
	}
	for _, file := range files {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := conllu.Write(&got, read(t, string(want))...); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, got.Bytes()) {
			t.Errorf("%s changed on its way through Read and Write", file)
		}
	}
}

// The law: what Read accepts, Write writes so that it reads the same again.
func FuzzRead(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte("# a = b\r\n1\tx\ty\t_\t_\t_\t0\t_\t_\t_"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var first []conllu.Sentence
		for s, err := range conllu.Read(bytes.NewReader(data)) {
			if err != nil {
				return
			}
			first = append(first, s)
		}
		var out bytes.Buffer
		if err := conllu.Write(&out, first...); err != nil {
			t.Fatal(err)
		}
		var again bytes.Buffer
		if err := conllu.Write(&again, read(t, out.String())...); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), again.Bytes()) {
			t.Errorf("written twice:\n%q\n%q", out.Bytes(), again.Bytes())
		}
	})
}

func ExampleRead() {
	in := strings.NewReader("1\tEnvoys\tenvoy\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_\n")
	for s, err := range conllu.Read(in) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, w := range s.Words() {
			fmt.Println(w.ID, w.Form, w.Head, w.DepRel)
		}
	}
	// Output:
	// 1 Envoys 2 nsubj
	// 2 met 0 root
}
