package pipeline_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"backchannel/pipeline/stage"
	"backchannel/pipeline/tag"
	"backchannel/pipeline/tag/train"
	"backchannel/schema"
)

func init() {
	measures = append(measures, measure{"tagging and parsing: UD EWT and GUM dev, gold words, own tags", "data/treebank", measureTagging})
}

// measureTagging compares tags, lemmas and trees with those of the treebanks, in per
// cent of the words.
func measureTagging(t *testing.T) string {
	d, err := train.OpenData(filepath.Join(shared, "data"))
	if err != nil {
		t.Fatal(err)
	}
	scores, err := d.Scores(func(doc schema.Document) (schema.Document, error) {
		return stage.Apply(t.Context(), tag.New(), doc)
	})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, s := range scores {
		fmt.Fprintln(&out, s)
	}
	return out.String()
}
