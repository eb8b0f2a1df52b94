package read

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http/httputil"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backchannel/schema"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/charmap"
)

// crawl writes web archives for tests.
type crawl struct {
	bytes.Buffer
	rng     *rand.Rand
	members bool // each record is a gzip member
	good    map[string]string
	bad     int // broken records
}

// prose is a page's article of four paragraphs that no other has.
func prose(rng *rand.Rand, n int) (title, html, sentence string) {
	pick := func(words ...string) string { return words[rng.IntN(len(words))] }
	place := pick("Lima", "Oslo", "Valparaíso", "Tromsø", "Geneva")
	title = fmt.Sprintf("Round %d of the talks opens in %s", n, place)
	sentence = fmt.Sprintf("The ministers of %s and %s met in %s for round %d of the talks on fishing.", pick("Norway", "Iceland"), pick("Chile", "Peru"), place, n)
	var b strings.Builder
	for i := range 4 {
		text := sentence
		if i > 0 {
			text = fmt.Sprintf("In hour %d of the round the delegates %s the %s that their governments had %s in the spring, and %s said that the work would go on through the week.",
				i, pick("read", "discussed", "signed", "praised"), pick("accord", "draft", "plan", "letter"), pick("sent", "drawn up", "refused"), pick("an envoy", "a spokesman", "the host"))
		}
		fmt.Fprintf(&b, "<p>%s</p>\n", text)
	}
	return title, b.String(), sentence
}

func article(title, body string) string {
	return "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>" + title + "</title></head><body><nav><a href=/>Home</a></nav><article><h1>" + title + "</h1>" + body + "</article></body></html>"
}

func answer(head, body string) string { return "HTTP/1.1 200 OK\r\n" + head + "\r\n\r\n" + body }

const typeHTML = "Content-Type: text/html; charset=UTF-8"

// record is a whole record; drop leaves out a field, and length replaces the true one.
func record(uri, kind, media, block, drop string, length int) string {
	var b strings.Builder
	b.WriteString("WARC/1.0\r\n")
	for _, f := range [][2]string{
		{"WARC-Type", kind}, {"WARC-Record-ID", "<urn:uuid:00000000-0000-0000-0000-000000000000>"}, {"WARC-Date", "2026-03-02T07:00:00Z"},
		{"WARC-Target-URI", uri}, {"Content-Type", media}, {"Content-Length", fmt.Sprint(length)},
	} {
		if f[0] != drop && f[1] != "" {
			fmt.Fprintf(&b, "%s: %s\r\n", f[0], f[1])
		}
	}
	return b.String() + "\r\n" + block + "\r\n\r\n"
}

func responseRecord(uri, block string) string {
	return record(uri, "response", "application/http; msgtype=response", block, "", len(block))
}

func gzipped(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.Bytes()
}

func (c *crawl) put(record string) {
	if c.members {
		c.Write(gzipped(record))
	} else {
		c.WriteString(record)
	}
}

// page puts a page that must be found.
func (c *crawl) page(n int) {
	uri := fmt.Sprintf("https://news.example/%d/talks.html", n)
	title, body, sentence := prose(c.rng, n)
	c.good[uri] = sentence
	c.put(responseRecord(uri, answer(typeHTML, article(title, body))))
}

// broken puts a record that is broken in one of the ways that real ones are.
func (c *crawl) broken(n int) {
	c.bad++
	uri := fmt.Sprintf("https://news.example/%d/broken.html", n)
	title, body, _ := prose(c.rng, n)
	block := answer(typeHTML, article(title, body))
	whole := responseRecord(uri, block)
	http := "application/http; msgtype=response"
	ways := []func(){
		func() { c.put(record(uri, "response", http, block, "", len(block)+500)) },
		func() { c.put(record(uri, "response", http, block, "", len(block)-40)) },
		func() { c.put(record(uri, "response", http, block, "WARC-Type", len(block))) },
		func() { c.put(record(uri, "response", http, block, "Content-Length", len(block))) },
		func() { c.put(record(uri, "response", http, block, "WARC-Target-URI", len(block))) },
		func() { c.put(record(uri, "response", http, block, "", 9_999_999_999_999)) },
		func() { c.put(record(uri, "response", http, block, "", -1)) },
		func() { c.put(record(uri+"\xff\xfe", "response", http, block, "", len(block))) },
		func() {
			cut := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: ng"
			c.put(responseRecord(uri, cut))
		},
		func() {
			c.put(responseRecord(uri, answer(typeHTML+"\r\nContent-Encoding: gzip", string(gzipped(article(title, body))[:200]))))
		},
		func() { c.put(responseRecord(uri, answer(typeHTML+"\r\nTransfer-Encoding: chunked", "400\r\n<html>"))) },
		func() { c.put("\x00\x01 what is left of a disk\x02 " + strings.Repeat("x", 500) + "\n") },
	}
	if c.members {
		z := gzipped(whole)
		ways = append(ways,
			func() { c.Write(z[:len(z)*6/10]) },
			func() { c.Write(z[:12]) },
			func() { c.Write(z[:len(z)-3]) },
			func() { z[len(z)-6] ^= 0x55; c.Write(z) },
			func() { z[len(z)/2] ^= 0xff; z[len(z)/2+1] ^= 0xff; c.Write(z) },
			func() { c.WriteString("garbage \x1f\x8b\x08 between members, " + strings.Repeat("y", 3000)) },
			func() { z[3] = 4; c.Write(z) },
		)
	}
	ways[n%len(ways)]()
}

// other puts a record that is whole and no English article.
func (c *crawl) other(n int) {
	uri := fmt.Sprintf("https://news.example/%d/other", n)
	var teasers strings.Builder
	for i := range 12 {
		fmt.Fprintf(&teasers, "<div><h3><a href=/%d>Round %d opens in Lima</a></h3><p>The ministers of Norway and Chile met in Lima for round %d of the talks on fishing.</p></div>", i, i, i)
	}
	french := strings.Repeat("<p>Les ministres des affaires étrangères de la Norvège et du Chili se sont rencontrés mardi à Lima pour discuter de la pêche dans les eaux du sud, selon un porte-parole.</p>", 6)
	blocks := []string{
		answer("Content-Type: image/png", "\x89PNG\r\n\x1a\n\x00\x00\x00"),
		answer("Content-Type: text/plain", "User-agent: *\nDisallow: /\n"),
		answer(typeHTML, "<html><body><h1>World</h1>"+teasers.String()+"</body></html>"),
		answer(typeHTML, "<html lang=fr><head><title>Pourparlers à Lima</title></head><body><article><h1>Pourparlers à Lima</h1>"+french+"</article></body></html>"),
		"HTTP/1.1 404 Not Found\r\n" + typeHTML + "\r\n\r\n<html><body><p>No such page.</p></body></html>",
		"HTTP/1.1 301 Moved Permanently\r\nLocation: /\r\n\r\n",
		answer(typeHTML, "<html><body></body></html>"),
	}
	if k := n % (len(blocks) + 2); k < len(blocks) {
		c.put(responseRecord(uri, blocks[k]))
	} else {
		c.put(record(uri, []string{"request", "metadata"}[k-len(blocks)], "", "GET / HTTP/1.1\r\n\r\n", "", 18))
	}
}

// TestCrawl reads a web archive of 5,000 records of which 200 are broken, and a
// smaller one that is not packed.
func TestCrawl(t *testing.T) {
	if testing.Short() {
		t.Skip("the pages of two crawls take a while to read")
	}
	for ext, size := range map[string]int{".warc.gz": 5000, ".warc": 1000} {
		t.Run(ext, func(t *testing.T) {
			c := &crawl{rng: rand.New(rand.NewPCG(9, 9)), members: ext == ".warc.gz", good: map[string]string{}}
			c.put(record("", "warcinfo", "application/warc-fields", "software: a test\r\n", "", 18))
			for n := 1; n < size; n++ {
				switch {
				case n%25 == 7:
					c.broken(n / 25)
				case n%4 == 1:
					c.other(n)
				default:
					c.page(n)
				}
			}
			if c.bad != size/25 {
				t.Fatalf("%d broken records", c.bad)
			}
			dir := tree(t, map[string]string{"crawl" + ext: c.String()})
			skipped := map[string]int{}
			docs, defects := collect(t, Options{MaxBytes: 1 << 20, Skipped: func(_, why string) {
				n, what := 0, ""
				if _, err := fmt.Sscanf(why, "%d records: ", &n); err == nil {
					_, what, _ = strings.Cut(why, ": ")
				}
				skipped[what] += n
			}}, dir)
			for _, d := range docs {
				want, ok := c.good[d.ID]
				if !ok || !strings.Contains(d.Text, want) || d.Source.URI != d.ID {
					t.Errorf("%s: %q", d.ID, d.Text)
				}
				delete(c.good, d.ID)
			}
			for uri := range c.good {
				t.Errorf("lost: %s", uri)
			}
			if len(defects) != c.bad {
				t.Errorf("%d defects, want %d", len(defects), c.bad)
			}
			seen := map[string]bool{}
			for _, e := range defects {
				if !strings.Contains(e.Source, "crawl"+ext+": record ") || !strings.Contains(e.Source, " at byte ") || e.Hint == "" || seen[e.Source] {
					t.Errorf("%s (hint %q)", e, e.Hint)
				}
				seen[e.Source] = true
			}
			for _, why := range []string{"not in English", "no article", "another kind than a page", "no page (redirections, errors)", otherRecord} {
				if skipped[why] < size/50 {
					t.Errorf("%d records skipped with %q, too few: %v", skipped[why], why, skipped)
				}
			}
			if t.Failed() {
				for _, e := range defects {
					t.Log(e)
				}
			}
		})
	}
}

// TestResponse undoes what servers and crawlers do to a page.
func TestResponse(t *testing.T) {
	title, body, sentence := prose(rand.New(rand.NewPCG(1, 1)), 1)
	sentence = strings.Replace(sentence, "on fishing", "– “Président” – on fishing", 1)
	body = strings.Replace(body, "on fishing", "– “Président” – on fishing", 1)
	page := article(title, body)
	bare := strings.Replace(page, "<meta charset=utf-8>", "", 1)
	latin, err := charmap.Windows1252.NewEncoder().String(strings.NewReplacer("ø", "o").Replace(bare))
	if err != nil {
		t.Fatal(err)
	}
	var deflated, brotlied bytes.Buffer
	z := zlib.NewWriter(&deflated)
	io.WriteString(z, page)
	z.Close()
	b := brotli.NewWriter(&brotlied)
	io.WriteString(b, page)
	b.Close()
	e, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	chunked := func(s string) string {
		var b bytes.Buffer
		w := httputil.NewChunkedWriter(&b)
		for part := range slices.Chunk([]byte(s), 100) {
			w.Write(part)
		}
		w.Close()
		return b.String() + "\r\n"
	}
	for name, block := range map[string]string{
		"as it is":               answer(typeHTML, page),
		"chunked":                answer(typeHTML+"\r\nTransfer-Encoding: chunked", chunked(page)),
		"said to be chunked":     answer(typeHTML+"\r\nTransfer-Encoding: chunked", page),
		"gzip":                   answer(typeHTML+"\r\nContent-Encoding: gzip", string(gzipped(page))),
		"said to be gzip":        answer(typeHTML+"\r\nContent-Encoding: gzip", page),
		"gzip in chunks":         answer(typeHTML+"\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked", chunked(string(gzipped(page)))),
		"deflate":                answer(typeHTML+"\r\nContent-Encoding: deflate", deflated.String()),
		"br":                     answer(typeHTML+"\r\nContent-Encoding: br", brotlied.String()),
		"said to be br":          answer(typeHTML+"\r\nContent-Encoding: br", page),
		"zstd":                   answer(typeHTML+"\r\nContent-Encoding: zstd", string(e.EncodeAll([]byte(page), nil))),
		"charset of the head":    answer("content-type: text/html; charset=windows-1252", latin),
		"charset in vain":        answer("Content-Type: text/html; charset=klingon", page),
		"no content type":        answer("Server: x", page),
		"bare line ends":         strings.ReplaceAll(answer(typeHTML, page), "\r\n", "\n"),
		"nonsense in the head":   answer("nonsense\r\n: x\r\n"+typeHTML, page),
		"HTTP/2":                 strings.Replace(answer(typeHTML, page), "HTTP/1.1 200 OK", "HTTP/2 200", 1),
		"a field over two lines": answer("X-Long: a\r\n b\r\n"+typeHTML, page),
	} {
		t.Run(name, func(t *testing.T) {
			docs, defects := collect(t, Options{Stdin: strings.NewReader(responseRecord("https://news.example/a/b", block))}, "-")
			if len(defects) > 0 || len(docs) != 1 {
				t.Fatal(docs, defects)
			}
			want := strings.NewReplacer("ø", "o").Replace(sentence)
			if got := strings.NewReplacer("ø", "o").Replace(docs[0].Text); !strings.Contains(got, want) {
				t.Errorf("%q lacks %q", got, want)
			}
		})
	}
}

// TestRecords reads the kinds of records and of packing.
func TestRecords(t *testing.T) {
	title, body, sentence := prose(rand.New(rand.NewPCG(1, 1)), 1)
	page := article(title, body)
	plain := record("https://news.example/a", "resource", "text/html", page, "", len(page)) +
		strings.Replace(responseRecord("<https://news.example/b>", answer(typeHTML, page)), "WARC/1.0", "WARC/1.1", 1) +
		record("https://news.example/c", "conversion", "text/plain", sentence, "", len(sentence)) +
		responseRecord("https://news.example/b", answer(typeHTML, page)) // once more
	gz, zst := pack(t, plain)
	for name, content := range map[string]string{"a.warc": plain, "a.warc.gz": gz, "a.warc.zst": zst, "a.warc.wet.gz": gz} {
		t.Run(name, func(t *testing.T) {
			dir := tree(t, map[string]string{name: content})
			docs, defects := collect(t, Options{}, dir)
			if len(defects) > 0 {
				t.Error(defects)
			}
			checkIDs(t, docs, "https://news.example/a", "https://news.example/b", "https://news.example/c")
			for _, d := range docs {
				if !strings.Contains(d.Text, sentence) {
					t.Errorf("%s: %q", d.ID, d.Text)
				}
			}
			piped, _ := collect(t, Options{Stdin: strings.NewReader(content)}, "-")
			if !slices.Equal(ids(piped), ids(docs)) {
				t.Errorf("from a pipe %q", ids(piped))
			}
		})
	}
	_, defects := collect(t, Options{}, tree(t, map[string]string{"a.warc": "\r\n\r\n"}))
	checkDefect(t, defects, "a.warc", 0, "no WARC record")
}

// TestDateByCapture says when the day of a page's capture is taken for its date.
func TestDateByCapture(t *testing.T) {
	for name, c := range map[string]struct {
		published, text, uri string
		want                 schema.Date
	}{
		"its own":              {"2026-02-27", "In 2026.", "", "2026-02-27"},
		"none":                 {"", "They met on Friday.", "", ""},
		"the year in the text": {"", "They met in March 2026.", "", "2026-03-02"},
		"in the address":       {"", "They met.", "https://news.example/2026/03/talks", "2026-03-02"},
		"another year":         {"", "They met in 1997.", "", ""},
		"later than its visit": {"2027-01-01", "They met.", "", ""},
	} {
		doc := schema.Document{Text: c.text, Source: schema.Source{URI: c.uri, Published: schema.Date(c.published)}}
		dateByCapture(&doc, "2026-03-02T07:00:00Z")
		if doc.Source.Published != c.want {
			t.Errorf("%s: %q, want %q", name, doc.Source.Published, c.want)
		}
		if said := len(doc.Trail) > 0; said != (c.want != "" && c.published == "") {
			t.Errorf("%s: trail %q", name, doc.Trail)
		}
	}
}

// TestLargeRecord passes over a film without keeping it, and finds what is behind.
func TestLargeRecord(t *testing.T) {
	title, body, _ := prose(rand.New(rand.NewPCG(1, 1)), 1)
	film := answer("Content-Type: video/mp4", strings.Repeat("film ", 1<<20))
	long := answer(typeHTML, strings.Repeat("<p>long</p>", 1<<19))
	records := []string{responseRecord("https://news.example/film", film), responseRecord("https://news.example/long", long), responseRecord("https://news.example/a", answer(typeHTML, article(title, body)))}
	members := ""
	for _, r := range records {
		members += string(gzipped(r))
	}
	for name, content := range map[string]string{"a.warc": strings.Join(records, ""), "a.warc.gz": members} {
		docs, defects := collect(t, Options{MaxBytes: 1 << 20, MaxRatio: 2000}, filepath.Join(tree(t, map[string]string{name: content}), name))
		checkIDs(t, docs, "https://news.example/a")
		if len(defects) != 1 || !strings.Contains(defects[0].Reason, "larger than 1 MiB") {
			t.Error(name, defects)
		}
	}
}
