package main

import (
	"context"
	"errors"
	"strings"

	"backchannel/pipeline/fold"
	"backchannel/pipeline/read"
	"backchannel/pipeline/run"
	"backchannel/pipeline/run/project"
	"backchannel/pipeline/stage"
	"backchannel/pipeline/state"
	"backchannel/schema"
)

// session is what a command that writes holds: the lock, the state and the store.
type session struct {
	*program
	ontology *schema.Ontology
	rulings  fold.Rulings
	stages   []stage.Stage
	lock     *state.Lock
	store    *lateStore
	file     *state.File
	meter    *run.Meter // of the job
	newest   newest
	prune    bool // a list says what is gone, too

	projected project.Result
	doubt     bool // the store is compared, whatever it says of itself
}

// begin takes the lock and opens state and store, or nothing at all.
func (p *program) begin(ctx context.Context) (_ *session, err error) {
	s := &session{program: p, store: &lateStore{program: p}}
	if s.ontology, err = p.ontology(); err != nil {
		return nil, err
	}
	if s.rulings, err = fold.ReadRulings(fold.Files(p.cfg.Rulings)); err != nil {
		return nil, &exit{exitConfig, err, "nothing was read or written"}
	}
	if s.stages, err = p.story(); err != nil {
		return nil, err
	}
	if s.lock, err = p.takeLock(); err != nil {
		return nil, err
	}
	if err := s.store.open(ctx); err != nil {
		return nil, errors.Join(p.storeError(err), s.lock.Release())
	}
	if s.file, err = p.openState(ctx); err != nil {
		return nil, errors.Join(err, s.store.close(), s.lock.Release())
	}
	return s, nil
}

func (s *session) close() error {
	return errors.Join(s.file.Close(), s.store.close(), s.lock.Release())
}

// job reads the inputs.
func (s *session) job(ctx context.Context, inputs []string) run.Job {
	s.meter = new(run.Meter)
	projector := project.Projector{
		State: s.file, Folder: fold.New(s.ontology, s.rulings), Store: s.store.opened, Scratch: s.cfg.State + ".tmp",
		Doubt: s.doubt, Folded: s.folded, Meter: s.meter,
	}
	job := run.Job{
		Stages: s.meter.Clock.On(s.stages), Workers: s.cfg.Workers, State: s.file, Meter: s.meter,
		Project: func(ctx context.Context, sum string, tell func(run.Phase)) (err error) {
			s.projected, err = projector.Bring(ctx, sum, tell)
			return err
		},
	}
	for _, name := range inputNames(inputs) {
		job.Inputs = append(job.Inputs, run.Input{
			Name: name, Whole: s.prune || read.Whole(s.reading(), name), Documents: s.newest.of(s.documents(ctx, []string{name})),
		})
	}
	return job
}

// openState opens the state file of a command that may write it, and holds the lock.
// A damaged one is mended.
func (p *program) openState(ctx context.Context) (*state.File, error) {
	file, err := state.Open(ctx, p.cfg.State)
	if errors.Is(err, state.ErrDamaged) {
		file, err = p.mendState(ctx, err)
	}
	if err != nil {
		return nil, stateError(err)
	}
	if m := file.Migrated(); m.From > 0 {
		p.log.Info("the state file was brought to this program's version", "from", m.From, "to", state.Version, "kept", m.Backup)
	}
	return file, nil
}

// mendState puts a new file with all that is sound in the place of a damaged one that
// nobody has open any more, and opens it.
func (p *program) mendState(ctx context.Context, why error) (*state.File, error) {
	kept, err := state.Rescue(ctx, p.cfg.State)
	if err != nil {
		return nil, err
	}
	p.log.Warn("the state file was damaged; what is sound of it was kept, and the rest is read again from the inputs",
		"reason", line(why.Error()), "documents", kept.Documents, "inputs", strings.Join(kept.Inputs, " "), "damaged", kept.Aside)
	return state.Open(ctx, p.cfg.State)
}

// peekState opens the state file of a command that only looks; a run may be under way.
func (p *program) peekState(ctx context.Context) (*state.File, error) {
	file, err := state.Peek(ctx, p.cfg.State)
	return file, stateError(err)
}

func stateError(err error) error {
	if err == nil || errors.Is(err, state.ErrDamaged) {
		return err
	}
	if full := noRoom(err); full != nil {
		return full
	}
	return &exit{exitConfig, err, "the file is named by --state; by default it stands beside the store"}
}

// takeLock takes the lock of the state file.
func (p *program) takeLock() (*state.Lock, error) {
	lock, err := state.Acquire(p.cfg.State + ".lock")
	var held *state.LockedError
	if errors.As(err, &held) {
		return nil, &exit{exitLocked, err, "wait for it to end; nothing was read or written"}
	}
	if err != nil {
		return nil, &exit{exitConfig, err, "the lock stands beside the state file, which --state names"}
	}
	if h, stale := lock.Stale(); stale {
		p.log.Info("an earlier run ended in its midst; this one goes on from there", "process", h.PID, "host", h.Host)
	}
	return lock, nil
}
