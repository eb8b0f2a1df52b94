package read

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"backchannel/schema"
)

// warc reads the records of a web archive by ISO 28500 (WARC 1.0 and 1.1): as
// they are, or each in a gzip member of its own, or packed as a whole. What is
// broken is a defect with its number and place, and the reading goes on at the
// next record that can be found.
type warc struct {
	*reader
	file
	records int            // seen, broken ones among them
	passed  map[string]int // records that are no article, by why
}

// largestHead bounds the head of a record and that of an HTTP response.
const largestHead = 64 << 10

// warc reads a web archive. in is packed still.
func (r *reader) warc(f file, in io.Reader) bool {
	w := &warc{reader: r, file: f, passed: map[string]int{}}
	most := int(r.MaxBytes) + 2*largestHead
	ok := true
	if f.packed == "gz" {
		ok = w.members(newTape(in, most))
	} else {
		plain, closer, err := r.unpack(f, in)
		if err != nil {
			return r.fail(r.defect(f, err))
		}
		defer closer()
		t := newTape(plain, most)
		ok = w.stretch(t, t.offset)
	}
	if !ok {
		return false
	}
	for _, why := range slices.Sorted(maps.Keys(w.passed)) {
		r.skip(f.path, fmt.Sprintf("%d records: %s", w.passed[why], why))
	}
	if w.records == 0 {
		return r.fail(&Error{Source: f.path, Reason: "holds no WARC record", Hint: "check how it was made; a WARC file begins with WARC/1.0 or WARC/1.1"})
	}
	return true
}

// broken tells a defect of the record that begins at a place in the file.
func (w *warc) broken(at int64, id, reason, hint string, err error) bool {
	source := fmt.Sprintf("%s: record %d at byte %d", w.path, w.records, at)
	return w.failDocument(schema.Document{ID: cmp.Or(id, source)}, &Error{Source: source, Reason: reason, Hint: hint, Err: err})
}

const fetchAgain = "fetch the archive again, or go on without this record"

// members reads gzip members, each of which holds a record; one that holds more
// (a WARC file that was packed as a whole) is read as well.
func (w *warc) members(t *tape) bool {
	var z gzip.Reader
	var a *ahead
	meter := w.meter(w.file, func() int64 { return t.offset() + int64(a.n) })
	for {
		if w.ctx.Err() != nil {
			return false
		}
		head := t.see(3)
		at := t.offset()
		if len(head) == 0 {
			if t.err != io.EOF {
				return w.fail(&Error{Source: w.path, Reason: system("cannot be read", t.err), Hint: hintFor(t.err), Err: t.err})
			}
			return true
		}
		if !bytes.HasPrefix(head, gzipMagic) {
			w.records++
			n := nextMember(t)
			if !w.broken(at, "", fmt.Sprintf("%d bytes that are no gzip member", n), fetchAgain, nil) {
				return false
			}
			continue
		}
		a = &ahead{tape: t}
		before := w.records
		err := z.Reset(a)
		var plain *tape
		if err == nil {
			z.Multistream(false)
			out := &metered{in: &z, meter: meter}
			plain = newTape(out, t.most)
			if !w.stretch(plain, func() int64 { return at }) {
				return false
			}
			err = plain.err
		}
		switch {
		case err == io.EOF:
			t.take(a.n)
			continue
		case errors.Is(err, errRatio):
			return w.fail(bomb(w.file, err))
		}
		if w.records == before { // nothing was told of it yet
			w.records++
			if !w.broken(at, "", memberReason(err), fetchAgain, err) {
				return false
			}
		}
		if len(t.see(1)) > 0 {
			t.take(1)
			nextMember(t)
		}
	}
}

var gzipMagic = []byte{0x1f, 0x8b, 8}

// nextMember takes what stands before the next gzip member that begins like a
// record, and returns its length.
func nextMember(t *tape) (n int) {
	for {
		window := t.see(tapeBlock)
		i := bytes.Index(window, gzipMagic)
		switch {
		case i < 0 && len(window) < 3:
			t.take(len(window))
			return n + len(window)
		case i < 0:
			t.take(len(window) - 2)
			n += len(window) - 2
			continue
		}
		t.take(i)
		n += i
		if z, err := gzip.NewReader(bytes.NewReader(t.see(tapeBlock))); err == nil {
			begin := make([]byte, 5)
			if _, err := io.ReadFull(z, begin); err == nil && string(begin) == "WARC/" {
				return n
			}
		}
		t.take(1)
		n++
	}
}

func memberReason(err error) string {
	switch {
	case errors.Is(err, gzip.ErrChecksum):
		return "its gzip checksum is wrong"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "the file ends in the middle of it"
	}
	return "it cannot be unpacked: " + err.Error()
}

var (
	versionLine = regexp.MustCompile(`^WARC/[01]\.[0-9]+[ \t]*\r?\n`)
	recordBegin = regexp.MustCompile(`\nWARC/[01]\.[0-9]+[ \t]*\r?\n`)
)

// nextRecord takes what stands before the next line that begins a record.
func nextRecord(t *tape) (n int64) {
	const longest = 32 // of the line that begins a record, more or less
	for {
		window := t.see(tapeBlock)
		if i := recordBegin.FindIndex(window); i != nil {
			t.take(i[0] + 1)
			return n + int64(i[0]+1)
		}
		if len(window) <= longest {
			t.take(len(window))
			return n + int64(len(window))
		}
		t.take(len(window) - longest)
		n += int64(len(window) - longest)
	}
}

// stretch reads the records of a tape: a file's, or those of one gzip member.
// place says where a record that begins now is in the file. What ended the tape
// is told with the record that it cut off.
func (w *warc) stretch(t *tape, place func() int64) bool {
	for {
		if w.ctx.Err() != nil {
			return false
		}
		for {
			if b := t.see(1); len(b) == 0 || b[0] != '\r' && b[0] != '\n' {
				break
			}
			t.take(1)
		}
		at := place()
		window := t.see(largestHead)
		if len(window) == 0 {
			if t.err != io.EOF && w.packed != "gz" {
				return w.fail(w.defect(w.file, t.err))
			}
			return true
		}
		w.records++
		if !versionLine.Match(window) {
			n := nextRecord(t)
			if !w.broken(at, "", cmp.Or(ending(t), fmt.Sprintf("%d bytes that are no record", n)), fetchAgain, nil) {
				return false
			}
			continue
		}
		size := headSize(window)
		if size < 0 {
			t.take(5)
			nextRecord(t)
			if !w.broken(at, "", cmp.Or(ending(t), "its head does not end"), fetchAgain, nil) {
				return false
			}
			continue
		}
		head := fieldsOf(window[bytes.IndexByte(window, '\n')+1 : size])
		id := head["warc-target-uri"]
		if !utf8.Valid(window[:size]) {
			id = ""
		}
		length, reason := contentLength(head)
		switch {
		case reason != "":
		case !utf8.Valid(window[:size]):
			reason = "its head is not UTF-8"
		case length > w.MaxBytes:
			if !w.large(t, at, size, length, head) {
				return false
			}
			continue
		default:
			reason = blockDefect(t, size, int(length))
		}
		if reason != "" {
			t.take(size)
			nextRecord(t)
			if !w.broken(at, id, reason, fetchAgain, nil) {
				return false
			}
			continue
		}
		block := t.see(size + int(length))[size:]
		if !w.record(at, head, block) {
			return false
		}
		t.take(size + int(length))
	}
}

// ending says why a tape ended, "" where it goes on or ended well.
func ending(t *tape) string {
	if t.err == nil || t.err == io.EOF || len(t.buf) > t.pos {
		return ""
	}
	return memberReason(t.err)
}

// blockDefect looks whether the block of a record is whole: behind it two line
// ends stand, or nothing.
func blockDefect(t *tape, size, length int) string {
	const tail = 16
	seen := t.see(size + length + tail)
	if len(seen) < size+length {
		if t.err != io.EOF {
			return memberReason(t.err)
		}
		return fmt.Sprintf("it is cut off: its Content-Length is %d, and %d bytes are there", length, len(seen)-size)
	}
	behind := seen[size+length:]
	next := bytes.TrimLeft(behind, "\r\n")
	switch {
	case len(next) == 0 && len(behind) < tail && t.err != io.EOF:
		return memberReason(t.err)
	case len(next) == 0, bytes.HasPrefix(next, []byte("WARC/")), bytes.HasPrefix([]byte("WARC/"), next), bytes.HasPrefix(behind, []byte("\r\n\r\n")), bytes.HasPrefix(behind, []byte("\n\n")):
		return ""
	}
	return fmt.Sprintf("its Content-Length of %d is wrong: no record ends there", length)
}

// large passes over a record that is larger than a document may be. Its end is
// looked for, since a length that big may be a slip.
func (w *warc) large(t *tape, at int64, size int, length int64, head fields) bool {
	begin := append([]byte(nil), t.see(largestHead)[size:]...)
	t.take(size)
	n := nextRecord(t)
	switch {
	case n < length || n > length+4:
		reason := fmt.Sprintf("its Content-Length of %d is wrong: %d bytes are there", length, n)
		return w.broken(at, head["warc-target-uri"], cmp.Or(ending(t), reason), fetchAgain, nil)
	case w.kind(head) == recordResponse:
		if answer, _ := splitResponse(begin); answer != nil && answer.pass() != "" {
			w.passed[answer.pass()]++
			return true
		}
	case w.kind(head) == recordOther:
		w.passed[otherRecord]++
		return true
	}
	e := w.tooLarge("", 0)
	return w.broken(at, head["warc-target-uri"], e.Reason, e.Hint, errTooLarge)
}

func contentLength(head fields) (int64, string) {
	if head["warc-type"] == "" {
		return 0, "it has no WARC-Type"
	}
	s, ok := head["content-length"]
	if !ok {
		return 0, "it has no Content-Length"
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0, fmt.Sprintf("its Content-Length is %.40q", s)
	}
	return n, ""
}

type recordKind int

const (
	recordOther    recordKind = iota
	recordResponse            // an HTTP answer
	recordPage                // a page without one
	recordText                // text that somebody made of a page
)

const otherRecord = "no response (requests, metadata, and so on)"

func (w *warc) kind(head fields) recordKind {
	media, _, _ := strings.Cut(strings.ToLower(head["content-type"]), ";")
	media = strings.TrimSpace(media)
	switch strings.ToLower(head["warc-type"]) {
	case "response":
		if media == "" || media == "application/http" {
			return recordResponse
		}
	case "resource":
		if isPage(media) {
			return recordPage
		}
	case "conversion":
		if media == "text/plain" {
			return recordText
		}
	}
	return recordOther
}

// record reads one whole record.
func (w *warc) record(at int64, head fields, block []byte) bool {
	kind := w.kind(head)
	if kind == recordOther {
		w.passed[otherRecord]++
		return true
	}
	uri := strings.Trim(head["warc-target-uri"], "<> ")
	if uri == "" {
		return w.broken(at, "", "it has no WARC-Target-URI", fetchAgain, nil)
	}
	if _, ok := w.seen.find(uri); ok {
		w.passed["captured before"]++
		return true
	}
	answer := &response{status: 200, media: "text/html", body: block}
	if kind == recordResponse {
		var reason string
		if answer, reason = splitResponse(block); reason != "" {
			return w.broken(at, uri, reason, fetchAgain, nil)
		}
		if why := answer.pass(); why != "" {
			w.passed[why]++
			return true
		}
		if err := answer.unpack(w.MaxBytes); err != nil {
			if errors.Is(err, errTooLarge) {
				e := w.tooLarge("", 0)
				return w.broken(at, uri, e.Reason, e.Hint, err)
			}
			return w.broken(at, uri, err.Error(), fetchAgain, err)
		}
	} else {
		answer.charset = charsetOf(head["content-type"])
	}
	if answer.media == "" && sniff(answer.body[:min(len(answer.body), 1024)]) != HTML {
		w.passed["another kind than a page"]++
		return true
	}
	doc := schema.Document{ID: uri, Source: schema.Source{URI: uri}}
	if kind == recordText {
		doc.Text = string(bytes.ToValidUTF8(answer.body, []byte("\ufffd")))
	} else {
		declared := answer.charset
		if e, err := lookup(declared); e == nil || err != nil {
			declared = cmp.Or(declaredEncoding(answer.body), w.Encoding)
		}
		text, defect := decode(answer.body, declared)
		if defect != nil {
			return w.broken(at, uri, "its page "+defect.Reason, defect.Hint, defect.Err)
		}
		var prose int
		var err error
		doc, prose, err = extract(doc, text)
		if errors.Is(err, errNoText) || err == nil && prose < leastProse {
			w.passed["no article"]++
			return true
		}
		if err != nil {
			return w.broken(at, uri, err.Error(), "open the page in a browser; its text can be passed as .txt", err)
		}
		doc.Source.URI = uri
	}
	if l := foreign(doc); l != "" {
		w.passed["not in English"]++
		return true
	}
	if strings.TrimSpace(doc.Text) == "" {
		w.passed["no article"]++
		return true
	}
	dateByCapture(&doc, head["warc-date"])
	return w.give(doc, place{path: fmt.Sprintf("%s: record %d", w.path, w.records)})
}

// dateByCapture judges a page's date by the day on which it was fetched. A date
// after that day is none. Where the page has no date the day is taken, but only
// if the page's text or address names its year: most of what a crawler
// meets is older than its visit, and a wrong date is worse than none.
func dateByCapture(doc *schema.Document, capture string) {
	when, err := time.Parse(time.RFC3339, capture)
	if err != nil {
		return
	}
	if p := doc.Source.Published; p != "" && string(p) > string(schema.DayOf(when.AddDate(0, 0, 1))) {
		doc.Source.Published = ""
	}
	if doc.Source.Published != "" {
		return
	}
	year := regexp.MustCompile(`\b` + when.Format("2006") + `\b`)
	if year.MatchString(doc.Text) || year.MatchString(doc.Source.URI) {
		doc.Source.Published = schema.DayOf(when)
		doc.Trail = append(doc.Trail, "read: its date is the day on which the page was fetched")
	}
}

// fields are the named fields of a head, their names in small letters. The first
// of several of one name counts.
type fields map[string]string

func fieldsOf(head []byte) fields {
	f := fields{}
	last := ""
	for line := range bytes.Lines(head) {
		text := strings.TrimRight(string(line), "\r\n")
		if text != "" && (text[0] == ' ' || text[0] == '\t') && last != "" {
			f[last] += " " + strings.TrimSpace(text)
			continue
		}
		name, value, ok := strings.Cut(text, ":")
		name = strings.ToLower(strings.TrimSpace(name))
		if !ok || f[name] != "" {
			last = ""
			continue
		}
		last = name
		f[name] = strings.TrimSpace(value)
	}
	return f
}

// headSize is the length of a head with the empty line that ends it, -1 where
// none does.
func headSize(b []byte) int {
	long, short := bytes.Index(b, []byte("\r\n\r\n")), bytes.Index(b, []byte("\n\n"))
	switch {
	case long >= 0 && (short < 0 || long < short):
		return long + 4
	case short >= 0:
		return short + 2
	}
	return -1
}
