package state_test

import (
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline/stage"
	"backchannel/pipeline/state"
	"backchannel/schema"
)

var update = flag.Bool("update", false, "write testdata/version-N.sql, where N is today's version and there is no such file yet")

// sample fills a file with some of everything that version 1 knew.
func sample(t testing.TB, f *state.File) {
	t.Helper()
	doc := treesDocument()
	hash := state.Hash(doc)
	a := document("a", "h")
	a.Record.Source.URI = "https://example.org/a"
	d := document(doc.ID, hash)
	d.Trees, d.TreesFingerprint = state.PackTrees(doc), "t"
	mustDo(t, f.Put(a), f.Put(d),
		f.PutStory([]stage.Stage{{Name: "segment", Version: 3, Fingerprint: "s"}}),
		f.Fail(state.Failure{Input: "in", Source: "c.jsonl", Line: 7, Stage: "read", Reason: "not JSON", Hint: "mend the line"}))
	r, err := f.BeginRun(state.Run{Started: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Inputs: []string{"in"}})
	r.Ended, r.New, r.Sum, r.Relations = r.Started.Add(time.Minute), 2, "s", map[string]int{"MET_WITH": 1}
	mustDo(t, err, f.EndRun(r))
}

// told is all that a file answers, for comparing two.
func told(t *testing.T, f *state.File) map[string]any {
	t.Helper()
	doc := treesDocument()
	out := map[string]any{"records": records(t, f)}
	note := func(name string, v any, err error) { mustDo(t, err); out[name] = v }
	known, _, err := f.Known(t.Context(), doc.ID)
	note("known", known, err)
	sum, err := f.Sum(t.Context())
	note("sum", sum, err)
	laid, err := f.Trees(t.Context(), schema.Document{ID: doc.ID, Text: doc.Text}, "t")
	note("trees", laid, err)
	ids, err := f.Find(t.Context(), "https://example.org/a")
	note("found", ids, err)
	failed, err := f.Failures(t.Context())
	note("failures", failed, err)
	story, err := f.Story(t.Context(), stage.Fingerprint([]stage.Stage{{Name: "segment", Version: 3, Fingerprint: "s"}}))
	if len(story) == 0 && err == nil { // of the program that wrote testdata, whose records were of version 3
		story, err = f.Story(t.Context(), "cf53bb34bcb254b9")
	}
	note("story", story, err)
	last, _, err := f.LastDone(t.Context())
	note("run", last, err)
	return out
}

// mustExec runs statements on a database file.
func mustExec(t *testing.T, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	mustDo(t, err)
	_, err = db.Exec(statements)
	mustDo(t, err, db.Close())
}

// dump writes a database as the statements that make it.
func dump(t *testing.T, path string) string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	mustDo(t, err)
	defer db.Close()
	list := func(query string) (out []string) {
		rows, err := db.Query(query)
		mustDo(t, err)
		for rows.Next() {
			var s string
			mustDo(t, rows.Scan(&s))
			out = append(out, s)
		}
		mustDo(t, rows.Err(), rows.Close())
		return out
	}
	out := list("SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name")
	for _, table := range list("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
		columns := strings.Join(list("SELECT 'quote(' || name || ')' FROM pragma_table_info('"+table+"')"), " || ', ' || ")
		out = append(out, list("SELECT 'INSERT INTO "+table+" VALUES (' || "+columns+" || ');' FROM "+table+" ORDER BY 1")...)
	}
	out = append(out, list("SELECT 'PRAGMA application_id = ' || application_id || ';' FROM pragma_application_id")...)
	out = append(out, list("SELECT 'PRAGMA user_version = ' || user_version || ';' FROM pragma_user_version")...)
	return strings.Join(out, "\n") + "\n"
}

// tables are the statements of a dump that make tables.
func tables(dump string) string {
	made, _, _ := strings.Cut(dump, "INSERT INTO")
	return made
}

// A file of each version that ever was opens as today's, with all that it held, and
// is kept as it was beside it. Its tables are those of a new file.
func TestMigrate(t *testing.T) {
	dir := t.TempDir()
	fresh := filepath.Join(dir, "fresh")
	f := mustOpen(t, fresh)
	if m := f.Migrated(); m.From != 0 {
		t.Errorf("a new file was migrated: %+v", m)
	}
	sample(t, f)
	want := told(t, f)
	mustDo(t, f.Close())

	current := fmt.Sprintf("testdata/version-%d.sql", state.Version)
	if _, err := os.Stat(current); errors.Is(err, os.ErrNotExist) && *update {
		mustDo(t, os.WriteFile(current, []byte(dump(t, fresh)), 0o644))
	}
	kept, err := os.ReadFile(current)
	if err != nil {
		t.Fatalf("%v; the flag -update writes it, once: it is what files of this version look like from now on", err)
	}
	if diff := cmp.Diff(tables(string(kept)), tables(dump(t, fresh))); diff != "" {
		t.Errorf("the tables are not those of version %d any more; another version needs a step (-want +got):\n%s", state.Version, diff)
	}

	for version := 1; version <= state.Version; version++ {
		t.Run(fmt.Sprint("version ", version), func(t *testing.T) {
			made, err := os.ReadFile(fmt.Sprintf("testdata/version-%d.sql", version))
			mustDo(t, err)
			path := filepath.Join(t.TempDir(), "odd name #1 100%.state")
			mustExec(t, path, string(made))
			mustDo(t, os.Chmod(path, 0o600))
			was := dump(t, path)
			mustDo(t, os.WriteFile(path+fmt.Sprintf(".version-%d.part", version), []byte("of one that was killed"), 0o644))

			want := maps.Clone(want)
			if version < 6 { // the trees of their time are of another form, and are made again
				want["trees"] = schema.Document{ID: treesDocument().ID, Text: treesDocument().Text}
			}
			peeked, err := state.Peek(t.Context(), path)
			mustDo(t, err)
			if diff := cmp.Diff(want, told(t, peeked)); diff != "" {
				t.Errorf("looked at (-want +got):\n%s", diff)
			}
			mustDo(t, peeked.Close())
			if diff := cmp.Diff(was, dump(t, path)); diff != "" {
				t.Errorf("looking at it changed the file:\n%s", diff)
			}

			f := mustOpen(t, path)
			if diff := cmp.Diff(want, told(t, f)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			m := f.Migrated()
			mustDo(t, f.Close())
			if diff := cmp.Diff(tables(dump(t, fresh)), tables(dump(t, path))); diff != "" {
				t.Errorf("its tables are not those of a new file:\n%s", diff)
			}
			if version == state.Version {
				if m.From != 0 {
					t.Errorf("today's version was migrated: %+v", m)
				}
				return
			}
			if m.From != version || m.Backup != fmt.Sprintf("%s.version-%d", path, version) {
				t.Errorf("migrated: %+v", m)
			}
			if diff := cmp.Diff(was, dump(t, m.Backup)); diff != "" {
				t.Errorf("the backup is not the file as it was:\n%s", diff)
			}
			if info, err := os.Stat(m.Backup); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("the backup: %v, %v; want it for its owner alone", info.Mode(), err)
			}
			if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.part")); err != nil || len(left) > 0 {
				t.Errorf("left over: %v, %v", left, err)
			}
		})
	}
}

// What goes wrong in a migration leaves the file as it was.
func TestMigrateAllOrNothing(t *testing.T) {
	made, err := os.ReadFile("testdata/version-1.sql")
	mustDo(t, err)
	path := filepath.Join(t.TempDir(), "state")
	mustExec(t, path, string(made)+"CREATE TABLE decision (in_the_way);")
	was := dump(t, path)
	if f, err := state.Open(t.Context(), path); err == nil {
		f.Close()
		t.Fatal("it was opened")
	} else if !strings.Contains(err.Error(), "from version 1 to 2") {
		t.Errorf("error %q, want one that says which step", err)
	}
	if diff := cmp.Diff(was, dump(t, path)); diff != "" {
		t.Errorf("the file was changed:\n%s", diff)
	}
}
