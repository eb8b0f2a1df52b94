package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"unicode/utf8"

	"golang.org/x/term"
)

// harmless is a writer for whatever may end on a terminal. Titles, names and
// sentences come from strangers, and a terminal obeys some characters: it moves
// the cursor, changes the window's title, rewrites what stands above or turns the
// order of letters round. Such characters are written as the escapes that JSON
// has for them (\u001b), so that JSON stays exact in its values and a person sees
// what there was. Line feeds and tabs pass; bytes that are no UTF-8 become \x9b.
//
// Every command writes through it: program.stdout and program.stderr are two.
// Only what draws the live view, which makes its texts harmless itself, and CoNLL-U into
// a pipe or a file, which has no escapes, pass by it.
type harmless struct {
	to   io.Writer
	mu   sync.Mutex
	rest []byte // the begin of a character whose other bytes are still to come
}

func (h *harmless) Write(data []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	text := data
	if len(h.rest) > 0 {
		text = append(h.rest, data...)
		h.rest = nil
	}
	var out []byte // nil while nothing had to be replaced
	done := 0      // bytes of text that are in out, or that pass as they are
	for i := 0; i < len(text); {
		if b := text[i]; b >= ' ' && b < 0x7f || b == '\n' || b == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 && !utf8.FullRune(text[i:]) {
			h.rest = append([]byte(nil), text[i:]...)
			text = text[:i]
			break
		}
		switch {
		case r == utf8.RuneError && size == 1:
			out = fmt.Appendf(append(out, text[done:i]...), `\x%02x`, text[i])
			done = i + size
		case obeyed(r):
			out = fmt.Appendf(append(out, text[done:i]...), `\u%04x`, r)
			done = i + size
		}
		i += size
	}
	if out == nil {
		out = text
	} else {
		out = append(out, text[done:]...)
	}
	if len(out) > 0 {
		if _, err := h.to.Write(out); err != nil {
			return 0, err
		}
	}
	return len(data), nil
}

// divert has what is written go to another writer, and returns the one before.
func (h *harmless) divert(to io.Writer) (before io.Writer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	before, h.to = h.to, to
	return before
}

// Close writes what was left of a character that never came whole.
func (h *harmless) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	rest := h.rest
	h.rest = nil
	for _, b := range rest {
		if _, err := fmt.Fprintf(h.to, `\x%02x`, b); err != nil {
			return err
		}
	}
	return nil
}

// obeyed reports characters that do something to a terminal, or that let a line
// read other than it is: the controls of ASCII and of Latin 1, and those that
// override the direction of writing.
func obeyed(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r <= 0x9f ||
		r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// past is the writer behind a harmless one, for what a program reads or what we
// say ourselves.
func past(w io.Writer) io.Writer {
	if h, ok := w.(*harmless); ok {
		return h.to
	}
	return w
}

func isTerminal(w io.Writer) bool {
	f, ok := past(w).(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
