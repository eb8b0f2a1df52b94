package serve

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sort"
	"strconv"
	"strings"
)

const (
	aliasesShown  = 200
	officesShown  = 24
	partnersShown = 15
	placesShown   = 15
	bucketsMost   = 3000 // of more months the timeline has years
)

func (s *snapshot) entityOf(r *http.Request) (int32, error) {
	id, err := pathID(r)
	if err != nil {
		return 0, err
	}
	n, ok := s.byID[id]
	if !ok {
		return 0, missing("no such entity")
	}
	return n, nil
}

func entityPage(ctx context.Context, v *view, r *http.Request) (any, error) {
	n, err := v.entityOf(r)
	if err != nil {
		return nil, err
	}
	out := Entity{Ref: v.ref(n), Aliases: []string{}}
	var aliases string
	err = v.store.DB().QueryRowContext(ctx, `SELECT coalesce(name, id), coalesce(aliases, '[]'), coalesce(wikidata, ''), coalesce(iso3, ''), coalesce(mentions, 0),
  coalesce(first_seen, ''), coalesce(last_seen, '') FROM entities WHERE id = ?`, out.ID).
		Scan(&out.Name, &aliases, &out.Wikidata, &out.ISO3, &out.Mentions, &out.FirstSeen, &out.LastSeen)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, missing("no such entity") // it went a moment ago
	}
	if err != nil {
		return nil, err
	}
	var list []string
	if err := json.Unmarshal([]byte(aliases), &list); err == nil {
		for _, a := range list[:min(len(list), aliasesShown)] {
			out.Aliases = append(out.Aliases, clip(a, nameLimit))
		}
	}
	offices := v.sum(n, &out)
	out.Offices, err = v.relations(ctx, v.store.DB(), offices)
	return out, err
}

// sum counts the relations of an entity in all ways that its page shows, and
// returns its offices: those that it holds before those that others hold in it.
func (s *snapshot) sum(n int32, out *Entity) (offices []int32) {
	types, statuses := make([]int, len(s.types)), make([]int, len(s.statuses))
	partners, places := s.tally(), s.tally()
	months, years := s.timeline(len("2016-08")), s.timeline(len("2016"))
	other := func(m int32) {
		switch {
		case m == n:
		case s.isPlace(m):
			places.add(m)
		default:
			partners.add(m)
		}
	}
	for _, i := range s.of(n) {
		e := &s.edges[i]
		types[e.typ]++
		statuses[e.status]++
		other(e.from)
		other(e.to)
		if e.place >= 0 && e.place != n {
			places.add(e.place)
		}
		switch {
		case e.first == undated:
		case e.yearly():
			years.add(e)
		default:
			months.add(e)
		}
		if e.flags&titled != 0 && e.flags&fact != 0 && (e.from == n || len(offices) < officesShown) {
			offices = append(offices, i)
		}
	}
	slices.SortStableFunc(offices, func(a, b int32) int {
		held := func(i int32) int {
			if s.edges[i].from == n {
				return 0
			}
			return 1
		}
		return cmp.Compare(held(a), held(b))
	})
	offices = offices[:min(len(offices), officesShown)]
	out.Types, out.Statuses = counts(s.types, types), counts(s.statuses, statuses)
	out.Partners, out.Places = s.most(partners, partnersShown), s.most(places, placesShown)
	out.Timeline = append(months.buckets(), years.buckets()...)
	if len(out.Timeline) > bucketsMost {
		out.Timeline = yearly(out.Timeline)
	}
	slices.SortFunc(out.Timeline, func(a, b Bucket) int {
		return cmp.Or(strings.Compare(a.Period, b.Period), strings.Compare(a.Type, b.Type), strings.Compare(a.Status, b.Status))
	})
	return offices
}

// timeline counts edges by period, type and status. Those of a period come one
// behind the other.
type timeline struct {
	s       *snapshot
	letters int   // of a period: of a month, or of a year
	period  date  // year and month of the edges in of; undated before the first
	of      []int // by type, then status
	out     []Bucket
}

func (s *snapshot) timeline(letters int) timeline {
	return timeline{s: s, letters: letters, of: make([]int, len(s.types)*len(s.statuses)), out: []Bucket{}}
}

func (t *timeline) add(e *edge) {
	if e.first/100 != t.period {
		t.flush()
		t.period = e.first / 100
	}
	t.of[int(e.typ)*len(t.s.statuses)+int(e.status)]++
}

func (t *timeline) flush() {
	period := fmt.Sprintf("%04d-%02d", t.period/100, t.period%100)[:t.letters]
	for i, n := range t.of {
		if n > 0 {
			t.out = append(t.out, Bucket{period, t.s.types[i/len(t.s.statuses)], t.s.statuses[i%len(t.s.statuses)], n})
		}
	}
	clear(t.of)
}

func (t *timeline) buckets() []Bucket {
	t.flush()
	return t.out
}

// yearly makes years of months.
func yearly(months []Bucket) []Bucket {
	sum := map[Bucket]int{}
	for _, b := range months {
		n := b.Count
		b.Period, b.Count = b.Period[:4], 0
		sum[b] += n
	}
	out := make([]Bucket, 0, len(sum))
	for b, n := range sum {
		b.Count = n
		out = append(out, b)
	}
	return out
}

func relationList(ctx context.Context, v *view, r *http.Request) (any, error) {
	n, err := v.entityOf(r)
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	f, err := v.filter(q)
	if err != nil {
		return nil, err
	}
	limit, err := limitOf(q, 50, 500)
	if err != nil {
		return nil, err
	}
	after, err := cursorOf(q.Get("cursor"))
	if err != nil {
		return nil, err
	}
	all := v.of(n)
	// The cursor is the last edge of the page before, so it holds in another
	// snapshot too.
	begin := 0
	if after != nil {
		begin = sort.Search(len(all), func(i int) bool { return newest(v.edges[all[i]], *after) > 0 })
	}
	out := Relations{}
	var page []int32
	more := false
	for at, i := range all {
		if !f.fits(&v.edges[i]) {
			continue
		}
		out.Total++
		switch {
		case at < begin:
		case len(page) < limit:
			page = append(page, i)
		default:
			more = true
		}
	}
	if more {
		last := v.edges[page[len(page)-1]]
		out.Next = fmt.Sprintf("%d-%d", last.first, last.row)
	}
	out.Relations, err = v.relations(ctx, v.store.DB(), page)
	return out, err
}

// cursorOf reads a cursor: the date and the row of an edge.
func cursorOf(text string) (*edge, error) {
	if text == "" {
		return nil, nil
	}
	first, row, _ := strings.Cut(text, "-")
	day, err := strconv.ParseInt(first, 10, 32)
	n, err2 := strconv.ParseInt(row, 10, 64)
	if err != nil || err2 != nil || day < 0 || n < 0 {
		return nil, wrong("cursor must be the next of another page")
	}
	return &edge{first: date(day), row: n}, nil
}
