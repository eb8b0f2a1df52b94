package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j"
	"backchannel/schema"
)

// serverVariables says where the tests find a Neo4j.
var serverVariables = []string{"NEO4J_URI", "NEO4J_USER", "NEO4J_PASSWORD"}

const noServer = "no Neo4j: NEO4J_URI is not set. Run `make test`, or: scripts/neo4j.sh start && eval \"$(scripts/neo4j.sh env)\""

// hasServer reports whether there is a Neo4j to test with; in CI there must be.
func hasServer() (bool, error) {
	if os.Getenv("NEO4J_URI") != "" {
		return true, nil
	}
	if os.Getenv("CI") == "true" {
		return false, fmt.Errorf("CI must test the commands with Neo4j. %s", noServer)
	}
	return false, nil
}

// newGraph names a graph of its own in the server; remove takes it away.
func newGraph() (name string, remove func() error) {
	name = "test-" + rand.Text()
	return name, func() error {
		ctx := context.Background()
		store, err := neo4j.Open(ctx, neo4j.Options{
			URI: os.Getenv("NEO4J_URI"), User: os.Getenv("NEO4J_USER"), Password: os.Getenv("NEO4J_PASSWORD"), Graph: name,
		})
		if err != nil {
			return err
		}
		defer store.Close()
		_, err = load.Sync(ctx, store, load.Of(schema.Graph{}), "")
		return err
	}
}

// inServer returns the flags that put a graph of the test's own into the server.
func inServer(t *testing.T) []string {
	t.Helper()
	has, err := hasServer()
	if err != nil {
		t.Fatal(err)
	}
	if !has {
		t.Skip("SKIPPED, the commands are not tested with Neo4j: " + noServer)
	}
	t.Setenv("BACKCHANNEL_NEO4J_PASSWORD", os.Getenv("NEO4J_PASSWORD"))
	name, remove := newGraph()
	t.Cleanup(func() {
		if err := remove(); err != nil {
			t.Errorf("clean up graph %s: %v", name, err)
		}
	})
	return []string{"--store", os.Getenv("NEO4J_URI"), "--neo4j-user", os.Getenv("NEO4J_USER"), "--graph", name}
}

const seeds = "../../../shared/seeds"

func mustSeeds(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs(seeds)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("SKIPPED, %s is absent: it stands beside the repository", seeds)
	}
	return folder
}

func mustReadGraph(t *testing.T, dump string) schema.Graph {
	t.Helper()
	g, err := load.Read(strings.NewReader(dump))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// The same texts make the same bytes in a file and in a server, whatever the
// order of the texts and the number of workers; a second run writes nothing.
func TestStoresHoldTheSame(t *testing.T) {
	folder := mustSeeds(t)
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) < 2 {
		t.Fatalf("want texts in %s, have %v, %v", folder, files, err)
	}
	slices.Reverse(files)
	dir := t.TempDir()
	mustEnd(t, 0, dir, "run", folder)
	want := mustEnd(t, 0, dir, "dump").out.String()
	if len(mustReadGraph(t, want).Nodes) < 20 {
		t.Fatalf("the dump is short:\n%s", want)
	}
	check := func(t *testing.T, inputs []string, flags ...string) {
		t.Helper()
		runs := slices.Concat([]string{"run"}, flags, inputs)
		mustEnd(t, 0, dir, runs...)
		dump := append([]string{"dump"}, flags...)
		if got := mustEnd(t, 0, dir, dump...).out.String(); got != want {
			t.Errorf("the dump differs (-file +this):\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
		}
		again := mustEnd(t, 0, dir, runs...).out.String()
		if !strings.Contains(again, "2 as before") || !strings.Contains(again, "nothing to change") {
			t.Errorf("the second run did something:\n%s", again)
		}
	}
	t.Run("file, the other order, one worker", func(t *testing.T) {
		check(t, files, "--store", "order.db", "--workers", "1")
	})
	t.Run("file, many workers", func(t *testing.T) {
		check(t, files, "--store", "crowd.db", "--workers", "9")
	})
	t.Run("server", func(t *testing.T) {
		check(t, []string{folder}, append(inServer(t), "--state", "server.state")...)
	})
}

// What must be found in the seeds. The dump of the server equals this one's.
func TestSeeds(t *testing.T) {
	folder := mustSeeds(t)
	dir := t.TempDir()
	mustEnd(t, 0, dir, "run", folder)
	g := mustReadGraph(t, mustEnd(t, 0, dir, "dump").out.String())

	var have bytes.Buffer
	found := map[string]bool{}
	for _, f := range loadtest.Facts(g) {
		fmt.Fprintln(&have, f)
		// With all, with one, and with none of its circumstances.
		for _, date := range []string{f.Date, ""} {
			for _, place := range []string{f.Place, ""} {
				for _, title := range []string{f.Title, ""} {
					found[loadtest.Fact{Type: f.Type, Subject: f.Subject, Object: f.Object, Status: f.Status, Date: date, Place: place, Title: title}.String()] = true
				}
			}
		}
	}
	for _, want := range []string{
		"BROKERED United States -> cease-fire actual",
		"BROKERED Russia -> cease-fire actual",
		"MET_WITH Russia -> United States actual in Jordan",
		"MET_WITH United States -> Jordan actual in Jordan",
		"MET_WITH Russia -> Jordan actual in Jordan",
		"AGREED_ON Russia -> de-escalation zones actual in Astana",
		"AGREED_ON Turkey -> de-escalation zones actual in Astana",
		"AGREED_ON Iran -> de-escalation zones actual in Astana",
		"AGREED_WITH Russia -> Turkey actual in Astana",
		"AGREED_WITH Russia -> Iran actual in Astana",
		"AGREED_WITH Turkey -> Iran actual in Astana",
		"LOCATED_IN Astana -> Kazakhstan actual",
		"MET_WITH John Kerry -> Sergey Lavrov planned 2016-08-26 in Geneva",
		"MET_WITH Barack Obama -> Vladimir Putin planned 2016-09-04 in China",
		"THREATENED United States -> Russia actual",
		"HOLDS_OFFICE John Kerry -> United States actual as Secretary of State",
		"HOLDS_OFFICE Sergey Lavrov -> Russia actual as Foreign Minister",
		"HOLDS_OFFICE Barack Obama -> United States actual as President",
		"HOLDS_OFFICE Vladimir Putin -> Russia actual as President",
	} {
		if !found[want] {
			t.Errorf("not found: %s", want)
		}
	}
	if t.Failed() {
		t.Logf("found were\n%s", have.String())
	}

	// One country for all its names, one person for each.
	entities := map[string][]string{} // names by label and name
	for _, n := range g.Nodes {
		if n.Labels[0] == schema.LabelEntity {
			name := fmt.Sprint(n.Props["name"])
			aliases, _ := n.Props["aliases"].([]string)
			for _, said := range append(aliases, name) {
				entities[said] = append(entities[said], n.Labels[1]+" "+name)
			}
		}
	}
	for said, want := range map[string]string{
		"US": "Country United States", "U.S.": "Country United States", "United States": "Country United States",
		"Americans": "Country United States", "Washington": "Country United States",
		"Moscow": "Country Russia", "Russian": "Country Russia", "Russia": "Country Russia",
		"Jordanians": "Country Jordan", "Jordan": "Country Jordan",
		"Kerry": "Person John Kerry", "Lavrov": "Person Sergey Lavrov",
		"Barack Obama": "Person Barack Obama", "Vladimir Putin": "Person Vladimir Putin",
	} {
		if !slices.Equal(entities[said], []string{want}) {
			t.Errorf("%q is %q, want %q alone", said, entities[said], want)
		}
	}

	// Nothing comes from what stands around the news.
	for _, n := range g.Nodes {
		switch n.Labels[0] {
		case schema.LabelChunk:
			for _, furniture := range []string{"newsletter", "undesirable", "Dear readers", "Privacy Policy", "Once", "cookies", "Cookies", "rights reserved", "Inbox"} {
				if text := fmt.Sprint(n.Props["text"]); strings.Contains(text, furniture) {
					t.Errorf("a chunk is furniture (%s): %s", furniture, text)
				}
			}
		case schema.LabelEntity:
			for _, furniture := range []string{"The Moscow Times", "Moscow Times", "Laura Rozen", "Back Channel", "The Back Channel", "AP", "Aamaq News Agency", "Prosecutor General's Office", "Preview"} {
				if n.Props["name"] == furniture {
					t.Errorf("furniture became an entity: %s", furniture)
				}
			}
		}
	}
}
