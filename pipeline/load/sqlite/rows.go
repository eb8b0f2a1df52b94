package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// table is where the nodes of a label, or the edges, stand.
type table struct {
	name  string
	fixed []string // columns before those of the properties
	props []column

	read   string // the statement that reads a page of rows by id
	create string // inserts a row where there is none with its id
	write  string // inserts a row or sets all columns of the one that has its id
}

func newTable(name string, fixed []string, props []column) table {
	names := slices.Clone(fixed)
	for _, c := range props {
		names = append(names, c.name)
	}
	var set []string
	for _, n := range names[1:] {
		set = append(set, n+" = excluded."+n)
	}
	list := strings.Join(names, ", ")
	insert := "INSERT INTO " + name + " (" + list + ") VALUES (?" + strings.Repeat(", ?", len(names)-1) + ") ON CONFLICT (id) DO "
	return table{
		name: name, fixed: fixed, props: props,
		read:   "SELECT " + list + " FROM " + name + " WHERE id > ? ORDER BY id LIMIT ?",
		create: insert + "NOTHING",
		write:  insert + "UPDATE SET " + strings.Join(set, ", "),
	}
}

type column struct {
	name string
	load.Property
}

// columns that are not called as their property, by kind: words of SQL, and
// start and end, which are dates here and offsets there.
func columnName(p load.Property) string {
	switch p.Name {
	case "index":
		return "position"
	case "start", "end":
		if p.Kind == load.Text {
			return p.Name + "_date"
		}
		return p.Name + "_offset"
	case "trigger":
		return `"trigger"`
	}
	return p.Name
}

func columns(props []load.Property) (out []column) {
	for _, p := range props {
		out = append(out, column{columnName(p), p})
	}
	return out
}

var tableNames = map[string]string{
	schema.LabelEntity: "entities", schema.LabelDocument: "documents", schema.LabelChunk: "chunks", schema.LabelEvent: "events",
}

// nodeTables are the tables of the labels.
var nodeTables = func() map[string]table {
	all := map[string]table{}
	for label, name := range tableNames {
		shape, _ := load.NodeShape(label)
		fixed := []string{"id"}
		if label == schema.LabelEntity {
			fixed = append(fixed, "type")
		}
		all[label] = newTable(name, fixed, columns(shape.Props))
	}
	return all
}()

// edgeTable has the columns of every type of edge, each once.
var edgeTable = func() table {
	var props []column
	seen := map[string]bool{}
	for _, kind := range []string{"a relation", schema.EdgeFromChunk, schema.EdgeEvidencedBy} {
		for _, c := range columns(load.EdgeShape(kind).Props) {
			if !seen[c.name] {
				seen[c.name] = true
				props = append(props, c)
			}
		}
	}
	return newTable("edges", []string{"id", "type", "source", "target"}, props)
}()

// values are the arguments of create and write, behind the fixed ones. The properties of an
// edge find their columns by name and kind.
func (t table) values(fixed []any, props map[string]any) []any {
	args := append(make([]any, 0, len(fixed)+len(t.props)), fixed...)
	for _, c := range t.props {
		v, ok := props[c.Name]
		if !ok || !c.holds(v) {
			args = append(args, nil)
			continue
		}
		if list, ok := v.([]string); ok {
			b, _ := json.Marshal(list) // strings always marshal
			v = string(b)
		}
		args = append(args, v)
	}
	return args
}

func (c column) holds(v any) bool {
	switch v.(type) {
	case string:
		return c.Kind == load.Text
	case int64:
		return c.Kind == load.Integer
	case float64:
		return c.Kind == load.Number
	case []string:
		return c.Kind == load.List
	}
	return false
}

// scan reads one row into the fixed columns and the properties.
func (t table) scan(rows *sql.Rows) (fixed []string, props map[string]any, err error) {
	fixed = make([]string, len(t.fixed))
	values := make([]any, len(t.props))
	into := make([]any, 0, len(fixed)+len(values))
	for i := range fixed {
		into = append(into, &fixed[i])
	}
	for i, c := range t.props {
		switch c.Kind {
		case load.Integer:
			values[i] = new(sql.NullInt64)
		case load.Number:
			values[i] = new(sql.NullFloat64)
		default:
			values[i] = new(sql.NullString)
		}
		into = append(into, values[i])
	}
	if err := rows.Scan(into...); err != nil {
		return nil, nil, err
	}
	props = map[string]any{}
	for i, c := range t.props {
		switch v := values[i].(type) {
		case *sql.NullInt64:
			if v.Valid {
				props[c.Name] = v.Int64
			}
		case *sql.NullFloat64:
			if v.Valid {
				props[c.Name] = v.Float64
			}
		case *sql.NullString:
			switch {
			case v.Valid && c.Kind == load.List:
				list := []string{}
				if err := json.Unmarshal([]byte(v.String), &list); err != nil {
					return nil, nil, fmt.Errorf("%s of %s %s: %w", c.name, t.name, fixed[0], err)
				}
				props[c.Name] = list
			case v.Valid:
				props[c.Name] = v.String
			}
		}
	}
	return fixed, props, nil
}

// Nodes yields the nodes by id.
func (s *Store) Nodes(ctx context.Context) iter.Seq2[schema.Node, error] {
	var sequences []iter.Seq2[schema.Node, error]
	for _, label := range load.Labels {
		sequences = append(sequences, pages(ctx, s, nodeTables[label], func(fixed []string, props map[string]any) schema.Node {
			return schema.Node{ID: fixed[0], Labels: append([]string{label}, fixed[1:]...), Props: props}
		}))
	}
	return load.Merged(func(n schema.Node) string { return n.ID }, sequences...)
}

// Edges yields the edges by id.
func (s *Store) Edges(ctx context.Context) iter.Seq2[schema.Edge, error] {
	return pages(ctx, s, edgeTable, func(fixed []string, props map[string]any) schema.Edge {
		return schema.Edge{ID: fixed[0], Type: fixed[1], From: fixed[2], To: fixed[3], Props: props}
	})
}

// pageRows is how many rows are read at once. No reading stays open while others
// write, so that the log file does not grow.
const pageRows = 1000

// pages yields a table by id, a page at a time.
func pages[T any](ctx context.Context, s *Store, t table, item func(fixed []string, props map[string]any) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		after := ""
		for {
			page, last, err := page(ctx, s, t, after, item)
			if err != nil {
				var none T
				yield(none, s.explain("read", err))
				return
			}
			for _, item := range page {
				if !yield(item, nil) {
					return
				}
			}
			if len(page) < pageRows {
				return
			}
			after = last
		}
	}
}

func page[T any](ctx context.Context, s *Store, t table, after string, item func([]string, map[string]any) T) (items []T, last string, err error) {
	rows, err := s.db.QueryContext(ctx, t.read, after, pageRows)
	if err != nil {
		return nil, "", err
	}
	defer rows.Close()
	for rows.Next() {
		fixed, props, err := t.scan(rows)
		if err != nil {
			return nil, "", err
		}
		last = fixed[0]
		items = append(items, item(fixed, props))
	}
	return items, last, rows.Err()
}

// Apply carries out a change in one transaction.
func (s *Store) Apply(ctx context.Context, c load.Change) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.explain("write", err)
	}
	defer tx.Rollback()
	w := writer{ctx: ctx, tx: tx, statements: map[string]*sql.Stmt{}}
	for _, e := range c.DropEdges {
		w.do("DELETE FROM edges WHERE id = ?", e.ID)
	}
	for _, n := range c.DropNodes {
		w.dropNode(n)
	}
	for _, n := range w.bulk(c.NewNodes) {
		w.node(n)
	}
	for _, n := range c.Nodes {
		w.node(n)
	}
	for _, edges := range [][]schema.Edge{c.NewEdges, c.Edges} {
		for _, e := range edges {
			if c.Blind {
				w.checkEnds(e)
			}
			w.do(edgeTable.write, edgeTable.values([]any{e.ID, e.Type, e.From, e.To}, e.Props)...)
		}
	}
	if w.err != nil {
		return s.explain("write", w.err)
	}
	if err := tx.Commit(); err != nil {
		return s.explain("write", err)
	}
	return nil
}

// writer runs prepared statements until the first error.
type writer struct {
	ctx        context.Context
	tx         *sql.Tx
	statements map[string]*sql.Stmt
	err        error
}

func (w *writer) do(query string, args ...any) { w.count(query, args...) }

// count is do, and returns how many rows that changed.
func (w *writer) count(query string, args ...any) (rows int64) {
	if w.err != nil {
		return 0
	}
	stmt := w.prepare(query)
	if w.err == nil {
		w.err = w.ctx.Err()
	}
	if w.err != nil {
		return 0
	}
	// A context that can end costs a goroutine a statement.
	var result sql.Result
	if result, w.err = stmt.ExecContext(context.WithoutCancel(w.ctx), args...); w.err == nil {
		rows, w.err = result.RowsAffected()
	}
	return rows
}

func (w *writer) prepare(query string) *sql.Stmt {
	stmt, ok := w.statements[query]
	if !ok {
		stmt, w.err = w.tx.PrepareContext(w.ctx, query)
		w.statements[query] = stmt
	}
	return stmt
}

// checkEnds sees to it that the nodes are there which an edge joins.
func (w *writer) checkEnds(e schema.Edge) {
	shape := load.EdgeShape(e.Type)
	for _, end := range [][2]string{{shape.From, e.From}, {shape.To, e.To}} {
		if w.err != nil {
			return
		}
		var there bool
		stmt := w.prepare("SELECT EXISTS (SELECT 1 FROM " + tableNames[end[0]] + " WHERE id = ?)")
		if w.err == nil {
			w.err = stmt.QueryRowContext(w.ctx, end[1]).Scan(&there)
		}
		if w.err == nil && !there {
			w.err = load.MissingEnd(e, end[1])
		}
	}
}

func (w *writer) dropNode(n schema.Node) {
	label := n.Labels[0]
	w.do("DELETE FROM "+tableNames[label]+" WHERE id = ?", n.ID)
	if label == schema.LabelEntity {
		w.do("DELETE FROM names WHERE entity = ?", n.ID)
	}
}

func (w *writer) node(n schema.Node) {
	t := nodeTables[n.Labels[0]]
	w.do(t.write, nodeValues(t, n)...)
	if n.Labels[0] == schema.LabelEntity {
		w.do("DELETE FROM names WHERE entity = ?", n.ID)
		w.names(n)
	}
}

func nodeValues(t table, n schema.Node) []any {
	fixed := []any{n.ID}
	if n.Labels[0] == schema.LabelEntity {
		fixed = append(fixed, n.Labels[1])
	}
	return t.values(fixed, n.Props)
}

// names writes the names of an entity that has none.
func (w *writer) names(n schema.Node) {
	aliases, _ := n.Props["aliases"].([]string)
	name, _ := n.Props["name"].(string)
	for _, a := range append([]string{name}, aliases...) {
		if a = strings.ToLower(strings.Join(strings.Fields(a), " ")); a != "" {
			w.do("INSERT OR IGNORE INTO names (name, entity) VALUES (?, ?)", a, n.ID)
		}
	}
}
