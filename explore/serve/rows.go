package serve

import (
	"context"
	"database/sql"
	"encoding/json"
	"strconv"
	"strings"
)

// asker is a connection, a transaction or a pool.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// documentColumns are those of a DocumentRef, of documents d.
const documentColumns = "d.id, coalesce(nullif(d.title, ''), d.name, d.id), coalesce(d.published, ''), coalesce(d.publisher, '')"

func (d *DocumentRef) into() []any { return []any{&d.ID, &d.Title, &d.Published, &d.Publisher} }

func (d DocumentRef) clipped() DocumentRef {
	d.Title, d.Publisher = clip(d.Title, nameLimit), clip(d.Publisher, nameLimit)
	return d
}

// relationRow is what the file holds of an edge and the memory does not.
type relationRow struct {
	id, event, source, target    string
	start, end, precision, title string
	firstReported, lastReported  string
	sources                      int
	score                        float64
}

// datedChunks is how many of a fact's chunks are looked at for its dates.
const datedChunks = 60

// rowsOf reads the rows of edges, by their numbers in the file. An edge that is no
// longer there, or is another one now, is left out. Precision and the days of the
// reports are read where dates are wanted.
func (s *snapshot) rowsOf(ctx context.Context, db asker, edges []int32, dates bool) (map[int32]relationRow, error) {
	out := make(map[int32]relationRow, len(edges))
	if len(edges) == 0 {
		return out, nil
	}
	byRow := make(map[int64]int32, len(edges))
	numbers := make([]int64, len(edges))
	for i, e := range edges {
		numbers[i] = s.edges[e].row
		byRow[numbers[i]] = e
	}
	list, _ := json.Marshal(numbers) // numbers always marshal
	columns, join := "'', ''", ""
	if dates {
		join = "LEFT JOIN events e ON e.id = r.event"
		columns = `coalesce(e.precision, ''), coalesce((SELECT min(d.published) || ' ' || max(d.published) FROM (SELECT value FROM json_each(r.chunks) LIMIT ` + strconv.Itoa(datedChunks) + `) j
  JOIN edges f ON f.source = j.value AND f.type = 'FROM_DOCUMENT' JOIN documents d ON d.id = f.target), '')`
	}
	rows, err := db.QueryContext(ctx, `SELECT r.n, r.id, coalesce(r.event, ''), r.source, r.target, coalesce(r.start_date, ''), coalesce(r.end_date, ''),
  coalesce(r.title, ''), coalesce(r.sources, 0), coalesce(r.score, 0), `+columns+`
FROM json_each(?) j CROSS JOIN edges r ON r.n = j.value `+join, string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		var r relationRow
		var span string
		if err := rows.Scan(&n, &r.id, &r.event, &r.source, &r.target, &r.start, &r.end, &r.title, &r.sources, &r.score, &r.precision, &span); err != nil {
			return nil, err
		}
		e := byRow[n]
		if s.entities[s.edges[e].from].id != r.source || s.entities[s.edges[e].to].id != r.target {
			continue
		}
		r.firstReported, r.lastReported, _ = strings.Cut(span, " ")
		out[e] = r
	}
	return out, rows.Err()
}

// relations writes edges out, in their order.
func (s *snapshot) relations(ctx context.Context, db asker, edges []int32) ([]Relation, error) {
	rows, err := s.rowsOf(ctx, db, edges, true)
	if err != nil {
		return nil, err
	}
	out := []Relation{}
	for _, n := range edges {
		r, ok := rows[n]
		if !ok {
			continue
		}
		out = append(out, s.relation(s.edges[n], r))
	}
	return out, nil
}

func (s *snapshot) relation(e edge, r relationRow) Relation {
	out := Relation{
		ID: r.event, Type: s.types[e.typ], Subject: s.ref(e.from), Object: s.ref(e.to), Status: s.statuses[e.status],
		Start: r.start, End: r.end, Precision: r.precision, Title: clip(r.title, nameLimit), Sources: r.sources, Score: r.score,
	}
	if r.event == "" {
		out.ID = r.id
		if out.Start == "" && r.firstReported != "" {
			out.Start, out.End, out.Precision = r.firstReported, r.lastReported, "reported"
		}
	}
	if e.place >= 0 {
		p := s.ref(e.place)
		out.Place = &p
	}
	return out
}
