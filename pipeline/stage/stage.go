// Package stage says what a stage is and runs one. A stage takes a document and
// returns it with one more layer; it is a pure function of the document and of
// the configuration that it was made with, and may run on many documents at once.
//
// The model is Analyzer in golang.org/x/tools/go/analysis: a stage never knows
// who runs it.
package stage

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"backchannel/schema"
)

// Stage is one step of the story.
type Stage struct {
	Name    string // a short noun or verb: "segment"
	Doc     string // one sentence for people
	Version int    // raised when the answer may change; the stage's package lists the reasons
	Needs   schema.Layer
	Gives   schema.Layer

	// Fingerprint names the configuration and data that the answer depends on,
	// besides Version: a hash of frames, gazetteer rows or a model.
	Fingerprint string

	// Parts are pieces of the configuration that the answer depends on as well, each
	// in but few documents, and in their order.
	Parts []Part

	// Run returns doc with the layer Gives filled. It must not change what the
	// slices of doc already hold, must be safe for concurrent use, and should
	// stop when ctx is done. An error is about this document alone.
	Run func(ctx context.Context, doc schema.Document) (schema.Document, error)
}

// Part is a piece of a stage's configuration that changes nothing in a document
// without one of its words: a frame and the forms of its triggers.
type Part struct {
	Fingerprint string   `json:"fingerprint"`
	Words       []string `json:"words"` // in small letters, forms and lemmas; none where it may change any document
}

// Holds reports whether a document with tags has one of the words, as it is written or
// as a lemma.
func Holds(doc schema.Document, words map[string]bool) bool {
	for i, t := range doc.Tokens {
		if words[strings.ToLower(doc.Tags[i].Lemma)] || words[strings.ToLower(t.Of(doc.Text))] {
			return true
		}
	}
	return false
}

// Validate reports a stage that is not whole, or that needs a layer which no
// stage before it gives.
func Validate(stages []Stage) error {
	have := schema.LayerText
	seen := map[string]bool{}
	for _, s := range stages {
		switch {
		case s.Name == "" || s.Doc == "" || s.Version < 1 || s.Run == nil:
			return fmt.Errorf("stage %q: name, doc, version and run must be set", s.Name)
		case seen[s.Name]:
			return fmt.Errorf("stage %q stands twice in the story", s.Name)
		case have&s.Needs != s.Needs:
			return fmt.Errorf("stage %q needs %v, the stages before it give %v", s.Name, s.Needs, have)
		case s.Gives == 0 || have&s.Gives != 0:
			return fmt.Errorf("stage %q must give a layer that is not there yet, gives %v", s.Name, s.Gives)
		}
		seen[s.Name] = true
		have |= s.Gives
	}
	return nil
}

// UpTo returns the stages up to the one that gives the layer.
func UpTo(stages []Stage, last schema.Layer) []Stage {
	for i, s := range stages {
		if s.Gives&last != 0 {
			return stages[:i+1]
		}
	}
	return stages
}

// Fingerprint names everything that the last layer depends on besides the
// document: the versions of the stages and the configuration and data behind them,
// and the form in which the answer is kept.
func Fingerprint(stages []Stage) string {
	parts := []string{strconv.Itoa(schema.RecordVersion)}
	for _, s := range stages {
		parts = append(parts, s.Name, strconv.Itoa(s.Version), s.Fingerprint)
		for _, p := range s.Parts {
			parts = append(parts, p.Fingerprint)
		}
	}
	return schema.Key(parts...)
}

// Apply is the only caller of Run. A layer that the document brings along stays as
// it is. An error or a panic in the stage comes back as an error that names the
// stage and the document.
func Apply(ctx context.Context, s Stage, doc schema.Document) (out schema.Document, err error) {
	defer func() {
		if p := recover(); p != nil {
			out, err = doc, fmt.Errorf("%s %s: panic: %v", s.Name, doc.ID, p)
		}
	}()
	if err := ctx.Err(); err != nil {
		return doc, err
	}
	if doc.Have&s.Gives != 0 {
		return doc, nil
	}
	out, err = s.Run(ctx, doc)
	if err != nil {
		return doc, fmt.Errorf("%s %s: %w", s.Name, doc.ID, err)
	}
	out.Have |= s.Gives
	return out, nil
}
