package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestHarmless(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Łódź, “Zürich” – 東京 🕊\n\ttab\n", "Łódź, “Zürich” – 東京 🕊\n\ttab\n"},
		{"\x1b[2J\x1b]0;title\a", `\u001b[2J\u001b]0;title\u0007`},
		{"a\rb\bc\x7f\x00", `a\u000db\u0008c\u007f\u0000`},
		{"\u009b31m", `\u009b31m`},                     // the same as ESC [, in one character
		{"\u202egnp.exe\u2066", `\u202egnp.exe\u2066`}, // letters turned round
		{"caf\xe9 \x9b", `caf\xe9 \x9b`},               // bytes that are no UTF-8
		{"\xe2\x80", `\xe2\x80`},                       // the begin of a character
	} {
		var out bytes.Buffer
		h := &harmless{to: &out}
		if n, err := h.Write([]byte(c.in)); n != len(c.in) || err != nil {
			t.Errorf("%q: wrote %d, %v", c.in, n, err)
		}
		if err := h.Close(); err != nil {
			t.Error(err)
		}
		if out.String() != c.want {
			t.Errorf("%q is written as %q, want %q", c.in, out.String(), c.want)
		}
	}
}

// Whatever comes, and in whatever pieces: nothing that a terminal obeys goes out,
// text without such characters goes out as it is, and JSON keeps its values.
func FuzzHarmless(f *testing.F) {
	for _, seed := range []string{"plain", "\x1b[2J", "\u009b", "é\xe9\u202e", "\xf0\x9f", "a\r\nb"} {
		f.Add([]byte(seed), uint8(1))
	}
	write := func(t *testing.T, data []byte, pieces int) string {
		var out bytes.Buffer
		h := &harmless{to: &out}
		for len(data) > 0 {
			n := min(max(pieces, 1), len(data))
			if _, err := h.Write(data[:n]); err != nil {
				t.Fatal(err)
			}
			data = data[n:]
		}
		if err := h.Close(); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	f.Fuzz(func(t *testing.T, data []byte, pieces uint8) {
		out := write(t, data, int(pieces))
		if whole := write(t, data, len(data)); out != whole {
			t.Errorf("in pieces of %d: %q, whole: %q", pieces, out, whole)
		}
		if !utf8.ValidString(out) || strings.ContainsFunc(out, obeyed) {
			t.Errorf("%q is written as %q", data, out)
		}
		if utf8.Valid(data) && !strings.ContainsFunc(string(data), obeyed) && out != string(data) {
			t.Errorf("%q had nothing to hide and became %q", data, out)
		}
		before := strings.ToValidUTF8(string(data), "?")
		line, err := json.Marshal(before)
		if err != nil {
			t.Fatal(err)
		}
		var after string
		if err := json.Unmarshal([]byte(write(t, line, int(pieces))), &after); err != nil || after != before {
			t.Errorf("JSON of %q became %q, %v", before, after, err)
		}
	})
}

// Titles, names, ids, sentences and the names of files with escapes go through
// every command that speaks to people.
func TestEscapesOfStrangers(t *testing.T) {
	const evil = "\x1b]0;owned\a\x1b[31m\u009b2J\u202e"
	dir := t.TempDir()
	t.Chdir(dir)
	doc, err := json.Marshal(map[string]string{
		"id": "d1" + evil, "title": "Talks" + evil, "date": "2021-03-04", "author": "A. Writer" + evil, "publisher": "Paper" + evil,
		"text": "Peru and Chile signed a fishing accord in Lima. Ana " + evil + "Vasquez met Omar Haddad in Amman" + evil + ". Ana Vasquez" + evil + " threatened Peru.",
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("in", 0o755); err != nil {
		t.Fatal(err)
	}
	list := filepath.Join("in", "list"+evil+".jsonl")
	for name, text := range map[string]string{
		list:                                     string(doc) + "\n{broken " + evil + "\n",
		filepath.Join("in", "empty"+evil+".txt"): "",
		"same.csv":                               "person/" + evil + ",person/b\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var all bytes.Buffer
	for _, c := range []struct {
		code int
		args []string
	}{
		{exitFailures, []string{"run", "in"}},
		{exitFailures, []string{"run", "--rulings-same", "same.csv", "--log", "json", "in"}},
		{0, []string{"run", "--plan", "in"}},
		{0, []string{"status"}},
		{0, []string{"failures"}},
		{exitFailures, []string{"retry"}},
		{0, []string{"merges"}},
		{0, []string{"merges", "--json"}},
		{0, []string{"ask", "who-met-whom"}},
		{0, []string{"ask", "documents-about", "Lima"}},
		{0, []string{"ask", "--json", "documents-about", "Lima"}},
		{exitConfig, []string{"ask", evil}},
		{exitFailures, []string{"show", list}},
		{exitFailures, []string{"explain", list}},
		{exitFailures, []string{"extract", list}},
		{0, []string{"dump"}},
		{exitConfig, []string{"forget", evil}},
		{0, []string{"forget", "d1" + evil}},
		{exitConfig, []string{"run", "--config", "no" + evil}},
		{exitConfig, []string{"run", "--" + evil}},
		{exitConfig, []string{evil}},
	} {
		var out, told bytes.Buffer
		if code := mainCode(c.args, strings.NewReader(""), &out, &told); code != c.code {
			t.Errorf("%q: exit code %d, want %d\n%s", c.args, code, c.code, told.String())
		}
		if said := out.String() + told.String(); strings.ContainsFunc(said, obeyed) || !utf8.ValidString(said) {
			t.Errorf("%q lets through %q", c.args, said)
		}
		all.Write(out.Bytes())
		all.Write(told.Bytes())
	}
	for _, there := range []string{`Vasquez`, `\u001b]0;owned\u0007`, `\u009b2J`, `\u202e`} {
		if !strings.Contains(all.String(), there) {
			t.Errorf("nothing says %s: the test shows nothing", there)
		}
	}
}
