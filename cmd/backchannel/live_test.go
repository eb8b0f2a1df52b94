package main

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"backchannel/pipeline/run"
)

// screen is a terminal that knows what the live view needs and nothing else. It breaks
// long lines, also when it becomes narrower.
type screen struct {
	t     *testing.T
	lines []string // without end: what was scrolled away stays
	at    int
	col   int // in characters
	bold  int // how often
}

var control = regexp.MustCompile(`^\x1b\[(\d*)([AJKm])`)

func (s *screen) Write(data []byte) (int, error) {
	for rest := string(data); rest != ""; {
		if m := control.FindStringSubmatch(rest); m != nil {
			rest = rest[len(m[0]):]
			switch m[2] {
			case "A":
				n, _ := strconv.Atoi(m[1])
				if s.at -= n; s.at < 0 {
					s.t.Fatalf("up %d, above the screen", n)
				}
			case "J":
				s.keep()
				s.lines = s.lines[:s.at+1]
			case "K":
				s.keep()
			case "m":
				s.bold++
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		switch {
		case r == '\n':
			s.at, s.col = s.at+1, 0
		case r == '\r':
			s.col = 0
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0:
			s.t.Fatalf("the terminal is sent %q", string(r)+rest)
		default:
			tail := []rune(s.tail())
			s.keep()
			s.lines[s.at] += string(r) + string(tail[min(1, len(tail)):])
			s.col++
		}
	}
	return len(data), nil
}

// tail is what stands from the cursor on, and keep leaves what stands before it.
func (s *screen) tail() string {
	for len(s.lines) <= s.at {
		s.lines = append(s.lines, "")
	}
	return string([]rune(s.lines[s.at])[s.col:])
}

func (s *screen) keep() { s.lines[s.at] = strings.TrimSuffix(s.lines[s.at], s.tail()) }

// narrow breaks the lines as a terminal does that becomes narrower.
func (s *screen) narrow(cells int) {
	var out []string
	for _, l := range s.lines {
		r := []rune(l)
		for len(r) > cells {
			out = append(out, string(r[:cells]))
			r = r[cells:]
		}
		out = append(out, string(r))
	}
	s.at += len(out) - len(s.lines)
	s.lines = out
}

func (s *screen) check(want ...string) {
	s.t.Helper()
	got := slices.Clone(s.lines)
	for len(got) > 0 && got[len(got)-1] == "" {
		got = got[:len(got)-1]
	}
	if !slices.Equal(got, want) {
		s.t.Errorf("on the screen\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestLiveView(t *testing.T) {
	s := &screen{t: t}
	width, height := 30, 10
	v := &liveView{to: s, color: true, size: func() (int, int, error) { return width, height, nil }}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	fmt.Fprintln(s, "$ run")
	must(v.draw([]viewLine{{"one two", "two"}, {"three", ""}, {"four", ""}}))
	s.check("$ run", "one two", "three", "four")
	must(v.draw([]viewLine{{"a line that is longer than the terminal is wide", ""}, {"five", ""}}))
	s.check("$ run", "a line that is longer than t…", "five")
	fmt.Fprintln(v, "level=INFO msg=told")
	s.check("$ run", "level=INFO msg=told")
	must(v.draw([]viewLine{{"日本語の長い名前の文書がここにある", ""}, {"six", ""}}))
	s.check("$ run", "level=INFO msg=told", "日本語の長い名前の文書がここ…", "six")
	must(v.draw([]viewLine{{"seven is seven is seven", ""}, {"8", ""}}))
	width = 10
	s.narrow(10)
	must(v.draw([]viewLine{{"nine", ""}, {"ten is ten is ten", ""}, {"11", ""}}))
	s.check("$ run", "level=INFO", " msg=told", "nine", "ten is t…", "11")
	height = 3
	must(v.draw([]viewLine{{"1", ""}, {"2", ""}, {"3", ""}}))
	s.check("$ run", "level=INFO", " msg=told", "1", "2")
	if s.bold != 2 {
		t.Errorf("bold was turned on or off %d times, want 2", s.bold)
	}
	must(v.clear())
	must(v.clear())
	s.check("$ run", "level=INFO", " msg=told")

	v.color, s.bold = false, 0
	v.size = func() (int, int, error) { return 0, 0, errors.New("not told") }
	must(v.draw([]viewLine{{"one two", "two"}}))
	if s.check("$ run", "level=INFO", " msg=told", "one two"); s.bold != 0 {
		t.Error("bold without colour")
	}
}

// What a run shows on the screen, from its first moment to its end; names from strangers
// do nothing to the terminal.
func TestPicture(t *testing.T) {
	begun := time.Now()
	g := &progress{begun: begun}
	at := run.Readout{
		Phase: run.Reading, Documents: 12_345, Failed: 2, Tokens: 3_000_000,
		Queues: []run.Queue{{Name: "extract", Depth: 8, Capacity: 8}, {Name: "keep", Depth: 1, Capacity: 8}},
		Oldest: run.Waiting{ID: "in/\x1b]0;owned\a\nmy\u202etxt.\x9b", For: 61 * time.Second},
		Spent:  map[string]time.Duration{"tag": 60 * time.Second, "read": 10 * time.Second, "entities": 25 * time.Second, "keep": 5 * time.Second},
	}
	picture := func(at run.Readout, after time.Duration) string {
		s := &screen{t: t}
		v := &liveView{to: s, size: func() (int, int, error) { return 100, 20, nil }}
		if err := v.draw(g.picture(at, begun.Add(after))); err != nil {
			t.Fatal(err)
		}
		return strings.Join(s.lines, "\n")
	}
	for _, c := range []struct {
		at    run.Readout
		after time.Duration
		want  string
	}{
		{run.Readout{Phase: run.Reading}, 0, "[extract] > fold > load  0s\n0 documents"},
		{at, 100 * time.Second, `[extract] > fold > load  1m40s
12,345 documents, 123.5/s, 30,000 tokens/s, 2 skipped
waiting to extract ████████ 8/8  keep █░░░░░░░ 1/8
slowest: tag 60 %, entities 25 %, read 10 %
1m1s on its way: in/\u001b]0;owned\u0007 my\u202etxt.\x9b`},
		{run.Readout{Phase: run.Loading, Documents: 1, Step: "edges", Done: 300, Total: 1200}, time.Second, `extract > fold > [load]  1s
1 document, 1/s, 0 tokens/s
edges 300 of 1,200 █████░░░░░░░░░░░░░░░ 25 %`},
	} {
		if got := picture(c.at, c.after); strings.TrimRight(got, "\n") != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
	if got, want := g.closing(at, begun.Add(100*time.Second), errors.New("stopped")), "12,345 documents, 2 skipped, read and extracted in 1m40s (123.5/s, 30,000 tokens/s, slowest stage tag); stopped while reading after 1m40s"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	g.reading = 50 * time.Second
	if got, want := g.closing(at, begun.Add(100*time.Second), nil), "12,345 documents, 2 skipped, read and extracted in 50.0 s (246.9/s, 60,000 tokens/s, slowest stage tag); all in 1m40s"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Standard error comes back to where it was, whole, when the view is gone.
func TestDivert(t *testing.T) {
	var one, other bytes.Buffer
	h := &harmless{to: &one}
	fmt.Fprint(h, "a")
	if h.divert(&other) != &one {
		t.Error("the writer before is another")
	}
	fmt.Fprint(h, "\x1b")
	h.divert(&one)
	fmt.Fprint(h, "b")
	if one.String() != "ab" || other.String() != `\u001b` {
		t.Errorf("%q and %q", one.String(), other.String())
	}
}
