// Package neo4j keeps a graph in a Neo4j 5 server, beside whatever else is there.
//
// Every node and edge carries the property graph with the configured name; only
// those are read, changed or deleted, so that a database can be shared. Labels and
// property names are those that neo4j-graphrag uses, so that its retrievers can
// walk the graph.
//
// One writer sends batches of rows, each a transaction with one statement for each
// label or edge type. A change as a whole is not atomic: a run that stops midway is
// completed by the next Sync. The driver retries a connection lost in the midst of
// work, but not one lost during commit, nor for as long as a killed server takes to
// return (one to two minutes); the loop around it here does both, which is safe
// since a batch that is sent again merges.
package neo4j

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"backchannel/pipeline/load"
)

// Options says where the server is and which graph is meant.
type Options struct {
	URI      string // bolt://HOST:7687, neo4j://…, neo4j+s://…; a user and password in it count where the fields are empty
	User     string // empty is neo4j
	Password string // never shown
	Database string // empty is the user's home database

	// Roots are the authorities that may vouch for a server reached by neo4j+s or
	// bolt+s; nil are those of the system.
	Roots *x509.CertPool
	Graph string // empty is backchannel

	// Patience is how long to wait for a server that is away, each time that it
	// goes away, before giving up with load.ErrAway. Zero is not to wait.
	Patience time.Duration

	// AtOnce is for Open not to wait; what comes later has its patience.
	AtOnce bool

	// Waiting, where set, is told of each wait: why, and how long.
	Waiting func(err error, wait time.Duration)

	BatchRows  int // rows a transaction; 0 is 10,000
	BatchBytes int // text a transaction, about, in bytes; 0 is 8 MiB
}

// Store is a load.Store in a server. Query may be used by many goroutines at once.
type Store struct {
	driver   driver.DriverWithContext
	opts     Options
	patience time.Duration
	target   string // the address, for people; without a password
	ready    bool   // constraints and indexes are there
	effects  Effects
}

var _ load.Store = (*Store)(nil)

// Open connects, and verifies once that the server answers and lets the user in.
// The error wraps load.ErrAway where no server answered within the patience,
// load.ErrDenied where it refused the user (never tried again: the fourth wrong
// password locks the user out), and load.ErrUnusable for an address that is none,
// a database that does not exist, a server older than Neo4j 5.23, or a graph of a
// newer Version. Nothing is written yet.
func Open(ctx context.Context, o Options) (*Store, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	d, err := driver.NewDriverWithContext(o.URI, driver.BasicAuth(o.User, o.Password, ""), func(c *config.Config) {
		c.MaxTransactionRetryTime = time.Second // the loop in retry is the patient one
		c.UserAgent = "backchannel"
		c.TelemetryDisabled = true
		c.TlsConfig = &tls.Config{RootCAs: o.Roots, MinVersion: tls.VersionTLS12}
	})
	if err != nil {
		return nil, fmt.Errorf("open neo4j %s: %w: %w", o.URI, load.ErrUnusable, err)
	}
	s := &Store{driver: d, opts: o, patience: o.Patience, target: o.URI}
	if o.AtOnce {
		s.patience = 0
	}
	var info driver.ServerInfo
	err = s.retry(ctx, "open", func() error {
		info, err = d.GetServerInfo(ctx)
		return err
	})
	if err == nil {
		err = s.checkVersion(info.Agent())
	}
	if err == nil {
		err = s.checkGraph(ctx)
	}
	if err != nil {
		d.Close(context.WithoutCancel(ctx))
		return nil, err
	}
	s.patience = o.Patience
	return s, nil
}

func (o Options) complete() (Options, error) {
	u, err := url.Parse(o.URI)
	if err != nil || u.Host == "" || !strings.Contains("|bolt|bolt+s|bolt+ssc|neo4j|neo4j+s|neo4j+ssc|", "|"+u.Scheme+"|") {
		// Without the address: it may hold a password in a place where nobody looks for one.
		return o, fmt.Errorf("open neo4j: %w: the address is not of the form bolt://HOST:7687 or neo4j+s://HOST", load.ErrUnusable)
	}
	if u.User != nil {
		if p, ok := u.User.Password(); ok && o.Password == "" {
			o.Password = p
		}
		if o.User == "" {
			o.User = u.User.Username()
		}
		u.User = nil
	}
	o.URI = u.String()
	if o.User == "" {
		o.User = "neo4j"
	}
	if o.Graph == "" {
		o.Graph = "backchannel"
	}
	if o.BatchRows == 0 {
		o.BatchRows = 10_000
	}
	if o.BatchBytes == 0 {
		o.BatchBytes = 8 << 20
	}
	return o, nil
}

// checkVersion refuses a server that does not know the Cypher that is written here:
// CALL (x) { … } came with 5.23. Calendar releases (2025.01) count on from there.
func (s *Store) checkVersion(agent string) error {
	var major, minor int
	if _, err := fmt.Sscanf(agent, "Neo4j/%d.%d", &major, &minor); err == nil && (major < 5 || major == 5 && minor < 23) {
		return fmt.Errorf("open neo4j %s: %w: the server is %s, this program needs Neo4j 5.23 or later", s.target, load.ErrUnusable, agent)
	}
	return nil
}

// Close lets the connections go.
func (s *Store) Close() error {
	if err := s.driver.Close(context.Background()); err != nil {
		return s.explain("close", err)
	}
	return nil
}

// Language is the query language that Query reads.
func (s *Store) Language() string { return "cypher" }

// Query runs a question in Cypher, read-only, and returns its columns and rows:
// string, int64, float64, bool, nil or lists of them. The parameter $graph is the
// graph's name.
func (s *Store) Query(ctx context.Context, query string, params map[string]any) (columns []string, rows [][]any, err error) {
	err = s.retry(ctx, "ask", func() error {
		columns, rows, err = s.read(ctx, query, params)
		return err
	})
	return columns, rows, err
}

// read is one managed read transaction.
func (s *Store) read(ctx context.Context, query string, params map[string]any) (columns []string, rows [][]any, err error) {
	session := s.driver.NewSession(ctx, driver.SessionConfig{DatabaseName: s.opts.Database, AccessMode: driver.AccessModeRead})
	defer session.Close(context.WithoutCancel(ctx))
	_, err = session.ExecuteRead(ctx, func(tx driver.ManagedTransaction) (any, error) {
		columns, rows = nil, nil // the function may run again
		result, err := tx.Run(ctx, query, s.with(params))
		if err != nil {
			return nil, err
		}
		if columns, err = result.Keys(); err != nil {
			return nil, err
		}
		for result.Next(ctx) {
			rows = append(rows, result.Record().Values)
		}
		return nil, result.Err()
	})
	return columns, rows, err
}

// with adds the graph's name to the parameters.
func (s *Store) with(params map[string]any) map[string]any {
	out := make(map[string]any, len(params)+1)
	for k, v := range params {
		out[k] = v
	}
	out["graph"] = s.opts.Graph
	return out
}

// deadlockPatience is how long a deadlock with somebody else's transaction is tried
// again, whatever the patience: the server is there.
const deadlockPatience = 30 * time.Second

func isDeadlock(err error) bool {
	var answer *driver.Neo4jError
	return errors.As(err, &answer) && answer.Code == "Neo.TransientError.Transaction.DeadlockDetected"
}

// retry runs do again, with growing pauses, as long as the server is away and the
// patience lasts. Whatever do does must be idempotent.
func (s *Store) retry(ctx context.Context, doing string, do func() error) error {
	var since time.Time
	for wait := 250 * time.Millisecond; ; wait = min(2*wait, 10*time.Second) {
		err := do()
		if err == nil {
			return nil
		}
		if ctx.Err() != nil { // the driver calls a deadline a lost connection
			return fmt.Errorf("%s %s: %w", doing, s.name(), context.Cause(ctx))
		}
		err = s.explain(doing, err)
		if since.IsZero() {
			since = time.Now()
		}
		left := s.patience - time.Since(since)
		if isDeadlock(err) {
			left = max(left, deadlockPatience-time.Since(since))
		}
		if !errors.Is(err, load.ErrAway) || left <= 0 {
			return err
		}
		wait = min(wait, left)
		if s.opts.Waiting != nil {
			s.opts.Waiting(err, wait)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s %s: %w", doing, s.name(), context.Cause(ctx))
		case <-time.After(wait):
		}
	}
}

func (s *Store) name() string { return "neo4j " + s.target }

// unverified is how crypto/tls begins to tell of a certificate that it refuses. The
// driver hides the error's type and counts it among lost connections, but waiting
// does not help.
const unverified = "tls: failed to verify certificate"

// explain says what failed on which server, and what kind of failure it is.
func (s *Store) explain(doing string, err error) error {
	var answer *driver.Neo4jError
	var lost *driver.ConnectivityError
	var tired *driver.TransactionExecutionLimit
	var usage *driver.UsageError
	switch {
	case errors.As(err, &answer) && strings.HasPrefix(answer.Code, "Neo.ClientError.Security."):
		kind := load.ErrDenied
		return fmt.Errorf("%s %s as user %q: %w (%s)", doing, s.name(), s.opts.User, kind, answer.Code)
	case errors.As(err, &answer) && answer.Code == "Neo.ClientError.Database.DatabaseNotFound":
		return fmt.Errorf("%s %s: %w: it has no database %q", doing, s.name(), load.ErrUnusable, s.opts.Database)
	case strings.Contains(err.Error(), unverified):
		return fmt.Errorf("%s %s: %w: %w: %w", doing, s.name(), load.ErrUnusable, load.ErrUntrusted, err)
	case errors.As(err, &lost), errors.As(err, &tired), driver.IsRetryable(err):
		return fmt.Errorf("%s %s: %w: %w", doing, s.name(), load.ErrAway, err)
	case errors.As(err, &usage):
		return fmt.Errorf("%s %s: %w: %w", doing, s.name(), load.ErrUnusable, err)
	}
	return fmt.Errorf("%s %s: %w", doing, s.name(), err)
}
