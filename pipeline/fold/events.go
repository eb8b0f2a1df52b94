package fold

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"backchannel/schema"
)

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
func (f *folder) allowed(reports []report, id func(ends [2]string, date schema.Date) string) []report {
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

func (f *folder) writeEvents() {
	for k, reports := range f.groups {
		kind, _ := f.ontology.Relation(k.kind)
		for _, e := range cluster(reports) {
			f.writeEvent(kind, k, e)
		}
	}
}

func (f *folder) writeEvent(kind schema.RelationType, k groupKey, e event) {
	e.reports = f.allowed(e.reports, func(ends [2]string, date schema.Date) string { return eventID(k.kind, ends, date) })
	if len(e.reports) == 0 {
		return
	}
	sortReports(e.reports)
	start := e.reports[0].date()
	id := eventID(k.kind, [2]string{k.subject, k.object}, start)
	when, place, score := schema.When{}, "", 0.0
	docs := map[string]bool{}
	for _, r := range e.reports {
		docs[r.doc] = true
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
	f.node(id, []string{schema.LabelEvent}, map[string]any{
		"name": f.say(k), "type": k.kind, "plover": plover, "status": status,
		"start": string(when.Start), "end": string(when.End), "precision": precision,
		"sources": int64(len(docs)), "score": score,
	})
	f.edge(schema.EdgeSubject, k.subject, id, "", map[string]any{})
	f.edge(schema.EdgeObject, k.object, id, "", map[string]any{})
	if place != "" {
		f.edge(schema.EdgeAt, id, place, "", map[string]any{})
	}
	f.edge(k.kind, k.subject, k.object, id, map[string]any{
		"event": id, "status": status, "start": string(when.Start), "end": string(when.End), "sources": int64(len(docs)), "score": score,
	})
	said := map[string]bool{}
	for _, r := range e.reports {
		for _, ev := range r.Evidence {
			distinct := fmt.Sprint(ev.Start, "-", ev.Trigger.Start, "-", r.Status)
			if ev.Chunk == "" || said[ev.Chunk+distinct] {
				continue
			}
			said[ev.Chunk+distinct] = true
			f.edge(schema.EdgeEvidencedBy, id, ev.Chunk, distinct, map[string]any{
				"start": int64(ev.Start), "end": int64(ev.End), "trigger": ev.Trigger.Text, "rule": ev.Rule,
				"speaker": f.speaker(r), "status": string(r.Status),
			})
		}
	}
}

// speaker is to whom a report is attributed, for people.
func (f *folder) speaker(r report) string {
	if e := f.entities[r.Speaker]; e != nil {
		return e.name()
	}
	return r.Attribution
}

// say names an event for people: "United States met with Russia".
func (f *folder) say(k groupKey) string {
	name := func(id string) string {
		if e := f.entities[id]; e != nil {
			return e.name()
		}
		return id
	}
	return name(k.subject) + " " + strings.ToLower(strings.ReplaceAll(k.kind, "_", " ")) + " " + name(k.object)
}
