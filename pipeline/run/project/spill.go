package project

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"syscall"

	"github.com/fxamacker/cbor/v2"
	"github.com/lanrat/extsort"

	"backchannel/pipeline/load"
	"backchannel/pipeline/run"
)

// piece is how many items of a sort or a sequence stay in memory; what is more goes
// through temporary files. Of a sort, two or three pieces are in memory at once.
var piece = 1 << 16 // a test makes it smaller

// sorted yields items in order. It ranges over them to their end before it yields one,
// in the goroutine that ranges over it. Its files stand in dir and are gone when it is. The
// meter shows what waits to be sorted, and the sorted items as a step.
func sorted[T any](ctx context.Context, dir string, items iter.Seq2[T, error], compare func(a, b T) int, meter *run.Meter, step string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		in, ended := make(chan T, 1024), make(chan struct{})
		sorter, out, failed := extsort.Generic(in, decode[T], encode[T], compare, &extsort.Config{
			ChunkSize: piece, NumWorkers: 1, SortedChanBuffSize: 1024, TempFilesDir: dir,
		})
		defer meter.Watch(step, cap(in), func() int { return len(in) })()
		go func() {
			defer close(ended)
			sorter.Sort(ctx)
		}()
		n, err := feed(in, items, ended)
		if err != nil {
			cancel()
		}
		<-ended
		more := err == nil
		meter.Step(step, n)
		for item := range out { // to its end, or a goroutine stays behind
			meter.Did(1)
			if more && !yield(item, nil) {
				more = false
				cancel()
			}
		}
		if failure := <-failed; more && failure != nil {
			err = fmt.Errorf("sort: %w", roomless(failure))
		}
		if err != nil {
			yield(none, err)
		}
	}
}

// feed sends items, counts them and closes in; it gives up when the sorter ended before.
func feed[T any](in chan<- T, items iter.Seq2[T, error], ended <-chan struct{}) (n int, _ error) {
	defer close(in)
	for item, err := range items {
		if err != nil {
			return n, err
		}
		select {
		case in <- item:
			n++
		case <-ended:
			return n, nil // and says why itself
		}
	}
	return n, nil
}

// sequence keeps items in the order in which they were added.
type sequence[T any] struct {
	dir   string
	items []T
	file  *os.File // of what there was before the items
	out   *bufio.Writer
	enc   *cbor.Encoder
}

func (s *sequence[T]) add(item T) error {
	if len(s.items) >= piece {
		if err := s.spill(); err != nil {
			return fmt.Errorf("keep what was sorted: %w", roomless(err))
		}
	}
	s.items = append(s.items, item)
	return nil
}

func (s *sequence[T]) spill() error {
	if s.file == nil {
		file, err := os.CreateTemp(s.dir, "sorted-*")
		if err != nil {
			return err
		}
		s.file, s.out = file, bufio.NewWriterSize(file, 1<<16)
		s.enc = encoding.NewEncoder(s.out)
	}
	for _, item := range s.items {
		if err := s.enc.Encode(item); err != nil {
			return err
		}
	}
	s.items = s.items[:0]
	return s.out.Flush()
}

// all yields the items. It may be ranged over several times, also while others do.
func (s *sequence[T]) all() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		if s.file != nil {
			size, err := s.file.Seek(0, io.SeekEnd)
			dec := decoding.NewDecoder(bufio.NewReaderSize(io.NewSectionReader(s.file, 0, size), 1<<16))
			for err == nil {
				var item T
				if err = dec.Decode(&item); errors.Is(err, io.EOF) {
					break
				}
				if !yield(item, err) {
					return
				}
			}
			if err != nil && !errors.Is(err, io.EOF) {
				return
			}
		}
		for _, item := range s.items {
			if !yield(item, nil) {
				return
			}
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
	encoding, _ = cbor.EncOptions{}.EncMode()
	decoding, _ = cbor.DecOptions{IntDec: cbor.IntDecConvertSignedOrFail, MaxArrayElements: 1 << 30, MaxMapPairs: 1 << 30}.DecMode()
)

func encode[T any](item T) ([]byte, error) { return encoding.Marshal(item) }

func decode[T any](data []byte) (item T, err error) {
	err = decoding.Unmarshal(data, &item)
	return item, err
}

// roomless tells a full disk from other errors.
func roomless(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG) {
		return fmt.Errorf("%w: %w", load.ErrFull, err)
	}
	return err
}
