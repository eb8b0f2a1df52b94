package fold

import (
	"fmt"
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
// more than Window days begins a new one. A coarser date (a month, a year, none)
// joins only when exactly one event is compatible; else such reports of the same
// date are an event of their own.
func cluster(reports []report) []event {
	sortReports(reports)
	var events []event
	for _, r := range reports {
		first, last, ok := r.date().Bounds()
		if !ok || r.date().Precision() != schema.Day {
			continue
		}
		if n := len(events); n > 0 && first.Sub(events[n-1].last) <= Window*24*time.Hour {
			events[n-1].reports = append(events[n-1].reports, r)
			events[n-1].last = last
			continue
		}
		events = append(events, event{first, last, []report{r}})
	}
	exact := len(events)
	coarse := map[schema.Date]int{}
	for _, r := range reports {
		if r.date().Precision() == schema.Day {
			continue
		}
		first, last, known := r.date().Bounds()
		fits, at := 0, 0
		for i, e := range events[:exact] {
			if !known || !e.last.Before(first) && !e.first.After(last) {
				fits++
				at = i
			}
		}
		if fits == 1 {
			events[at].reports = append(events[at].reports, r)
			continue
		}
		i, ok := coarse[r.date()]
		if !ok {
			i = len(events)
			coarse[r.date()] = i
			events = append(events, event{first, last, nil})
		}
		events[i].reports = append(events[i].reports, r)
	}
	return events
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
	sortReports(e.reports)
	start := e.reports[0].date()
	id := "event/" + schema.Key(k.kind, k.subject, k.object, string(start))
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
