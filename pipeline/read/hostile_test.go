package read

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// floods are pages made to exhaust whoever reads them. Each is of a megabyte or
// two, and has to be read or refused in seconds.
func floods() map[string]string {
	r := strings.Repeat
	words := "<p>" + r("Norway and Chile signed an accord in Lima. ", 8) + "</p>"
	return map[string]string{
		"nested divs":         r("<div>", 100_000) + words + r("</div>", 100_000),
		"nested spans":        r("<span>", 100_000) + words,
		"nested bold":         r("<b>", 100_000) + words,
		"nested lists":        r("<ul><li>", 50_000) + words,
		"nested tables":       r("<table><tr><td>", 30_000) + words,
		"nested links":        r("<a href=x>", 100_000) + words,
		"nested font":         r("<p><font size=1>", 100_000) + words,
		"nested quotes":       r("<blockquote>", 100_000) + words,
		"nested svg":          r("<svg>", 100_000) + words,
		"nested templates":    r("<template>", 100_000) + words,
		"nested frames":       r("<select><option>", 100_000) + words,
		"adoption":            r("<a><b><i>x</a>", 50_000) + words,
		"crossed":             r("<b><p></b>", 50_000) + words,
		"foster parents":      "<table>" + r("x<b>y</b>", 100_000) + "</table>" + words,
		"entities":            "<p>" + r("&amp;&lt;&#x41;&nbsp;", 60_000) + "</p>" + words,
		"entities in a row":   "<p>" + r("&amp", 300_000) + "</p>" + words,
		"one long entity":     "<p>&" + r("a", 1_000_000) + ";</p>" + words,
		"attributes":          "<div " + r("a=b ", 300_000) + ">" + words,
		"distinct attributes": "<div " + distinct(100_000) + ">" + words,
		"one attribute":       `<div class="` + r("article ", 150_000) + `">` + words,
		"style":               r(`<p style="`+r("color:red;", 100)+`">x</p>`, 1000) + words,
		"bold words":          "<p>" + r("a<b>b</b>", 100_000) + "</p>" + words,
		"bold in a div":       "<div>" + r("a <b>b</b> ", 100_000) + "</div>" + words,
		"line breaks":         "<div>" + r("a<br>", 150_000) + "</div>" + words,
		"empty breaks":        "<div>" + r("<br>", 250_000) + "</div>" + words,
		"paragraphs":          r("<p>Norway signed.</p>", 60_000) + words,
		"divs":                r("<div>Norway signed.</div>", 50_000) + words,
		"links":               r("<a href=/x>Norway signed</a> ", 40_000) + words,
		"items":               "<ul>" + r("<li>Norway signed", 80_000) + "</ul>" + words,
		"headings":            r("<h2><a href=/x>Norway</a></h2>", 40_000) + words,
		"cells":               "<table>" + r("<tr><td>a<td>b", 60_000) + "</table>" + words,
		"images":              r("<figure><img src=x><figcaption>Norway</figcaption></figure>", 20_000) + words,
		"comments":            r("<!-- x -->", 120_000) + words,
		"open comment":        "<!--" + r("<!-", 300_000) + words,
		"script":              "<script>" + r("<!--<script>", 80_000) + "</script>" + words,
		"plaintext":           "<plaintext>" + r("<p>", 300_000),
		"dates":               "<p>" + r("1 March 2026, 2026-03-01T10:00:00Z ", 30_000) + "</p>" + words,
		"json":                `<script type="application/ld+json">` + r("[", 300_000) + "</script>" + words,
		"json objects":        `<script type="application/ld+json">` + r(`{"a":`, 200_000) + "</script>" + words,
		"metadata":            r(`<meta property="og:title" content="Norway">`, 30_000) + words,
		"spaces":              "<p>" + r(" \n\t", 400_000) + "</p>" + words,
		"one word":            "<p>" + r("x", 1_500_000) + "</p>" + words,
		"angle brackets":      r("<", 1_000_000) + words,
		"closing tags":        r("</p>", 200_000) + words,
		"forms":               r("<form>", 100_000) + words,
		"marks":               r("<p>"+r("́", 500)+"</p>", 1000) + words,
	}
}

func distinct(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d=b ", i)
	}
	return b.String()
}

// TestFloods says that each page comes to an end, well or not, and the next is read.
func TestFloods(t *testing.T) {
	for name, body := range floods() {
		t.Run(name, func(t *testing.T) {
			dir := tree(t, map[string]string{"a.html": "<html><head><title>Accord</title></head><body>" + body + "</body></html>", "z.txt": sentence})
			docs, defects := collect(t, Options{}, dir)
			if len(docs)+len(defects) != 2 || docs[len(docs)-1].ID != "z.txt" {
				t.Errorf("%d documents, %v", len(docs), defects)
			}
		})
	}
}

// lines is text without an end, made as they are read.
type lines struct {
	next func(n int) string
	n    int
	rest string
}

func (l *lines) Read(p []byte) (int, error) {
	if l.rest == "" {
		if l.rest = l.next(l.n); l.rest == "" {
			return 0, io.EOF
		}
		l.n++
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

// held is what is in use once the garbage is collected.
func held() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestLongLine passes over a line of a gigabyte and reads the one behind it.
func TestLongLine(t *testing.T) {
	const good = `{"text":"` + sentence + `"}` + "\n"
	block := strings.Repeat("x", 1<<20)
	in := &lines{next: func(n int) string {
		switch {
		case n == 0:
			return good + `{"text":"`
		case n <= 1024:
			return block
		case n == 1025:
			return "\"}\n" + good
		}
		return ""
	}}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	docs, defects := collect(t, Options{Format: JSONL, Stdin: in, MaxBytes: 1 << 20}, "-")
	runtime.ReadMemStats(&after)
	checkIDs(t, docs, "-:1", "-:3")
	checkDefect(t, defects, "-", 2, "larger than 1 MiB")
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("%d MiB were allocated in all", used>>20)
	}
}

// TestStream reads documents packed in one file: what is held does not grow with
// their number. 300,000 of them are past what the register of ids remembers.
func TestStream(t *testing.T) {
	one := strings.Repeat(`{"url":"https://news.example/%d","text":"`+sentence+`"}`+"\n", 1000)
	for _, packing := range []string{"gz", "zst"} {
		out, in := io.Pipe()
		go func() {
			var w io.WriteCloser = gzip.NewWriter(in)
			if packing == "zst" {
				w, _ = zstd.NewWriter(in, zstd.WithEncoderConcurrency(1))
			}
			for n := range 400 {
				numbers := make([]any, 1000)
				for i := range numbers {
					numbers[i] = n*1000 + i
				}
				fmt.Fprintf(w, one, numbers...)
			}
			w.Close()
			in.Close()
		}()
		n, early := 0, int64(0)
		for _, err := range Documents(t.Context(), Options{Format: JSONL, Stdin: out, MaxBytes: 1 << 20}, []string{"-"}) {
			if err != nil {
				t.Fatal(err)
			}
			switch n++; n {
			case 300_000:
				early = held()
			case 400_000:
				if late := held(); late > early+1<<20 {
					t.Errorf("%s: %d KiB are held after %d documents, %d KiB before", packing, late>>10, n, early>>10)
				}
			}
		}
		if n != 400_000 {
			t.Errorf("%s: %d documents", packing, n)
		}
	}
}

// TestNoFiles leaves alone what is no file in a folder or behind a pattern: opening
// a pipe would wait for somebody to write.
func TestNoFiles(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": sentence, "sub/b.txt": sentence})
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	for name, target := range map[string]string{"zero.txt": "/dev/zero", "loop": dir, "self.txt": "self.txt", "sub/up": ".."} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, input := range []string{dir, filepath.Join(dir, "**/*.txt")} {
		docs, defects := collect(t, Options{}, input)
		checkIDs(t, docs, "a.txt", "sub/b.txt")
		if len(defects) > 0 {
			t.Error(defects)
		}
	}
	docs, defects := collect(t, Options{}, filepath.Join(dir, "*.txt"))
	checkIDs(t, docs, "a.txt")
	if len(defects) > 0 {
		t.Error(defects)
	}
	// A device that is named is read as far as a document may be long.
	_, defects = collect(t, Options{Format: Text, MaxBytes: 1 << 16}, "/dev/zero")
	checkDefect(t, defects, "/dev/zero", 0, "larger than")
}

// TestWrongNames reads what files hold that their names do not say.
func TestWrongNames(t *testing.T) {
	gz, zst := pack(t, sentence)
	kinds := map[string]string{
		"text": sentence, "page": "<html><body><p>" + sentence + "</p></body></html>", "lines": `{"text":"` + sentence + `"}`, "gzip": gz, "zstd": zst,
		"tar": tarred(t, files("a.txt")), "zip": zipped(t, files("a.txt")), "warc": responseRecord("https://news.example/a", answer(typeHTML, "<p>"+sentence)), "image": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
	}
	for _, ext := range []string{".txt", ".html", ".jsonl", ".txt.gz", ".jsonl.zst", ".warc", ".warc.gz", ".tar", ".tgz", ".zip"} {
		for kind, content := range kinds {
			docs, defects := collect(t, Options{}, tree(t, map[string]string{"a" + ext: content, "z.txt": sentence}))
			if n := len(docs); n == 0 || docs[n-1].ID != "z.txt" {
				t.Errorf("%s as %s: the next file was not read", kind, ext)
			}
			for _, e := range defects {
				if e.Hint == "" {
					t.Errorf("%s as %s: %v has no hint", kind, ext, e)
				}
			}
			if len(docs) < 2 && len(defects) == 0 && kind != "warc" {
				t.Errorf("%s as %s: nothing was said", kind, ext)
			}
		}
	}
}
