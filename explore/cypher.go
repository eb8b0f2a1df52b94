package explore

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Cypher is the question as somebody pastes it into Neo4j Browser: its parameters
// are filled in, safely, and only its title is left of the comments. graph is the
// graph's name in the store.
func (q Question) Cypher(graph string, params map[string]string) (string, error) {
	values, err := q.values(params)
	if err != nil {
		return "", fmt.Errorf("ask %s: %w", q.Name, err)
	}
	all := maps.Clone(values)
	all["graph"] = graph
	return Fill(q.Text["cypher"], all), nil
}

var placeholder = regexp.MustCompile(`\$\w+`)

// Fill writes values, string or int64, in place of the parameters of a statement of
// Cypher; the comments that explain the parameters go, the title stays. What a value
// holds is never read as Cypher. A parameter without a value stays.
func Fill(cypher string, values map[string]any) string {
	lines := strings.Split(strings.TrimSpace(cypher), "\n")
	lines = slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "// $") })
	return placeholder.ReplaceAllStringFunc(strings.Join(lines, "\n"), func(p string) string {
		switch v := values[p[1:]].(type) {
		case int64:
			return strconv.FormatInt(v, 10)
		case string:
			return quote(v)
		}
		return p
	})
}

// quote writes a string of Cypher. A backslash before a u is kept from it by ending
// the string between them: some versions read \u0027 as a quote before they read
// anything else, even behind another backslash.
func quote(s string) string {
	q := "'" + strings.NewReplacer(`\u`, `\\' + 'u`, `\`, `\\`, `'`, `\'`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s) + "'"
	if strings.Contains(s, `\u`) {
		return "(" + q + ")"
	}
	return q
}
