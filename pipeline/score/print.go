package score

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Views are what Print can add to the figures.
var Views = []string{"type", "doc", "errors"}

// Print writes the figures, and by relation type, by document or error by error
// when by says so.
func (r Report) Print(w io.Writer, by string) error {
	b := bufio.NewWriter(w)
	if by == "errors" {
		for _, e := range r.Errors {
			fmt.Fprintf(b, "%-12s %s  %s", e.Kind, e.Document, e.What)
			if e.Rule != "" {
				fmt.Fprintf(b, "  by %s", e.Rule)
			}
			if e.Evidence != "" {
				fmt.Fprintf(b, "\n             | %s", strings.Join(strings.Fields(e.Evidence), " "))
			}
			fmt.Fprintln(b)
		}
	}
	figure := func(name string, c Count, note string) {
		p, rec, f := c.PRF()
		fmt.Fprintf(b, "%-9s P %.3f R %.3f F1 %.3f  (%s%d of %d found, %d said)\n", name, p, rec, f, note, c.Hit, c.Gold, c.Said)
	}
	figure("entities", r.Entities, "")
	figure("ends", r.Ends, "")
	figure("relations", r.Relations, "")
	figure("notactual", r.NotActual, "planned, possible, negated among the matched: ")
	fmt.Fprintf(b, "status    accuracy %.3f of %d matched relations\n", float64(r.Status.Hit)/float64(max(1, r.Status.Gold)), r.Status.Gold)
	switch by {
	case "type":
		for _, t := range r.Types {
			p, rec, f := t.PRF()
			fmt.Fprintf(b, "  %-18s P %.2f R %.2f F1 %.2f  gold %d said %d\n", t.Name, p, rec, f, t.Gold, t.Said)
		}
	case "doc":
		for _, d := range r.Documents {
			fmt.Fprintf(b, "  %-16s hit %d said %d gold %d\n", d.Name, d.Hit, d.Said, d.Gold)
		}
	}
	return b.Flush()
}
