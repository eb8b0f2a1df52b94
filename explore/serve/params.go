package serve

import (
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// idLimit is the greatest length of an id, in bytes.
const idLimit = 16 << 10

// pathID reads the id in a path.
func pathID(r *http.Request) (string, error) {
	id := r.PathValue("id")
	if id == "" || len(id) > idLimit {
		return "", missing("no such id")
	}
	return id, nil
}

// limitOf reads ?limit=.
func limitOf(q url.Values, normal, most int) (int, error) {
	text := q.Get("limit")
	if text == "" {
		return normal, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, wrong("limit must be a number from 1 to %d", most)
	}
	return n, nil
}

// filter says which edges are wanted.
type filter struct {
	types, statuses []bool // by number; nil is any
	from, to        date   // undated is any
	score           float32
	with            int32 // -1 is anybody
	none            bool  // nothing can fit
}

// filter reads type, status, from, to, with and min_score. What the graph does not
// have fits nothing; what nothing can be is wrong.
func (s *snapshot) filter(q url.Values) (filter, error) {
	f := filter{with: -1}
	if text := q.Get("type"); text != "" {
		f.types = make([]bool, len(s.types))
		for t := range strings.SplitSeq(text, ",") {
			if len(t) > 64 || t == "" || strings.Trim(t, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") != "" {
				return f, wrong("type must be types of relations as MET_WITH, with commas between")
			}
			for i, have := range s.types {
				f.types[i] = f.types[i] || have == t
			}
		}
	}
	if text := q.Get("status"); text != "" {
		f.statuses = make([]bool, len(s.statuses))
		for t := range strings.SplitSeq(text, ",") {
			if t != "actual" && t != "planned" && t != "possible" && t != "negated" {
				return f, wrong("status must be of actual, planned, possible, negated, with commas between")
			}
			for i, have := range s.statuses {
				f.statuses[i] = f.statuses[i] || have == t
			}
		}
	}
	for _, name := range []string{"from", "to"} {
		text := q.Get(name)
		if text == "" {
			continue
		}
		first, last, ok := bounds(text)
		if !ok {
			return f, wrong("%s must be an ISO day, month or year: 2016-08-26, 2016-08, 2016", name)
		}
		if name == "from" {
			f.from = first
		} else {
			f.to = last
		}
	}
	if text := q.Get("min_score"); text != "" {
		score, err := strconv.ParseFloat(text, 32)
		if err != nil || math.IsNaN(score) || score < 0 || score > 1 {
			return f, wrong("min_score must be a number from 0 to 1")
		}
		f.score = float32(score)
	}
	if id := q.Get("with"); id != "" {
		var ok bool
		if f.with, ok = s.byID[id]; !ok {
			f.none = true
		}
	}
	return f, nil
}

func (f *filter) fits(e *edge) bool {
	switch {
	case f.none, f.types != nil && !f.types[e.typ], f.statuses != nil && !f.statuses[e.status], e.score < f.score:
		return false
	case f.with >= 0 && e.from != f.with && e.to != f.with && e.place != f.with:
		return false
	case f.from == undated && f.to == undated:
		return true
	}
	return e.first != undated && e.last >= f.from && (f.to == undated || e.first <= f.to)
}
