// Command screenshot asks Neo4j Browser a question in a headless Chromium and
// saves the picture of the graph that it draws:
//
//	screenshot [-style FILE.grass] -out graph.png 'MATCH (n) RETURN n'
//
// It finds the server by NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD (see scripts/neo4j.sh
// env) and the Browser by -browser. It is a module of its own, so that Backchannel
// does not depend on it; scripts/screenshot.sh does all of it.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var (
	browser = flag.String("browser", "http://127.0.0.1:7474/browser/", "address of Neo4j Browser")
	style   = flag.String("style", "", "graph style sheet (.grass)")
	out     = flag.String("out", "graph.png", "where the picture goes")
	settle  = flag.Duration("settle", 8*time.Second, "how long the drawing may move before the picture")
)

func main() {
	flag.Parse()
	log.SetFlags(0)
	if flag.NArg() != 1 {
		log.Fatal("usage: screenshot [-style FILE.grass] [-out FILE.png] QUERY")
	}
	if err := shoot(flag.Arg(0)); err != nil {
		log.Fatal(err)
	}
}

func shoot(query string) error {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.WindowSize(1500, 1000), chromedp.Flag("no-sandbox", os.Geteuid() == 0))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(*browser)); err != nil {
		return fmt.Errorf("open %s: %w", *browser, err)
	}
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	err := chromedp.Do(ctx,
		fill("boltaddress", os.Getenv("NEO4J_URI")),
		fill("username", os.Getenv("NEO4J_USER")),
		fill("password", os.Getenv("NEO4J_PASSWORD")),
		chromedp.Click(chromedp.CSS(`[data-testid="connect"]`)),
	)
	if err == nil { // logged in, the form is gone
		_, err = chromedp.Run(ctx, chromedp.Poll[bool](`!document.querySelector('[data-testid="password"]')`))
	}
	if err != nil {
		return fmt.Errorf("log in: %w", err)
	}
	if *style != "" {
		sheet, err := os.ReadFile(*style)
		if err != nil {
			return err
		}
		// The command takes rules alone, on one line.
		rules := strings.Join(strings.Fields(comment.ReplaceAllString(string(sheet), "")), " ")
		if err := chromedp.Do(ctx, command(":style "+rules)); err != nil {
			return fmt.Errorf("style: %w", err)
		}
	}
	err = chromedp.Do(ctx,
		command(query),
		chromedp.Click(chromedp.CSS(`[data-testid="frame"] [title="Fullscreen"]`)),
		chromedp.Sleep(*settle),
		chromedp.Click(chromedp.CSS(`[aria-label="zoom-to-fit"]`)),
		chromedp.Sleep(2*time.Second),
	)
	if err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return fmt.Errorf("draw: %w", err)
	}
	return os.WriteFile(*out, picture, 0o644)
}

var comment = regexp.MustCompile(`(?s)/\*.*?\*/`)

// editor is where commands are typed.
const editor = ".monaco-editor"

// fill writes into a field of the login form.
func fill(id, text string) chromedp.Action[chromedp.Void] {
	field := chromedp.CSS(fmt.Sprintf("[data-testid=%q]", id))
	return chromedp.Steps(chromedp.WaitVisible(field), chromedp.Click(field), selectAll, insert(text))
}

// command types into the editor and runs it.
func command(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(
		chromedp.Click(chromedp.CSS(editor)), selectAll, insert(text), chromedp.Sleep(time.Second),
		chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(kb.ModifierCtrl)), chromedp.Sleep(3*time.Second),
	)
}

var selectAll = chromedp.KeyEvent("a", chromedp.KeyModifiers(kb.ModifierCtrl))

// insert puts in a text as a whole; typed, the editor would close its brackets.
func insert(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: text})
		return err
	})
}
