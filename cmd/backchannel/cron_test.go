//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/robfig/cron/v3"
)

// cronFile reads a file of configs/cron with its paths replaced, each of which must
// stand in it.
func cronFile(t *testing.T, name string, replace ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../configs/cron", name))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for i := 0; i < len(replace); i += 2 {
		if !strings.Contains(text, replace[i]) {
			t.Errorf("%s says nothing of %s", name, replace[i])
		}
		text = strings.ReplaceAll(text, replace[i], replace[i+1])
	}
	return text
}

// machine is a folder with what the files of configs/cron expect of a machine.
func machine(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, folder := range []string{"news", "log", "home"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	mustWrite(t, filepath.Join(dir, "config.yaml"), "store: graph.db\n", 0o644)
	mustWrite(t, filepath.Join(dir, "news", "a.txt"), "Ana Vasquez met Omar Haddad in Amman on March 4, 2021.", 0o644)
	return dir
}

// The line of the crontab is one that cron understands, and does what its comment
// says: silence when all is well, else the log's last line.
func TestCrontab(t *testing.T) {
	dir := machine(t)
	text := cronFile(t, "backchannel.crontab",
		"/etc/backchannel/config.yaml", filepath.Join(dir, "config.yaml"), "/srv/news", filepath.Join(dir, "news"),
		"/var/log/backchannel", filepath.Join(dir, "log"), "/usr/local/bin:", os.Getenv("PATH")+":")
	env := os.Environ()
	shell, command := "", ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if name, value, set := strings.Cut(line, "="); set && !strings.ContainsAny(name, " \t*") {
			env = append(env, line) // cron takes the value as it stands
			if name == "SHELL" {
				shell = value
			}
			continue
		}
		fields := strings.Fields(line)
		if len(fields) < 7 || command != "" {
			t.Fatalf("not one line with five times, a user and a command: %q", line)
		}
		if _, err := cron.ParseStandard(strings.Join(fields[:5], " ")); err != nil {
			t.Error(err)
		}
		if fields[5] != "backchannel" || strings.Contains(line, "%") { // cron makes a line feed of it
			t.Errorf("the line is %q", line)
		}
		command = strings.Join(fields[6:], " ")
	}
	run := func() string {
		t.Helper()
		cmd := exec.Command(shell, "-c", command)
		cmd.Dir, cmd.Env = filepath.Join(dir, "home"), env
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v", command, err)
		}
		return string(out)
	}
	if out := run(); out != "" {
		t.Errorf("all is well, and cron mails %q", out)
	}
	if got := mustEnd(t, 0, filepath.Join(dir, "home"), "dump", "--store", "graph.db").out.String(); !strings.Contains(got, "Ana Vasquez") {
		t.Errorf("it read nothing: %s", got)
	}
	mustWrite(t, filepath.Join(dir, "news", "b.jsonl"), "{broken", 0o644)
	out := run()
	var last struct {
		Level, Msg string
		Exit       int
	}
	if err := json.Unmarshal([]byte(out), &last); err != nil || last.Exit != exitFailures || last.Level != "ERROR" {
		t.Errorf("a document failed, and cron mails %q, %v", out, err)
	}
	log, err := os.ReadFile(filepath.Join(dir, "log", "backchannel.log"))
	if err != nil || !strings.HasSuffix(string(log), out) || !strings.Contains(string(log), `"msg":"done"`) {
		t.Errorf("the log holds %s, %v", log, err)
	}
}

// The service's command does what it should, and systemd finds nothing wrong with
// the files and little to fear from the service.
func TestSystemd(t *testing.T) {
	dir := machine(t)
	binary, err := exec.LookPath("backchannel") // TestMain puts it into the path
	if err != nil {
		t.Fatal(err)
	}
	service := cronFile(t, "backchannel.service",
		"/usr/local/bin/backchannel", binary, "/etc/backchannel/config.yaml", filepath.Join(dir, "config.yaml"),
		"/srv/news", filepath.Join(dir, "news"))
	file := mustWrite(t, filepath.Join(dir, "backchannel.service"), service, 0o644)
	timer := mustWrite(t, filepath.Join(dir, "backchannel.timer"), cronFile(t, "backchannel.timer"), 0o644)

	set := map[string][]string{}
	for lines := bufio.NewScanner(strings.NewReader(service)); lines.Scan(); {
		if key, value, ok := strings.Cut(lines.Text(), "="); ok && !strings.HasPrefix(key, "#") {
			set[key] = append(set[key], value)
		}
	}
	command := strings.Fields(set["ExecStart"][0])
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir, cmd.Env = filepath.Join(dir, "home"), append(os.Environ(), set["Environment"]...)
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v: %v, says %q", command, err, out)
	}
	if got := mustEnd(t, 0, filepath.Join(dir, "home"), "dump", "--store", "graph.db").out.String(); !strings.Contains(got, "Ana Vasquez") {
		t.Errorf("it read nothing: %s", got)
	}
	if !slices.ContainsFunc(set["LoadCredential"], func(v string) bool { return strings.HasPrefix(v, credential+":/") }) {
		t.Errorf("the credential is not %s: %v", credential, set["LoadCredential"])
	}
	if home := set["WorkingDirectory"]; len(home) != 1 || home[0] != "/var/lib/"+set["StateDirectory"][0] {
		t.Errorf("what is kept would lie in %v, not in %v", home, set["StateDirectory"])
	}

	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("SKIPPED, systemd does not check its files: there is no systemd-analyze here")
	}
	for _, args := range [][]string{
		{"verify", "--man=no", file, timer},
		{"security", "--offline=true", "--threshold=15", file}, // 1.5 of 10; an ordinary service has 9.6
	} {
		if out, err := exec.Command(analyze, args...).CombinedOutput(); err != nil || args[0] == "verify" && len(out) > 0 {
			t.Errorf("systemd-analyze %v: %v\n%s", args, err, out)
		}
	}
}

func TestLogrotate(t *testing.T) {
	rotate, err := exec.LookPath("logrotate")
	if err != nil {
		if rotate, err = exec.LookPath("/usr/sbin/logrotate"); err != nil {
			t.Skip("SKIPPED, the file for logrotate is not checked: there is no logrotate here")
		}
	}
	dir := machine(t)
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	group, err := user.LookupGroupId(me.Gid)
	if err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(dir, "log", "backchannel.log")
	mustWrite(t, log, "{}\n", 0o640)
	config := mustWrite(t, filepath.Join(dir, "logrotate"), cronFile(t, "backchannel.logrotate",
		"/var/log/backchannel", filepath.Join(dir, "log"), "backchannel backchannel", me.Username+" "+group.Name), 0o644)
	status := filepath.Join(dir, "status")
	if out, err := exec.Command(rotate, "-d", "-s", status, config).CombinedOutput(); err != nil || strings.Contains(string(out), "error") {
		t.Fatalf("logrotate -d: %v\n%s", err, out)
	}
	for n := 1; n <= 3; n++ {
		if out, err := exec.Command(rotate, "-f", "-s", status, config).CombinedOutput(); err != nil {
			t.Fatalf("logrotate -f: %v\n%s", err, out)
		}
		info, err := os.Stat(log)
		if err != nil || info.Size() != 0 || info.Mode().Perm() != 0o640 {
			t.Errorf("after %d turns the log is %v, %v", n, info, err)
		}
		mustWrite(t, log, fmt.Sprintf("{\"n\":%d}\n", n), 0o640)
	}
	var have []string
	files, err := os.ReadDir(filepath.Dir(log))
	for _, f := range files {
		have = append(have, f.Name())
	}
	if want := []string{"backchannel.log", "backchannel.log.1", "backchannel.log.2.gz", "backchannel.log.3.gz"}; err != nil || !slices.Equal(have, want) {
		t.Errorf("it keeps %v, want %v, %v", have, want, err)
	}
}
