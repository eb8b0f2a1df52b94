package score

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"backchannel/schema"
)

// Record is a gold record, or an extracted one in the same shape. Gold records
// of official travel say who travelled where; their relations may rest on it.
type Record struct {
	ID        string     `json:"id"`
	Date      string     `json:"date"`
	Text      string     `json:"text"`
	Traveller string     `json:"traveller"`
	Locale    string     `json:"locale"`
	Country   string     `json:"country"`
	Entities  []Entity   `json:"entities"`
	Relations []Relation `json:"relations"`
}

// Entity is a node. Mentions is nil where the record does not say, and empty
// where it says that there are none.
type Entity struct {
	ID       string   `json:"id"`
	Type     string   `json:"type"`
	Name     string   `json:"name"`
	Aliases  []string `json:"aliases"`
	Mentions []Text   `json:"mentions"`
}

// Relation is an edge between two entities of the same record.
type Relation struct {
	Type     string `json:"type"`
	Subject  string `json:"subject"`
	Object   string `json:"object"`
	Status   string `json:"status"`
	Implied  bool   `json:"implied"`
	Evidence []Text `json:"evidence"`
}

func (r Relation) evidence() (text, rule string) {
	if len(r.Evidence) == 0 {
		return "", ""
	}
	return r.Evidence[0].Text, r.Evidence[0].Rule
}

// Text is a piece of the document: a plain string in gold, an object with its
// place in what was extracted.
type Text struct {
	Text string `json:"text"`
	Rule string `json:"rule"`
}

func (t *Text) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &t.Text)
	}
	type plain Text
	return json.Unmarshal(data, (*plain)(t))
}

// Read reads records, one JSON object a line. An error names the file and line.
func Read(r io.Reader, file string) ([]Record, error) {
	var out []Record
	lines := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var rec Record
			if err := json.Unmarshal(line, &rec); err != nil {
				return nil, fmt.Errorf("%s:%d: not a record: %w", file, n, err)
			}
			if rec.ID == "" {
				return nil, fmt.Errorf("%s:%d: a record needs an id", file, n)
			}
			out = append(out, rec)
		}
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
}

// Document is what a gold record is extracted from.
func (r Record) Document() (schema.Document, error) {
	doc := schema.Document{
		ID: r.ID, Text: r.Text,
		Source: schema.Source{Actor: r.Traveller, Place: r.Locale, Country: r.Country},
	}
	if r.Date != "" {
		date, err := schema.ParseDate(r.Date)
		if err != nil {
			return doc, fmt.Errorf("gold record %s: %w", r.ID, err)
		}
		doc.Source.Published = date
	}
	return doc, nil
}

// Of is an extracted record in the shape that Compare takes.
func Of(r schema.Record) Record {
	out := Record{ID: r.ID}
	for _, e := range r.Entities {
		x := Entity{ID: e.ID, Type: string(e.Type), Name: e.Name, Aliases: e.Aliases, Mentions: []Text{}}
		for _, m := range e.Mentions {
			x.Mentions = append(x.Mentions, Text{Text: m.Text})
		}
		out.Entities = append(out.Entities, x)
	}
	for _, rel := range r.Relations {
		x := Relation{Type: rel.Type, Subject: rel.Subject, Object: rel.Object, Status: string(rel.Status)}
		for _, e := range rel.Evidence {
			x.Evidence = append(x.Evidence, Text{Text: e.Text, Rule: e.Rule})
		}
		out.Relations = append(out.Relations, x)
	}
	return out
}
