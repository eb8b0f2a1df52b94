package neo4jtest

import (
	"os"
	"regexp"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// scan is an operator that reads all there is of something: nodes, those of a label,
// relations, those of a type, or a whole index.
var scan = regexp.MustCompile(`AllNodesScan|LabelScan|LabelNodesScan|RelationshipTypesScan|RelationshipTypeScan|RelationshipsScan|IndexScan|IndexContainsScan|IndexEndsWithScan`)

// Profile runs a question and says which operators of its plan scan, such as
// NodeByLabelScan, and how often all of them touched the database.
func Profile(t *testing.T, query string, params map[string]any) (scans []string, hits int64) {
	t.Helper()
	d, err := driver.NewDriverWithContext(os.Getenv("NEO4J_URI"), driver.BasicAuth(os.Getenv("NEO4J_USER"), os.Getenv("NEO4J_PASSWORD"), ""))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(t.Context())
	session := d.NewSession(t.Context(), driver.SessionConfig{AccessMode: driver.AccessModeRead})
	defer session.Close(t.Context())
	result, err := session.Run(t.Context(), "PROFILE "+query, params)
	if err != nil {
		t.Fatal(err)
	}
	summary, err := result.Consume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var walk func(p driver.ProfiledPlan)
	walk = func(p driver.ProfiledPlan) {
		if scan.MatchString(p.Operator()) {
			scans = append(scans, p.Operator())
		}
		hits += p.DbHits()
		for _, c := range p.Children() {
			walk(c)
		}
	}
	walk(summary.Profile())
	return scans, hits
}
