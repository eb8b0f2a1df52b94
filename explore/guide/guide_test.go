package guide

import (
	"bytes"
	"strings"
	"testing"

	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j/neo4jtest"
)

// Every question is there, with no parameter left; names are text, whatever they hold.
func TestGuide(t *testing.T) {
	var out bytes.Buffer
	if err := Write(&out, Options{Graph: "g", Name: `O'Neill</pre><script>\`}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "<script") || !strings.Contains(out.String(), `o\&#39;neill&lt;/pre&gt;&lt;script&gt;\\&#39;`) {
		t.Error("a name is not escaped")
	}
	all := append(Tables(Options{}), Pictures(Options{})...)
	if have := strings.Count(out.String(), "runnable"); have != len(all) || have < 12 {
		t.Errorf("%d statements, want %d", have, len(all))
	}
	for _, s := range all {
		if strings.Contains(s.Cypher, "$") {
			t.Errorf("%s: a parameter is left:\n%s", s.Title, s.Cypher)
		}
	}
}

// A real server answers every statement as it stands, with rows enough to look at, and
// by an index.
func TestStatements(t *testing.T) {
	server, name := neo4jtest.Open(t, "the guide's statements", loadtest.Story())
	o := Options{Graph: name}
	for _, s := range append(Tables(o), Pictures(o)...) {
		_, rows, err := server.Query(t.Context(), s.Cypher, nil)
		if err != nil {
			t.Errorf("%s: %v", s.Title, err)
		} else if len(rows) == 0 || len(rows) > 100 {
			t.Errorf("%s: %d rows", s.Title, len(rows))
		}
		if scans, _ := neo4jtest.Profile(t, s.Cypher, nil); len(scans) > 0 {
			t.Errorf("%s: the plan has %v", s.Title, scans)
		}
	}
}
