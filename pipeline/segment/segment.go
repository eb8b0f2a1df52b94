// Package segment cuts a text into sections.
package segment

import (
	"context"
	"strings"

	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// New returns the stage: text in, sections out.
func New() stage.Stage {
	return stage.Stage{
		Name: "segment", Doc: "cuts the text into headlines, paragraphs and furniture", Version: 1,
		Needs: schema.LayerText, Gives: schema.LayerSections,
		Run: func(_ context.Context, doc schema.Document) (schema.Document, error) {
			pos := 0
			for _, line := range strings.SplitAfter(doc.Text, "\n") {
				start := pos
				pos += len(line)
				t := strings.TrimSpace(line)
				if t == "" {
					continue
				}
				start += strings.Index(line, t)
				kind := schema.Body
				if !strings.ContainsAny(t[len(t)-1:], ".!?\"'") && len(t) < 120 && len(doc.Text) > 200 {
					kind = schema.Headline
				}
				doc.Sections = append(doc.Sections, schema.Section{Span: schema.Span{Start: start, End: start + len(t)}, Kind: kind, Date: doc.Source.Published})
			}
			return doc, nil
		},
	}
}
