package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"backchannel/explore/serve"
)

var servedAt = regexp.MustCompile(`is at (http://[^/]+:)(\d+)(/\S*)`)

// mustServe starts a server on a free port and returns its port and the address it printed.
func mustServe(t *testing.T, dir string, args ...string) (p *process, port, address string) {
	t.Helper()
	p = start(t, dir, append([]string{"serve"}, args...)...)
	waitFor(t, "the address", func() bool { return servedAt.MatchString(p.out.String()) })
	m := servedAt.FindStringSubmatch(p.out.String())
	return p, m[2], m[1] + m[2] + m[3]
}

func get(t *testing.T, address string, into any) int {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if into != nil && r.StatusCode == http.StatusOK {
		if err := json.Unmarshal(body, into); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
	}
	return r.StatusCode
}

// The graph of real texts is served from search to the sentence, while another run
// adds to it, until an interrupt.
func TestServe(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: there are no signals to send on Windows")
	}
	cases, err := filepath.Abs(filepath.Join("..", "..", "testdata", "cases"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	mustEnd(t, 0, dir, "run", "--quiet", cases)
	p, port, _ := mustServe(t, dir, "--listen", "127.0.0.1:0")
	api := "http://127.0.0.1:" + port + "/api/"

	var before serve.Start
	if code := get(t, api+"start", &before); code != 200 || before.Documents < 20 || before.Events < 100 {
		t.Fatalf("start: %d %+v", code, before)
	}
	var found serve.Search
	get(t, api+"search?q=norw", &found)
	if len(found.Entities) == 0 || found.Entities[0].Name != "Norway" {
		t.Fatalf("search: %+v", found)
	}
	var list serve.Relations
	get(t, api+"entity/"+found.Entities[0].ID+"/relations", &list)
	if len(list.Relations) == 0 {
		t.Fatal("Norway has no relations")
	}
	marked := 0
	for _, r := range list.Relations {
		var event serve.Event
		if code := get(t, api+"event/"+url.PathEscape(r.ID), &event); code != 200 || len(event.Evidence) == 0 {
			t.Fatalf("%s: %d %+v", r.ID, code, event)
		}
		for _, e := range event.Evidence {
			var doc serve.Document
			get(t, api+"document/"+e.Document.ID, &doc)
			for _, m := range doc.Relations {
				if m.Event == r.ID && m.Start == e.Start && m.End == e.End {
					marked++
				}
			}
			if len(doc.Mentions) == 0 {
				t.Errorf("%s: no mention is found", doc.ID)
			}
		}
	}
	if marked < len(list.Relations) {
		t.Errorf("%d places marked for %d relations", marked, len(list.Relations))
	}

	if err := os.WriteFile(filepath.Join(dir, "more.jsonl"), []byte(docLine(t, 1)+docLine(t, 2)), 0o600); err != nil {
		t.Fatal(err)
	}
	mustEnd(t, 0, dir, "run", "--quiet", cases, "more.jsonl")
	waitFor(t, "what the run added", func() bool {
		var after serve.Start
		get(t, api+"start", &after)
		return after.Documents == before.Documents+2
	})

	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code := p.end(); code != 0 || p.errors.String() != "" {
		t.Errorf("interrupted: exit code %d: %s", code, p.errors.String())
	}
}

// Elsewhere than on this machine alone a token is needed, and printed.
func TestServeToken(t *testing.T) {
	dir := t.TempDir()
	mustEnd(t, exitConfig, dir, "serve")
	mustEnd(t, exitConfig, dir, "serve", "--store", "bolt://127.0.0.1:1")
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("Ana Vasquez met Omar Haddad in Amman."), 0o600); err != nil {
		t.Fatal(err)
	}
	mustEnd(t, 0, dir, "run", "--quiet", "a.txt")
	mustEnd(t, exitConfig, dir, "serve", "--listen", "nowhere")
	if err := os.WriteFile(filepath.Join(dir, "short"), []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustEnd(t, exitConfig, dir, "serve", "--token-file", "short")
	shown := filepath.Join(dir, "shown")
	if err := errors.Join(os.WriteFile(shown, []byte(strings.Repeat("a", 20)), 0o600), os.Chmod(shown, 0o644)); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" { // which keeps rights elsewhere
		mustEnd(t, exitConfig, dir, "serve", "--token-file", "shown")
	}

	_, port, address := mustServe(t, dir, "--listen", "0.0.0.0:0")
	_, token, ok := strings.Cut(address, "?token=")
	if !ok || len(token) < 20 {
		t.Fatalf("no token in %s", address)
	}
	at := "http://127.0.0.1:" + port + "/"
	if code := get(t, at+"api/start", nil); code != 401 {
		t.Errorf("without the token: %d", code)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	r, err := client.Get(at + "?token=" + token)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != 200 || r.Request.URL.RawQuery != "" {
		t.Errorf("with the token: %d at %s", r.StatusCode, r.Request.URL)
	}
}
