package guide_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"backchannel/explore"
	"backchannel/explore/guide"
	"backchannel/explore/serve"
	"backchannel/pipeline/load"
	"backchannel/pipeline/load/neo4j/neo4jtest"
	"backchannel/pipeline/load/sqlite"
	"backchannel/schema"
)

// Neo4j Browser itself, in a Chromium on a real server: it plays the guide of a
// running explorer, loads the style and asks questions by clicks on statements of
// the guide, draws a picture in the style's colours, and imports the favourites. The
// pictures are kept where go test -artifacts -outputdir says.
func TestBrowser(t *testing.T) {
	b := openBrowser(t)
	file := mustRun(t, "../../testdata/news")
	server, name := neo4jtest.Open(t, "Neo4j Browser", mustFetch(t, file))
	site := mustServe(t, file, name)

	b.write(":play " + site + "/guide.html")
	b.run()
	b.choose("The colours of the graph")
	b.run()
	b.until("the style is shown", first+`.innerText.includes('node.Country {')`)

	archive, statements := favourites(t, site)
	b.draws(server, statements[0])

	// A table, as the store gives it.
	q, err := explore.Find("who-met-whom")
	if err != nil {
		t.Fatal(err)
	}
	want, err := explore.Ask(t.Context(), server, q.Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	b.choose(q.Title)
	b.run()
	b.until("the table is there", first+`.querySelector('[role="table"], table') !== null`)
	text := read[string](b, first+`.innerText`)
	for _, row := range want.Rows {
		for _, cell := range row {
			if !strings.Contains(text, fmt.Sprint(cell)) {
				t.Errorf("%s: the table has no %v:\n%s", q.Title, cell, text)
			}
		}
	}
	b.keep("table")

	b.favour(archive)
	b.press(`[data-testid="expandFolder-Backchannel"]`, `document.querySelector('[data-testid="savedScriptListItem"]') !== null`)
	b.keep("favourites")
	have := read[[]string](b, `[...document.querySelectorAll('[data-testid="savedScriptListItem"]')].map(e => e.innerText.trim())`)
	for _, s := range statements {
		if !slices.Contains(have, s.Title) {
			t.Errorf("no favourite is %q: %q", s.Title, have)
		}
	}
}

// favourites fetches the archive of the statements from the explorer.
func favourites(t *testing.T, site string) (file string, statements []guide.Statement) {
	t.Helper()
	answer, err := http.Get(site + "/favourites.zip")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "favourites.zip")
	if err := os.WriteFile(file, body, 0o644); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		text, err := fs.ReadFile(archive, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		title, _, _ := strings.Cut(strings.TrimPrefix(string(text), "// "), "\n")
		statements = append(statements, guide.Statement{Title: title, Cypher: string(text)})
	}
	return file, statements
}

// draws asks for a picture and checks that it has the nodes and edges of the answer,
// in the colours that the style has for their labels and types.
func (b browser) draws(server explore.Store, s guide.Statement) {
	b.Helper()
	type thing struct{ Kind, Name, Fill string }
	var want []string
	_, rows, err := server.Query(b.Context(), strings.Replace(s.Cypher, "RETURN p", "UNWIND nodes(p) AS x RETURN DISTINCT [l IN labels(x) WHERE l <> 'Entity'][0] AS kind, x.name AS name, x.id AS id //", 1), nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, row := range rows {
		want = append(want, fmt.Sprint(row[0], " ", row[1], " ", colour(fmt.Sprint("node.", row[0]))))
	}
	b.choose(s.Title)
	b.run()
	b.until("the picture is drawn", first+`.querySelectorAll('g.node').length > 0`)
	const full = `document.querySelector('[title="Close fullscreen"]')`
	b.press(`[data-testid="frame"] [title="Fullscreen"]`, full+` !== null`)
	const properties = `[title="Collapse the node properties display"]`
	b.press(properties, `document.querySelector('`+properties+`') === null`)
	b.rest()
	b.click(`[aria-label="zoom-to-fit"]`)
	b.rest()
	var have []string
	for _, n := range read[[]thing](b, `[...`+first+`.querySelectorAll('g.node')].map(g => ({Kind: g.__data__.labels.find(l => l !== 'Entity'), Name: g.__data__.propertyMap.name, Fill: g.querySelector('circle.b-outline').getAttribute('fill')}))`) {
		have = append(have, fmt.Sprint(n.Kind, " ", n.Name, " ", n.Fill))
	}
	slices.Sort(want)
	slices.Sort(have)
	if len(want) < 5 || !slices.Equal(have, want) {
		b.Errorf("%s: the nodes are\n%q, want\n%q", s.Title, have, want)
	}
	edges := read[[]thing](b, `[...`+first+`.querySelectorAll('g.relationship')].map(g => ({Kind: g.__data__.type, Fill: g.querySelector('path.b-outline').getAttribute('fill')}))`)
	if len(edges) < len(want)-1 {
		b.Errorf("%s: only %d edges", s.Title, len(edges))
	}
	for _, e := range edges {
		if c := cmp.Or(colour("relationship."+e.Kind), colour("relationship")); e.Fill != c {
			b.Errorf("%s: %s is %s, want %s", s.Title, e.Kind, e.Fill, c)
		}
	}
	b.keep("graph")
	b.press(`[data-testid="frame"] [title="Close fullscreen"]`, full+` === null`)
}

// colour is that of a rule of the style; "" where there is none.
func colour(rule string) string {
	m := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(rule) + ` \{.*?\bcolor: (#\w+);`).FindStringSubmatch(schema.Style)
	if m == nil {
		return ""
	}
	return m[1]
}

// mustRun reads texts as the program does, and returns the file of the graph.
func mustRun(t *testing.T, texts string) string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "graph.db")
	run := exec.Command("go", "run", "backchannel/cmd/backchannel", "run", "--quiet", "--store", file, "--state", filepath.Join(dir, "state"), texts)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", run, err, out)
	}
	return file
}

func mustFetch(t *testing.T, file string) schema.Graph {
	t.Helper()
	store, err := sqlite.OpenExisting(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	g, err := load.Fetch(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// mustServe runs an explorer over the file of a graph, which is called by that name
// in Neo4j, and returns its address as Browser allows it.
func mustServe(t *testing.T, file, name string) string {
	t.Helper()
	explorer, err := serve.New(t.Context(), serve.Options{Store: file, Graph: name, Warn: func(err error) { t.Error(err) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(explorer.Close)
	site := httptest.NewServer(explorer)
	t.Cleanup(site.Close)
	return strings.Replace(site.URL, "127.0.0.1", "localhost", 1)
}

// browser is a tab with Neo4j Browser, logged in.
type browser struct {
	*testing.T
	ctx context.Context
}

// first is the frame of the last command.
const first = `document.querySelector('[data-testid="frame"]')`

func openBrowser(t *testing.T) browser {
	t.Helper()
	path, err := chromium()
	if err == nil && os.Getenv("NEO4J_BROWSER") == "" {
		err = errors.New("NEO4J_BROWSER, the address of Neo4j Browser, is not set; scripts/neo4j.sh env says it")
	}
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%v; this is CI, where Neo4j Browser must be tested", err)
		}
		t.Skipf("LEFT OUT: %v", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.WindowSize(1500, 1000),
		chromedp.Flag("no-sandbox", os.Geteuid() == 0),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	ctx, cancel = context.WithTimeout(ctx, 8*time.Minute)
	t.Cleanup(cancel)
	b := browser{t, ctx}
	b.login()
	return b
}

// login gives Browser the password until it lets in: what is written or clicked while
// it tries the address by itself, and draws its form anew, goes astray.
func (b browser) login() {
	b.Helper()
	const password, connect = `[data-testid="password"]`, `[data-testid="connect"]`
	const form = `document.querySelector('` + password + `')`
	uri := strings.Replace(os.Getenv("NEO4J_URI"), "://", "://"+os.Getenv("NEO4J_USER")+"@", 1)
	var err error
	for range 6 {
		ctx, cancel := context.WithTimeout(b.ctx, 45*time.Second)
		err = chromedp.Do(ctx,
			chromedp.Navigate(os.Getenv("NEO4J_BROWSER")+"?connectURL="+uri),
			chromedp.WaitVisible(chromedp.CSS(password)),
			chromedp.WaitEnabled(chromedp.CSS(connect)),
			chromedp.Click(chromedp.CSS(password)),
			insert(os.Getenv("NEO4J_PASSWORD")),
			chromedp.WaitEnabled(chromedp.CSS(connect)),
			chromedp.Click(chromedp.CSS(connect)))
		if err == nil {
			_, err = chromedp.Run(ctx, chromedp.Poll[bool]("!"+form, chromedp.WithPollingTimeout(20*time.Second)))
		}
		cancel()
		if err == nil {
			return
		}
	}
	b.keep("failed")
	b.Fatalf("log in: %v; the page says:\n%s", err, read[string](b, `document.body.innerText`))
}

func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("there is no chromium, chromium-browser or google-chrome in PATH")
}

func (b browser) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.keep("failed")
		b.Fatalf("%s: %v", what, err)
	}
}

func (b browser) click(selector string) {
	b.Helper()
	b.do("click "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// press clicks until the condition holds: a click while the page still grows or draws
// itself anew goes astray.
func (b browser) press(selector, condition string) {
	b.Helper()
	var err error
	for range 8 {
		ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second)
		if err = chromedp.Do(ctx, chromedp.Click(chromedp.CSS(selector))); err == nil {
			_, err = chromedp.Run(ctx, chromedp.Poll[bool](condition, chromedp.WithPollingTimeout(10*time.Second)))
		}
		cancel()
		if err == nil || read[bool](b, condition) {
			return
		}
	}
	b.keep("failed")
	b.Fatalf("click %s: %v", selector, err)
}

func read[T any](b browser, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.keep("failed")
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

func (b browser) until(what, condition string) {
	b.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Poll[bool](condition, chromedp.WithPollingTimeout(90*time.Second))); err != nil {
		b.keep("failed")
		b.Fatalf("%s: %v", what, err)
	}
}

// keep keeps a picture of the window.
func (b browser) keep(name string) {
	b.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(b.ctx), 20*time.Second)
	defer cancel()
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(b.ArtifactDir(), name+".png"), picture, 0o644)
	}
	if err != nil {
		b.Error(err)
	}
}

// write puts a command into the editor.
func (b browser) write(command string) {
	b.Helper()
	b.click(".monaco-editor")
	b.do(command, insert(command))
}

// run runs what is in the editor, and waits for its frame.
func (b browser) run() {
	b.Helper()
	before := read[int](b, `document.querySelectorAll('[data-testid="frame"]').length`)
	b.press(`[data-testid="editor-Run"]`, fmt.Sprintf(`document.querySelectorAll('[data-testid="frame"]').length > %d`, before))
}

// choose turns the guide to a slide and clicks the statement on it.
func (b browser) choose(title string) {
	b.Helper()
	const slide = `[data-testid="carousel"]`
	b.until("the guide is there", `document.querySelector('`+slide+`') !== null`)
	for !strings.Contains(read[string](b, `document.querySelector('`+slide+`').innerText`), title) {
		b.click(slide + ` [data-testid="nextSlide"]`)
	}
	b.press(slide+` pre.runnable`, `document.querySelector('.monaco-editor .view-lines').innerText.trim() !== ""`)
}

// rest waits until no node moves any more.
func (b browser) rest() {
	b.Helper()
	const places = `[...` + first + `.querySelectorAll('g.node')].map(g => g.getAttribute('transform')).join() + ` + first + `.querySelector('svg > g').getAttribute('transform')`
	for before := ""; ; {
		after := read[string](b, places)
		if after == before {
			return
		}
		before = after
		b.do("wait", chromedp.Sleep(time.Second))
	}
}

// favour lets an archive fall on the window and opens the favourites, until its folder
// is there: what falls while the page is busy goes astray.
func (b browser) favour(archive string) {
	b.Helper()
	for range 4 {
		b.drop(archive)
		b.click(`[title*="Favorites"]`)
		for range 10 {
			if read[bool](b, `document.querySelector('[data-testid="expandFolder-Backchannel"]') !== null`) {
				return
			}
			b.do("wait", chromedp.Sleep(500*time.Millisecond))
		}
		b.click(`[title*="Favorites"]`) // shut again
	}
	b.keep("failed")
	b.Fatalf("nothing comes of %s", archive)
}

// drop lets a file fall on the window.
func (b browser) drop(file string) {
	b.Helper()
	b.do("drop "+file, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		data := &input.DragData{Items: []*input.DragDataItem{}, Files: []string{file}, DragOperationsMask: 1}
		for _, kind := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
			if _, err := cdp.Call(ctx, t, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: 700, Y: 500, Data: data}); err != nil {
				return err
			}
		}
		return nil
	}))
}

// insert puts in a text as a whole; typed, the editor would close its brackets.
func insert(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: text})
		return err
	})
}
