package serve

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"
)

const (
	latestShown = 20
	monthsShown = 24
	busyShown   = 10
	plannedAt   = 56 // days from the newest document
	plannedMost = 40
)

func (s *snapshot) makeStart(ctx context.Context, tx *sql.Tx) (Start, error) {
	out := Start{Latest: []DocumentRef{}, Busy: []Busy{}, Planned: []Relation{}}
	kinds, types := make([]int, len(s.kinds)), make([]int, len(s.types))
	for i := range s.entities {
		kinds[s.entities[i].kind]++
	}
	for i := range s.edges {
		types[s.edges[i].typ]++
	}
	out.Entities, out.Relations = counts(s.kinds, kinds), counts(s.types, types)
	err := tx.QueryRowContext(ctx, "SELECT count(*), coalesce(min(nullif(published, '')), ''), coalesce(max(published), ''), (SELECT count(*) FROM events) FROM documents").
		Scan(&out.Documents, &out.First, &out.Last, &out.Events)
	if err != nil {
		return out, err
	}
	rows, err := tx.QueryContext(ctx, "SELECT "+documentColumns+" FROM documents d ORDER BY coalesce(published, '') DESC, n DESC LIMIT ?", latestShown)
	if err != nil {
		return out, err
	}
	defer rows.Close()
	for rows.Next() {
		var d DocumentRef
		if err := rows.Scan(d.into()...); err != nil {
			return out, err
		}
		out.Latest = append(out.Latest, d.clipped())
	}
	if err := rows.Err(); err != nil {
		return out, err
	}
	now, _, known := bounds(out.Last)
	if !known && len(s.edges) > 0 {
		now = s.edges[0].first
	}
	out.Busy = s.busy(now)
	planned := s.planned(now)
	out.Planned, err = s.relations(ctx, tx, planned)
	return out, err
}

// planned lists the edges that are planned for the coming weeks, the next first.
func (s *snapshot) planned(now date) []int32 {
	day := time.Date(int(now)/10000, time.Month(now/100%100), int(now)%100, 0, 0, 0, 0, time.UTC).AddDate(0, 0, plannedAt)
	until := date(day.Year()*10000 + int(day.Month())*100 + day.Day())
	var out []int32
	for i, e := range s.edges {
		// What goes on now, or is planned for this month, counts too.
		if e.first != undated && e.last >= now && e.first <= until && s.statuses[e.status] == "planned" {
			out = append(out, int32(i))
		}
	}
	slices.SortStableFunc(out, func(a, b int32) int { return cmp.Compare(s.edges[a].first, s.edges[b].first) })
	return out[:min(len(out), plannedMost)]
}

// busy counts the newest months up to a day.
func (s *snapshot) busy(now date) []Busy {
	out := []Busy{}
	var month date
	people, states, places := s.tally(), s.tally(), s.tally()
	add := func() {
		if len(people.listed)+len(states.listed)+len(places.listed) > 0 {
			out = append(out, Busy{fmt.Sprintf("%04d-%02d", month/100, month%100), s.most(people, busyShown), s.most(states, busyShown), s.most(places, busyShown)})
		}
		people.clear()
		states.clear()
		places.clear()
	}
	for _, e := range s.edges { // the newest first
		if e.first == undated || e.first/100 > now/100 || e.yearly() || s.denied(&e) {
			continue
		}
		if e.first/100 != month {
			add()
			if len(out) == monthsShown {
				return out
			}
			month = e.first / 100
		}
		for _, end := range []int32{e.from, e.to} {
			switch s.kinds[s.entities[end].kind] {
			case "Person":
				people.add(end)
			case "Country":
				states.add(end)
			case "City", "Place":
				places.add(end)
			}
		}
		if e.place >= 0 {
			places.add(e.place)
		}
	}
	add()
	return out
}

// sample names somebody and some state that the graph knows well, for examples.
func sample(start Start) map[string]string {
	out := map[string]string{}
	for _, b := range start.Busy {
		for _, list := range [][]Counted{b.States, b.People} {
			for _, c := range list {
				switch {
				case out["name"] == "":
					out["name"] = c.Name
				case out["other"] == "" && c.Name != out["name"]:
					out["other"] = c.Name
				}
			}
		}
	}
	return out
}
