package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/pipeline/run"
	"backchannel/schema"
)

func (p *program) showCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "show FILE",
		Short: "Show for people what each stage finds in one document",
		Long: `Show prints a document after each stage: its sections with their kinds, its
sentences as trees, mentions, entities, and relations with the trigger and the
frame that made them. Of a file with several documents it shows each.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			stages, err := p.story()
			if err != nil {
				return err
			}
			docs := p.documents(ctx, args)
			var failed failures
			for r := range run.Each(ctx, stages, p.cfg.Workers, docs) {
				if r.Stage != "read" {
					if err := show(p.stdout, r.Doc); err != nil {
						return err
					}
				}
				if r.Err != nil {
					failed.tell(p, r)
				}
			}
			return failed.exit(ctx)
		},
	}
}

// show writes a document with the layers it has.
func show(w io.Writer, doc schema.Document) error {
	v := view{bufio.NewWriter(w), doc}
	v.source()
	v.sections()
	v.mentions()
	v.entities()
	v.relations()
	v.trail()
	return v.Flush()
}

type view struct {
	*bufio.Writer
	doc schema.Document
}

func (v view) heading(format string, args ...any) {
	title := fmt.Sprintf(format, args...)
	fmt.Fprintf(v, "\n── %s %s\n", title, strings.Repeat("─", max(0, 72-len([]rune(title)))))
}

func (v view) source() {
	fmt.Fprintf(v, "%s\n", v.doc.ID)
	s := v.doc.Source
	for _, f := range []struct{ name, value string }{
		{"uri", s.URI}, {"title", s.Title}, {"publisher", s.Publisher}, {"author", s.Author}, {"language", s.Language},
		{"published", string(s.Published)}, {"actor", s.Actor}, {"place", s.Place}, {"country", s.Country},
	} {
		if f.value != "" {
			fmt.Fprintf(v, "  %-10s %s\n", f.name, f.value)
		}
	}
	fmt.Fprintf(v, "  %-10s %d bytes\n", "text", len(v.doc.Text))
}

// sections prints each section and, in those that have them, the sentences as
// trees.
func (v view) sections() {
	if len(v.doc.Sections) == 0 {
		return
	}
	v.heading("sections and sentences")
	for i, s := range v.doc.Sections {
		fmt.Fprintf(v, "\n[%s", s.Kind)
		if s.Item > 0 {
			fmt.Fprintf(v, " #%d", s.Item)
		}
		if s.Date != "" {
			fmt.Fprintf(v, " %s", s.Date)
		}
		fmt.Fprintf(v, "] ")
		n := 0
		for _, sent := range v.doc.Sentences {
			if sent.Section == i {
				fmt.Fprintf(v, "%s\n", line(sent.Of(v.doc.Text)))
				v.tree(sent, nil)
				n++
			}
		}
		if n == 0 {
			fmt.Fprintf(v, "%s\n", clip(line(s.Of(v.doc.Text)), 200))
		}
	}
}

// tree draws the dependency tree of a sentence, a token a line, each below its
// head, or a line of tokens where there are no tags. A note is written behind its
// token.
func (v view) tree(sent schema.Sentence, notes map[int]string) {
	if len(v.doc.Tags) != len(v.doc.Tokens) {
		var words []string
		for _, t := range v.doc.Tokens[sent.First:sent.End] {
			words = append(words, t.Of(v.doc.Text))
		}
		fmt.Fprintf(v, "    %s\n", strings.Join(words, " · "))
		return
	}
	below := map[int][]int{}
	for i := sent.First; i < sent.End; i++ {
		head := v.doc.Tags[i].Head
		if head < sent.First || head >= sent.End {
			head = -1
		}
		below[head] = append(below[head], i)
	}
	width := 0
	drawn := map[int]bool{} // a tree that is none must not send us round in circles
	type row struct {
		branch string
		token  int
	}
	var rows []row
	var walk func(token int, indent, branch string)
	walk = func(token int, indent, branch string) {
		if drawn[token] {
			return
		}
		drawn[token] = true
		rows = append(rows, row{indent + branch, token})
		width = max(width, len([]rune(indent+branch))+len([]rune(v.word(token))))
		switch branch {
		case "├─ ":
			indent += "│  "
		case "└─ ":
			indent += "   "
		}
		for n, child := range below[token] {
			if n == len(below[token])-1 {
				walk(child, indent, "└─ ")
			} else {
				walk(child, indent, "├─ ")
			}
		}
	}
	for _, root := range below[-1] {
		walk(root, "", "")
	}
	for i := sent.First; i < sent.End; i++ {
		walk(i, "", "? ")
	}
	for _, r := range rows {
		t := v.doc.Tags[r.token]
		word := r.branch + v.word(r.token)
		fmt.Fprintf(v, "    %s%s  %-10s %-5s %-5s %s", word, strings.Repeat(" ", max(0, min(width, 60)-len([]rune(word)))), t.Dep, t.UPOS, t.XPOS, t.Lemma)
		if t.Feats != "" {
			fmt.Fprintf(v, "  %s", t.Feats)
		}
		if note := notes[r.token]; note != "" {
			fmt.Fprintf(v, "  %s", note)
		}
		fmt.Fprintln(v)
	}
}

func (v view) word(token int) string { return v.doc.Tokens[token].Of(v.doc.Text) }

func (v view) mentions() {
	if len(v.doc.Mentions) == 0 {
		return
	}
	v.heading("%d mentions", len(v.doc.Mentions))
	sentence := -1
	for i, m := range v.doc.Mentions {
		if m.Sentence != sentence && m.Sentence < len(v.doc.Sentences) {
			sentence = m.Sentence
			fmt.Fprintf(v, "\n%s\n", clip(line(v.doc.Sentences[sentence].Of(v.doc.Text)), 100))
		}
		fmt.Fprintf(v, "    m%-3d %-12s %-8s %s", i, m.Type, m.Kind, line(m.Of(v.doc.Text)))
		if m.Title != "" {
			fmt.Fprintf(v, "  title %q", m.Title)
		}
		fmt.Fprintf(v, "  %.2f", m.Score)
		for n, c := range m.Candidates {
			if n == 3 {
				fmt.Fprintf(v, " … %d more", len(m.Candidates)-n)
				break
			}
			fmt.Fprintf(v, "  ‹%s %s %s %.2f›", c.ID, c.Name, c.Role, c.Prior)
		}
		fmt.Fprintln(v)
	}
}

func (v view) entities() {
	if len(v.doc.Entities) == 0 {
		return
	}
	v.heading("%d entities", len(v.doc.Entities))
	for _, e := range v.doc.Entities {
		fmt.Fprintf(v, "    %-12s %s  (%s", e.Type, e.Name, e.ID)
		if e.ISO3 != "" {
			fmt.Fprintf(v, ", %s", e.ISO3)
		}
		fmt.Fprintf(v, ", %.2f)", e.Score)
		var said []string
		for _, m := range e.Mentions {
			said = append(said, fmt.Sprintf("%s m%d", line(v.doc.Mentions[m].Of(v.doc.Text)), m))
		}
		fmt.Fprintf(v, "\n                 %s\n", strings.Join(said, ", "))
	}
}

func (v view) relations() {
	if len(v.doc.Relations) == 0 {
		return
	}
	v.heading("%d relations", len(v.doc.Relations))
	for _, r := range v.doc.Relations {
		fmt.Fprintf(v, "    ")
		v.relation(r)
		for _, e := range r.Evidence {
			fmt.Fprintf(v, "        %s  %q in %q\n", e.Rule, line(e.Trigger.Of(v.doc.Text)), clip(line(e.Span.Of(v.doc.Text)), 120))
		}
	}
}

// relation writes what a relation says on one line.
func (v view) relation(r schema.Relation) {
	fmt.Fprintf(v, "%s ─%s→ %s  %s", v.name(r.Subject), r.Type, v.name(r.Object), r.Status)
	if r.When.Start != "" {
		fmt.Fprintf(v, "  on %s", r.When.Start)
	}
	if r.When.End != "" {
		fmt.Fprintf(v, " to %s", r.When.End)
	}
	if r.Place >= 0 {
		fmt.Fprintf(v, "  in %s", v.name(r.Place))
	}
	if r.Title != "" {
		fmt.Fprintf(v, "  as %s", r.Title)
	}
	if r.Speaker >= 0 {
		fmt.Fprintf(v, "  says %s", v.name(r.Speaker))
	}
	if r.Attribution != "" {
		fmt.Fprintf(v, "  %q", r.Attribution)
	}
	if r.Reported != "" {
		fmt.Fprintf(v, "  reported %s", r.Reported)
	}
	fmt.Fprintf(v, "  %.2f\n", r.Score)
}

func (v view) name(entity int) string {
	if entity < 0 || entity >= len(v.doc.Entities) {
		return "?"
	}
	return v.doc.Entities[entity].Name
}

func (v view) trail() {
	if len(v.doc.Trail) == 0 {
		return
	}
	v.heading("trail")
	for _, t := range v.doc.Trail {
		fmt.Fprintf(v, "    %s\n", t)
	}
}

// line is s with every stretch of white space written as one space.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// clip cuts s after n runes.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
