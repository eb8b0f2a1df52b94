package fold

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
	"time"

	"backchannel/schema"
)

// report is one record's relation, as it is merged.
type report struct {
	doc     string
	source  string    // the document that this one is a copy of, or itself
	ends    [2]string // as the record has them
	names   [2]string // of subject and object
	speaker string    // for people
	schema.RecordRelation
}

// date is when the event was, else when it was reported.
func (r report) date() schema.Date {
	if r.Date != "" {
		return r.Date
	}
	return r.Reported
}

// event is a cluster of reports of one type between the same ends.
type event struct {
	first, last time.Time
	reports     []report
}

// cluster cuts the reports of one group into events: sorted by date, a gap of
// more than Window days begins a new one. Then come the coarser dates, the months
// before the years and these before no date at all: reports of one such date join
// when exactly one event is compatible; else they are an event of their own.
func cluster(reports []report) []event {
	sortReports(reports)
	var events []event
	coarse := map[schema.Date][]report{}
	for _, r := range reports {
		first, last, ok := r.span()
		if !ok || r.date().Precision() != schema.Day {
			coarse[r.date()] = append(coarse[r.date()], r)
			continue
		}
		if n := len(events); n > 0 && first.Sub(events[n-1].last) <= Window*24*time.Hour {
			e := &events[n-1]
			e.reports = append(e.reports, r)
			if last.After(e.last) {
				e.last = last
			}
			continue
		}
		events = append(events, event{first, last, []report{r}})
	}
	dates := slices.SortedFunc(maps.Keys(coarse), func(a, b schema.Date) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(string(a), string(b)))
	})
	for _, date := range dates {
		first, last, known := date.Bounds()
		var fits []int
		for i, e := range events {
			if !known || !e.last.Before(first) && !e.first.After(last) {
				fits = append(fits, i)
			}
		}
		if len(fits) == 1 {
			e := &events[fits[0]]
			e.reports = append(e.reports, coarse[date]...)
			continue
		}
		events = append(events, event{first, last, coarse[date]})
	}
	return events
}

// span is when a report says that it was: the first and the last day.
func (r report) span() (first, last time.Time, ok bool) {
	first, last, ok = r.date().Bounds()
	if r.Date != "" && r.DateEnd != "" {
		if _, end, known := r.DateEnd.Bounds(); known && end.After(last) {
			last = end
		}
	}
	return first, last, ok
}

// allowed leaves out the reports that people rejected: all of them where the id of
// the whole is, as any of its dates makes it, and those of one record's ends where
// the id that these would have is.
func (f *Folder) allowed(reports []report, id func(ends [2]string, date schema.Date) string) []report {
	if len(f.rulings.reject) == 0 {
		return reports
	}
	wrong := map[string]bool{}
	for _, r := range f.rulings.reject {
		id := r.id
		if i := strings.LastIndex(id, "|event/"); i >= 0 {
			id = id[i+1:] // the edge of an event
		}
		wrong[id] = true
	}
	ends := map[[2]string]bool{}
	for _, r := range reports {
		if wrong[id([2]string{r.Subject, r.Object}, r.date())] {
			return nil
		}
		if wrong[id(r.ends, r.date())] {
			ends[r.ends] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(reports), func(r report) bool { return ends[r.ends] })
}

func eventID(kind string, ends [2]string, start schema.Date) string {
	return "event/" + schema.Key(kind, ends[0], ends[1], string(start))
}

// writeEvents writes the events of the reports of one type between two ends.
func (f *Folder) writeEvents(reports []report, out sink) {
	kind, ok := f.ontology.Relation(reports[0].Type)
	if !ok {
		return // rows of an older ontology
	}
	for _, e := range cluster(reports) {
		f.writeEvent(kind, e, out)
	}
}

func (f *Folder) writeEvent(kind schema.RelationType, e event, out sink) {
	k := e.reports[0]
	e.reports = f.allowed(e.reports, func(ends [2]string, date schema.Date) string { return eventID(k.Type, ends, date) })
	if len(e.reports) == 0 {
		return
	}
	sortReports(e.reports)
	start := e.reports[0].date()
	id := eventID(k.Type, [2]string{k.Subject, k.Object}, start)
	when, place, score := schema.When{}, "", 0.0
	sources := map[string]bool{}
	for _, r := range e.reports {
		sources[r.source] = true
		score = max(score, r.Score)
		if len(r.Date) > len(when.Start) {
			when = schema.When{Start: r.Date, End: r.DateEnd}
		}
		if place == "" {
			place = r.Place
		}
	}
	precision := string(when.Start.Precision())
	if when.Start == "" && start != "" {
		when.Start, precision = start, "reported" // nobody says when it was
	}
	status := string(latest(e.reports))
	plover := kind.Plover.Type
	if kind.Plover.Mode != "" {
		plover += "/" + kind.Plover.Mode
	}
	out.node(node(id, []string{schema.LabelEvent}, map[string]any{
		"name": say(e.reports), "type": k.Type, "plover": plover, "status": status,
		"start": string(when.Start), "end": string(when.End), "precision": precision,
		"sources": int64(len(sources)), "score": score,
	}))
	out.edge(edge(schema.EdgeSubject, k.Subject, id, "", map[string]any{}))
	out.edge(edge(schema.EdgeObject, k.Object, id, "", map[string]any{}))
	if place != "" {
		out.edge(edge(schema.EdgeAt, id, place, "", map[string]any{}))
	}
	out.edge(edge(k.Type, k.Subject, k.Object, id, map[string]any{
		"event": id, "status": status, "start": string(when.Start), "end": string(when.End), "sources": int64(len(sources)), "score": score,
	}))
	said := map[string]bool{}
	for _, r := range e.reports {
		for _, ev := range r.Evidence {
			distinct := fmt.Sprint(ev.Start, "-", ev.Trigger.Start, "-", r.Status)
			if ev.Chunk == "" || said[ev.Chunk+distinct] {
				continue
			}
			said[ev.Chunk+distinct] = true
			out.edge(edge(schema.EdgeEvidencedBy, id, ev.Chunk, distinct, map[string]any{
				"start": int64(ev.Start), "end": int64(ev.End), "trigger": ev.Trigger.Text, "rule": ev.Rule,
				"speaker": r.speaker, "status": string(r.Status),
			}))
		}
	}
}

// say names an event for people: "United States met with Russia". The names are
// those that most of its reports use.
func say(reports []report) string {
	subjects, objects := map[string]int{}, map[string]int{}
	for _, r := range reports {
		subjects[r.names[0]]++
		objects[r.names[1]]++
	}
	return frequent(subjects) + " " + strings.ToLower(strings.ReplaceAll(reports[0].Type, "_", " ")) + " " + frequent(objects)
}

// writeFact writes the edge of the reports of one type between two ends with one title.
func (f *Folder) writeFact(reports []report, out sink) {
	k := reports[0]
	title := schema.Slug(k.Title)
	reports = f.allowed(reports, func(ends [2]string, _ schema.Date) string { return edgeID(k.Type, ends[0], ends[1], title) })
	if len(reports) == 0 {
		return
	}
	sortReports(reports)
	chunks, sources, score := map[string]bool{}, map[string]bool{}, 0.0
	for _, r := range reports {
		sources[r.source] = true
		score = max(score, r.Score)
		for _, e := range r.Evidence {
			if e.Chunk != "" {
				chunks[e.Chunk] = true
			}
		}
	}
	out.edge(edge(k.Type, k.Subject, k.Object, title, map[string]any{
		"status": string(latest(reports)), "title": reports[0].Title, "sources": int64(len(sources)), "score": score, "chunks": sorted(chunks),
	}))
}

func sortReports(reports []report) {
	sort.Slice(reports, func(i, j int) bool {
		a, b := reports[i], reports[j]
		for _, c := range []int{
			strings.Compare(string(a.date()), string(b.date())), strings.Compare(string(a.Reported), string(b.Reported)),
			strings.Compare(a.doc, b.doc), strings.Compare(string(a.Status), string(b.Status)), strings.Compare(a.Title, b.Title), evidenceStart(a) - evidenceStart(b),
			strings.Compare(a.ends[0], b.ends[0]), strings.Compare(a.ends[1], b.ends[1]), strings.Compare(a.Place, b.Place),
			strings.Compare(a.Speaker, b.Speaker), strings.Compare(a.Attribution, b.Attribution), strings.Compare(string(a.DateEnd), string(b.DateEnd)),
			cmp.Compare(a.Score, b.Score),
		} {
			if c != 0 {
				return c < 0
			}
		}
		return false
	})
}

func evidenceStart(r report) int {
	if len(r.Evidence) == 0 {
		return 0
	}
	return r.Evidence[0].Start
}

var statusOrder = []schema.Status{schema.Actual, schema.Negated, schema.Planned, schema.Possible}

// latest is the status of the latest report; of equals the one that says most.
func latest(reports []report) schema.Status {
	best := reports[0]
	for _, r := range reports[1:] {
		if r.Reported > best.Reported ||
			r.Reported == best.Reported && slices.Index(statusOrder, r.Status) < slices.Index(statusOrder, best.Status) {
			best = r
		}
	}
	return best.Status
}
