package tokenize

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestTrainHere(t *testing.T) {
	out := os.Getenv("TRAIN")
	if out == "" {
		t.Skip()
	}
	b, err := Train(filepath.Join(shared, "data"), os.Stdout)
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(out, b, 0o644)
}

func TestLoop(t *testing.T) {
	if os.Getenv("LOOP") == "" {
		t.Skip()
	}
	b, err := Train(filepath.Join(shared, "data"), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := read(b)
	for _, name := range treebanks {
		g, _ := openTreebank(filepath.Join(shared, "data"), name, "dev")
		words, sentences, _ := m.spans(t, g.text)
		fmt.Printf("%s words %.3f sentences %.3f\n", name, f1(words, g.words), f1(sentences, g.sentences))
		if v := os.Getenv("ERRORS"); v != "" {
			diff(g, words, sentences, v)
		}
	}
}
