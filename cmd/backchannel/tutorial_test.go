package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A block of the page: what it is, and its lines.
var pageBlock = regexp.MustCompile("(?ms)^```(\\w+)(.*?)\n(.*?)^```\n")

// TestTutorial follows schema/README.md to the letter. A block "yaml FILE" or "text
// FILE" is written to the file; "yaml FILE +WORDS" is put below the one line that
// holds the words, and "yaml FILE -WORDS" in place of the words. In a "console"
// block the lines behind a command must stand in its output, in that order, each
// as a line or as the beginning of one.
func TestTutorial(t *testing.T) {
	page, err := os.ReadFile("../../schema/README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	commands := 0
	for _, m := range pageBlock.FindAllStringSubmatch(string(page), -1) {
		kind, body := m[1], m[3]
		file, where, _ := strings.Cut(strings.TrimSpace(m[2]), " ")
		switch kind {
		case "yaml", "text":
			mustPut(t, file, where, body)
		case "console":
			for _, command := range strings.Split(body, "$ ")[1:] {
				line, wanted, _ := strings.Cut(command, "\n")
				commands++
				checkCommand(t, line, wanted)
			}
		default:
			t.Errorf("the page has a block of kind %q, which nobody follows", kind)
		}
	}
	if commands < 7 {
		t.Errorf("the page has %d commands, want seven or more", commands)
	}
}

func mustPut(t *testing.T, file, where, body string) {
	t.Helper()
	if where != "" {
		old, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text, words := string(old), where[1:]
		if strings.Count(text, words) != 1 {
			t.Fatalf("%q stands %d times in %s, want once", words, strings.Count(text, words), file)
		}
		if where[0] == '-' {
			body = strings.Replace(text, words, strings.TrimSuffix(body, "\n"), 1)
		} else {
			at := strings.Index(text, words)
			at += strings.IndexByte(text[at:], '\n') + 1
			body = text[:at] + body + text[at:]
		}
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}

func checkCommand(t *testing.T, line, wanted string) {
	t.Helper()
	args := strings.Fields(line)
	if args[0] != "backchannel" {
		t.Fatalf("%q is no command of this program", line)
	}
	var out, errs bytes.Buffer
	code := mainCode(args[1:], strings.NewReader(""), &out, &errs)
	// a check that finds something exits 2 and says so; the page shows what it finds
	finds := args[1] == "schema" && strings.Contains(wanted, ": relation ")
	if (code != 0) != finds {
		t.Errorf("%s: exit code %d\n%s%s", line, code, out.String(), errs.String())
	}
	rest := "\n" + out.String()
	for want := range strings.Lines(wanted) {
		want = strings.TrimSuffix(want, "\n")
		at := strings.Index(rest, "\n"+want)
		if !strings.HasPrefix(want, " ") && at < 0 { // a word somewhere in a line
			at = strings.Index(rest, want)
		}
		if at < 0 {
			t.Errorf("%s: the page shows %q, which does not come out, or not in this order:\n%s", line, want, out.String())
			return
		}
		rest = rest[at+len(want):]
	}
	if args[1] == "schema" && !finds && strings.Contains(out.String(), ": relation ") {
		t.Errorf("%s finds more than the page shows:\n%s", line, out.String())
	}
}
