package schema

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"backchannel/schema/copies"
)

// RecordVersion counts the ways in which a finished document was written as a
// record; a record of an older one is made again.
//
//	1  as documented at Record
//	2  title and date from headline and dateline; scores have three digits
//	3  the signature of the text
//	4  furniture
const RecordVersion = 4

// Record is what is kept of one document: one JSON object on a line. It holds
// no times of processing, so the same input gives the same bytes. Offsets in it
// count Unicode code points of the document's text.
type Record struct {
	ID          string           `json:"id"`
	Date        Date             `json:"date"`
	Source      Source           `json:"source"`
	Chunks      []RecordChunk    `json:"chunks"`
	Furniture   []RecordText     `json:"furniture,omitempty"` // what was not read: see Furniture
	Entities    []RecordEntity   `json:"entities"`
	Relations   []RecordRelation `json:"relations"`
	Signature   []byte           `json:"signature,omitempty"` // of the paragraphs, by schema/copies; base64, absent for a short text
	Trail       []string         `json:"trail,omitempty"`
	Fingerprint string           `json:"fingerprint,omitempty"`
}

// RecordText is a piece of the text and where it stands, in code points.
type RecordText struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// RecordChunk is a paragraph or a list's item that was read for facts: what a
// Chunk node holds.
type RecordChunk struct {
	ID    string `json:"id"`
	Index int    `json:"index"`
	Date  Date   `json:"date,omitempty"` // of the item, where it is not the document's
	RecordText
}

// RecordEntity is an Entity with its mentions written out, pronouns left out.
type RecordEntity struct {
	ID       string       `json:"id"`
	Type     EntityType   `json:"type"`
	Name     string       `json:"name"`
	Aliases  []string     `json:"aliases,omitempty"`
	Link     string       `json:"link,omitempty"`
	ISO3     string       `json:"iso3,omitempty"`
	Mentions []RecordText `json:"mentions"`
	Score    float64      `json:"score,omitempty"`
}

// RecordRelation is a Relation whose ends are entity ids of the same record.
type RecordRelation struct {
	Type        string           `json:"type"`
	Subject     string           `json:"subject"`
	Object      string           `json:"object"`
	Status      Status           `json:"status"`
	Date        Date             `json:"date,omitempty"`
	DateEnd     Date             `json:"date_end,omitempty"`
	Reported    Date             `json:"reported,omitempty"`
	Place       string           `json:"place,omitempty"`
	Speaker     string           `json:"speaker,omitempty"`
	Attribution string           `json:"attribution,omitempty"`
	Title       string           `json:"title,omitempty"`
	Score       float64          `json:"score,omitempty"`
	Evidence    []RecordEvidence `json:"evidence"`
}

// RecordEvidence is the sentence that says it, the trigger in it, the frame that
// fired and the chunk that the sentence stands in.
type RecordEvidence struct {
	RecordText
	Trigger RecordText `json:"trigger"`
	Rule    string     `json:"rule"`
	Chunk   string     `json:"chunk"`
}

// NewRecord writes a finished document as its record. Entities and relations are
// sorted, so that the order in which they were found does not show.
func NewRecord(doc Document, fingerprint string) Record {
	points := newPoints(doc.Text)
	text := func(s Span) RecordText {
		return RecordText{points.at(s.Start), points.at(s.End), s.Of(doc.Text)}
	}
	source := sourceOf(doc)
	rec := Record{
		ID: doc.ID, Date: source.Published, Source: source,
		Chunks: []RecordChunk{}, Entities: []RecordEntity{}, Relations: []RecordRelation{},
		Signature: copies.Signature(paragraphs(doc)), Trail: doc.Trail, Fingerprint: fingerprint,
	}
	chunks := Chunks(doc)
	for i, c := range chunks {
		rc := RecordChunk{ID: c.ID, Index: i, RecordText: text(c.Span)}
		if c.Date != rec.Date {
			rc.Date = c.Date
		}
		rec.Chunks = append(rec.Chunks, rc)
	}
	for _, s := range Furniture(doc.Text, chunks) {
		rec.Furniture = append(rec.Furniture, text(s))
	}
	for _, e := range doc.Entities {
		re := RecordEntity{
			ID: e.ID, Type: e.Type, Name: e.Name, Aliases: e.Aliases, Link: e.Link, ISO3: e.ISO3,
			Mentions: []RecordText{}, Score: round(e.Score),
		}
		for _, m := range e.Mentions {
			if doc.Mentions[m].Kind != Pronoun {
				re.Mentions = append(re.Mentions, text(doc.Mentions[m].Span))
			}
		}
		rec.Entities = append(rec.Entities, re)
	}
	sort.SliceStable(rec.Entities, func(i, j int) bool { return rec.Entities[i].ID < rec.Entities[j].ID })
	id := func(entity int) string {
		if entity < 0 {
			return ""
		}
		return doc.Entities[entity].ID
	}
	for _, r := range doc.Relations {
		rr := RecordRelation{
			Type: r.Type, Subject: id(r.Subject), Object: id(r.Object), Status: r.Status,
			Date: r.When.Start, DateEnd: r.When.End, Reported: r.Reported,
			Place: id(r.Place), Speaker: id(r.Speaker), Attribution: r.Attribution,
			Title: r.Title, Score: round(r.Score), Evidence: []RecordEvidence{},
		}
		for _, e := range r.Evidence {
			rr.Evidence = append(rr.Evidence, RecordEvidence{text(e.Span), text(e.Trigger), e.Rule, chunkAt(chunks, e.Span)})
		}
		rec.Relations = append(rec.Relations, rr)
	}
	sort.SliceStable(rec.Relations, func(i, j int) bool { return rec.Relations[i].key() < rec.Relations[j].key() })
	return rec
}

// paragraphs is the text that a paper takes over from an agency: what stands around
// it, headline, byline and furniture, is the paper's own.
func paragraphs(doc Document) string {
	var b strings.Builder
	for _, s := range doc.Sections {
		if s.Kind == Body {
			b.WriteString(s.Of(doc.Text))
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

// sourceOf is the document's source; where that does not say, the title is its
// headline and the day that of its dateline. The items of a list have their own.
func sourceOf(doc Document) Source {
	source, headline, date := doc.Source, "", Date("")
	for _, s := range doc.Sections {
		switch {
		case s.Item > 0:
			return doc.Source
		case s.Kind == Headline && headline == "":
			headline = strings.Join(strings.Fields(s.Of(doc.Text)), " ")
		}
		if date == "" {
			date = s.Date
		}
	}
	if source.Title == "" {
		source.Title = headline
	}
	if source.Published == "" {
		source.Published = date
	}
	return source
}

func (r RecordRelation) key() string {
	return strings.Join([]string{r.Type, r.Subject, r.Object, string(r.Status), string(r.Date), string(r.Reported), r.Title}, "\x00")
}

// round keeps three digits of a score: more is noise, and differs between
// processors.
func round(score float64) float64 { return math.Round(score*1000) / 1000 }

// points turns byte offsets into code points; offsets may come in any order.
type points struct {
	text  string
	ascii bool
	marks []int // code points before byte 256*i
}

func newPoints(text string) points {
	p := points{text: text, ascii: true}
	n := 0
	for i := 0; i < len(text); i++ {
		if i%256 == 0 {
			p.marks = append(p.marks, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		} else {
			p.ascii = false
		}
	}
	p.marks = append(p.marks, n)
	return p
}

func (p points) at(offset int) int {
	if p.ascii {
		return offset
	}
	n := p.marks[offset/256]
	for i := offset / 256 * 256; i < offset; i++ {
		if utf8.RuneStart(p.text[i]) {
			n++
		}
	}
	return n
}

// Chunk is a piece of a document that becomes a Chunk node: an item of a list,
// or else a paragraph.
type Chunk struct {
	// ID is the document's, then #n for an item, #pN for the Nth chunk that is a
	// paragraph of its own: furniture around a text changes no id.
	ID   string
	Date Date // of the item or document
	Span
}

// Chunks cuts a document with sections into its chunks, in order. Sections that
// are not read are left out of the cutting, but may lie inside an item's span.
func Chunks(doc Document) []Chunk {
	var out []Chunk
	item := 0
	for _, s := range doc.Sections {
		switch {
		case s.Kind == Boilerplate:
		case s.Item > 0 && s.Item == item:
			out[len(out)-1].End = s.End
		case s.Item > 0:
			item = s.Item
			out = append(out, Chunk{ItemID(doc.ID, item), s.Date, s.Span})
		case s.Read() || s.Kind == Dateline:
			out = append(out, Chunk{paragraphID(doc.ID, len(out)+1), s.Date, s.Span})
		}
	}
	return out
}

// Furniture is what stands before, between and behind the chunks of a text, where it
// is more than white space: navigation, bylines, what a page says of itself. With the
// chunks it is the whole text.
func Furniture(text string, chunks []Chunk) (out []Span) {
	from := 0
	for _, c := range append(slices.Clone(chunks), Chunk{Span: Span{Start: len(text)}}) {
		if gap := (Span{from, c.Start}); gap.Start < gap.End && strings.TrimSpace(gap.Of(text)) != "" {
			out = append(out, gap)
		}
		from = c.End
	}
	return out
}

func chunkAt(chunks []Chunk, s Span) string {
	for _, c := range chunks {
		if c.Contains(s) {
			return c.ID
		}
	}
	return ""
}
