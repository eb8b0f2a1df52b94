package serve

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"hash/maphash"
	"slices"
	"unicode/utf8"
)

// A snapshot is the skeleton of the graph in memory: who is related to whom, when
// and in which status, without text and evidence, which stay in the file. Lists,
// counts, neighbourhoods and paths come from it. It takes about 50 bytes a relation
// and 250 an entity, and never changes; a store that changed gives another one.
type snapshot struct {
	entities []entity
	byID     map[string]int32
	kinds    []string // types of entities
	places   []bool   // which of kinds are places
	types    []string // types of relations
	statuses []string
	negated  int    // in statuses; -1 where nothing is
	edges    []edge // the newest first
	// The edges of entity e, the newest first, are edges[i] for the i in
	// around[begin[e]:begin[e+1]]: those that begin or end in it or took place there.
	begin  []uint32
	around []int32
	names  names
	start  []byte // Start, as JSON
	sample map[string]string
}

// entity is a node; its name is cut to nameLimit.
type entity struct {
	id, name string
	mentions int32
	kind     uint8 // in kinds
}

// edge is a relation. place is -1 where none is known.
type edge struct {
	row             int64 // edges.n
	from, to, place int32
	first, last     date // the first and the last day; undated where no start is known
	score           float32
	typ             uint16 // in types
	status          uint8  // in statuses
	flags           uint8
}

const (
	fact   = 1 << iota // no event
	titled             // an office
)

// nameLimit is the greatest number of code points of a name in a list.
const nameLimit = 300

// clip cuts s to n code points, the last of them "…".
func clip(s string, n int) string {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	for i := range s {
		if n--; n == 0 {
			return s[:i] + "…"
		}
	}
	return s
}

// date is a day as year, month and day in decimal digits, 20160826, so that dates
// compare as numbers.
type date int32

const undated date = 0

// bounds are the first and the last day of an ISO day, month or year; false for
// anything else.
func bounds(s string) (first, last date, ok bool) {
	n := [3]int32{0, 0, 0}
	part := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '-' && (i == 4 || i == 7):
			part++
		case c >= '0' && c <= '9' && i != 4 && i != 7:
			n[part] = n[part]*10 + int32(c-'0')
		default:
			return undated, undated, false
		}
	}
	switch {
	case len(s) == 4:
		return date(n[0]*10000 + 101), date(n[0]*10000 + 1231), n[0] > 0
	case len(s) == 7:
		m := date(n[0]*10000 + n[1]*100)
		return m + 1, m + 31, n[0] > 0 && n[1] >= 1 && n[1] <= 12
	case len(s) == 10:
		d := date(n[0]*10000 + n[1]*100 + n[2])
		return d, d, n[0] > 0 && n[1] >= 1 && n[1] <= 12 && n[2] >= 1 && n[2] <= 31
	}
	return undated, undated, false
}

// yearly reports that no month is known in which the edge began: "2016", or years.
func (e *edge) yearly() bool { return e.first%10000 == 101 && e.last-e.first >= 1130 }

// table gives every string a number.
type table struct {
	list   []string
	number map[string]int
}

func (t *table) of(s string) int {
	if n, ok := t.number[s]; ok {
		return n
	}
	if t.number == nil {
		t.number = map[string]int{}
	}
	t.number[s] = len(t.list)
	t.list = append(t.list, s)
	return len(t.list) - 1
}

// read makes the snapshot of what a transaction sees.
func read(ctx context.Context, tx *sql.Tx) (*snapshot, error) {
	s := &snapshot{byID: map[string]int32{}}
	if err := s.readEntities(ctx, tx); err != nil {
		return nil, err
	}
	if err := s.readEdges(ctx, tx); err != nil {
		return nil, err
	}
	s.join()
	start, err := s.makeStart(ctx, tx)
	if err != nil {
		return nil, err
	}
	s.start, err = json.Marshal(start)
	s.sample = sample(start)
	return s, err
}

func (s *snapshot) readEntities(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, "SELECT id, type, coalesce(name, id), coalesce(mentions, 0), coalesce(aliases, '') FROM entities")
	if err != nil {
		return err
	}
	defer rows.Close()
	var kinds table
	b := namesBuilder{words: map[string]int32{}}
	for rows.Next() {
		var e entity
		var kind, aliases string
		var mentions int64
		if err := rows.Scan(&e.id, &kind, &e.name, &mentions, &aliases); err != nil {
			return err
		}
		e.mentions = int32(min(mentions, 1<<31-1))
		e.kind = uint8(min(kinds.of(kind), 255))
		n := int32(len(s.entities))
		b.add(n, e.name, true)
		var list []string
		if json.Unmarshal([]byte(aliases), &list) == nil {
			for _, a := range list {
				b.add(n, a, false)
			}
		}
		if c := clip(e.name, nameLimit); len(c) != len(e.name) {
			e.name = string([]byte(c)) // lets the long one go
		}
		s.byID[e.id] = n
		s.entities = append(s.entities, e)
	}
	s.kinds = kinds.list
	for _, k := range s.kinds {
		s.places = append(s.places, k == "City" || k == "Place")
	}
	s.names = b.names()
	return rows.Err()
}

func (s *snapshot) readEdges(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `SELECT n, type, source, target, coalesce(event, ''), coalesce(status, ''), coalesce(start_date, ''), coalesce(end_date, ''),
  coalesce(score, 0), coalesce(title, '') <> '', chunks IS NOT NULL FROM edges WHERE event IS NOT NULL OR chunks IS NOT NULL OR type = 'AT'`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var types, statuses table
	seed := maphash.MakeSeed()
	places := map[uint64]int32{}
	var events []uint64 // of each edge, by hash
	var row int64
	var typ, source, target, event, status, start, end sql.RawBytes
	var score float64
	var isTitled, isFact bool
	for rows.Next() {
		if err := rows.Scan(&row, &typ, &source, &target, &event, &status, &start, &end, &score, &isTitled, &isFact); err != nil {
			return err
		}
		to, ok := s.byID[string(target)]
		if !ok {
			continue
		}
		if string(typ) == "AT" {
			places[maphash.Bytes(seed, source)] = to
			continue
		}
		from, ok := s.byID[string(source)]
		if !ok {
			continue
		}
		e := edge{row: row, from: from, to: to, place: -1, score: float32(score), typ: uint16(types.of(string(typ))), status: uint8(min(statuses.of(string(status)), 255))}
		if first, last, ok := bounds(string(start)); ok {
			e.first, e.last = first, last
			if _, last, ok := bounds(string(end)); ok && last > e.last {
				e.last = last
			}
		}
		if isFact {
			e.flags |= fact
		}
		if isTitled {
			e.flags |= titled
		}
		s.edges = append(s.edges, e)
		events = append(events, maphash.Bytes(seed, event))
	}
	if err := rows.Err(); err != nil {
		return err
	}
	s.types, s.statuses = types.list, statuses.list
	s.negated = slices.Index(s.statuses, "negated")
	for i := range s.edges {
		if p, ok := places[events[i]]; ok && s.edges[i].flags&fact == 0 {
			s.edges[i].place = p
		}
	}
	return nil
}

// newest compares edges for lists: the newest first, and the later row first among
// equals.
func newest(a, b edge) int {
	return cmp.Or(cmp.Compare(b.first, a.first), cmp.Compare(b.row, a.row))
}

// join sorts the edges and notes which each entity has.
func (s *snapshot) join() {
	slices.SortFunc(s.edges, newest)
	s.edges = slices.Clip(s.edges)
	s.begin = make([]uint32, len(s.entities)+1)
	each := func(do func(entity, edge int32)) {
		for i, e := range s.edges {
			do(e.from, int32(i))
			if e.to != e.from {
				do(e.to, int32(i))
			}
			if e.place >= 0 && e.place != e.from && e.place != e.to {
				do(e.place, int32(i))
			}
		}
	}
	each(func(entity, _ int32) { s.begin[entity+1]++ })
	for i := range s.entities {
		s.begin[i+1] += s.begin[i]
	}
	s.around = make([]int32, s.begin[len(s.entities)])
	next := slices.Clone(s.begin)
	each(func(entity, edge int32) {
		s.around[next[entity]] = edge
		next[entity]++
	})
}

// of lists the edges of an entity by their numbers, the newest first.
func (s *snapshot) of(entity int32) []int32 {
	return s.around[s.begin[entity]:s.begin[entity+1]]
}

func (s *snapshot) ref(n int32) Ref {
	e := s.entities[n]
	return Ref{ID: e.id, Name: e.name, Type: s.kinds[e.kind]}
}

// isPlace reports whether an entity is a city or another place.
func (s *snapshot) isPlace(n int32) bool { return s.places[s.entities[n].kind] }
