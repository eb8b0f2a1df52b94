package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// Holder is who holds a lock.
type Holder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

// LockedError says that another run works on the state.
type LockedError struct {
	Path   string // of the lock file
	Holder Holder // zero where the file does not say
}

func (e *LockedError) Error() string {
	if e.Holder.PID == 0 {
		return fmt.Sprintf("%s: another run holds the lock", e.Path)
	}
	return fmt.Sprintf("%s: another run holds the lock: process %d on %s, since %s",
		e.Path, e.Holder.PID, e.Holder.Host, e.Holder.Since.Format(time.DateTime))
}

// Lock is a held lock.
type Lock struct {
	file  *flock.Flock
	stale Holder
}

// Acquire takes the lock file at path for this process, or returns a
// *LockedError at once. The file says who holds it, but what counts is the
// operating system's lock on it, which ends with its process: the file of a run
// that was killed is recognized as stale, however its process ids were used
// since.
func Acquire(path string) (*Lock, error) {
	for {
		l := &Lock{file: flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR))}
		got, err := l.file.TryLock()
		if err != nil {
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		if !got {
			return nil, &LockedError{Path: path, Holder: holderOf(path)}
		}
		// Release removes the file while it holds it: somebody who opened it
		// before that has now locked a file without a name, and tries again.
		mine, err := l.file.Stat()
		if err != nil {
			return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), l.file.Close())
		}
		named, err := os.Stat(path)
		if err == nil && os.SameFile(mine, named) {
			l.stale = holderOf(path)
			return l, l.sign(path)
		}
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		if err := errors.Join(err, l.file.Close()); err != nil {
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
	}
}

func (l *Lock) sign(path string) error {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown host"
	}
	data, err := json.Marshal(Holder{PID: os.Getpid(), Host: host, Since: time.Now().Truncate(time.Second)})
	if err == nil {
		err = os.WriteFile(path, append(data, '\n'), 0o644)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("lock %s: %w", path, err), l.Release())
	}
	return nil
}

func holderOf(path string) Holder {
	var h Holder
	data, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(data, &h) != nil {
		return Holder{}
	}
	return h
}

// Stale returns who held the lock and ended without releasing it, and false
// where the lock was free.
func (l *Lock) Stale() (Holder, bool) { return l.stale, l.stale.PID != 0 }

// Release gives the lock back and removes its file.
func (l *Lock) Release() error {
	if err := os.Remove(l.file.Path()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, l.file.Close())
	}
	return l.file.Close()
}
