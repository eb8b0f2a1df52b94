package pipeline_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline"
	"backchannel/pipeline/state"
	"backchannel/schema"
)

// What is made from kept trees is what is made from the text.
func TestKeptTreesGiveTheSameRecord(t *testing.T) {
	files, err := filepath.Glob("../testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	stages, err := story()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		bare := schema.Document{ID: filepath.Base(file), Text: string(text), Source: schema.Source{Published: "1997-08-20"}}
		whole := mustRead(t, bare)
		laid, err := state.UnpackTrees(bare, state.PackTrees(whole))
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		again, err := pipeline.Read(t.Context(), stages, laid)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if diff := cmp.Diff(schema.NewRecord(whole, ""), schema.NewRecord(again, "")); diff != "" {
			t.Errorf("%s (-from the text +from the trees):\n%s", file, diff)
		}
	}
}
