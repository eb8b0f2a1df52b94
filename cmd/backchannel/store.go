package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"backchannel/explore"
	"backchannel/pipeline/load"
	"backchannel/pipeline/load/neo4j"
	"backchannel/pipeline/load/sqlite"
	"backchannel/pipeline/state"
)

// openStore opens the configured store, and makes an embedded one where it is
// absent. A server that is away is waited for, unless it is wanted at once.
func (p *program) openStore(ctx context.Context, atOnce bool) (load.Store, error) {
	if p.cfg.server() {
		return p.openServer(ctx, atOnce)
	}
	return sqlite.Open(ctx, p.cfg.Store)
}

// askable is a store that answers questions, as both kinds do.
type askable interface {
	load.Store
	explore.Store
}

// openExisting opens the configured store for questions; an embedded one must
// be there.
func (p *program) openExisting(ctx context.Context) (askable, error) {
	if p.cfg.server() {
		return p.openServer(ctx, false)
	}
	return sqlite.OpenExisting(ctx, p.cfg.Store)
}

func (p *program) openServer(ctx context.Context, atOnce bool) (askable, error) {
	return neo4j.Open(ctx, neo4j.Options{
		URI: p.cfg.Store, User: p.cfg.Neo4j.User, Password: string(p.cfg.Neo4j.Password),
		Database: p.cfg.Neo4j.Database, Graph: p.cfg.Graph, Roots: p.cfg.roots, Patience: p.cfg.patience, AtOnce: atOnce,
		Waiting: func(err error, wait time.Duration) {
			p.log.Warn("the store is away, waiting", "for", wait.Round(time.Second).String(), "reason", line(err.Error()))
		},
	})
}

// storeError gives a store's error its exit code and the next step.
func (p *program) storeError(err error) error {
	if full := noRoom(err); full != nil {
		return full
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, load.ErrDenied):
		return &exit{exitConfig, err, "give the user as neo4j.user and the password as " + envPrefix + "_NEO4J_PASSWORD or in neo4j.password_file; a few wrong ones lock the user out for a while"}
	case errors.Is(err, load.ErrUntrusted):
		return &exit{exitConfig, err, "neo4j.ca names a file with the certificate of the authority that vouches for the server; the address must be one that its certificate holds"}
	case errors.Is(err, load.ErrUnusable):
		return &exit{exitConfig, err, "name another store, by --store or in the configuration file"}
	case errors.Is(err, load.ErrAway):
		hint := "somebody else writes to the store; try again when they are done"
		if p.cfg.server() {
			hint = fmt.Sprintf("is the server at %s up? try again when it is", p.cfg.Store)
		}
		return &exit{exitStore, err, hint}
	}
	return err
}

// noRoom is the end of a command that found the disk full; nil for any other error.
func noRoom(err error) error {
	if !errors.Is(err, load.ErrFull) && !errors.Is(err, state.ErrFull) {
		return nil
	}
	return &exit{exitStore, err, "make room on the disk; the same command goes on from there"}
}

// lateStore is the store of a run. It is opened at the begin, so that a wrong
// password stops the run at once; when it is away, it is opened when there is
// something to load.
type lateStore struct {
	program *program
	store   load.Store
}

func (l *lateStore) open(ctx context.Context) error {
	store, err := l.program.openStore(ctx, true)
	if errors.Is(err, load.ErrAway) {
		l.program.log.Warn("the store is away; reading first", "reason", line(err.Error()))
		return nil
	}
	if err != nil {
		return err
	}
	l.store = store
	return nil
}

func (l *lateStore) opened(ctx context.Context) (load.Store, error) {
	if l.store == nil {
		store, err := l.program.openStore(ctx, false)
		if err != nil {
			return nil, err
		}
		l.store = store
	}
	return l.store, nil
}

func (l *lateStore) close() error {
	if l.store == nil {
		return nil
	}
	return l.store.Close()
}
