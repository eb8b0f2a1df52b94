package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/rivo/uniseg"

	"backchannel/pipeline/run"
)

// liveView is a few lines at the end of a terminal that are drawn again and again in their
// place. What is written to it meanwhile appears above them. It uses four of ECMA-48's
// controls: cursor up, erase line, erase below, and bold.
type liveView struct {
	to    io.Writer
	size  func() (width, height int, err error) // in cells
	color bool

	mu    sync.Mutex
	drawn []int // widths of the lines that stand there
}

// viewLine is a line of text without controls; strong, where the text has it, is bold.
type viewLine struct{ text, strong string }

// draw puts lines in the place of those before, cut to the width of the terminal.
func (v *liveView) draw(lines []viewLine) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	width, height := v.cells()
	if len(lines) >= height {
		lines = lines[:height-1]
	}
	var out bytes.Buffer
	v.up(&out, width)
	for _, l := range lines {
		// In the last column some terminals go on to the next line, and some do not.
		text := cutTo(l.text, width-1)
		v.drawn = append(v.drawn, uniseg.StringWidth(text))
		if v.color && l.strong != "" {
			text = strings.Replace(text, l.strong, "\x1b[1m"+l.strong+"\x1b[0m", 1)
		}
		out.WriteString(text + "\x1b[K\n")
	}
	out.WriteString("\x1b[J")
	_, err := v.to.Write(out.Bytes())
	return err
}

// clear leaves nothing behind.
func (v *liveView) clear() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	var out bytes.Buffer
	v.erase(&out)
	_, err := v.to.Write(out.Bytes())
	return err
}

// Write writes a line of the log in the place of the lines, which come back below it
// when they are drawn next.
func (v *liveView) Write(data []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var out bytes.Buffer
	v.erase(&out)
	out.Write(data)
	if _, err := v.to.Write(out.Bytes()); err != nil {
		return 0, err
	}
	return len(data), nil
}

func (v *liveView) erase(out *bytes.Buffer) {
	if len(v.drawn) > 0 {
		width, _ := v.cells()
		v.up(out, width)
		out.WriteString("\x1b[J")
	}
}

// up goes to the first of the lines that stand there and forgets them. A terminal that
// became narrower since has broken the longer ones.
func (v *liveView) up(out *bytes.Buffer, width int) {
	rows := 0
	for _, w := range v.drawn {
		rows += max(1, (w+width-1)/width)
	}
	v.drawn = v.drawn[:0]
	out.WriteString("\r")
	if rows > 0 {
		fmt.Fprintf(out, "\x1b[%dA", rows)
	}
}

func (v *liveView) cells() (width, height int) {
	width, height, err := v.size()
	if err != nil || width < 1 || height < 1 {
		return 80, 24
	}
	return max(width, 2), max(height, 2)
}

// cutTo cuts text to so many cells.
func cutTo(text string, cells int) string {
	if uniseg.StringWidth(text) <= cells {
		return text
	}
	state, rest, at := -1, text, 0
	for used := 0; rest != ""; {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used += w; used > cells-1 { // one is for the ellipsis
			break
		}
		at += len(cluster)
	}
	return text[:at] + "…"
}

// inLine makes a text harmless and puts it on one line.
func inLine(text string) string {
	var out bytes.Buffer
	h := &harmless{to: &out}
	_, _ = io.WriteString(h, text) // a buffer takes all
	_ = h.Close()
	return line(out.String())
}

// names of the phases on the screen.
var phases = []struct {
	phase run.Phase
	name  string
}{{run.Reading, "extract"}, {run.Folding, "fold"}, {run.Loading, "load"}}

// picture is what there is to see of a run.
func (g *progress) picture(at run.Readout, now time.Time) []viewLine {
	var names []string
	current := ""
	for _, p := range phases {
		if p.phase == at.Phase {
			current = "[" + p.name + "]"
			names = append(names, current)
			continue
		}
		names = append(names, p.name)
	}
	lines := []viewLine{{fmt.Sprintf("%s  %s", strings.Join(names, " > "), now.Sub(g.begun).Truncate(time.Second)), current}}

	text := count(at.Documents, "document")
	if took := g.readFor(now); took >= time.Second {
		text += ", " + rates(at, took)
	}
	failed := ""
	if at.Failed > 0 {
		failed = humanize.Comma(int64(at.Failed)) + " skipped"
		text += ", " + failed
	}
	lines = append(lines, viewLine{text, failed})
	if at.Step != "" {
		step := at.Step + " " + humanize.Comma(int64(at.Done))
		if at.Total > 0 {
			step += fmt.Sprintf(" of %s %s %d %%", humanize.Comma(int64(at.Total)), gaugeBar(at.Done, at.Total, 20), 100*at.Done/at.Total)
		}
		lines = append(lines, viewLine{text: step})
	}
	var parts []string
	for _, q := range at.Queues {
		parts = append(parts, fmt.Sprintf("%s %s %d/%d", q.Name, gaugeBar(q.Depth, q.Capacity, 8), q.Depth, q.Capacity))
	}
	if len(parts) > 0 {
		lines = append(lines, viewLine{text: "waiting to " + strings.Join(parts, "  ")})
	}
	if stages := slowest(at.Spent); len(stages) > 0 {
		all := time.Duration(0)
		for _, d := range at.Spent {
			all += d
		}
		parts = parts[:0]
		for _, name := range stages[:min(3, len(stages))] {
			parts = append(parts, fmt.Sprintf("%s %d %%", inLine(name), 100*at.Spent[name]/max(all, 1)))
		}
		lines = append(lines, viewLine{text: "slowest: " + strings.Join(parts, ", ")})
	}
	if at.Oldest.For >= 2*time.Second {
		lines = append(lines, viewLine{text: fmt.Sprintf("%s on its way: %s", at.Oldest.For.Truncate(time.Second), inLine(at.Oldest.ID))})
	}
	return lines
}

// readFor is how long reading and extracting took, or has taken.
func (g *progress) readFor(now time.Time) time.Duration {
	if g.reading == 0 {
		return now.Sub(g.begun)
	}
	return g.reading
}

// rates are the documents and tokens a second.
func rates(at run.Readout, took time.Duration) string {
	s := took.Seconds()
	return fmt.Sprintf("%s/s, %s tokens/s", humanize.FtoaWithDigits(rate(at.Documents, s), 1), humanize.Comma(int64(rate(at.Tokens, s))))
}

// gaugeBar draws a part of a whole in so many cells.
func gaugeBar(part, whole, cells int) string {
	full := 0
	if whole > 0 {
		full = min(cells, (part*cells+whole-1)/whole)
	}
	return strings.Repeat("█", full) + strings.Repeat("░", cells-full)
}

// closing is the line that stays.
func (g *progress) closing(at run.Readout, now time.Time, err error) string {
	took := g.readFor(now)
	text := count(at.Documents, "document")
	if at.Failed > 0 {
		text += fmt.Sprintf(", %s skipped", humanize.Comma(int64(at.Failed)))
	}
	text += fmt.Sprintf(", read and extracted in %s (%s", short(took), rates(at, took))
	if stages := slowest(at.Spent); len(stages) > 0 {
		text += ", slowest stage " + inLine(stages[0])
	}
	text += ")"
	if err != nil {
		return text + fmt.Sprintf("; stopped while %s after %s", at.Phase, short(now.Sub(g.begun)))
	}
	return text + fmt.Sprintf("; all in %s", short(now.Sub(g.begun)))
}
