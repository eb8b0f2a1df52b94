package neo4j

import (
	"context"
	"errors"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// Effects is what the server says that the transactions of a Store did: its own
// counts, not ours.
type Effects struct {
	NodesCreated, NodesDeleted int
	EdgesCreated, EdgesDeleted int
	PropertiesSet              int // also to the value that they had
	LabelsAdded, LabelsRemoved int
	Made                       int // constraints and indexes

	// Retries is how often a transaction was run again, for a deadlock or a lost
	// connection, by us or by the driver.
	Retries int
}

// Effects are those since Open. The mark is among them.
func (s *Store) Effects() Effects { return s.effects }

func (e *Effects) add(c driver.Counters) {
	e.NodesCreated += c.NodesCreated()
	e.NodesDeleted += c.NodesDeleted()
	e.EdgesCreated += c.RelationshipsCreated()
	e.EdgesDeleted += c.RelationshipsDeleted()
	e.PropertiesSet += c.PropertiesSet()
	e.LabelsAdded += c.LabelsAdded()
	e.LabelsRemoved += c.LabelsRemoved()
	e.Made += c.ConstraintsAdded() + c.IndexesAdded()
}

// send does a job with the rows, a batch a transaction.
func (s *Store) send(ctx context.Context, do job, rows []row) error {
	for len(rows) > 0 {
		n, size := 0, 0
		for n < len(rows) && n < s.opts.BatchRows && (n == 0 || size+rows[n].size <= s.opts.BatchBytes) {
			size += rows[n].size
			n++
		}
		batch := fields(rows[:n])
		clear(rows[:n])
		rows = rows[n:]
		if err := s.transact(ctx, do, map[string]any{"rows": batch}); err != nil {
			return err
		}
	}
	return nil
}

// transact runs the statements of a job in one transaction, again and again while
// the server is away.
func (s *Store) transact(ctx context.Context, do job, params map[string]any) error {
	tries := 0
	err := s.retry(ctx, "write to", func() error {
		err := s.write(ctx, do, params, &tries)
		if do.again != "" && tries == 1 && isTaken(err) { // somebody else was first
			err = s.write(ctx, do, params, &tries)
		}
		return err
	})
	s.effects.Retries += max(0, tries-1)
	return err
}

// write is one managed transaction. It counts how often it was tried.
func (s *Store) write(ctx context.Context, do job, params map[string]any, tries *int) error {
	session := s.driver.NewSession(ctx, driver.SessionConfig{DatabaseName: s.opts.Database})
	defer session.Close(context.WithoutCancel(ctx))
	var did []driver.Counters
	_, err := session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		did = nil // the function may run again
		statements := do.statements
		if *tries++; *tries > 1 && do.again != "" {
			statements = []string{do.again}
		}
		for i, query := range statements {
			result, err := tx.Run(ctx, query, s.with(params))
			if err != nil {
				return nil, err
			}
			last := do.missing != "" && i == len(statements)-1
			written := int64(0)
			if last {
				record, err := result.Single(ctx)
				if err != nil {
					return nil, err
				}
				written = record.Values[0].(int64)
			}
			summary, err := result.Consume(ctx)
			if err != nil {
				return nil, err
			}
			did = append(did, summary.Counters())
			if batch, _ := params["rows"].([]any); last && written != int64(len(batch)) {
				return nil, s.lacking(ctx, tx, do.missing, batch)
			}
		}
		return nil, nil
	})
	if err != nil {
		return err
	}
	for _, c := range did {
		s.effects.add(c)
	}
	return nil
}

// lacking is the error of a batch of which rows were left out.
func (s *Store) lacking(ctx context.Context, tx driver.ManagedTransaction, missing string, batch []any) error {
	result, err := tx.Run(ctx, missing, s.with(map[string]any{"rows": batch}))
	if err != nil {
		return err
	}
	record, err := result.Single(ctx)
	if err != nil {
		return err
	}
	text := func(i int) string { s, _ := record.Values[i].(string); return s }
	return load.MissingEnd(schema.Edge{ID: text(0), Type: text(1)}, text(2))
}

// Prepare makes the constraints and indexes of schema/neo4j.cypher that are not there
// and waits until they are filled: before the first write, and before a graph is read
// that neo4j-admin imported.
func (s *Store) Prepare(ctx context.Context) error {
	if s.ready {
		return nil
	}
	statements := strings.Split(schema.Neo4jSchema, ";\n")
	statements[len(statements)-1] = "CALL db.awaitIndexes(300)"
	err := s.retry(ctx, "prepare", func() error {
		session := s.driver.NewSession(ctx, driver.SessionConfig{DatabaseName: s.opts.Database})
		defer session.Close(context.WithoutCancel(ctx))
		for _, query := range statements {
			var summary driver.ResultSummary
			result, err := session.Run(ctx, query, nil)
			if err == nil {
				summary, err = result.Consume(ctx)
			}
			switch {
			case err == nil:
				s.effects.add(summary.Counters())
			case !isThere(err):
				return err
			}
		}
		return nil
	})
	s.ready = err == nil
	return err
}

// isThere reports that a constraint or index was made by somebody else between
// the server's look (IF NOT EXISTS) and its making.
func isThere(err error) bool {
	var answer *driver.Neo4jError
	return errors.As(err, &answer) && (answer.Code == "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists" ||
		answer.Code == "Neo.ClientError.Schema.ConstraintAlreadyExists" || answer.Code == "Neo.ClientError.Schema.IndexAlreadyExists")
}

// isTaken reports that a node was made by somebody else since we looked.
func isTaken(err error) bool {
	var answer *driver.Neo4jError
	return errors.As(err, &answer) && answer.Code == "Neo.ClientError.Schema.ConstraintValidationFailed"
}
