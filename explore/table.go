package explore

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Table is an answer.
type Table struct {
	Columns []string
	Rows    [][]any // cells are string, int64, float64, nil or a list of them
}

// Write writes the table for people: columns aligned, white space in a cell as one
// blank, numbers to the right; a column in which no row has anything is left out.
// Where lines would be longer than width columns the widest cells are cut; 0 is not
// to cut.
func (t Table) Write(w io.Writer, width int) error {
	t = t.withoutEmpty()
	cells := make([][]string, 0, len(t.Rows)+1)
	cells = append(cells, t.Columns)
	right := make([]bool, len(t.Columns))
	for _, row := range t.Rows {
		line := make([]string, len(row))
		for i, v := range row {
			line[i] = cell(v)
			switch v.(type) {
			case int64, float64:
				right[i] = true
			}
		}
		cells = append(cells, line)
	}
	widths := make([]int, len(t.Columns))
	for _, line := range cells {
		for i, c := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	if width > 0 {
		fit(widths, width)
	}
	b := bufio.NewWriter(w)
	for n, line := range cells {
		var out strings.Builder
		for i, c := range line {
			c = clip(c, widths[i])
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
			if right[i] {
				c, pad = pad+c, ""
			}
			out.WriteString(c + pad + gap)
		}
		fmt.Fprintln(b, strings.TrimRight(out.String(), " "))
		if n == 0 {
			rule := make([]string, len(widths))
			for i, width := range widths {
				rule[i] = strings.Repeat("─", width)
			}
			fmt.Fprintln(b, strings.Join(rule, gap))
		}
	}
	return b.Flush()
}

// gap stands between two columns.
const gap = "  "

// withoutEmpty is the table without the columns in which no row has anything.
func (t Table) withoutEmpty() Table {
	if len(t.Rows) == 0 {
		return t
	}
	var keep []int
	for i := range t.Columns {
		if slices.ContainsFunc(t.Rows, func(row []any) bool { return row[i] != nil && row[i] != "" }) {
			keep = append(keep, i)
		}
	}
	out := Table{Rows: make([][]any, len(t.Rows))}
	for _, i := range keep {
		out.Columns = append(out.Columns, t.Columns[i])
		for n, row := range t.Rows {
			out.Rows[n] = append(out.Rows[n], row[i])
		}
	}
	return out
}

// least is how narrow a column is made.
const least = 10

// fit makes the widest columns narrower until a line has at most width columns, or
// all are narrow.
func fit(widths []int, width int) {
	over := len(gap)*(len(widths)-1) - width
	for _, w := range widths {
		over += w
	}
	for ; over > 0; over-- {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= least {
			return
		}
		widths[widest]--
	}
}

func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return strings.Join(strings.Fields(v), " ")
	case float64:
		return fmt.Sprintf("%.3g", v)
	case []any:
		list := make([]string, len(v))
		for i, x := range v {
			list[i] = cell(x)
		}
		return strings.Join(list, ", ")
	}
	return fmt.Sprint(v)
}

// clip cuts s to n code points.
func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
