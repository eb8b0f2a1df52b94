package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"backchannel/pipeline/load/loadtest"
)

func TestSecretIsNeverShown(t *testing.T) {
	c := Config{Neo4j: Neo4j{Password: "hunter2"}}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%v %+v %#v %s %q\n", c, c, c, c.Neo4j.Password, c.Neo4j.Password)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("config", "c", c, "p", c.Neo4j.Password)
	slog.New(slog.NewTextHandler(&out, nil)).Info("config", "c", c, "p", c.Neo4j.Password)
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(data)
	if strings.Contains(out.String(), "hunter2") || !strings.Contains(out.String(), hidden) {
		t.Errorf("it says %s", out.String())
	}
}

// mustWrite writes a file with a mode, whatever the umask.
func mustWrite(t *testing.T, path, text string, mode fs.FileMode) string {
	t.Helper()
	err := os.WriteFile(path, []byte(text), mode)
	if err == nil {
		err = os.Chmod(path, mode)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhereThePasswordComesFrom(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("SKIPPED: Windows has no modes of files")
	}
	dir := t.TempDir()
	file := func(name, text string, mode fs.FileMode) string {
		t.Helper()
		return mustWrite(t, filepath.Join(dir, name), text, mode)
	}
	shut := file("shut", "hunter2\n", 0o600)
	credentials := filepath.Join(dir, "credentials")
	broken := filepath.Join(dir, "broken")
	for _, folder := range []string{credentials, broken} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	mustWrite(t, filepath.Join(credentials, credential), "hunter3", 0o440)
	mustWrite(t, filepath.Join(broken, credential), "hunter2\nhunter2\n", 0o400)
	for _, c := range []struct {
		name  string
		env   map[string]string
		flags []string
		want  secret
		err   string
	}{
		{name: "nowhere"},
		{name: "variable", env: map[string]string{"BACKCHANNEL_NEO4J_PASSWORD": "hunter1"}, want: "hunter1"},
		{name: "file", flags: []string{"--neo4j-password-file", shut}, want: "hunter2"},
		{name: "file lent to a group", flags: []string{"--neo4j-password-file", file("group", "hunter2\r\n", 0o640)}, want: "hunter2"},
		{name: "file named by a variable", env: map[string]string{"BACKCHANNEL_NEO4J_PASSWORD_FILE": shut}, want: "hunter2"},
		{name: "blanks belong to it", flags: []string{"--neo4j-password-file", file("blanks", " a b \n", 0o600)}, want: " a b "},
		{name: "credential", env: map[string]string{"CREDENTIALS_DIRECTORY": credentials}, want: "hunter3"},
		{name: "no such credential", env: map[string]string{"CREDENTIALS_DIRECTORY": dir}},
		{name: "a file before a credential", env: map[string]string{"CREDENTIALS_DIRECTORY": credentials}, flags: []string{"--neo4j-password-file", shut}, want: "hunter2"},
		{name: "configuration", flags: []string{"--config", file("own.yaml", "neo4j: {password: hunter1}", 0o600)}, want: "hunter1"},
		{name: "two", env: map[string]string{"BACKCHANNEL_NEO4J_PASSWORD": "hunter1"}, flags: []string{"--neo4j-password-file", shut}, err: "which one counts?"},
		{name: "flag", flags: []string{"--neo4j-password=hunter2"}, err: "seen by everybody"},
		{name: "configuration for all", flags: []string{"--config", file("all.yaml", "neo4j: {password: hunter2}", 0o644)}, err: "all.yaml:1: neo4j.password stands in a file that other users can read (mode 0644); chmod 600 "},
		{name: "file for all", flags: []string{"--neo4j-password-file", file("all", "hunter2", 0o644)}, err: "can be read by other users (mode 0644); chmod 600 "},
		{name: "absent", flags: []string{"--neo4j-password-file", filepath.Join(dir, "none")}, err: "flag --neo4j-password-file: neo4j.password_file: open "},
		{name: "folder", flags: []string{"--neo4j-password-file", credentials}, err: "is a folder"},
		{name: "empty", flags: []string{"--neo4j-password-file", file("empty", "\n", 0o600)}, err: "is empty"},
		{name: "two lines", flags: []string{"--neo4j-password-file", file("lines", "user\nhunter2\n", 0o600)}, err: "more than a line"},
		{name: "large", flags: []string{"--neo4j-password-file", file("large", strings.Repeat("hunter2", 1<<10), 0o600)}, err: "too large"},
		{name: "broken credential", env: map[string]string{"CREDENTIALS_DIRECTORY": broken}, err: "systemd's credential: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			environ := []string{}
			t.Setenv("CREDENTIALS_DIRECTORY", "")
			for _, name := range []string{"BACKCHANNEL_NEO4J_PASSWORD", "BACKCHANNEL_NEO4J_PASSWORD_FILE"} {
				t.Setenv(name, "")
				os.Unsetenv(name) // an empty one would win over a file
			}
			for k, v := range c.env {
				t.Setenv(k, v)
				environ = append(environ, k+"="+v)
			}
			got, err := loadConfig(flagsOf(t, c.flags...), environ)
			if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
				t.Fatalf("error %v, want %q", err, c.err)
			}
			if err != nil && strings.Contains(err.Error(), "hunter") {
				t.Errorf("the error shows the password: %v", err)
			}
			if err == nil && got.Neo4j.Password != c.want {
				t.Errorf("it is %q, want %q", string(got.Neo4j.Password), string(c.want))
			}
		})
	}
}

// The password of the server, given in every way, and a wrong one: neither stands
// in what the commands say, in the files that they leave, or in the list of
// processes.
func TestPasswordGoesNowhere(t *testing.T) {
	flags := inServer(t)
	dir := t.TempDir()
	const wrong = "wrong-hunter2"
	password := os.Getenv("NEO4J_PASSWORD")
	file := mustWrite(t, filepath.Join(dir, "password"), password+"\n", 0o600)
	bad := mustWrite(t, filepath.Join(dir, "bad"), wrong, 0o600)
	text := mustWrite(t, filepath.Join(dir, "a.txt"), "Peru and Chile signed a fishing accord in Lima on March 4, 2021.", 0o644)
	kept := filepath.Join(dir, "kept")
	if err := os.Mkdir(kept, 0o755); err != nil {
		t.Fatal(err)
	}
	flags = append(flags, "--state", filepath.Join(kept, "state"), "--metrics", filepath.Join(kept, "backchannel.prom"))

	var said strings.Builder
	try := func(code int, env map[string]string, args ...string) {
		t.Helper()
		for _, name := range []string{"BACKCHANNEL_NEO4J_PASSWORD", "CREDENTIALS_DIRECTORY", "BACKCHANNEL_NEO4J_PASSWORD_FILE"} {
			t.Setenv(name, env[name])
		}
		p := start(t, dir, slices.Concat(flags, args)...)
		list, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", p.Process.Pid))
		if err == nil {
			said.Write(list)
		}
		p.in.Close()
		if got := p.end(); got != code {
			t.Errorf("%v: exit code %d, want %d\n%s%s", args, got, code, p.out.String(), p.errors.String())
		}
		said.WriteString(p.out.String() + p.errors.String())
	}
	variable := map[string]string{"BACKCHANNEL_NEO4J_PASSWORD": password}
	byFile := map[string]string{"BACKCHANNEL_NEO4J_PASSWORD_FILE": file}
	if err := os.Mkdir(filepath.Join(dir, "credentials"), 0o700); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, filepath.Join(dir, "credentials", credential), password, 0o400)
	bySystemd := map[string]string{"CREDENTIALS_DIRECTORY": filepath.Join(dir, "credentials")}
	for _, ways := range []map[string]string{variable, byFile, bySystemd} {
		try(0, ways, "run", text)
		try(0, ways, "run", "--log", "json", text)
		try(0, ways, "ask", "who-met-whom")
		try(0, ways, "status")
		try(0, ways, "dump")
		try(exitConfig, ways, "run", "--neo4j-database", "none", text)
	}
	for _, ways := range []map[string]string{
		{"BACKCHANNEL_NEO4J_PASSWORD": wrong}, {"BACKCHANNEL_NEO4J_PASSWORD_FILE": bad},
	} {
		// As nobody, for a few wrong passwords lock a user out.
		try(exitConfig, ways, "run", "--neo4j-user", "nobody", text)
		try(exitConfig, ways, "run", "--neo4j-user", "nobody", "--log", "json", text)
		try(exitConfig, ways, "ask", "--neo4j-user", "nobody", "who-met-whom")
	}
	for name, secret := range map[string]string{"the password": password, "the wrong password": wrong} {
		if strings.Contains(said.String(), secret) {
			t.Errorf("%s is said", name)
		}
		files := 0
		err := filepath.WalkDir(kept, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			files++
			data, err := os.ReadFile(path)
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%s is kept in %s", name, d.Name())
			}
			return err
		})
		if err != nil || files < 2 {
			t.Errorf("%d files were searched, %v", files, err)
		}
	}
	if !strings.Contains(said.String(), "Chile") || !strings.Contains(said.String(), `no database`) {
		t.Errorf("the commands did not do what they should:\n%s", said.String())
	}
}

// The whole program over TLS, with an authority of one's own.
func TestOwnAuthority(t *testing.T) {
	flags := inServer(t)
	u, err := url.Parse(os.Getenv("NEO4J_URI"))
	if err != nil {
		t.Fatal(err)
	}
	address, authority := loadtest.Encrypted(t, u.Host)
	dir := t.TempDir()
	ca := mustWrite(t, filepath.Join(dir, "ca.pem"), string(authority), 0o644)
	text := mustWrite(t, filepath.Join(dir, "a.txt"), "Peru and Chile signed a fishing accord in Lima on March 4, 2021.", 0o644)
	args := func(scheme string, more ...string) []string {
		return append(append([]string{"run", text}, flags...), append([]string{"--store", scheme + "://" + address, "--neo4j-patience", "1h"}, more...)...)
	}
	if first := mustEnd(t, 0, dir, args("neo4j+s", "--neo4j-ca", ca)...); !strings.Contains(first.out.String(), "1 new") {
		t.Errorf("it says\n%s", first.out.String())
	}
	if again := mustEnd(t, 0, dir, args("bolt+s", "--neo4j-ca", ca)...); !strings.Contains(again.out.String(), "nothing to change") {
		t.Errorf("a second run says\n%s", again.out.String())
	}
	alone := mustEnd(t, exitConfig, dir, args("bolt+s")...)
	for _, want := range []string{"the server is not who it says", "certificate signed by unknown authority", "hint: neo4j.ca names a file"} {
		if !strings.Contains(alone.errors.String(), want) {
			t.Errorf("without the authority it says\n%s\nwant %q", alone.errors.String(), want)
		}
	}
	for _, c := range []struct{ scheme, ca, want string }{
		{"bolt+s", text, "holds no certificate in PEM form"},
		{"bolt+s", filepath.Join(dir, "none.pem"), "there is no such file"},
		{"bolt", ca, "does nothing for bolt://"},
		{"bolt+ssc", ca, "does nothing for bolt+ssc://"},
	} {
		if p := mustEnd(t, exitConfig, dir, args(c.scheme, "--neo4j-ca", c.ca)...); !strings.Contains(p.errors.String(), "neo4j.ca") || !strings.Contains(p.errors.String(), c.want) {
			t.Errorf("%s with %s says\n%s\nwant %q", c.scheme, c.ca, p.errors.String(), c.want)
		}
	}
}

func TestMemoryLimit(t *testing.T) {
	for _, c := range []struct {
		limit string
		want  int64 // 0 is an error
	}{
		{"512MiB", 512 << 20}, {"2GiB", 2 << 30}, {"1.5 GB", 1_500_000_000}, {"", -1},
		{"1", 0}, {"16MiB", 0}, {"much", 0}, {"-1GiB", 0}, {"9000000TiB", 0},
	} {
		got, err := loadConfig(flagsOf(t, "--memory-limit", c.limit), nil)
		if (err != nil) != (c.want == 0) || err != nil && !strings.Contains(err.Error(), "flag --memory-limit: memory_limit must be a size like") {
			t.Errorf("%q: error %v", c.limit, err)
		}
		if err == nil && got.memory != max(c.want, 0) {
			t.Errorf("%q is %d bytes, want %d", c.limit, got.memory, c.want)
		}
	}

	before := debug.SetMemoryLimit(-1)
	t.Cleanup(func() { debug.SetMemoryLimit(before) })
	for _, c := range []struct {
		variable string
		want     int64
	}{{"", 1 << 30}, {"3GiB", before}} {
		debug.SetMemoryLimit(before)
		t.Setenv("GOMEMLIMIT", c.variable)
		if code := mainCode([]string{"status", "--state", filepath.Join(t.TempDir(), "none"), "--memory-limit", "1GiB"}, nil, io.Discard, io.Discard); code > exitConfig {
			t.Fatalf("exit code %d", code)
		}
		if got := debug.SetMemoryLimit(-1); got != c.want {
			t.Errorf("with GOMEMLIMIT=%q the limit is %d, want %d", c.variable, got, c.want)
		}
	}
}
