// Package explore asks a store the saved questions of schema/questions.
//
// A question is a pair of files, NAME.sql and NAME.cypher, which give the same
// columns and rows from the same graph. The first line of each is a comment with
// its title; the comments that begin with :name or $name declare its parameters,
// with a default or, where there is none, as required:
//
//	-- Who met whom, when and where
//	-- :name = ""    one who took part; empty is everybody
//	-- :limit = 100  rows at most
//
// A default in quotes makes a parameter text, a number makes it a number. Names are
// matched by name or alias in any case.
package explore

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"backchannel/schema"
)

// Store is what a question is put to; every store of the pipeline is one.
type Store interface {
	// Language is "sql" or "cypher".
	Language() string
	// Query returns the columns and rows that a query gives. Cells are string,
	// int64, float64 or nil.
	Query(ctx context.Context, query string, params map[string]any) (columns []string, rows [][]any, err error)
}

// Question is a saved question.
type Question struct {
	Name   string // "who-met-whom"
	Title  string // "Who met whom, when and where"
	Params []Param
	Text   map[string]string // by language
}

// Param is a parameter of a question.
type Param struct {
	Name     string
	Doc      string
	Required bool
	Default  any // string or int64; the type of the parameter's value
}

// Usage shows how the question is asked: "between name=… other=… [limit=100]".
func (q Question) Usage() string {
	var b strings.Builder
	b.WriteString(q.Name)
	for _, p := range q.Params {
		switch {
		case p.Required:
			b.WriteString(" " + p.Name + "=…")
		case p.Default == "":
			b.WriteString(" [" + p.Name + "=…]")
		default:
			fmt.Fprintf(&b, " [%s=%v]", p.Name, p.Default)
		}
	}
	return b.String()
}

// Questions returns the saved questions, sorted by name.
func Questions() []Question { return slices.Clone(questions()) }

var questions = sync.OnceValue(func() []Question {
	files, err := schema.Questions.ReadDir("questions")
	if err != nil {
		panic(err) // embedded
	}
	var out []Question
	for _, f := range files {
		name, isSQL := strings.CutSuffix(f.Name(), ".sql")
		if !isSQL {
			continue
		}
		q := Question{Name: name, Text: map[string]string{}}
		for _, language := range []string{"cypher", "sql"} {
			text, err := schema.Questions.ReadFile(path.Join("questions", name+"."+language))
			if err != nil {
				panic(err) // a test holds the pairs together
			}
			q.Text[language] = string(text)
		}
		q.Title, q.Params = header(q.Text["sql"])
		out = append(out, q)
	}
	return out
})

var paramLine = regexp.MustCompile(`^[:$](\w+)(?: = (?:"(.*?)"|(\d+)))?\s+(.*)$`)

// header reads the comments above a query.
func header(text string) (title string, params []Param) {
	for i, line := range strings.Split(text, "\n") {
		line, comment := strings.CutPrefix(strings.Replace(line, "//", "--", 1), "--")
		if !comment {
			break
		}
		line = strings.TrimSpace(line)
		if i == 0 {
			title = line
			continue
		}
		m := paramLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		p := Param{Name: m[1], Default: m[2], Doc: m[4], Required: !strings.Contains(line[:len(line)-len(m[4])], "=")}
		if m[3] != "" {
			p.Default, _ = strconv.ParseInt(m[3], 10, 64) // the pattern allows digits only
		}
		params = append(params, p)
	}
	return title, params
}

// Find returns the question of that name. The error lists those that exist, the
// nearest first where one is near.
func Find(name string) (Question, error) {
	var names []string
	for _, q := range questions() {
		if q.Name == name {
			return q, nil
		}
		names = append(names, q.Name)
	}
	hint := ""
	for _, n := range names {
		if len(name) > 2 && strings.Contains(n, strings.ToLower(name)) {
			hint = fmt.Sprintf("did you mean %s? ", n)
			break
		}
	}
	return Question{}, fmt.Errorf("no question %q: %sthere are %s", name, hint, strings.Join(names, ", "))
}

// Ask puts a saved question to a store. Parameters are given as people write them;
// those left out have their defaults.
func Ask(ctx context.Context, store Store, name string, params map[string]string) (Table, error) {
	q, err := Find(name)
	if err != nil {
		return Table{}, err
	}
	values, err := q.values(params)
	if err != nil {
		return Table{}, fmt.Errorf("ask %s: %w", name, err)
	}
	text, ok := q.Text[store.Language()]
	if !ok {
		return Table{}, fmt.Errorf("ask %s: it is not written in %s", name, store.Language())
	}
	columns, rows, err := store.Query(ctx, text, values)
	if err != nil {
		return Table{}, fmt.Errorf("ask %s: %w", name, err)
	}
	return Table{columns, rows}, nil
}

// values gives every parameter its value in the type of its default. Text is put
// into lower case, as the stores compare it.
func (q Question) values(given map[string]string) (map[string]any, error) {
	values := map[string]any{}
	var names []string
	for _, p := range q.Params {
		names = append(names, p.Name)
		text, ok := given[p.Name]
		if p.Required && strings.TrimSpace(text) == "" {
			return nil, fmt.Errorf("%s is needed (%s); the question is asked as: %s", p.Name, p.Doc, q.Usage())
		}
		if !ok {
			values[p.Name] = p.Default
			continue
		}
		if _, number := p.Default.(int64); !number {
			values[p.Name] = strings.ToLower(strings.TrimSpace(text))
			continue
		}
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("%s must be a number, not %q", p.Name, text)
		}
		values[p.Name] = n
	}
	for name := range given {
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("no parameter %q; the question is asked as: %s", name, q.Usage())
		}
	}
	return values, nil
}
