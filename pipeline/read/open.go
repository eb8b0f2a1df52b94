package read

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"backchannel/schema"

	"github.com/klauspost/compress/zstd"
)

// errTooLarge ends the reading of a document that is over the limit.
var errTooLarge = errors.New("too large")

// ErrNoInput is the defect of standard input without a byte.
var ErrNoInput = errors.New("no input")

// file opens a file and reads its documents.
func (r *reader) file(f file) bool {
	if r.ctx.Err() != nil {
		return false
	}
	in, err := os.Open(f.path)
	if err != nil {
		return r.fail(&Error{Source: f.path, Reason: system("cannot be opened", err), Hint: hintFor(err), Err: err})
	}
	defer in.Close()
	if info, err := in.Stat(); err == nil && info.Mode().IsRegular() {
		switch {
		case info.Size() == 0:
			return r.fail(empty(f.path))
		case f.packed == "" && (f.format == Text || f.format == HTML) && info.Size() > r.MaxBytes:
			return r.fail(r.tooLarge(f.path, 0))
		}
	}
	return r.stream(f, in)
}

func empty(path string) *Error {
	return &Error{Source: path, Reason: "is empty", Hint: "leave it out, or check how it was made"}
}

func (r *reader) tooLarge(path string, line int) *Error {
	limit := fmt.Sprintf("%d bytes", r.MaxBytes)
	if r.MaxBytes >= 1<<20 {
		limit = fmt.Sprintf("%d MiB", r.MaxBytes>>20)
	}
	return &Error{Source: path, Line: line, Reason: "is larger than " + limit, Hint: "split it into documents, or raise the limit with --input-max-mb", Err: errTooLarge}
}

// stream unpacks and reads one file or standard input.
func (r *reader) stream(f file, in io.Reader) bool {
	switch {
	case f.format == WARC:
		return r.warc(f, in)
	case f.format == Zip && f.packed == "":
		return r.zipStream(f, in)
	}
	packed := &counted{in: in}
	plain, closer, err := r.unpack(f, packed)
	if err != nil {
		return r.fail(r.defect(f, err))
	}
	defer closer()
	switch f.format {
	case JSONL:
		return r.jsonLines(f, plain)
	case Tar:
		return r.tar(f, plain, packed.count)
	case Zip:
		return r.zipStream(f, plain)
	}
	data, err := r.all(plain)
	if err != nil {
		return r.fail(r.defect(f, err))
	}
	doc := schema.Document{ID: f.id, Source: schema.Source{URI: f.path}}
	declared := ""
	if f.format == HTML {
		declared = declaredEncoding(data)
	}
	if declared == "" {
		declared = r.Encoding
	}
	text, defect := decode(data, declared)
	if defect != nil {
		defect.Source = f.path
		return r.failDocument(doc, defect)
	}
	if f.format == HTML {
		doc, err = page(doc, text)
		if err != nil {
			return r.failDocument(doc, &Error{Source: f.path, Reason: "no article was found in the page: " + err.Error(), Hint: "save the article's own page, or pass its text as .txt", Err: err})
		}
	} else {
		doc.Text = text
	}
	if strings.TrimSpace(doc.Text) == "" {
		return r.failDocument(doc, empty(f.path))
	}
	return r.give(doc, place{path: f.path})
}

// all reads up to MaxBytes.
func (r *reader) all(in io.Reader) ([]byte, error) {
	return bounded(in, r.MaxBytes)
}

const tarMagic = 257 // where the first head of a tar archive says that it is one

// largestWindow bounds the memory that a zstd frame may ask for.
const largestWindow = 128 << 20

var (
	zstdMagic   = []byte{0x28, 0xb5, 0x2f, 0xfd}
	zstdOptions = []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(largestWindow), zstd.WithDecoderMaxMemory(largestWindow)}
)

// unpack opens what a file holds; in is read no further than that needs.
func (r *reader) unpack(f file, in io.Reader) (io.Reader, func(), error) {
	packed, ok := in.(*counted)
	if !ok {
		packed = &counted{in: in}
	}
	m := r.meter(f, packed.count)
	switch f.packed {
	case "gz":
		z, err := gzip.NewReader(packed)
		if err != nil {
			return nil, nil, err
		}
		return &metered{in: z, meter: m}, func() { z.Close() }, nil
	case "zst":
		z, err := zstd.NewReader(packed, zstdOptions...)
		if err != nil {
			return nil, nil, err
		}
		return &metered{in: z, meter: m}, z.Close, nil
	}
	return packed, func() {}, nil
}

// defect says what kept a file from being read.
func (r *reader) defect(f file, err error) *Error {
	if e := bomb(f, err); e != nil {
		return e
	}
	tool := map[string]string{"gz": "gzip -t", "zst": "zstd -t"}[f.packed]
	switch {
	case errors.Is(err, errTooLarge):
		return r.tooLarge(f.path, 0)
	case tool == "" && f.within != nil:
		return &Error{Source: f.path, Reason: "cannot be unpacked: " + err.Error(), Hint: "unpack the archive with another program, or check it with unzip -t or tar -t", Err: err}
	case tool == "" && f.format == Tar:
		return &Error{Source: f.path, Reason: "the archive is broken: " + err.Error(), Hint: "check it with tar -t", Err: err}
	case tool == "":
		return &Error{Source: f.path, Reason: system("cannot be read", err), Hint: hintFor(err), Err: err}
	}
	return &Error{Source: f.path, Reason: "cannot be unpacked: " + err.Error(), Hint: "check it with " + tool, Err: err}
}

// stdin reads what - stands for; its packing and its form are seen from how it
// begins.
func (r *reader) stdin() bool {
	f := file{path: "-", id: "-", format: r.Format}
	in := bufio.NewReaderSize(r.Stdin, 4096)
	head, err := in.Peek(4)
	if len(head) == 0 {
		if err != nil && err != io.EOF {
			return r.fail(&Error{Source: "-", Reason: "standard input cannot be read: " + err.Error(), Err: err})
		}
		return r.fail(&Error{Source: "-", Reason: "standard input is empty", Hint: "pipe a text, a page or JSON lines into the command", Err: ErrNoInput})
	}
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		f.packed = "gz"
	case bytes.HasPrefix(head, zstdMagic):
		f.packed = "zst"
	}
	if f.format != Auto {
		return r.stream(f, in)
	}
	if f.packed == "gz" {
		// Of a web archive each member is unpacked by itself.
		if z, err := gzip.NewReader(bytes.NewReader(peek(in, 4096))); err == nil && sniff(peek(bufio.NewReader(z), 8)) == WARC {
			f.format = WARC
			return r.stream(f, in)
		}
	}
	plain, closer, err := r.unpack(f, in)
	if err != nil {
		return r.fail(r.defect(f, err))
	}
	defer closer()
	f.packed = ""
	begin := bufio.NewReaderSize(plain, 4096)
	f.format = sniff(peek(begin, 1024))
	return r.stream(f, begin)
}

func peek(in *bufio.Reader, n int) []byte {
	head, _ := in.Peek(n)
	return head
}

// sniff tells the containers, JSON lines and pages from text.
func sniff(head []byte) Format {
	switch {
	case bytes.HasPrefix(head, []byte("WARC/")):
		return WARC
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return Zip
	case len(head) > tarMagic+5 && string(head[tarMagic:tarMagic+5]) == "ustar":
		return Tar
	}
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	head = bytes.ToLower(bytes.TrimSpace(head))
	switch {
	case bytes.HasPrefix(head, []byte("{\"")), bytes.HasPrefix(head, []byte("{ \"")):
		return JSONL
	case bytes.HasPrefix(head, []byte("<!doctype html")), bytes.HasPrefix(head, []byte("<html")), bytes.HasPrefix(head, []byte("<?xml")), bytes.HasPrefix(head, []byte("<!--")):
		return HTML
	}
	return Text
}
