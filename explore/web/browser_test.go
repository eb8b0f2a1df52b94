package web_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// The tests of this package drive a Chromium over pages of the real program:
// `backchannel serve` on a store that `backchannel run` or `load` made. Every test fails on
// a word in the console, on a request that leaves the server, and on a warning of
// the server.

var (
	program string          // the path of a backchannel built from these sources
	tabs    context.Context // of the browser; nil where there is none
	news    string          // the store of testdata/news
	absent  error           // why there is no browser
)

func TestMain(m *testing.M) {
	os.Exit(func() int {
		work, err := os.MkdirTemp("", "explorer")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(work)
		end, err := begin(work)
		defer end()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return m.Run()
	}())
}

// begin starts the browser and builds what it looks at.
func begin(work string) (end func(), err error) {
	end = func() {}
	path, err := chromium()
	if err != nil {
		absent = err
		return end, nil
	}
	program = filepath.Join(work, "backchannel")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	news = filepath.Join(work, "news.db")
	for _, line := range [][]string{
		{"go", "build", "-o", program, "backchannel/cmd/backchannel"},
		{program, "run", "--quiet", "--store", news, "--state", filepath.Join(work, "news.state"), filepath.Join("..", "..", "testdata", "news")},
	} {
		if out, err := exec.Command(line[0], line[1:]...).CombinedOutput(); err != nil {
			return end, fmt.Errorf("%s: %w\n%s", strings.Join(line, " "), err, out)
		}
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.WindowSize(1280, 800),
		chromedp.Flag("no-sandbox", os.Geteuid() == 0),
		chromedp.Flag("enable-unsafe-swiftshader", true), // WebGL without a graphics card
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel2 := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}))
	end = func() { cancel2(); cancel() }
	if err := chromedp.Do(ctx); err != nil {
		return end, fmt.Errorf("start %s: %w", path, err)
	}
	tabs = ctx
	return end, nil
}

func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("there is no chromium, chromium-browser or google-chrome in PATH")
}

func needBrowser(t testing.TB) {
	t.Helper()
	if tabs != nil {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("%v; this is CI, where the page must be tested", absent)
	}
	t.Skipf("LEFT OUT: %v", absent)
}

// mustServe runs the server over a store and returns its address.
func mustServe(t testing.TB, store string) string {
	t.Helper()
	needBrowser(t)
	server := exec.Command(program, "serve", "--store", store, "--listen", "127.0.0.1:0")
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	server.Stderr = server.Stdout // one pipe for both
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	address, said := make(chan string, 1), make(chan string, 1)
	go func() {
		var all strings.Builder
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if m := at.FindStringSubmatch(lines.Text()); m != nil {
				address <- m[1]
			} else {
				fmt.Fprintln(&all, lines.Text())
			}
		}
		said <- all.String()
	}()
	t.Cleanup(func() {
		server.Process.Kill()
		if text := <-said; text != "" {
			t.Errorf("the server said:\n%s", text)
		}
		server.Wait()
	})
	select {
	case a := <-address:
		return a
	case <-time.After(time.Minute):
		t.Fatal("the server has no address after a minute")
		return ""
	}
}

var at = regexp.MustCompile(`is at (http://\S+/)`)

// A tab shows the page.
type tab struct {
	t    testing.TB
	ctx  context.Context
	base string

	mu         sync.Mutex
	complaints []string
}

// open opens the page in a tab that shares nothing with the others.
func open(t testing.TB, base, hash string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(tabs, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx, base: base}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, cancel = context.WithTimeout(ctx, 9*time.Minute)
	t.Cleanup(cancel)
	b.ctx = ctx
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			if url := e.Request.URL; !strings.HasPrefix(url, base) && !strings.HasPrefix(url, "blob:"+base) && !strings.HasPrefix(url, "data:") {
				b.complain("it asked for " + url)
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	console := chromedp.Console(ctx)
	go func() {
		for m, err := range console {
			if err != nil {
				return
			}
			if !strings.Contains(m.Text, "GL Driver Message") { // Chromium speaks of its own driver
				b.complain("console: " + m.String())
			}
		}
	}()
	dialogs := chromedp.Events(ctx, page.JavascriptDialogOpening)
	go func() {
		for d, err := range dialogs {
			if err != nil {
				return
			}
			b.complain("a dialog: " + d.Message)
			chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
		}
	}()
	b.media("light")
	b.size(1280, 800)
	b.do(chromedp.Navigate(base + hash))
	b.settle()
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, c := range b.complaints {
			t.Error(c)
		}
	})
	return b
}

func (b *tab) complain(text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.complaints = append(b.complaints, text)
}

// expect takes out complaints that a test provokes, and fails where there is none.
func (b *tab) expect(text string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	var others []string
	for _, c := range b.complaints {
		if !strings.Contains(c, text) {
			others = append(others, c)
		}
	}
	if len(others) == len(b.complaints) {
		b.t.Errorf("nothing complains of %s", text)
	}
	b.complaints = others
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// eval is the value of an expression, which may be a promise.
func eval[T any](b *tab, js string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", js, err)
	}
	return v
}

// until waits for a condition.
func (b *tab) until(js string) {
	b.t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(25 * time.Millisecond) {
		if eval[bool](b, "Boolean("+js+")") {
			return
		}
		if time.Now().After(deadline) {
			b.t.Fatalf("never: %s\nat %s: %.600s", js, eval[string](b, "location.href"), eval[string](b, "document.querySelector('main').innerText"))
		}
	}
}

// settle waits until a view stands.
func (b *tab) settle() {
	b.t.Helper()
	b.until(`document.querySelector('main').childElementCount > 0 && !document.querySelector('main[aria-busy], .wait')`)
}

// turn goes to another view.
func (b *tab) turn(hash string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("location.hash = %q; void 0", hash)))
	time.Sleep(20 * time.Millisecond) // hashchange is heard a moment later
	b.settle()
}

func (b *tab) click(css string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS(css))); err != nil {
		b.t.Fatalf("click %s: %v\n%.600s", css, err, eval[string](b, "document.querySelector('main').innerText"))
	}
}

// press types keys; kb has those without a letter.
func (b *tab) press(keys string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// text is what an element says, "" where there is none.
func (b *tab) text(css string) string {
	b.t.Helper()
	return eval[string](b, fmt.Sprintf("document.querySelector(%q)?.innerText ?? ''", css))
}

// media sets the colours that the reader's system prefers.
func (b *tab) media(scheme string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}}); err != nil {
		b.t.Fatal(err)
	}
}

// size sets that of the window, in pixels.
func (b *tab) size(width, height int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height))
}

// fits looks whether anything is wider than the window; what is drawn to measure
// follows the window a moment later.
func (b *tab) fits(what string) {
	b.t.Helper()
	for deadline := time.Now().Add(15 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		over := eval[[]string](b, `[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, .canvas, .code, .unseen, .tip, svg')).slice(0, 3).map((e) => e.outerHTML.slice(0, 160))`)
		wide, window := eval[int](b, "document.documentElement.scrollWidth"), eval[int](b, "innerWidth")
		if len(over) == 0 && wide <= window {
			return
		}
		if time.Now().After(deadline) {
			b.t.Errorf("%s: %d pixels on a screen of %d:\n\t%s", what, wide, window, strings.Join(over, "\n\t"))
			return
		}
	}
}

// picture saves what is seen.
func (b *tab) picture(path string) {
	b.t.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(path, png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
