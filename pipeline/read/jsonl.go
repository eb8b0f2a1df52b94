package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"backchannel/schema"
	"backchannel/schema/dates"
)

// fieldNames are the fields of a document, which are their own names in JSON
// lines unless Options.Fields says otherwise.
var fieldNames = []string{"id", "text", "title", "url", "date", "author", "publisher", "actor", "place", "country"}

// fieldPaths gives each field the path at which it stands.
func fieldPaths(fields map[string]string) map[string][]string {
	paths := map[string][]string{}
	for _, name := range fieldNames {
		key, ok := fields[name]
		if !ok {
			key = name
		}
		if key != "" {
			paths[name] = strings.Split(key, ".")
		}
	}
	return paths
}

// jsonLines reads a document a line. A line that is none is a defect; the next
// is read all the same.
func (r *reader) jsonLines(f file, in io.Reader) bool {
	lines := lineReader{in: bufio.NewReaderSize(in, 64<<10), limit: r.MaxBytes}
	found := false
	for n := 1; ; n++ {
		if r.ctx.Err() != nil {
			return false
		}
		line, err := lines.next()
		switch {
		case errors.Is(err, io.EOF):
			if !found {
				return r.fail(empty(f.path))
			}
			return true
		case errors.Is(err, errTooLarge):
			found = true
			if !r.fail(r.tooLarge(f.path, n)) {
				return false
			}
			continue
		case err != nil:
			e := r.defect(f, err)
			e.Line = n
			return r.fail(e)
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		found = true
		doc, defect := r.record(f, n, line)
		if defect != nil {
			defect.Source, defect.Line = f.path, n
			if !r.failDocument(doc, defect) {
				return false
			}
			if defect.Err == errArray {
				return true
			}
			continue
		}
		if !r.give(doc, place{f.path, n}) {
			return false
		}
	}
}

var errArray = errors.New("a JSON array")

// record makes a document of a line.
func (r *reader) record(f file, n int, line []byte) (schema.Document, *Error) {
	doc := schema.Document{ID: fmt.Sprintf("%s:%d", f.id, n), Source: schema.Source{URI: fmt.Sprintf("%s:%d", f.path, n)}}
	if bytes.IndexByte(line, 0) >= 0 {
		return doc, binary(line)
	}
	if !utf8.Valid(line) {
		return doc, &Error{Reason: "is not valid UTF-8", Hint: "JSON lines must be UTF-8: convert the file (iconv -t utf-8 FILE)"}
	}
	if line[0] == '[' {
		return doc, &Error{Reason: "is a JSON array, not an object", Hint: "write one object a line: jq -c '.[]' FILE", Err: errArray}
	}
	var object map[string]any
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.UseNumber()
	if err := decoder.Decode(&object); err != nil {
		return doc, &Error{Reason: "is not JSON: " + jsonReason(err, len(line)), Hint: "write one whole object a line", Err: err}
	}
	if _, err := decoder.Token(); err != io.EOF {
		return doc, &Error{Reason: "holds more than one JSON value", Hint: "write one object a line"}
	}
	values := map[string]string{}
	for _, field := range fieldNames {
		path := r.fields[field]
		if path == nil {
			continue
		}
		value, defect := stringAt(object, path)
		if defect != nil {
			return doc, defect
		}
		values[field] = value
	}
	switch url := values["url"]; {
	case values["id"] != "":
		doc.ID = values["id"]
		if f.path == "-" {
			doc.Source.URI = "-" // the line says nothing of it: an engine pipes lines in any order
		}
	case url != "":
		doc.ID = url
	}
	if url := values["url"]; url != "" {
		doc.Source.URI = url
	}
	s := &doc.Source
	s.Title, s.Author, s.Publisher = values["title"], values["author"], values["publisher"]
	s.Actor, s.Place, s.Country = values["actor"], values["place"], values["country"]
	if strings.TrimSpace(values["text"]) == "" {
		return doc, &Error{Reason: fmt.Sprintf("has no text in %q", strings.Join(r.fields["text"], ".")), Hint: "say which field holds the text with --input-fields-text" + otherTexts(object)}
	}
	if date := strings.TrimSpace(values["date"]); date != "" {
		d, ok := parseDate(date)
		if !ok {
			return doc, &Error{Reason: fmt.Sprintf("date %q cannot be read", date), Hint: "write an ISO day, month or year: 2016-08-26, 2016-08 or 2016"}
		}
		s.Published = d
	}
	doc.Text = values["text"]
	return doc, nil
}

func jsonReason(err error, size int) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("%v at byte %d", err, syntax.Offset)
	case errors.As(err, &kind):
		return fmt.Sprintf("a %s where an object should be", kind.Value)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fmt.Sprintf("it ends too early, at byte %d", size)
	}
	return err.Error()
}

// otherTexts names the string field that most likely holds the text.
func otherTexts(object map[string]any) string {
	best, size := "", 0
	for key, v := range object {
		if s, ok := v.(string); ok && (len(s) > size || len(s) == size && key < best) {
			best, size = key, len(s)
		}
	}
	if size < 20 {
		return ""
	}
	return fmt.Sprintf(" (perhaps %q)", best)
}

// stringAt finds the value at a path; a whole path may also be one name with
// points in it. A list of strings is a text of so many paragraphs.
func stringAt(object map[string]any, path []string) (string, *Error) {
	name := strings.Join(path, ".")
	value, ok := object[name]
	if !ok && len(path) > 1 {
		at := object
		for i, key := range path {
			value = at[key]
			if i < len(path)-1 {
				if at, ok = value.(map[string]any); !ok {
					return "", nil
				}
			}
		}
	}
	switch v := value.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case json.Number:
		return v.String(), nil
	case []any:
		var parts []string
		for _, p := range v {
			s, ok := p.(string)
			if !ok {
				return "", &Error{Reason: fmt.Sprintf("field %q is a list of other things than strings", name), Hint: "join it to one string first"}
			}
			parts = append(parts, s)
		}
		return strings.Join(parts, "\n\n"), nil
	case bool:
		return "", &Error{Reason: fmt.Sprintf("field %q is true or false, not a string", name), Hint: "map the field to another with --input-fields-…, or to nothing"}
	}
	return "", &Error{Reason: fmt.Sprintf("field %q is an object, not a string", name), Hint: fmt.Sprintf("reach into it with a point: %s.value", name)}
}

// parseDate reads a date as news and feeds write it.
func parseDate(s string) (schema.Date, bool) {
	if d, err := schema.ParseDate(s); err == nil {
		return d, true
	}
	when, ok := dates.Parse(s, "")
	return when.Start, ok && when.End == ""
}

// lineReader reads lines of bounded length. What is longer is passed over
// without being kept.
type lineReader struct {
	in    *bufio.Reader
	limit int64
	buf   []byte
}

func (l *lineReader) next() ([]byte, error) {
	l.buf = l.buf[:0]
	size := int64(0)
	for {
		part, err := l.in.ReadSlice('\n')
		size += int64(len(part))
		if size <= l.limit+1 {
			l.buf = append(l.buf, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && size == 0:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, err
		}
		if size > l.limit+1 || size == l.limit+1 && l.buf[len(l.buf)-1] != '\n' {
			return nil, errTooLarge
		}
		return l.buf, nil
	}
}
