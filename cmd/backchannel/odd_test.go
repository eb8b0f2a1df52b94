package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var fingerprints = regexp.MustCompile(`"fingerprint":"[^"]*"`) // of the stages that made a document's record

func docLines(t *testing.T, from, to int) string {
	t.Helper()
	var all strings.Builder
	for i := from; i < to; i++ {
		all.WriteString(docLine(t, i))
	}
	return all.String()
}

func mustSay(t *testing.T, what, says string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(says, w) {
			t.Errorf("%s says\n%s\nwant %q", what, says, w)
		}
	}
}

// The clock was far ahead and is right again: what was done then counts, the last run
// is the one that began last, and a lock of the future is no lock.
func TestClockJumpsBack(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, filepath.Join(dir, "all.jsonl"), docLines(t, 0, 5), 0o644)
	mustEnd(t, 0, dir, "run", "all.jsonl")
	path := filepath.Join(dir, "backchannel.db.state")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec(`UPDATE run SET started = '2099-01-01T00:00:00Z', ended = '2099-01-01T00:01:00Z',
		summary = json_set(summary, '$.Started', '2099-01-01T00:00:00Z', '$.Ended', '2099-01-01T00:01:00Z')`)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, path+".lock", `{"pid": 1, "host": "elsewhere", "since": "2099-01-01T00:00:00Z"}`, 0o644)

	mustSay(t, "status", mustEnd(t, 0, dir, "status").out.String(), "number 1, ended 2099-01-01")
	again := mustEnd(t, 0, dir, "run", "all.jsonl")
	mustSay(t, "the run", again.out.String(), "5 as before", "nothing to change")
	says := mustEnd(t, 0, dir, "status").out.String()
	mustSay(t, "status", says, "number 2, ended ")
	if strings.Contains(says, "2099") {
		t.Errorf("status says\n%s", says)
	}
}

// Where the clock stands says nothing about what a text says.
func TestTimeZoneChanges(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, filepath.Join(dir, "all.jsonl"), `{"id": "a", "date": "2021-03-04", "text": "Peru and Chile signed a fishing accord on Wednesday. Ana Vasquez will meet Omar Haddad tomorrow."}`+"\n", 0o644)
	t.Setenv("TZ", "Pacific/Kiritimati") // UTC+14
	mustEnd(t, 0, dir, "run", "all.jsonl")
	want := mustEnd(t, 0, dir, "dump").out.String()
	mustSay(t, "the dump", want, "2021-03-03", "2021-03-05")
	t.Setenv("TZ", "Pacific/Pago_Pago") // UTC-11
	mustSay(t, "the run", mustEnd(t, 0, dir, "run", "all.jsonl").out.String(), "1 as before", "nothing to change")
	mustEnd(t, 0, dir, "run", "--store", "there.db", "all.jsonl")
	if got := mustEnd(t, 0, dir, "dump", "--store", "there.db").out.String(); got != want {
		t.Errorf("in another time zone the graph is\n%s\nwant\n%s", got, want)
	}
}

// A run goes by the configuration that it began with; the next one knows what changed.
func TestConfigurationEditedDuringTheRun(t *testing.T) {
	dir := t.TempDir()
	peace := start(t, dir, "run", "--store", "peace.db", "--input-format", "jsonl", "-")
	peace.write(t, docLines(t, 0, 5))
	peace.in.Close()
	if code := peace.end(); code != 0 {
		t.Fatal(peace.errors.String())
	}
	want := mustEnd(t, 0, dir, "dump", "--store", "peace.db").out.String()

	config, own := filepath.Join(dir, "backchannel.yaml"), filepath.Join(dir, "own.csv")
	mustWrite(t, config, "gazetteers: [own.csv]\n", 0o644)
	mustWrite(t, own, "name,type,id\nNobody Of Note,PERSON,X2\n", 0o644)
	p := start(t, dir, "run", "--config", "backchannel.yaml", "--input-format", "jsonl", "-")
	waitForLock(t, dir, p)
	p.write(t, docLines(t, 0, 2))
	mustWrite(t, config, "store: elsewhere.db\nmin_score: 0.99\ngazetteers: [none.csv]\n", 0o644)
	mustWrite(t, own, "name,type,id\nAna Vasquez,PERSON,X1\n", 0o644)
	p.write(t, docLines(t, 2, 5))
	p.in.Close()
	if code := p.end(); code != 0 {
		t.Fatalf("exit code %d: %s", code, p.errors.String())
	}
	mustWrite(t, config, "gazetteers: [own.csv]\n", 0o644)
	got := mustEnd(t, 0, dir, "dump", "--config", "backchannel.yaml").out.String()
	if fields := func(s string) string { return fingerprints.ReplaceAllString(s, "") }; fields(got) != fields(want) {
		t.Error("the graph is not that of the configuration that the run began with")
	}
	mustSay(t, "status", mustEnd(t, 0, dir, "status", "--config", "backchannel.yaml").out.String(), "5 documents of other stages")
}

// A file that is written while it is read gives the documents that were there, and the
// next run the others; a line that was half written fails, and is read again.
func TestInputWrittenWhileItIsRead(t *testing.T) {
	dir := t.TempDir()
	all := docLines(t, 0, 40)
	peace := t.TempDir()
	mustWrite(t, filepath.Join(peace, "feed.jsonl"), all, 0o644)
	mustEnd(t, 0, peace, "run", "feed.jsonl")
	want := mustEnd(t, 0, peace, "dump").out.String()

	feed := filepath.Join(dir, "feed.jsonl")
	mustWrite(t, feed, all[:len(all)/2], 0o644) // in the midst of a line
	first := mustEnd(t, exitFailures, dir, "run", "feed.jsonl")
	mustSay(t, "the first run", first.errors.String(), "1 document failed")
	mustWrite(t, feed, all, 0o644)
	second := mustEnd(t, 0, dir, "run", "feed.jsonl")
	mustSay(t, "the second run", second.out.String(), "as before")
	if got := mustEnd(t, 0, dir, "dump").out.String(); got != want {
		t.Error("the graph is not that of the whole file")
	}
	mustSay(t, "status", mustEnd(t, 0, dir, "status").out.String(), "failed    nothing")

	// Appended to by somebody who holds it open, while a run is on its way through it.
	out, err := os.OpenFile(feed, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.WriteString(all); err != nil {
		t.Fatal(err)
	}
	p := start(t, dir, "run", "--store", "grown.db", "feed.jsonl")
	if _, err := out.WriteString(docLines(t, 40, 60)); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if code := p.end(); code != 0 {
		t.Errorf("exit code %d: %s", code, p.errors.String())
	}
	mustEnd(t, 0, dir, "run", "--store", "grown.db", "feed.jsonl")
	mustEnd(t, 0, dir, "run", "--store", "grown-peace.db", "feed.jsonl")
	grown := mustEnd(t, 0, dir, "dump", "--store", "grown.db").out.String()
	if now := mustEnd(t, 0, dir, "dump", "--store", "grown-peace.db").out.String(); grown != now || !strings.Contains(now, "d0059") {
		t.Error("the graph is not that of the file as it is now")
	}
}
