package serve

import (
	"context"
	"database/sql"
	"io/fs"
	"os"
	"sync"
	"time"

	"backchannel/pipeline/load/sqlite"
)

// source is the file and the newest snapshot of it. It notices when the file is
// written to or another one takes its place, and reads it again in the background,
// while the old snapshot answers.
type source struct {
	path string
	warn func(error)

	mu      sync.Mutex
	view    *view
	looked  time.Time     // when it was last asked whether something changed
	reading chan struct{} // closed when the reading that goes on is done; nil while none does
	rest    time.Time     // no reading before
	closed  bool
	err     error // of the first reading
	stop    context.CancelFunc
	ctx     context.Context
}

// view is a snapshot and the file behind it, open until nobody uses it.
type view struct {
	*snapshot
	store   *sqlite.Store
	file    fs.FileInfo
	watch   *sql.Conn // whose data_version changes when others write
	version int64
	users   sync.WaitGroup
}

// connections is how many questions one file answers at once.
const connections = 4

// every is how often the file is looked at, at most.
const every = time.Second

func newSource(path string, warn func(error)) *source {
	ctx, stop := context.WithCancel(context.Background())
	return &source{path: path, warn: warn, ctx: ctx, stop: stop}
}

// acquire returns the newest view; done says that it is no longer used. It waits
// only for the first one.
func (s *source) acquire(ctx context.Context) (v *view, done func(), err error) {
	s.mu.Lock()
	s.look()
	for s.view == nil {
		if s.err != nil || s.closed {
			err := s.err
			s.err = nil // the next one tries again
			s.mu.Unlock()
			if err == nil {
				err = context.Canceled
			}
			return nil, nil, err
		}
		if s.reading == nil {
			s.begin()
		}
		reading := s.reading
		s.mu.Unlock()
		select {
		case <-reading:
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		}
		s.mu.Lock()
	}
	defer s.mu.Unlock()
	v = s.view
	v.users.Add(1)
	return v, v.users.Done, nil
}

// look begins a reading where the file changed. s.mu is held.
func (s *source) look() {
	now := time.Now()
	if s.view == nil || s.reading != nil || s.closed || now.Sub(s.looked) < every || now.Before(s.rest) {
		return
	}
	s.looked = now
	file, err := os.Stat(s.path)
	if err != nil {
		return // between two files, or gone for good: the old one still answers
	}
	if os.SameFile(file, s.view.file) {
		var version int64
		err := s.view.watch.QueryRowContext(s.ctx, "PRAGMA data_version").Scan(&version)
		if err == nil && version == s.view.version {
			return
		}
	}
	s.begin()
}

// begin reads the file in the background. s.mu is held.
func (s *source) begin() {
	reading := make(chan struct{})
	s.reading = reading
	go func() {
		begun := time.Now()
		v, err := openView(s.ctx, s.path)
		s.mu.Lock()
		defer s.mu.Unlock()
		defer close(reading)
		s.reading = nil
		// A run that writes all the time costs a fifth of one processor at most.
		s.rest = time.Now().Add(4 * time.Since(begun))
		old := s.view
		switch {
		case err != nil && old == nil:
			s.err = err
			return
		case err != nil:
			if s.ctx.Err() == nil {
				s.warn(err)
			}
			return
		case s.closed:
			go v.close()
			return
		}
		s.view = v
		if old != nil {
			go old.close()
		}
	}()
}

func openView(ctx context.Context, path string) (*view, error) {
	file, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	store, err := sqlite.OpenReaders(ctx, path, connections+1)
	if err != nil {
		return nil, err
	}
	v := &view{store: store, file: file}
	if err := v.read(ctx); err != nil {
		v.close()
		return nil, store.Explain(err)
	}
	return v, nil
}

func (v *view) read(ctx context.Context) (err error) {
	if v.watch, err = v.store.DB().Conn(ctx); err != nil {
		return err
	}
	// Before the reading: what is written meanwhile is noticed afterwards.
	if err := v.watch.QueryRowContext(ctx, "PRAGMA data_version").Scan(&v.version); err != nil {
		return err
	}
	tx, err := v.store.DB().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	v.snapshot, err = read(ctx, tx)
	return err
}

// close waits for those who use the view.
func (v *view) close() {
	v.users.Wait()
	if v.watch != nil {
		v.watch.Close()
	}
	v.store.Close()
}

func (s *source) close() {
	s.stop()
	s.mu.Lock()
	s.closed = true
	v, reading := s.view, s.reading
	s.view = nil
	s.mu.Unlock()
	if reading != nil {
		<-reading
	}
	if v != nil {
		v.close()
	}
}
