//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobody is a user without rights.
const nobody = 65534

// A folder and a file that may not be read are told with their names; what may be
// read is read. The superuser may read everything, so it runs this as nobody.
func TestWithoutPermission(t *testing.T) {
	dir := t.TempDir()
	file := func(path, text string) {
		t.Helper()
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file("in/open.txt", "Ana Vasquez met Omar Haddad in Lima.")
	file("in/shut.txt", "Peru thanked Chile.")
	file("in/closed/a.txt", "Chile thanked Peru.")
	file("out/empty", "")
	program, err := exec.LookPath("backchannel") // TestMain puts it into the path
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "run", "--store", "out/graph.db", "in")
	if os.Geteuid() == 0 {
		data, err := os.ReadFile(program) // it lies where nobody may not go
		if err != nil {
			t.Fatal(err)
		}
		cmd.Path = filepath.Join(dir, "backchannel")
		if err := os.WriteFile(cmd.Path, data, 0o755); err != nil {
			t.Fatal(err)
		}
		for path := dir; len(path) > len(os.TempDir()); path = filepath.Dir(path) {
			if err := os.Chmod(path, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chown(filepath.Join(dir, "out"), nobody, nobody); err != nil {
			t.Fatal(err)
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	for _, shut := range []string{"in/shut.txt", "in/closed"} {
		path := filepath.Join(dir, shut)
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(path, 0o755) }) // else it cannot be removed
	}
	cmd.Dir = dir
	var out, told strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &told
	_ = cmd.Run() // the code says it
	if code := cmd.ProcessState.ExitCode(); code != exitFailures {
		t.Errorf("exit code %d, want %d", code, exitFailures)
	}
	for _, want := range []string{
		"Read 1 document: 1 new, 2 skipped.",
		"    in/shut.txt: permission denied\n      hint: ",
		"    in/closed: permission denied\n      hint: ",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if strings.Contains(told.String(), "goroutine") {
		t.Error("it shows a stack trace")
	}
	if t.Failed() {
		t.Logf("it says\n%s%s", out.String(), told.String())
	}
}
