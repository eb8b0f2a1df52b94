package read

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"backchannel/schema"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const sentence = "Norway and Chile signed an accord in Lima."

// tree writes files below a new folder and returns it.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// collect reads everything; documents come as "id: text", defects as they are.
func collect(t *testing.T, o Options, inputs ...string) (docs []schema.Document, defects []*Error) {
	t.Helper()
	for doc, err := range Documents(t.Context(), o, inputs) {
		if err == nil {
			docs = append(docs, doc)
			continue
		}
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("%v is no *Error", err)
		}
		if doc.ID == "" || doc.Source.URI == "" || doc.Text != "" {
			t.Errorf("beside the defect %v stands the document %+v", err, doc)
		}
		defects = append(defects, e)
	}
	return docs, defects
}

func ids(docs []schema.Document) (out []string) {
	for _, d := range docs {
		out = append(out, d.ID)
	}
	return out
}

func checkIDs(t *testing.T, docs []schema.Document, want ...string) {
	t.Helper()
	if got := ids(docs); !slices.Equal(got, want) {
		t.Errorf("ids %q, want %q", got, want)
	}
}

// checkDefect reports anything but one defect with the line and words given, a
// reason in small letters and a hint.
func checkDefect(t *testing.T, defects []*Error, source string, line int, words string) {
	t.Helper()
	if len(defects) != 1 {
		t.Fatalf("%d defects %v, want one", len(defects), defects)
	}
	e := defects[0]
	if !strings.HasSuffix(e.Source, source) || e.Line != line || !strings.Contains(e.Reason, words) {
		t.Errorf("%+v; want source …%s, line %d, reason with %q", e, source, line, words)
	}
	if e.Hint == "" {
		t.Errorf("%v has no hint", e)
	}
	want := e.Source + ": " + e.Reason
	if line > 0 {
		want = fmt.Sprintf("%s:%d: %s", e.Source, line, e.Reason)
	}
	if e.Error() != want {
		t.Errorf("error reads %q, want %q", e.Error(), want)
	}
}

func pack(t testing.TB, s string) (gz, zst string) {
	t.Helper()
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	if _, err := io.WriteString(g, s); err != nil {
		t.Fatal(err)
	}
	g.Close()
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), string(z.EncodeAll([]byte(s), nil))
}

func TestFolder(t *testing.T) {
	gz, zst := pack(t, sentence)
	dir := tree(t, map[string]string{
		"b.txt": sentence, "a/2.txt": sentence, "a/1.txt.gz": gz, "c.TXT.zst": zst, "d.pdf": "x", ".hidden.txt": "x", ".git/e.txt": "x",
		"f.jsonl": `{"id":"one","text":"A."}` + "\n" + `{"text":"B."}` + "\n" + `{"url":"https://example.org/c","text":"C."}`,
	})
	var skipped []string
	docs, defects := collect(t, Options{Skipped: func(p, why string) { skipped = append(skipped, filepath.Base(p)) }}, dir)
	if len(defects) > 0 {
		t.Error(defects)
	}
	checkIDs(t, docs, "a/1.txt.gz", "a/2.txt", "b.txt", "c.TXT.zst", "one", "f.jsonl:2", "https://example.org/c")
	for _, d := range docs[:4] {
		if d.Text != sentence {
			t.Errorf("%s holds %q", d.ID, d.Text)
		}
	}
	if !slices.Equal(skipped, []string{"d.pdf"}) {
		t.Errorf("skipped %q", skipped)
	}
	if want := filepath.Join(dir, "a", "2.txt"); docs[1].Source.URI != want {
		t.Errorf("uri %s, want %s", docs[1].Source.URI, want)
	}
	alone, _ := collect(t, Options{}, filepath.Join(dir, "b.txt"))
	if alone[0].ID != docs[2].ID || alone[0].Source != docs[2].Source {
		t.Errorf("alone %+v, in its folder %+v", alone[0], docs[2])
	}
}

func TestGlob(t *testing.T) {
	dir := tree(t, map[string]string{"b.txt": sentence, "a.txt": sentence, "c.pdf": "x", "x/d.txt": sentence, "x/y/e.txt": sentence})
	docs, defects := collect(t, Options{}, filepath.Join(dir, "*"))
	if len(defects) > 0 {
		t.Error(defects)
	}
	// The folder x is read as a folder.
	checkIDs(t, docs, "a.txt", "b.txt", "d.txt", "y/e.txt")
	docs, _ = collect(t, Options{}, filepath.Join(dir, "**", "*.txt"))
	checkIDs(t, docs, "a.txt", "b.txt", "x/d.txt", "x/y/e.txt")
	docs, _ = collect(t, Options{}, filepath.Join(dir, "[ab].txt"), filepath.Join(dir, "x", "?.txt"))
	checkIDs(t, docs, "a.txt", "b.txt", "d.txt")
}

func TestStdin(t *testing.T) {
	gz, zst := pack(t, sentence)
	jsonGz, _ := pack(t, `{"id":"a","text":"A."}`)
	for name, c := range map[string]struct{ in, id, text string }{
		"text":          {sentence, "-", sentence},
		"packed":        {gz, "-", sentence},
		"packed, zstd":  {zst, "-", sentence},
		"lines":         {`{"id":"a","text":"A."}`, "a", "A."},
		"packed lines":  {jsonGz, "a", "A."},
		"lines, no id":  {`{"text":"A."}`, "-:1", "A."},
		"page":          {"<!DOCTYPE html><html><body><p>" + sentence + "</p></body></html>", "-", sentence},
		"not quite one": {"{curly} " + sentence, "-", "{curly} " + sentence},
	} {
		docs, defects := collect(t, Options{Stdin: strings.NewReader(c.in)}, "-")
		if len(defects) > 0 || len(docs) != 1 || docs[0].ID != c.id || docs[0].Text != c.text {
			t.Errorf("%s: %+v, %v", name, docs, defects)
		}
	}
	_, defects := collect(t, Options{Stdin: strings.NewReader("")}, "-")
	checkDefect(t, defects, "-", 0, "empty")
	docs, _ := collect(t, Options{Stdin: strings.NewReader("A."), Format: Text}, "-")
	checkIDs(t, docs, "-")
}

func TestJSONLines(t *testing.T) {
	lines := strings.Join([]string{
		"\ufeff" + `{"id": 17, "text": "A.", "title": "T", "date": "2016-08-26T10:00:00Z", "author": "X", "publisher": "P", "actor": "Q", "place": "Oslo", "country": "Norway"}`,
		``,
		`{"id":"list","text":["A.","B."],"date":null}`,
		`{"id":"bad",`,
		`{"id":"long date","text":"A.","date":"Aug. 26, 2016"}`,
		`{"id":"no text","body":"This is where the text stands."}`,
		`{"id":"bad date","text":"A.","date":"soon"}`,
		`["a"]extra`,
	}, "\r\n")
	dir := tree(t, map[string]string{"n.jsonl": lines})
	docs, defects := collect(t, Options{}, dir)
	checkIDs(t, docs, "17", "list", "long date")
	want := schema.Source{URI: filepath.Join(dir, "n.jsonl") + ":1", Title: "T", Author: "X", Publisher: "P", Published: "2016-08-26", Actor: "Q", Place: "Oslo", Country: "Norway"}
	if docs[0].Source != want {
		t.Errorf("source %+v, want %+v", docs[0].Source, want)
	}
	if docs[1].Text != "A.\n\nB." || docs[2].Source.Published != "2016-08-26" {
		t.Errorf("%+v", docs[1:])
	}
	if len(defects) != 4 {
		t.Fatal(defects)
	}
	checkDefect(t, defects[:1], "n.jsonl", 4, "not JSON")
	checkDefect(t, defects[1:2], "n.jsonl", 6, "no text")
	if !strings.Contains(defects[1].Hint, `"body"`) {
		t.Errorf("hint %q does not name the field with the text", defects[1].Hint)
	}
	checkDefect(t, defects[2:3], "n.jsonl", 7, "soon")
	checkDefect(t, defects[3:4], "n.jsonl", 8, "array")
}

func TestFields(t *testing.T) {
	dir := tree(t, map[string]string{"n.jsonl": `{"id":"a","body":{"plain":"A."},"source.url":"https://example.org/a","source":{"name":"P"},"title":true}` + "\n"})
	docs, defects := collect(t, Options{Fields: map[string]string{"id": "", "text": "body.plain", "url": "source.url", "publisher": "source.name", "title": ""}}, dir)
	if len(defects) > 0 || len(docs) != 1 {
		t.Fatal(docs, defects)
	}
	if d := docs[0]; d.ID != "https://example.org/a" || d.Source.URI != d.ID || d.Text != "A." || d.Source.Publisher != "P" {
		t.Errorf("%+v", d)
	}
	_, defects = collect(t, Options{Fields: map[string]string{"text": "body"}}, dir)
	checkDefect(t, defects, "n.jsonl", 1, "is an object")
}

func TestPage(t *testing.T) {
	dir := tree(t, map[string]string{"p.html": `<!DOCTYPE html><html lang="en"><head><meta charset="windows-1252"><title>Accord in Lima - Gazette</title>
<meta property="og:site_name" content="Gazette"><meta name="author" content="Jane Doe"><meta property="article:published_time" content="2016-08-26T10:00:00Z">
<link rel="canonical" href="https://example.org/news/accord"></head><body><nav><a href="/">Home</a></nav><article><h1>Accord in Lima</h1>
<p>` + strings.Repeat("Norway and Chile signed an <i>accord</i> on fishing in the southern waters. ", 3) + "</p>\n<p>\x93We want our boats back,\x94 the minister said in Lima. " + strings.Repeat("The talks had taken five hours and were held in the harbour. ", 3) +
		`</p></article><div style="display: none">Hidden words.</div><footer>Subscribe to our newsletter</footer></body></html>`})
	docs, defects := collect(t, Options{}, dir)
	if len(defects) > 0 || len(docs) != 1 {
		t.Fatal(docs, defects)
	}
	d := docs[0]
	want := schema.Source{URI: "https://example.org/news/accord", Title: "Accord in Lima", Publisher: "Gazette", Author: "Jane Doe", Language: "en", Published: "2016-08-26"}
	if d.ID != "p.html" || d.Source != want {
		t.Errorf("%s %+v, want %+v", d.ID, d.Source, want)
	}
	parts := strings.Split(d.Text, "\n\n")
	if len(parts) != 3 || parts[0] != "Accord in Lima" || !strings.HasPrefix(parts[1], "Norway and Chile signed an accord on") || !strings.HasPrefix(parts[2], "“We want") {
		t.Errorf("text %q", parts)
	}
	for _, no := range []string{"Hidden", "Subscribe", "Home"} {
		if strings.Contains(d.Text, no) {
			t.Errorf("%q is in the text", no)
		}
	}
}

func TestOldPage(t *testing.T) {
	dir := tree(t, map[string]string{"p.htm": "<HTML><BODY BGCOLOR=white><FONT SIZE=2>Norway and Chile signed an accord on<BR>fishing in the southern waters today.<BR><BR>They will meet again in Oslo next year to talk.</FONT><TABLE><TR><TD>1997</TD><TD>accord</TD></TR></TABLE></BODY></HTML>"})
	docs, defects := collect(t, Options{}, dir)
	if len(defects) > 0 || len(docs) != 1 {
		t.Fatal(docs, defects)
	}
	if text := docs[0].Text; !strings.Contains(text, "an accord on\nfishing") || !strings.Contains(text, "today.\n\nThey will") || strings.Contains(text, "1997accord") {
		t.Errorf("text %q", text)
	}
}

func TestEncodings(t *testing.T) {
	const text = "Président Mitterrand’s “visit” to São Tomé – a first.\n"
	latin, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	const russian = "Министры встретились в Женеве."
	cyrillic, err := charmap.Windows1251.NewEncoder().String(russian)
	if err != nil {
		t.Fatal(err)
	}
	utf16 := func(e unicode.Endianness, b unicode.BOMPolicy) string {
		s, err := unicode.UTF16(e, b).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for name, c := range map[string]struct{ in, encoding, want string }{
		"utf-8":              {text, "", text},
		"utf-8, marked":      {"\ufeff" + text, "", text},
		"windows-1252":       {latin, "", text},
		"utf-16le":           {utf16(unicode.LittleEndian, unicode.UseBOM), "", text},
		"utf-16be":           {utf16(unicode.BigEndian, unicode.UseBOM), "", text},
		"utf-16le, unmarked": {utf16(unicode.LittleEndian, unicode.IgnoreBOM), "", text},
		"utf-16be, unmarked": {utf16(unicode.BigEndian, unicode.IgnoreBOM), "", text},
		"named":              {cyrillic, "windows-1251", russian},
		"named in vain":      {text, "windows-1251", text}, // it is UTF-8
	} {
		docs, defects := collect(t, Options{Encoding: c.encoding}, tree(t, map[string]string{"a.txt": c.in}))
		if len(defects) > 0 || docs[0].Text != c.want {
			t.Errorf("%s: %+v %v", name, docs, defects)
		}
	}
	_, defects := collect(t, Options{}, tree(t, map[string]string{"a.txt": cyrillic}))
	checkDefect(t, defects, "a.txt", 1, "UTF-8")
	_, defects = collect(t, Options{Encoding: "klingon"}, ".")
	checkDefect(t, defects, "encoding", 0, "klingon")
}

func TestDefects(t *testing.T) {
	gz, zst := pack(t, strings.Repeat("zeros and ones. ", 1<<14))
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	if _, err := z.Write(make([]byte, 8<<20)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	for name, c := range map[string]struct {
		file, content, words string
		line                 int
	}{
		"empty":                {"a.txt", "", "empty", 0},
		"only blanks":          {"a.txt", " \n\n\t", "empty", 0},
		"empty page":           {"a.html", "", "empty", 0},
		"empty lines":          {"a.jsonl", "\n\n", "empty", 0},
		"binary":               {"a.txt", "\x7fELF\x00\x01\x02" + sentence, "binary", 0},
		"pdf":                  {"a.txt", "%PDF-1.4\x00", "PDF", 0},
		"control characters":   {"a.txt", "\x01\x02\x03\x04abc", "binary", 0},
		"broken utf-8":         {"a.txt", "São Tomé\nand Príncipe\nBras\xc3 lia, Asunci\xc3\xb3n", "UTF-8", 3},
		"packed, other name":   {"a.txt", gz, "gzip", 0},
		"too large":            {"a.txt", strings.Repeat("x", 5000), "larger than 4096 bytes", 0},
		"too large, packed":    {"a.txt.gz", gz, "larger", 0},
		"too large, zstd":      {"a.txt.zst", zst, "larger", 0},
		"bomb":                 {"a.txt.gz", bomb.String(), "larger", 0},
		"bomb of lines":        {"a.jsonl.gz", bomb.String(), "times its size", 1},
		"cut off":              {"a.txt.gz", gz[:len(gz)/2], "unpacked", 0},
		"cut off, zstd":        {"a.txt.zst", zst[:len(zst)/2], "unpacked", 0},
		"not packed":           {"a.txt.gz", sentence, "unpacked", 0},
		"page without text":    {"a.html", "<html><body><div><img src=x></div>", "no article", 0},
		"half a tag":           {"a.html", "<", "no article", 0},
		"number for text":      {"a.jsonl", `{"text": {"a": 1}}`, "is an object", 1},
		"two values on a line": {"a.jsonl", `{"text":"A."} {"text":"B."}`, "more than one", 1},
		"array":                {"a.jsonl", `[{"text":"A."}]`, "array", 1},
		"string":               {"a.jsonl", `"text"`, "not JSON", 1},
		"bytes in a line":      {"a.jsonl", "{\"text\":\"Bras\xc3 lia\"}", "UTF-8", 1},
		"nul in a line":        {"a.jsonl", "{\"text\":\"\x00\"}", "binary", 1},
	} {
		t.Run(name, func(t *testing.T) {
			dir := tree(t, map[string]string{c.file: c.content, "z.txt": sentence})
			max := int64(4096)
			if strings.HasPrefix(name, "cut off") {
				max = 0
			}
			docs, defects := collect(t, Options{MaxBytes: max}, dir)
			checkDefect(t, defects, c.file, c.line, c.words)
			checkIDs(t, docs, "z.txt") // and the rest is read
		})
	}
}

func TestNoSuchInput(t *testing.T) {
	dir := tree(t, map[string]string{"a.pdf": "x", "b.pdf": "x", "empty/c.doc": "x"})
	for in, words := range map[string]string{
		filepath.Join(dir, "missing.txt"): "no such file",
		filepath.Join(dir, "*.txt"):       "matches no file",
		filepath.Join(dir, "[.txt"):       "no pattern",
		filepath.Join(dir, "a.pdf"):       `".pdf"`,
		dir:                               "no file that can be read (3 others were skipped)",
	} {
		docs, defects := collect(t, Options{}, in)
		if len(docs) > 0 {
			t.Errorf("%s: %v", in, ids(docs))
		}
		checkDefect(t, defects, filepath.Base(in), 0, words)
	}
	docs, defects := collect(t, Options{Format: Text}, filepath.Join(dir, "a.pdf"))
	if len(defects) > 0 || docs[0].Text != "x" {
		t.Errorf("with a format: %v %v", docs, defects)
	}
}

func TestSameID(t *testing.T) {
	dir := tree(t, map[string]string{"a.jsonl": "{\"id\":\"x\",\"text\":\"A.\"}\n{\"id\":\"y\",\"text\":\"B.\"}\n", "b.jsonl": "\n{\"id\":\"x\",\"text\":\"C.\"}\n"})
	docs, defects := collect(t, Options{}, dir)
	checkIDs(t, docs, "x", "y")
	checkDefect(t, defects, "b.jsonl", 2, filepath.Join(dir, "a.jsonl")+":1")
}

// TestHuge reads 200 MB of one line, which must not be held in memory.
func TestHuge(t *testing.T) {
	path := filepath.Join(t.TempDir(), "huge")
	for _, ext := range []string{".txt", ".html", ".jsonl"} {
		f, err := os.Create(path + ext)
		if err != nil {
			t.Fatal(err)
		}
		// A sparse file: its zeros take no room on disk.
		if err := f.Truncate(200 << 20); err != nil {
			t.Fatal(err)
		}
		f.Close()
		allocated := testing.AllocsPerRun(1, func() {
			_, defects := collect(t, Options{}, path+ext)
			line := 0
			if ext == ".jsonl" {
				line = 1
			}
			checkDefect(t, defects, "huge"+ext, line, "larger than 64 MiB")
		})
		if allocated > 1e5 {
			t.Errorf("%s: %v allocations", ext, allocated)
		}
		os.Remove(path + ext)
	}
}

// TestPermission needs a user to whom rights matter.
func TestPermission(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("run as root, to whom no file is closed: see TestPermissionAsOther")
	}
	checkPermission(t, tree(t, map[string]string{"a.txt": sentence, "closed.txt": sentence, "folder/b.txt": sentence, "z.txt": sentence}))
}

func checkPermission(t *testing.T, dir string) {
	t.Helper()
	file, folder := filepath.Join(dir, "closed.txt"), filepath.Join(dir, "folder")
	for _, p := range []string{file, folder} {
		if err := os.Chmod(p, 0); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(p, 0o755)
	}
	docs, defects := collect(t, Options{}, dir)
	checkIDs(t, docs, "a.txt", "z.txt")
	if len(defects) != 2 {
		t.Fatal(defects)
	}
	checkDefect(t, defects[:1], "folder", 0, "permission denied")
	checkDefect(t, defects[1:], "closed.txt", 0, "permission denied")
	_, defects = collect(t, Options{}, folder)
	checkDefect(t, defects, "folder", 0, "permission denied")
}

// TestPermissionAsOther takes the rights of nobody for one thread, as root.
func TestPermissionAsOther(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("not run as root: see TestPermission")
	}
	dir := tree(t, map[string]string{"a.txt": sentence, "closed.txt": sentence, "folder/b.txt": sentence, "z.txt": sentence})
	const nobody = 65534
	for p := dir; len(p) > len(os.TempDir()); p = filepath.Dir(p) {
		if err := os.Chmod(p, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	err := filepath.Walk(dir, func(p string, _ os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		return os.Chown(p, nobody, nobody)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Seteuid(nobody); err != nil {
		t.Skipf("rights cannot be given up here, so closed files are not tested: %v", err)
	}
	defer func() {
		if err := syscall.Seteuid(0); err != nil {
			t.Fatal(err)
		}
	}()
	checkPermission(t, dir)
}

func TestSymbolicLinks(t *testing.T) {
	out := tree(t, map[string]string{"secret.txt": sentence})
	dir := tree(t, map[string]string{"a.txt": sentence})
	for name, target := range map[string]string{"file.txt": filepath.Join(out, "secret.txt"), "folder": out, "loop": dir, "dangling.txt": "nowhere"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	skipped := 0
	docs, defects := collect(t, Options{Skipped: func(string, string) { skipped++ }}, dir)
	checkIDs(t, docs, "a.txt")
	if len(defects) > 0 || skipped != 4 {
		t.Errorf("defects %v, %d skipped", defects, skipped)
	}
	// What is named itself is followed.
	docs, _ = collect(t, Options{}, filepath.Join(dir, "folder"), filepath.Join(dir, "file.txt"))
	checkIDs(t, docs, "secret.txt", "file.txt")
}

func TestCancelled(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": sentence, "b.txt": sentence, "c.txt": sentence})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	n := 0
	for _, err := range Documents(ctx, Options{}, []string{dir}) {
		n++
		last = err
		cancel()
	}
	if n != 2 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d pairs, the last with %v", n, last)
	}
	for range Documents(t.Context(), Options{}, []string{dir}) {
		break // must not panic
	}
}

func BenchmarkPage(b *testing.B) {
	text := "<html><body><article><h1>Accord</h1>" + strings.Repeat("<p>Norway and Chile signed an accord on fishing in the southern waters, a spokesman said.</p>", 40) + "</article></body></html>"
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := page(schema.Document{}, text); err != nil {
			b.Fatal(err)
		}
	}
}
