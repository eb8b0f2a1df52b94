package read

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// fuzz says that no bytes break a reader, that what it gives is UTF-8 text under an
// id, and that each defect says what to do.
func fuzz(f *testing.F, format Format, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
		f.Add([]byte(s[:len(s)/2]))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkReading(t, Options{Stdin: bytes.NewReader(data), Format: format, MaxBytes: 1 << 16})
	})
}

func checkReading(t *testing.T, o Options) {
	t.Helper()
	seen := map[string]bool{}
	for doc, err := range Documents(t.Context(), o, []string{"-"}) {
		var defect *Error
		switch {
		case err == nil && (!utf8.ValidString(doc.Text) || strings.TrimSpace(doc.Text) == ""):
			t.Fatalf("text %q", doc.Text)
		case err == nil && (!utf8.ValidString(doc.ID) || seen[doc.ID] || doc.ID == ""):
			t.Fatalf("id %q", doc.ID)
		case err != nil && (!errors.As(err, &defect) || defect.Reason == ""):
			t.Fatalf("error %v", err)
		case err == nil:
			seen[doc.ID] = true
		}
	}
}

func FuzzText(f *testing.F) {
	fuzz(f, Text, sentence, "caf\xe9", "\xff\xfeA\x00", "\x00A\x00B\x00C\x00D", "\ufeff"+sentence, "a\r\n\x1b[31mb\x85")
}

func FuzzHTML(f *testing.F) {
	title, body, _ := prose(rand.New(rand.NewPCG(1, 1)), 1)
	fuzz(f, HTML, article(title, body), "<html><body><p>A", `<?xml encoding="x"?>`, "<table><td><br><br>a<p>", "<p>a<br>b<br><br>c<b>d</b>", "<pre>a</pre><svg><p>b", "<meta charset=utf-16><p>a",
		`<p style="display:none">a</p><figure><figcaption>b`)
}

func FuzzJSONL(f *testing.F) {
	fuzz(f, JSONL, "{\"text\":\"A.\"}\n[", `{"id":"x","text":["A.","B."],"date":"2016-08"}`+"\n"+`{"id":"x","text":"C"}`, `{"text":{"a":1}}`, `{"text":"A.","url":"u","date":1e400}`, "\ufeff{\"text\":\"\\ud800\"}")
}

func FuzzWARC(f *testing.F) {
	title, body, _ := prose(rand.New(rand.NewPCG(1, 1)), 1)
	page := article(title, body)
	plain := responseRecord("https://news.example/a", answer(typeHTML+"\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", "5\r\n"+page+"\r\n0\r\n\r\n")) +
		record("https://news.example/b", "resource", "text/html; charset=latin1", page, "", len(page)) + record("https://news.example/c", "conversion", "text/plain", sentence, "", 1<<40)
	fuzz(f, WARC, plain, "WARC/1.0\r\n\r\n", "WARC/1.1\nContent-Length: 1\n\n")
}

// FuzzWARCMembers breaks the packing, which a fuzzer of bytes would hardly get past.
func FuzzWARCMembers(f *testing.F) {
	title, body, _ := prose(rand.New(rand.NewPCG(1, 1)), 1)
	one := string(gzipped(responseRecord("https://news.example/a", answer(typeHTML, article(title, body)))))
	f.Add([]byte(one+one), uint(3), byte(1))
	f.Add([]byte("\x1f\x8b\x08"+one+"x"+one), uint(400), byte(0x80))
	f.Fuzz(func(t *testing.T, data []byte, at uint, flip byte) {
		if len(data) > 0 {
			data = bytes.Clone(data)
			data[at%uint(len(data))] ^= flip
		}
		data = append(data, one...)
		checkReading(t, Options{Stdin: bytes.NewReader(append([]byte{0x1f, 0x8b, 8}, data...)), Format: Auto, MaxBytes: 1 << 16})
		checkReading(t, Options{Stdin: bytes.NewReader(append(gzipped("WARC/1.0\r\n\r\n"), data...)), Format: Auto, MaxBytes: 1 << 16})
	})
}

func FuzzTar(f *testing.F) {
	fuzz(f, Tar, tarred(f, append(files("a.txt", "../b.txt"), entry{name: "c.jsonl", content: `{"text":"A."}`})), tarred(f, []entry{{"l.txt", "a.txt", '2'}, {name: "in.zip", content: zipped(f, files("a.txt"))}}))
}

func FuzzZip(f *testing.F) {
	fuzz(f, Zip, zipped(f, append(files("a.txt", "../b.txt"), entry{name: "c.html", content: "<p>A."})), zipped(f, []entry{{name: "in.tar", content: tarred(f, files("a.txt"))}}))
}

// FuzzPacked goes by the first bytes: gzip, zstd, and what they hold.
func FuzzPacked(f *testing.F) {
	gz, zst := pack(f, sentence)
	tgz, tzst := pack(f, tarred(f, files("a.txt")))
	fuzz(f, Auto, gz, zst, tgz, tzst, "\x1f\x8b\x08", "\x28\xb5\x2f\xfd", sentence, `{"text":"A."}`, "<html><p>A")
}

// FuzzEncodings says that text is given in UTF-8 or refused, whatever is declared.
func FuzzEncodings(f *testing.F) {
	const text = "Président Mitterrand’s “visit” to São Tomé – a first."
	latin, _ := charmap.Windows1252.NewEncoder().String(text)
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	for _, s := range []string{text, latin, wide, wide[2:], "\x00\x00\xfe\xff\x00\x00\x00A", "\xff\xfe\x00\x00A\x00\x00\x00"} {
		for _, e := range []string{"", "utf-8", "windows-1252", "utf-16be", "shift_jis", "gb18030", "iso-2022-jp", "x-user-defined"} {
			f.Add([]byte(s), e)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, encoding string) {
		text, defect := decode(data, encoding)
		if defect == nil && (!utf8.ValidString(text) || strings.Contains(text, "\x00")) {
			t.Errorf("%q as %q becomes %q", data, encoding, text)
		}
		if defect != nil && (defect.Reason == "" || text != "") {
			t.Errorf("%q as %q: %+v", data, encoding, defect)
		}
	})
}
