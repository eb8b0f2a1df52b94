//go:build unix

// Package spark tests the job that runs Backchannel on a Spark cluster.
package spark

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/rand"
	"encoding/json"
	"fmt"
	shuffle "math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestJob(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: it starts Spark eight times")
	}
	c := newCluster(t)
	t.Run("ids", func(t *testing.T) { testIDs(t, c) })
	t.Run("a filter fails", func(t *testing.T) { testFilterFails(t, c) })
	t.Run("stores", func(t *testing.T) { testStores(t, c) })
	t.Run("graph", func(t *testing.T) { testGraph(t, c) })
}

// A cluster of two workers makes the graph that a run makes, byte for byte: in
// peace, from documents in another order and cut otherwise, and when workers or
// filters are killed while they work. Where CI is set it does so from 20,000 documents.
func testGraph(t *testing.T, c *cluster) {
	documents := 2000
	if os.Getenv("CI") == "true" {
		documents = 20000
	}
	texts := newWriter(t)
	lines := make([]string, documents)
	for n := range lines {
		lines[n] = texts.line(n)
	}
	c.write("documents.jsonl", lines)
	want := c.run("documents.jsonl")
	if n := bytes.Count(want, []byte("\n")); n < documents {
		t.Fatalf("the run made %d nodes and edges of %d documents", n, documents)
	}
	c.master = "local-cluster[2,1,1024]"

	t.Run("in peace", func(t *testing.T) {
		job := c.job(t, "documents.jsonl", "--partitions", "4")
		job.end(withFailures)
		checkSame(t, job.graph(), want)
		failed := job.lines("failures")
		if len(failed) != documents/1000 {
			t.Errorf("%d documents failed, want %d", len(failed), documents/1000)
		}
		for _, f := range failed {
			if !strings.HasPrefix(f, `{"source":"doc-`) || !strings.Contains(f, "has no text") {
				t.Errorf("a failure is told as %s", f)
			}
		}
	})
	t.Run("in another order", func(t *testing.T) {
		shuffled := slices.Clone(lines)
		shuffle.New(shuffle.NewPCG(1, 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		c.write("shuffled.jsonl", shuffled)
		job := c.job(t, "shuffled.jsonl", "--partitions", "7")
		job.end(withFailures)
		checkSame(t, job.graph(), want)
	})
	t.Run("filters are killed", func(t *testing.T) {
		job := c.job(t, "documents.jsonl", "--partitions", "4")
		job.kill("extract", false)
		job.kill("fold", false)
		job.end(withFailures)
		if n := strings.Count(job.log(), "exited with error code -9"); n < 2 {
			t.Errorf("Spark tells of %d killed filters, want 2:\n%s", n, job.log())
		}
		checkSame(t, job.graph(), want)
	})
	t.Run("workers are killed", func(t *testing.T) {
		job := c.job(t, "documents.jsonl", "--partitions", "4")
		job.kill("extract", true)
		job.kill("fold", true)
		job.end(withFailures)
		if n := strings.Count(job.log(), "ERROR TaskSchedulerImpl: Lost executor"); n < 2 {
			t.Errorf("Spark tells of %d lost executors, want 2:\n%s", n, job.log())
		}
		checkSame(t, job.graph(), want)
	})
}

// Documents that clash, or that nothing tells apart, fail the same wherever they lie.
func testIDs(t *testing.T, c *cluster) {
	c.write("documents.jsonl", []string{
		`{"id":"a","text":"Peru thanked Chile."}`,
		`{"id":"b","text":"Chile thanked Peru."}`,
		`{"id":"a","text":"Peru thanked Chile."}`,
		`{"id":"b","text":"Peru praised Chile."}`,
		`{"text":"Norway thanked Sweden."}`,
	})
	job := c.job(t, "documents.jsonl", "--partitions", "3")
	job.end(withFailures)
	if got := job.lines("records"); len(got) != 2 || !strings.Contains(got[1], "Chile thanked Peru.") {
		t.Errorf("records: %q", got)
	}
	got := job.lines("failures")
	want := []string{
		`{"source": "-", "stage": "read", "reason": "has neither an id nor a url", "hint": "say which field is its id with --input-fields-id"}`,
		`{"source": "b", "stage": "read", "reason": "another document has the same id and was taken in its place", "hint": ""}`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("failures:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A filter that fails ends the job; nothing is taken for the whole.
func testFilterFails(t *testing.T, c *cluster) {
	c.write("documents.jsonl", []string{`{"id":"a","text":"Peru thanked Chile."}`})
	job := c.job(t, "documents.jsonl", "--partitions", "1", "--options", "--min-score 7")
	job.end(1)
	if !strings.Contains(job.log(), "exited with error code 2") {
		t.Errorf("the job says:\n%s", job.log())
	}
	if _, err := os.Stat(filepath.Join(job.out, "graph")); err == nil {
		t.Error("there is a graph")
	}
}

// Files are read where they lie, and the graph goes into a store: by one writer, and
// by several at once into Neo4j, from the records of the job before.
func testStores(t *testing.T, c *cluster) {
	cases, err := filepath.Abs("../../../testdata/cases")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(cases + "/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	c.write("paths.txt", files)
	want := c.run(files...)

	store := filepath.Join(t.TempDir(), "graph.db")
	job := c.job(t, "paths.txt", "--format", "paths", "--partitions", "2", "--store", store)
	job.end(0)
	checkSame(t, job.graph(), want)
	checkSame(t, c.dump(store), want)

	t.Run("neo4j", func(t *testing.T) {
		server := os.Getenv("NEO4J_URI")
		if server == "" {
			leaveOut(t, "no Neo4j: NEO4J_URI is not set; make neo4j starts one")
		}
		t.Setenv("BACKCHANNEL_NEO4J_USER", os.Getenv("NEO4J_USER"))
		t.Setenv("BACKCHANNEL_NEO4J_PASSWORD", os.Getenv("NEO4J_PASSWORD"))
		t.Setenv("BACKCHANNEL_GRAPH", "test-"+rand.Text())
		defer c.empty(server)
		again := c.job(t, filepath.Join(job.out, "records"), "--format", "records", "--partitions", "2", "--store", server, "--writers", "2")
		again.end(0)
		checkSame(t, again.graph(), want)
		checkSame(t, c.dump(server), want)
	})
}

// No round of writing has two writers that lock one node.
func TestWritersApart(t *testing.T) {
	python(t, `
import sys
sys.path.insert(0, ".")
import backchannel_job as job
job.crc = int
for w in range(1, 8):
    writer, pairs = {}, 0
    for a in range(2 * w - 1):
        for b in range(2 * w - 1):
            r, k = divmod(job.slot({"from": a, "to": b}, w), w)
            assert 0 <= r < 2 * w - 1
            for bucket in a, b:
                assert writer.setdefault((r, bucket), k) == k, (w, a, b)
`)
}

// Without checkCode Spark takes what a killed filter left behind for the whole.
func TestExitCodesCount(t *testing.T) {
	python(t, `
import ast
tree = list(ast.walk(ast.parse(open("backchannel_job.py").read())))
pipes = [n for n in tree if isinstance(n, ast.Attribute) and n.attr == "pipe"]
calls = [n for n in tree if isinstance(n, ast.Call) and n.func in pipes]
assert len(pipes) == len(calls) > 0
for call in calls:
    checks = [k.value for k in call.keywords if k.arg == "checkCode"]
    assert len(checks) == 1 and isinstance(checks[0], ast.Constant) and checks[0].value is True, call.lineno
`)
}

// cluster is a Spark on this machine, all of it on the loopback.
type cluster struct {
	t      *testing.T
	dir    string
	home   string // of Spark
	python string
	binary string
	master string
}

func newCluster(t *testing.T) *cluster {
	t.Helper()
	if runtime.GOOS != "linux" {
		leaveOut(t, "processes are looked up as Linux has them")
	}
	if _, err := exec.LookPath("java"); err != nil && os.Getenv("JAVA_HOME") == "" {
		leaveOut(t, "there is no Java (17)")
	}
	c := &cluster{t: t, dir: t.TempDir(), python: interpreter(t), master: "local[2]"}
	home, err := exec.Command(c.python, "-c", "import pyspark; print(pyspark.__path__[0])").Output()
	if err != nil {
		t.Fatal(stderr(err))
	}
	c.home = strings.TrimSpace(string(home))
	c.binary = filepath.Join(c.dir, "backchannel")
	build := exec.Command("go", "build", "-o", c.binary, "backchannel/cmd/backchannel")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return c
}

// interpreter is a Python with PySpark.
func interpreter(t *testing.T) string {
	t.Helper()
	path, err := exec.Command("../../../scripts/python.sh", "spark", "requirements.txt").Output()
	if err != nil {
		leaveOut(t, "no Python with PySpark: "+stderr(err))
	}
	return strings.TrimSpace(string(path))
}

func python(t *testing.T, code string) {
	t.Helper()
	cmd := exec.Command(interpreter(t), "-B", "-c", code)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func leaveOut(t *testing.T, missing string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal("CI must run this test. " + missing)
	}
	t.Skip("SKIPPED: " + missing)
}

func stderr(err error) string {
	if e, ok := err.(*exec.ExitError); ok {
		return string(e.Stderr)
	}
	return err.Error()
}

func (c *cluster) write(name string, lines []string) {
	c.t.Helper()
	if err := os.WriteFile(filepath.Join(c.dir, name), []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		c.t.Fatal(err)
	}
}

// run reads inputs with one process and returns the dump.
func (c *cluster) run(inputs ...string) []byte {
	c.t.Helper()
	store := filepath.Join(c.t.TempDir(), "graph.db")
	c.do(append([]string{"run", "--quiet", "--store", store}, inputs...)...)
	return c.dump(store)
}

func (c *cluster) dump(store string) []byte {
	c.t.Helper()
	return c.do("dump", "--store", store)
}

// empty takes a graph out of a server: a run brings it to one document, which is
// forgotten.
func (c *cluster) empty(server string) {
	c.t.Helper()
	c.write("last.jsonl", []string{`{"id":"last","text":"Peru thanked Chile."}`})
	store := []string{"--quiet", "--store", server, "--state", filepath.Join(c.dir, "last.state")}
	c.do(append([]string{"run", "last.jsonl"}, store...)...)
	c.do(append([]string{"forget", "last"}, store...)...)
}

// do runs the program in the folder of the documents and returns what it prints.
func (c *cluster) do(args ...string) []byte {
	c.t.Helper()
	cmd := exec.Command(c.binary, args...)
	cmd.Dir = c.dir
	out, err := cmd.Output()
	if err != nil && cmd.ProcessState.ExitCode() != withFailures {
		c.t.Errorf("%v: %s", args, stderr(err))
	}
	return out
}

// withFailures is the exit code of a run that left documents out.
const withFailures = 3

// job is the Spark job, started.
type job struct {
	*exec.Cmd
	t     *testing.T
	out   string // what it makes
	work  string // where its workers run
	told  *os.File
	ended chan struct{} // closed when it has
}

func (c *cluster) job(t *testing.T, input string, args ...string) *job {
	t.Helper()
	script, err := filepath.Abs("backchannel_job.py")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	// The workers of a local cluster run in a folder under Spark's own.
	home := filepath.Join(dir, "spark")
	j := &job{t: t, out: filepath.Join(dir, "out"), work: filepath.Join(home, "work"), ended: make(chan struct{})}
	if err := os.Mkdir(home, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"bin", "jars", "python"} {
		if err := os.Symlink(filepath.Join(c.home, name), filepath.Join(home, name)); err != nil {
			t.Fatal(err)
		}
	}
	if j.told, err = os.Create(filepath.Join(dir, "log")); err != nil {
		t.Fatal(err)
	}
	const java = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" // they do not live long enough for more
	j.Cmd = exec.Command(filepath.Join(home, "bin/spark-submit"), append([]string{
		"--master", c.master,
		"--conf", "spark.driver.bindAddress=127.0.0.1", "--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.ui.enabled=false",
		"--driver-java-options", java, "--conf", "spark.executor.extraJavaOptions=" + java, "--conf", "spark.executor.memory=512m",
		script, input, j.out, "--binary", c.binary,
	}, args...)...)
	j.Dir, j.Stdout, j.Stderr = c.dir, j.told, j.told
	j.Env = append(os.Environ(), "SPARK_LOCAL_IP=127.0.0.1", "SPARK_SCALA_VERSION=2.12", "SPARK_HOME="+home,
		"SPARK_LOCAL_DIRS="+dir, "PYSPARK_PYTHON="+c.python)
	if err := j.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = j.Wait() // the exit code says it
		close(j.ended)
	}()
	t.Cleanup(func() {
		_ = j.Process.Kill() // it has ended, or the test failed
		<-j.ended
		j.told.Close()
	})
	return j
}

// end waits for the job and checks its exit code.
func (j *job) end(want int) {
	j.t.Helper()
	<-j.ended
	if got := j.ProcessState.ExitCode(); got != want {
		j.t.Fatalf("exit code %d, want %d\n%s", got, want, j.log())
	}
}

func (j *job) log() string {
	j.t.Helper()
	data, err := os.ReadFile(j.told.Name())
	if err != nil {
		j.t.Fatal(err)
	}
	return string(data)
}

// lines are the sorted lines of a folder of what the job made.
func (j *job) lines(name string) (lines []string) {
	j.t.Helper()
	parts, err := filepath.Glob(filepath.Join(j.out, name, "part-*.gz"))
	if err != nil || len(parts) == 0 {
		j.t.Fatalf("nothing in %s: %v", name, err)
	}
	for _, part := range parts {
		file, err := os.Open(part)
		if err != nil {
			j.t.Fatal(err)
		}
		defer file.Close()
		plain, err := gzip.NewReader(file)
		if err != nil {
			j.t.Fatal(err)
		}
		in := bufio.NewScanner(plain)
		in.Buffer(nil, 1<<24)
		for in.Scan() {
			lines = append(lines, in.Text())
		}
		if err := in.Err(); err != nil {
			j.t.Fatal(err)
		}
	}
	slices.Sort(lines)
	return lines
}

// graph is what the job made as dump prints a graph: nodes, then edges, each by id.
func (j *job) graph() []byte {
	j.t.Helper()
	type element struct{ kind, id, line string }
	var all []element
	for _, line := range j.lines("graph") {
		var e struct{ ID, Type string }
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			j.t.Fatal(err)
		}
		kind := "edge"
		if e.Type == "" {
			kind = "a node"
		}
		all = append(all, element{kind, e.ID, line})
	}
	slices.SortFunc(all, func(a, b element) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id)) })
	var out bytes.Buffer
	for _, e := range all {
		fmt.Fprintln(&out, e.line)
	}
	return out.Bytes()
}

func checkSame(t *testing.T, got, want []byte) {
	t.Helper()
	if bytes.Equal(got, want) {
		return
	}
	a, b := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(a), len(b)) {
		if !bytes.Equal(a[i], b[i]) {
			t.Fatalf("the graph is not that of a run: line %d of %d is\n%s\nwant, of %d,\n%s", i+1, len(a), a[i], len(b), b[i])
		}
	}
	t.Fatalf("the graph is not that of a run: %d lines, want %d", len(a), len(b))
}
