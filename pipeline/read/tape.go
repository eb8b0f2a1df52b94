package read

import "io"

// tape is an input of which the next bytes can be seen before they are taken, as
// far ahead as most: what turns out broken can be looked at again from where it
// began.
type tape struct {
	in   io.Reader
	buf  []byte // the bytes read and not yet dropped
	pos  int    // of the next byte in buf
	base int64  // offset in the input of buf[0]
	most int    // the largest n of see
	err  error  // what ended the input; io.EOF when it ended well
}

func newTape(in io.Reader, most int) *tape { return &tape{in: in, most: most} }

// offset is the place of the next byte in the input.
func (t *tape) offset() int64 { return t.base + int64(t.pos) }

// see returns the next n bytes without taking them, fewer where the input ends.
// They are valid until the next call.
func (t *tape) see(n int) []byte {
	n = min(n, t.most)
	for len(t.buf)-t.pos < n && t.err == nil {
		t.fill(n)
	}
	return t.buf[t.pos:min(t.pos+n, len(t.buf))]
}

const tapeBlock = 64 << 10

// fill reads once, with room for n bytes from the present place.
func (t *tape) fill(n int) {
	if len(t.buf) == cap(t.buf) || cap(t.buf)-t.pos < n {
		room := max(tapeBlock, cap(t.buf))
		// Twice what is there, not n at once: a length that is only declared costs nothing.
		if held := len(t.buf) - t.pos; held > room/2 {
			room = min(2*room, t.most+tapeBlock)
		}
		to := t.buf[:0]
		if room > cap(t.buf) {
			to = make([]byte, 0, room)
		}
		t.base += int64(t.pos)
		t.buf, t.pos = append(to, t.buf[t.pos:]...), 0
	}
	got, err := t.in.Read(t.buf[len(t.buf):cap(t.buf)])
	t.buf = t.buf[:len(t.buf)+got]
	t.err = err
}

// take drops the next n bytes, which were seen.
func (t *tape) take(n int) { t.pos += n }

// ahead reads a tape without taking from it, so that the reading can begin again
// at the next byte. Beyond the tape's limit it has to take, and the beginning is
// lost.
type ahead struct {
	*tape
	n int // bytes read and not taken
}

func (a *ahead) more() ([]byte, error) {
	if a.n >= a.most {
		a.take(a.n)
		a.n = 0
	}
	if seen := a.buf[a.pos:]; a.n < len(seen) {
		return seen[a.n:], nil
	}
	if seen := a.see(a.n + 1); a.n < len(seen) {
		return a.buf[a.pos+a.n:], nil
	}
	return nil, a.err
}

func (a *ahead) Read(p []byte) (int, error) {
	next, err := a.more()
	n := copy(p, next)
	a.n += n
	return n, err
}

func (a *ahead) ReadByte() (byte, error) {
	next, err := a.more()
	if err != nil {
		return 0, err
	}
	a.n++
	return next[0], nil
}
