package read

import (
	"errors"
	"fmt"
	"io"
)

// Limits against archives that are made to be larger than any disk.
const (
	// DefaultMaxRatio is how many bytes one packed byte may stand for. News packs to
	// a third or a tenth, and a page of one repeated line to a hundredth.
	DefaultMaxRatio = 200

	// DefaultMaxArchive is how much an archive may hold, unpacked: 1 TiB.
	DefaultMaxArchive = 1 << 40
)

var (
	errRatio = errors.New("unpacks to too much")
	errTotal = errors.New("holds too much")
)

// meter counts what is unpacked from a file. What comes of an archive's members
// counts for the archive too, however they are packed themselves.
type meter struct {
	packed func() int64 // bytes read of the file so far
	slack  int64        // below this nothing is judged
	ratio  int64
	total  int64 // 0 is no limit
	out    int64
	up     *meter
}

func (r *reader) meter(f file, packed func() int64) *meter {
	return &meter{packed: packed, slack: r.MaxBytes, ratio: int64(r.MaxRatio), up: f.within}
}

func (m *meter) add(n int) error {
	for ; m != nil; m = m.up {
		m.out += int64(n)
		switch {
		case m.total > 0 && m.out > m.total:
			return fmt.Errorf("%w: more than %d MiB", errTotal, m.total>>20)
		case m.out > m.slack && m.out/m.ratio > m.packed():
			return fmt.Errorf("%w: more than %d times its size", errRatio, m.ratio)
		}
	}
	return nil
}

// metered is an unpacking reader whose output is counted.
type metered struct {
	in    io.Reader
	meter *meter
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	if over := m.meter.add(n); over != nil {
		return 0, over
	}
	return n, err
}

// counted is a reader that counts.
type counted struct {
	in io.Reader
	n  int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *counted) count() int64 { return c.n }

// bomb is the defect of an archive that is over a limit; nil where err is none.
func bomb(f file, err error) *Error {
	hint := "it looks like a decompression bomb; if it is not, raise the limit with --input-max-ratio"
	if errors.Is(err, errTotal) {
		hint = "split it, or raise the limit with --input-max-archive-mb"
	} else if !errors.Is(err, errRatio) {
		return nil
	}
	return &Error{Source: f.path, Reason: err.Error(), Hint: hint, Err: err}
}
