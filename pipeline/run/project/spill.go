package project

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"syscall"

	"github.com/fxamacker/cbor/v2"
	"github.com/lanrat/extsort"

	"backchannel/pipeline/fold"
	"backchannel/pipeline/load"
	"backchannel/pipeline/run"
)

// piece is how many items of a sort or a sequence stay in memory; what is more goes
// through temporary files. Of a sort, up to six pieces of it are in memory at once while it
// is written more slowly than it is made, and a piece is some ten megabytes.
var piece = 1 << 14 // a test makes it smaller

// parcel is an item packed: its key, which it is sorted by, and the item. What goes
// through sorts and sequences is packed once, whatever files it passes, and takes a
// fraction of the memory of its maps.
type parcel []byte

const lengthBytes = 4 // of the key, at the front

func (p parcel) border() uint32 { return lengthBytes + binary.LittleEndian.Uint32(p) }
func (p parcel) key() []byte    { return p[lengthBytes:p.border()] }
func (p parcel) item() []byte   { return p[p.border():] }

func byKey(a, b parcel) int { return bytes.Compare(a.key(), b.key()) }

// packer packs, one item after the other.
type packer struct{ buf bytes.Buffer }

// key begins a parcel.
func (p *packer) key(key string) {
	p.buf.Reset()
	p.buf.Write(binary.LittleEndian.AppendUint32(p.buf.AvailableBuffer(), uint32(len(key))))
	p.buf.WriteString(key)
}

func (p *packer) parcel() parcel { return bytes.Clone(p.buf.Bytes()) }

// row packs a row, in CBOR.
func (p *packer) row(r fold.Row) (parcel, error) {
	p.key(r.Key)
	err := encoding.MarshalToBuffer(r, &p.buf)
	return p.parcel(), err
}

func openRow(p parcel) (r fold.Row, err error) {
	err = decoding.Unmarshal(p.item(), &r)
	return r, err
}

// sortedRows yields rows in the order of their keys, as sorted does.
func sortedRows(ctx context.Context, dir string, rows iter.Seq2[fold.Row, error], meter *run.Meter, step string) iter.Seq2[fold.Row, error] {
	parcels := func(yield func(parcel, error) bool) {
		var p packer
		for r, err := range rows {
			var packed parcel
			if err == nil {
				packed, err = p.row(r)
			}
			if !yield(packed, err) {
				return
			}
		}
	}
	return func(yield func(fold.Row, error) bool) {
		for packed, err := range sorted(ctx, dir, parcels, meter, step) {
			var r fold.Row
			if err == nil {
				r, err = openRow(packed)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// sorted yields parcels in the order of their keys. It ranges over them to their
// end before it yields one, in the goroutine that ranges over it. Its files stand in dir
// and are gone when it is. The meter shows what waits to be sorted, and the sorted items
// as a step.
func sorted(ctx context.Context, dir string, parcels iter.Seq2[parcel, error], meter *run.Meter, step string) iter.Seq2[parcel, error] {
	return func(yield func(parcel, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		in, ended := make(chan parcel, 1024), make(chan struct{})
		sorter, out, failed := extsort.Generic(in,
			func(data []byte) (parcel, error) { return data, nil },
			func(p parcel) ([]byte, error) { return p, nil },
			byKey, &extsort.Config{ChunkSize: piece, NumWorkers: 1, SortedChanBuffSize: 1024, TempFilesDir: dir})
		defer meter.Watch(step, cap(in), func() int { return len(in) })()
		go func() {
			defer close(ended)
			sorter.Sort(ctx)
		}()
		n, err := feed(in, parcels, ended)
		if err != nil {
			cancel()
		}
		<-ended
		more := err == nil
		meter.Step(step, n)
		for p := range out { // to its end, or a goroutine stays behind
			meter.Did(1)
			if more && !yield(p, nil) {
				more = false
				cancel()
			}
		}
		if failure := <-failed; more && failure != nil {
			err = fmt.Errorf("sort: %w", roomless(failure))
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// feed sends parcels, counts them and closes in; it gives up when the sorter ended before.
func feed(in chan<- parcel, parcels iter.Seq2[parcel, error], ended <-chan struct{}) (n int, _ error) {
	defer close(in)
	for p, err := range parcels {
		if err != nil {
			return n, err
		}
		select {
		case in <- p:
			n++
		case <-ended:
			return n, nil // and says why itself
		}
	}
	return n, nil
}

// sequence keeps parcels of one kind in the order in which they were added.
type sequence[T any] struct {
	dir     string
	open    func(parcel) T
	parcels []parcel
	file    *os.File // of what there was before the parcels, each behind its length
	out     *bufio.Writer
}

func (s *sequence[T]) add(p parcel) error {
	if len(s.parcels) >= piece {
		if err := s.spill(); err != nil {
			return fmt.Errorf("keep what was sorted: %w", roomless(err))
		}
	}
	s.parcels = append(s.parcels, p)
	return nil
}

func (s *sequence[T]) spill() error {
	if s.file == nil {
		file, err := os.CreateTemp(s.dir, "sorted-*")
		if err != nil {
			return err
		}
		s.file, s.out = file, bufio.NewWriterSize(file, 1<<16)
	}
	for _, p := range s.parcels {
		s.out.Write(binary.AppendUvarint(s.out.AvailableBuffer(), uint64(len(p))))
		s.out.Write(p) // Flush returns the first error
	}
	s.parcels = s.parcels[:0]
	return s.out.Flush()
}

// each calls take with every parcel, up to the first error; a parcel may be another one
// when take has returned. It may run several times, also while it runs.
func (s *sequence[T]) each(take func(parcel) error) error {
	if s.file != nil {
		if err := s.spilled(take); err != nil {
			return err
		}
	}
	for _, p := range s.parcels {
		if err := take(p); err != nil {
			return err
		}
	}
	return nil
}

func (s *sequence[T]) spilled(take func(parcel) error) error {
	size, err := s.file.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	in := bufio.NewReaderSize(io.NewSectionReader(s.file, 0, size), 1<<16)
	var p parcel
	for {
		n, err := binary.ReadUvarint(in)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			p = slices.Grow(p[:0], int(n))[:n]
			_, err = io.ReadFull(in, p)
		}
		if err == nil {
			err = take(p)
		}
		if err != nil {
			return err
		}
	}
}

// errEnough ends each where nobody asks for more.
var errEnough = errors.New("enough")

// all yields the items.
func (s *sequence[T]) all() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := s.each(func(p parcel) error {
			if !yield(s.open(p), nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && err != errEnough {
			var none T
			yield(none, err)
		}
	}
}

func (s *sequence[T]) close() error {
	if s.file == nil {
		return nil
	}
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}

// CBOR (RFC 8949) keeps integers and floats apart, which JSON does not.
var (
	encoding, _ = cbor.EncOptions{}.UserBufferEncMode()
	decoding, _ = cbor.DecOptions{IntDec: cbor.IntDecConvertSignedOrFail, MaxArrayElements: 1 << 30, MaxMapPairs: 1 << 30}.DecMode()
)

// roomless tells a full disk from other errors.
func roomless(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG) {
		return fmt.Errorf("%w: %w", load.ErrFull, err)
	}
	return err
}
