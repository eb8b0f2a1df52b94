package fold

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"backchannel/schema"
)

// Rulings are what people decided, against or beside the rules. They hold as long
// as their rows stand in the files: every fold begins with the records alone.
type Rulings struct {
	same      []ruling // id is with
	different []ruling // id is not with
	reject    []ruling // id is wrong: an entity, an event, or an edge that is a fact

	// Fingerprint names what the rows say.
	Fingerprint string
}

// ruling is a row.
type ruling struct {
	id, with string
	by       string // "same.csv:3"
	note     string
}

// Files names the files of rulings; "" is none.
type Files struct{ Same, Different, Reject string }

// ReadRulings reads the files of rulings, CSV with the ids in the first two columns
// (in the first of Reject) and notes behind them; a row "id,…" at the top and lines
// that begin with # are left out. The error names every bad row, with its file, its
// line and what to do.
func ReadRulings(files Files) (Rulings, error) {
	var r Rulings
	var defects []error
	for _, f := range []struct {
		path string
		ids  int
		into *[]ruling
	}{{files.Same, 2, &r.same}, {files.Different, 2, &r.different}, {files.Reject, 1, &r.reject}} {
		if f.path == "" {
			continue
		}
		rows, err := readRows(f.path, f.ids)
		if err != nil {
			defects = append(defects, err)
		}
		*f.into = rows
	}
	defects = append(defects, r.contradictions()...)
	if err := errors.Join(defects...); err != nil {
		return Rulings{}, err
	}
	var parts []string
	for _, list := range [][]ruling{r.same, r.different, r.reject} {
		var rows []string
		for _, row := range list {
			rows = append(rows, schema.Key(row.id, row.with, row.by, row.note))
		}
		slices.Sort(rows)
		parts = append(parts, schema.Key(rows...))
	}
	r.Fingerprint = schema.Key(parts...)
	return r, nil
}

func readRows(path string, ids int) (rows []ruling, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", path, errors.Unwrap(err))
	}
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
	in.FieldsPerRecord, in.Comment, in.TrimLeadingSpace = -1, '#', true
	var defects []error
	for first := true; ; first = false {
		row, err := in.Read()
		if err == io.EOF {
			return rows, errors.Join(defects...)
		}
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			return rows, errors.Join(append(defects, fmt.Errorf("%s:%d: %w; a field with a quotation mark or a comma in it stands in quotation marks", path, parse.Line, parse.Err))...)
		}
		line, _ := in.FieldPos(0)
		bad := func(format string, args ...any) {
			defects = append(defects, fmt.Errorf("%s:%d: %w", path, line, fmt.Errorf(format, args...)))
		}
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		switch {
		case first && strings.EqualFold(row[0], "id"):
			continue
		case len(row) < ids:
			bad("has one column; write the two ids, as \"backchannel merges\" and \"backchannel dump\" show them")
			continue
		case slices.Contains(row[:ids], ""):
			bad("has an empty id; write the id, or take the row out")
			continue
		case ids == 2 && row[0] == row[1]:
			bad("names %s twice; write two different ids, or take the row out", row[0])
			continue
		}
		r := ruling{id: row[0], by: fmt.Sprintf("%s:%d", filepath.Base(path), line)}
		if ids == 2 {
			r.with = row[1]
		}
		r.note = strings.Join(slices.DeleteFunc(slices.Clone(row[ids:]), func(s string) bool { return s == "" }), ", ")
		rows = append(rows, r)
	}
}

// contradictions finds the rows that cannot all be obeyed.
func (r *Rulings) contradictions() (defects []error) {
	into := map[string]ruling{}
	for _, s := range r.same {
		if before, ok := into[s.id]; ok && before.with != s.with {
			defects = append(defects, fmt.Errorf("%s: %s is joined to %s here and to %s by %s; take one of the two out, or join those two to each other", s.by, s.id, s.with, before.with, before.by))
			continue
		}
		into[s.id] = s
	}
	root := func(id string) (string, bool) {
		for range len(into) + 1 {
			next, ok := into[id]
			if !ok {
				return id, true
			}
			id = next.with
		}
		return id, false
	}
	for _, s := range r.same {
		if _, ok := root(s.id); !ok {
			return append(defects, fmt.Errorf("%s: the rows lead from %s back to it; take one of them out", s.by, s.id))
		}
	}
	for _, d := range r.different {
		a, _ := root(d.id)
		if b, _ := root(d.with); a == b {
			by := into[d.id].by
			if by == "" {
				by = into[d.with].by
			}
			defects = append(defects, fmt.Errorf("%s: keeps %s and %s apart, which %s joins; take one of the two rows out", d.by, d.id, d.with, by))
		}
	}
	return defects
}

// about reports whether a row names the id.
func (r Rulings) about(id string) bool {
	for _, list := range [][]ruling{r.same, r.different, r.reject} {
		if slices.ContainsFunc(list, func(row ruling) bool { return row.id == id || row.with == id }) {
			return true
		}
	}
	return false
}
