package tokenize

import (
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
)

// base asks prose/v2 where it would cut a batch of chunks, and gives back what
// prose leaves out: where in the text each cut is.
//
// prose has no offsets, writes curly quotes as straight ones, loses an ending
// that a mark follows ("Lavrov's," without "'s,"), panics where a letter's lower
// case is longer than the letter, and takes quadratic time on long chunks. So it
// sees only a stand-in of the chunks in which every rune is one byte of ASCII,
// with a divider between chunks, and what it loses is found again by its place.
type base struct {
	buf   []byte  // the stand-ins, each between dividers
	start []int32 // of each chunk in buf
	cut   []bool  // before which bytes of buf prose cuts
}

const (
	divider  = '\x01'
	maxChunk = 80 // runes; longer chunks are addresses or rubbish, and prose says nothing of them
)

func (b *base) reset() {
	b.buf = append(b.buf[:0], divider)
	b.start = b.start[:0]
}

// add appends a chunk without white space and returns its number in the batch.
func (b *base) add(chunk string) int {
	n := len(b.start)
	if len(chunk) > utf8.UTFMax*maxChunk {
		chunk = ""
	}
	b.buf = append(b.buf, ' ')
	from := len(b.buf)
	for _, r := range chunk {
		b.buf = append(b.buf, standIn(r))
	}
	if len(b.buf)-from > maxChunk || len(b.buf) == from {
		b.buf = b.buf[:from]
		from = -1
	}
	b.start = append(b.start, int32(from))
	b.buf = append(b.buf, ' ', divider)
	return n
}

// standIn is one byte that prose treats as it treats the rune.
func standIn(r rune) byte {
	switch {
	case r == '&': // prose knows one HTML entity and would shorten it
		return '+'
	case r > ' ' && r < 0x7f:
		return byte(r)
	case r == '“' || r == '”':
		return '"'
	case r == '‘' || r == '’':
		return '\''
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	case unicode.IsDigit(r):
		return '0'
	}
	return '~'
}

// ask runs prose over the batch.
func (b *base) ask() error {
	b.cut = append(b.cut[:0], make([]bool, len(b.buf)+1)...)
	doc, err := prose.NewDocument(string(b.buf),
		prose.WithSegmentation(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		return err
	}
	at := 0
	for _, t := range doc.Tokens() {
		if t.Text == string(divider) {
			for b.buf[at] != divider { // what prose lost at the end of a chunk
				at++
			}
			at++
			continue
		}
		for at < len(b.buf) && b.buf[at] == ' ' {
			at++
		}
		from := at
		for at < len(b.buf) && b.buf[at] != divider && !begins(b.buf[at:], t.Text) {
			at++ // lost before a mark
		}
		if at == len(b.buf) || b.buf[at] == divider {
			at = from
			continue
		}
		b.cut[from], b.cut[at] = true, true
		at += len(t.Text)
		b.cut[at] = true
	}
	return nil
}

func begins(buf []byte, s string) bool {
	return len(buf) >= len(s) && string(buf[:len(s)]) == s
}

// at reports whether prose cuts chunk n before its rune i.
func (b *base) at(n, i int) bool {
	return b.start[n] >= 0 && b.cut[int(b.start[n])+i]
}
