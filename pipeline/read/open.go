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
		case f.packed == "" && f.format != JSONL && info.Size() > r.MaxBytes:
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
	plain, closer, err := unpack(in, f.packed)
	if err != nil {
		return r.fail(brokenPack(f, err))
	}
	defer closer()
	if f.format == JSONL {
		return r.jsonLines(f, plain)
	}
	data, err := r.all(plain)
	switch {
	case errors.Is(err, errTooLarge):
		return r.fail(r.tooLarge(f.path, 0))
	case err != nil && f.packed != "":
		return r.fail(brokenPack(f, err))
	case err != nil:
		return r.fail(&Error{Source: f.path, Reason: system("cannot be read", err), Hint: hintFor(err), Err: err})
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
	var b bytes.Buffer
	n, err := b.ReadFrom(io.LimitReader(in, r.MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if n > r.MaxBytes {
		return nil, errTooLarge
	}
	return b.Bytes(), nil
}

// largestWindow bounds the memory that a zstd frame may ask for.
const largestWindow = 128 << 20

func unpack(in io.Reader, packed string) (io.Reader, func(), error) {
	switch packed {
	case "gz":
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, nil, err
		}
		return z, func() { z.Close() }, nil
	case "zst":
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(largestWindow), zstd.WithDecoderMaxMemory(largestWindow))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	}
	return in, func() {}, nil
}

func brokenPack(f file, err error) *Error {
	tool := map[string]string{"gz": "gzip -t", "zst": "zstd -t"}[f.packed]
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
		return r.fail(&Error{Source: "-", Reason: "standard input is empty", Hint: "pipe a text, a page or JSON lines into the command"})
	}
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		f.packed = "gz"
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		f.packed = "zst"
	}
	if f.format != Auto {
		return r.stream(f, in)
	}
	plain, closer, err := unpack(in, f.packed)
	if err != nil {
		return r.fail(brokenPack(f, err))
	}
	defer closer()
	f.packed = ""
	begin := bufio.NewReaderSize(plain, 4096)
	head, _ = begin.Peek(1024)
	f.format = sniff(head)
	return r.stream(f, begin)
}

// sniff tells JSON lines and pages from text.
func sniff(head []byte) Format {
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
