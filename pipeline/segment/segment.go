// Package segment cuts a text into the blocks that it is made of: headline,
// subheading, dateline, byline, body, caption, and the furniture that web pages
// put around an article. In comes text that is already free of HTML, or never
// had any: an article, a list of dated news items, a newswire text wrapped at
// 70 columns, a single remark. Out come sections that hold every byte which is
// not white space, in order; a sentence never needs to cross one.
//
// The work goes in four steps. Lines become blocks (lines.go): a line is joined
// to the next where the next one's first word would not have fitted. Blocks are
// weighed as furniture (furniture.go) by what they say, whom they address and
// what stands beside them, after the idea of Kohlschütter et al., Boilerplate
// Detection using Shallow Text Features (2010), that short lines follow their
// neighbours; the phrases are data, in furniture.tsv. Then blocks get their
// kinds (kinds.go), date lines make items (items.go), and datelines, bullets and
// credits are cut off the paragraphs they stand in (inline.go).
//
// A trained classifier was tried in the place of the rules: a net with six hidden
// units over what shape.go sees of a line and of its two neighbours on each side,
// learnt on the pages that testdata/score.txt measures, each twelfth left out. At
// the same loss it was as good as the rules on Readability's pages (0.962 of the
// words kept, 0.013 wrong; rules 0.959, 0.015) and far worse on our own (0.901,
// 0.111; rules 0.855, 0.020; counted by line). Together they were no better.
//
// A text that is not English is an error that names the language; a paragraph that
// is not is left out, and the trail says so; see language.go.
package segment

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// Version history:
//
//	1  blocks, furniture, items, inline datelines
//	2  the headline is the line that the paragraphs say again; lists of other articles, comments, clippings
//	3  chunks are counted without the furniture, and have dates
const version = 3

// New returns the stage: text in, sections out.
func New() stage.Stage {
	return stage.Stage{
		Name:    "segment",
		Doc:     "cuts the text into headlines, paragraphs, dated items and furniture",
		Version: version,
		Needs:   schema.LayerText,
		Gives:   schema.LayerSections,
		Run:     run,
	}
}

func run(_ context.Context, doc schema.Document) (schema.Document, error) {
	if language := foreign(doc.Text); language != "" {
		return doc, fmt.Errorf("not English: looks like %s", language)
	}
	blocks := cut(doc.Text, doc.Source.Published)
	weigh(blocks)
	furnish(blocks, clean(doc.Source.Title))
	languages, rest := leaveOut(blocks, hasDummy(doc.Text))
	if len(languages) > 0 && !rest {
		return doc, fmt.Errorf("not English: looks like %s", strings.Join(languages, " and "))
	}
	name(blocks, doc)
	items, date := number(blocks, doc.Source.Published)
	doc.Sections = sections(doc.Text, blocks, date)

	furniture := 0
	for _, b := range blocks {
		if b.kind == schema.Boilerplate {
			furniture += b.lines
		}
	}
	doc.Trail = slices.Clip(doc.Trail)
	if items > 0 {
		doc.Trail = append(doc.Trail, fmt.Sprintf("segment: %d dated items", items))
	}
	if furniture > 0 {
		doc.Trail = append(doc.Trail, fmt.Sprintf("segment: %d lines of furniture", furniture))
	}
	for _, l := range languages {
		doc.Trail = append(doc.Trail, "segment: left out, not English: looks like "+l)
	}
	return doc, nil
}

// leaveOut takes the paragraphs of other languages for furniture and returns the
// names of the languages, each once, and whether anything else is left to read.
func leaveOut(blocks []block, dummy bool) (languages []string, rest bool) {
	for i := range blocks {
		b := &blocks[i]
		if b.kind != "" {
			continue
		}
		l := ""
		if !dummy {
			l = b.foreign()
		}
		if l == "" {
			rest = rest || b.n > 3 && (b.terminal || b.n >= 12) && !b.dated() && !isByline(b)
			continue
		}
		b.kind = schema.Boilerplate
		if !slices.Contains(languages, l) {
			languages = append(languages, l)
		}
	}
	return languages, rest
}
