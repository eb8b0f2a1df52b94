// Package report writes what a run or a period brought as one HTML page for people
// to read in a mail: meetings, agreements, threats, plans, who appears for the first
// time, and what is both reported and denied. Each item has its sentence, its source
// and a link.
//
// The page holds no script and loads nothing; its plots are SVG within it.
package report

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"slices"
	"strings"

	"backchannel/pipeline/load/facts"
)

// Scope says what is new.
type Scope struct {
	Title string

	// From and To are the first and the last day of the documents, "" where there is
	// no bound. A document without a date has that of what it reports.
	From, To string

	// Documents, where not nil, are the ids of the documents that are new, whatever
	// their dates: those that a run read.
	Documents map[string]bool
}

// sectionMax is how many items of a section are shown.
const sectionMax = 50

// page is what the template shows.
type page struct {
	Title, Span       string
	Documents, Events int
	Timeline          timeline
	Busiest           []bar
	Sections          []section
}

type section struct {
	Name, None string
	Items      []item
	More       int
}

type item struct {
	When, What, Where, Note string
	Said                    []said
	order                   string
}

type said struct{ Sentence, Speaker, Source, Published, Link, Note string }

//go:embed report.html
var html string

var layout = template.Must(template.New("report").Parse(html))

// Write writes the report of what a store holds.
func Write(ctx context.Context, store facts.Store, scope Scope, w io.Writer) error {
	p, err := scope.collect(ctx, store)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	if err := layout.Execute(w, p); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// holds reports whether a document is of the scope; day is the date of what it
// reports.
func (s Scope) holds(d facts.Document, day string) bool {
	if s.Documents != nil {
		return s.Documents[d.ID]
	}
	if s.From == "" && s.To == "" {
		return true
	}
	day = cmp.Or(d.Published, day)
	return day != "" && day >= s.From && (s.To == "" || day <= s.To || strings.HasPrefix(day, s.To))
}

// before reports whether a document was known before the scope.
func (s Scope) before(d facts.Document, day string) bool {
	if s.Documents != nil {
		return !s.Documents[d.ID]
	}
	return cmp.Or(d.Published, day) < s.From
}

// The sections in their order; events fall into them by the PLOVER type of their
// relation and their status.
const (
	meetings = iota
	agreements
	threats
	planned
	contradictions
	appearances
)

func (s Scope) collect(ctx context.Context, store facts.Store) (page, error) {
	sections := []section{
		meetings:       {Name: "New meetings", None: "No meeting is reported for the first time."},
		agreements:     {Name: "New agreements", None: "No agreement is reported for the first time."},
		threats:        {Name: "Threats", None: "Nobody threatens for the first time."},
		planned:        {Name: "Planned", None: "Nothing is said to be planned."},
		contradictions: {Name: "Reported and denied", None: "Nothing is both reported and denied."},
		appearances:    {Name: "First appearances", None: "Nobody is named for the first time."},
	}
	documents, counts := map[string]bool{}, map[string]*bar{}
	var days []dated
	p := page{Title: s.Title, Span: s.span()}
	for e, err := range facts.Events(ctx, store) {
		if err != nil {
			return p, err
		}
		fresh, known := s.split(e)
		if len(fresh) == 0 {
			continue
		}
		p.Events++
		days = append(days, dated{cmp.Or(fresh[0].Document.Published, e.Start), quad(e.Plover)})
		for _, v := range fresh {
			documents[v.Document.ID] = true
		}
		for _, end := range []facts.Party{e.Subject, e.Object} {
			switch end.Type {
			case "Person", "Country", "Organization":
				if counts[end.ID] == nil {
					counts[end.ID] = &bar{Name: end.Name}
				}
				counts[end.ID].Value++
			}
		}
		for _, kind := range kinds(e, fresh, known) {
			sections[kind].Items = append(sections[kind].Items, eventItem(e, kind, fresh))
		}
	}
	for m, err := range facts.Named(ctx, store) {
		if err != nil {
			return p, err
		}
		if it, ok := s.first(m); ok {
			sections[appearances].Items = append(sections[appearances].Items, it)
		}
		for _, in := range m.In {
			if s.holds(in.Document, "") {
				documents[in.Document.ID] = true
			}
		}
	}
	for i := range sections {
		x := &sections[i]
		slices.SortStableFunc(x.Items, func(a, b item) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.What, b.What)) })
		if n := len(x.Items); n > sectionMax {
			x.Items, x.More = x.Items[:sectionMax], n-sectionMax
		}
	}
	p.Sections, p.Documents = sections, len(documents)
	p.Timeline, p.Busiest = drawTimeline(days), drawBusiest(counts)
	return p, nil
}

func (s Scope) span() string {
	switch {
	case s.From != "" && s.To != "":
		return s.From + " to " + s.To
	case s.From != "":
		return "since " + s.From
	case s.To != "":
		return "up to " + s.To
	}
	return ""
}

// split tells the evidence of the scope, and whether the event was known before.
func (s Scope) split(e facts.Event) (fresh []facts.Evidence, known bool) {
	for _, v := range e.Evidence {
		switch {
		case s.holds(v.Document, e.Start):
			fresh = append(fresh, v)
		case s.before(v.Document, e.Start):
			known = true
		}
	}
	return fresh, known
}

// kinds are the sections that an event belongs to.
func kinds(e facts.Event, fresh []facts.Evidence, known bool) []int {
	var out []int
	plover, mode, _ := strings.Cut(e.Plover, "/")
	switch happened := e.Status == "actual" && !known; {
	case e.Type == "MET_IN" || !actor(e.Object):
		return nil // that only says where, which the meeting itself tells
	case e.Status == "planned":
		out = append(out, planned)
	case happened && plover == "CONSULT" && mode != "third-party":
		out = append(out, meetings)
	case happened && plover == "AGREE":
		out = append(out, agreements)
	case happened && plover == "THREATEN":
		out = append(out, threats)
	}
	said := map[string]bool{}
	for _, v := range e.Evidence {
		said[v.Status] = true
	}
	if said["actual"] && said["negated"] {
		out = append(out, contradictions)
	}
	return out
}

// actor reports whether an entity can meet somebody: a place cannot.
func actor(p facts.Party) bool { return p.Type != "City" && p.Type != "Place" }

func eventItem(e facts.Event, kind int, fresh []facts.Evidence) item {
	it := item{When: e.Start, What: e.Name, Where: e.Place.Name, order: e.Start}
	if e.Precision == "reported" {
		it.When = "as of " + e.Start
	}
	if e.End != "" {
		it.When += " to " + e.End
	}
	if e.Sources > 1 {
		it.Note = fmt.Sprintf("%d sources", e.Sources)
	}
	show := fresh
	if kind == contradictions {
		show = e.Evidence
	}
	for _, v := range show {
		note := ""
		if kind == contradictions {
			note = map[string]string{"actual": "reported", "negated": "denied"}[v.Status]
		}
		if kind != contradictions && len(it.Said) == 2 || kind == contradictions && note == "" {
			continue
		}
		it.Said = append(it.Said, quote(v.Sentence, v.Speaker, v.Document, note))
	}
	return it
}

func quote(sentence, speaker string, d facts.Document, note string) said {
	q := said{Sentence: clip(sentence, 400), Speaker: clip(speaker, 80), Source: clip(cmp.Or(d.Name, d.ID), 120), Published: d.Published, Note: note}
	if d.Publisher != "" {
		q.Source += ", " + clip(d.Publisher, 60)
	}
	if u, err := url.Parse(d.URI); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		q.Link = u.String()
	}
	return q
}

// first is the item of an entity that no document named before.
func (s Scope) first(m facts.Mentions) (item, bool) {
	if m.Type != "Person" && m.Type != "Organization" && m.Type != "Agreement" && m.Type != "Occasion" || len(m.In) == 0 || strings.Contains(m.ID, "@") {
		return item{}, false // unnamed ones (a cease-fire, rebels) are new each time
	}
	var in []facts.Mention
	for _, n := range m.In {
		switch {
		case s.holds(n.Document, m.FirstSeen):
			in = append(in, n)
		case s.before(n.Document, m.FirstSeen):
			return item{}, false
		}
	}
	if len(in) == 0 {
		return item{}, false
	}
	return item{
		When: cmp.Or(in[0].Document.Published, m.FirstSeen), What: clip(m.Name, 120), Note: fmt.Sprintf("%s, named %s", strings.ToLower(m.Type), times(m.Total)),
		Said: []said{quote("", "", in[0].Document, "")}, order: fmt.Sprintf("%09d", 999_999_999-m.Total),
	}, true
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

func clip(s string, limit int) string {
	if r := []rune(s); len(r) > limit {
		return string(r[:limit-1]) + "…"
	}
	return s
}

// Count is the number of items, those that are not shown among them.
func (s section) Count() int { return len(s.Items) + s.More }
