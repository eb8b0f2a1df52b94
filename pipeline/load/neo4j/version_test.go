package neo4j

import (
	"errors"
	"testing"

	"backchannel/pipeline/load"
)

func TestServerVersion(t *testing.T) {
	for agent, fits := range map[string]bool{
		"Neo4j/5.26.30": true, "Neo4j/5.23.0": true, "Neo4j/5.22.0": false, "Neo4j/4.4.40": false, "Neo4j/2025.01.0": true, "Neo4j/2026.08.1": true, "Memgraph": true,
	} {
		if err := (&Store{}).checkVersion(agent); (err == nil) != fits || err != nil && !errors.Is(err, load.ErrUnusable) {
			t.Errorf("%s: %v, want it to fit: %v", agent, err, fits)
		}
	}
}
