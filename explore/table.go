package explore

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Table is an answer.
type Table struct {
	Columns []string
	Rows    [][]any // cells are string, int64, float64 or nil
}

// Write writes the table for people: columns aligned, white space in a cell as one
// blank, numbers to the right. A cell longer than wide code points is cut; 0 is
// not to cut.
func (t Table) Write(w io.Writer, wide int) error {
	cells := make([][]string, 0, len(t.Rows)+1)
	cells = append(cells, t.Columns)
	right := make([]bool, len(t.Columns))
	for _, row := range t.Rows {
		line := make([]string, len(row))
		for i, v := range row {
			line[i] = cell(v, wide)
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
	b := bufio.NewWriter(w)
	for n, line := range cells {
		var out strings.Builder
		for i, c := range line {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
			if right[i] {
				c, pad = pad+c, ""
			}
			out.WriteString(c + pad + "  ")
		}
		fmt.Fprintln(b, strings.TrimRight(out.String(), " "))
		if n == 0 {
			for i, width := range widths {
				widths[i] = max(1, width)
			}
			rule := make([]string, len(widths))
			for i, width := range widths {
				rule[i] = strings.Repeat("─", width)
			}
			fmt.Fprintln(b, strings.Join(rule, "  "))
		}
	}
	return b.Flush()
}

func cell(v any, wide int) string {
	var s string
	switch v := v.(type) {
	case nil:
	case string:
		s = strings.Join(strings.Fields(v), " ")
	case float64:
		s = fmt.Sprintf("%.3g", v)
	default:
		s = fmt.Sprint(v)
	}
	if r := []rune(s); wide > 0 && len(r) > wide {
		s = string(r[:wide-1]) + "…"
	}
	return s
}
