package main

import (
	"context"
	"errors"
	"fmt"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/sqlite"
)

// openStore opens the configured store, and makes an embedded one where it is
// absent.
func (p *program) openStore(ctx context.Context) (load.Store, error) {
	s, err := sqlite.Open(ctx, p.cfg.Store)
	return s, p.storeError(err)
}

// storeError gives a store's error its exit code and the next step.
func (p *program) storeError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, load.ErrDenied):
		return &exit{exitConfig, err, "give the user as neo4j.user and the password as " + envPrefix + "_NEO4J_PASSWORD; a few wrong ones lock the user out for a while"}
	case errors.Is(err, load.ErrUnusable):
		return &exit{exitConfig, err, "name another store, by --store or in the configuration file"}
	case errors.Is(err, load.ErrAway):
		hint := "what was read is kept; run the same command again when nobody else writes to the store"
		if p.cfg.server() {
			hint = fmt.Sprintf("is the server at %s up? What was read is kept; run the same command again", p.cfg.Store)
		}
		return &exit{exitStore, err, hint}
	}
	return err
}

// openExisting opens the configured store for questions; an embedded one must
// be there.
func (p *program) openExisting(ctx context.Context) (load.Store, error) {
	s, err := sqlite.OpenExisting(ctx, p.cfg.Store)
	return s, p.storeError(err)
}
