package sqlite

import (
	"strings"

	"backchannel/schema"
)

// fewNodes is the number from which new nodes are written in bulk.
const fewNodes = 50

// The full text of new rows is kept by triggers. A statement with a trigger may have to
// be undone by itself, so the index writes its memory to the file before each: a third
// of the time of a load. So for many new rows the triggers step aside, and one statement
// enters their full text.
var fullText = map[string]string{
	schema.LabelEntity: "INSERT INTO entity_search (rowid, name, aliases) SELECT n, name, aliases FROM entities WHERE n > ?",
	schema.LabelChunk:  "INSERT INTO chunk_search (rowid, text) SELECT n, text FROM chunks WHERE n > ?",
}

// bulk writes new nodes, and returns those that are there already, or all if they
// are few.
func (w *writer) bulk(nodes []schema.Node) (others []schema.Node) {
	if len(nodes) < fewNodes {
		return nodes
	}
	triggers := w.dropTriggers()
	last := map[string]int64{}
	for label := range fullText {
		last[label] = w.number("SELECT coalesce(max(n), 0) FROM " + tableNames[label])
	}
	for _, n := range nodes {
		t := nodeTables[n.Labels[0]]
		switch {
		case w.count(t.create, nodeValues(t, n)...) == 0:
			others = append(others, n)
		case n.Labels[0] == schema.LabelEntity:
			w.names(n)
		}
	}
	for label, insert := range fullText {
		w.do(insert, last[label])
	}
	w.script(triggers)
	return others
}

// dropTriggers takes the triggers of new rows away, and returns the statements that
// make them again.
func (w *writer) dropTriggers() (again string) {
	if w.err != nil {
		return ""
	}
	rows, err := w.tx.QueryContext(w.ctx, "SELECT name, sql FROM sqlite_schema WHERE name IN ('entities_inserted', 'chunks_inserted') ORDER BY name")
	if err != nil {
		w.err = err
		return ""
	}
	defer rows.Close()
	var drop, create strings.Builder
	for rows.Next() && w.err == nil {
		var name, text string
		w.err = rows.Scan(&name, &text)
		drop.WriteString("DROP TRIGGER " + name + ";")
		create.WriteString(text + ";")
	}
	if w.err == nil {
		w.err = rows.Err()
	}
	rows.Close()
	w.script(drop.String())
	return create.String()
}

// script runs several statements.
func (w *writer) script(text string) {
	if w.err == nil {
		_, w.err = w.tx.ExecContext(w.ctx, text)
	}
}

// number returns the answer to a question.
func (w *writer) number(query string) (n int64) {
	if w.err == nil {
		w.err = w.tx.QueryRowContext(w.ctx, query).Scan(&n)
	}
	return n
}
