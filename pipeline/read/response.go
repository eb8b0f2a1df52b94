package read

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"regexp"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// response is an HTTP answer as crawlers keep it. Some keep it as it came, others
// unpack the body and leave the head as it was; so a coding is undone only where
// the body has it.
type response struct {
	status         int
	media, charset string
	codings        []string // in the order in which they were applied
	chunked        bool
	body           []byte
}

var statusLine = regexp.MustCompile(`^HTTP/[0-9.]+ +([0-9]{3})\b[^\n]*\n`)

// splitResponse parts head and body.
func splitResponse(block []byte) (*response, string) {
	m := statusLine.FindSubmatchIndex(block)
	if m == nil {
		return nil, "it holds no HTTP response"
	}
	size := headSize(block[:min(len(block), largestHead)])
	if size < 0 {
		return nil, "its HTTP head is cut off"
	}
	head := fieldsOf(block[m[1]:max(size, m[1])])
	r := &response{body: block[size:], charset: charsetOf(head["content-type"])}
	r.status, _ = strconv.Atoi(string(block[m[2]:m[3]]))
	r.media, _, _ = strings.Cut(strings.ToLower(head["content-type"]), ";")
	r.media = strings.TrimSpace(r.media)
	for c := range strings.SplitSeq(strings.ToLower(head["content-encoding"]), ",") {
		if c = strings.TrimSpace(c); c != "" && c != "identity" {
			r.codings = append(r.codings, c)
		}
	}
	r.chunked = strings.Contains(strings.ToLower(head["transfer-encoding"]), "chunked")
	return r, ""
}

func charsetOf(contentType string) string {
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return parameters["charset"]
}

func isPage(media string) bool { return media == "text/html" || media == "application/xhtml+xml" }

// pass says why a response is no page, "" where it may be one.
func (r *response) pass() string {
	switch {
	case r.status != 200:
		return "no page (redirections, errors)"
	case r.media != "" && !isPage(r.media):
		return "another kind than a page"
	}
	return ""
}

// mostCodings is how many a body may have: more are no accident.
const mostCodings = 3

// unpack undoes the codings of the body, up to a size.
func (r *response) unpack(limit int64) error {
	if r.chunked && beginsChunk(r.body) {
		body, err := bounded(httputil.NewChunkedReader(bytes.NewReader(r.body)), limit)
		if err != nil {
			return fmt.Errorf("its body is cut off between chunks: %w", err)
		}
		r.body = body
	}
	if len(r.codings) > mostCodings {
		return fmt.Errorf("its body is packed %d times", len(r.codings))
	}
	for i := len(r.codings) - 1; i >= 0; i-- {
		in, err := undo(r.codings[i], r.body)
		if err == nil && in != nil {
			var body []byte
			if body, err = bounded(in, limit); err == nil {
				r.body = body
			}
		}
		switch {
		case errors.Is(err, errTooLarge):
			return err
		case err != nil && r.codings[i] == "br" && sniff(r.body[:min(len(r.body), 1024)]) == HTML:
			// Brotli has no mark of its own: the page was unpacked already.
		case err != nil:
			return fmt.Errorf("its body cannot be unpacked (%s): %w", r.codings[i], err)
		}
	}
	return nil
}

// undo opens a packed body; nil where the body does not have the coding.
func undo(coding string, body []byte) (io.Reader, error) {
	in := bytes.NewReader(body)
	switch coding {
	case "gzip", "x-gzip":
		if bytes.HasPrefix(body, gzipMagic[:2]) {
			return gzip.NewReader(in)
		}
	case "deflate":
		// By the standard with zlib's wrapping, by habit also without.
		if len(body) > 1 && body[0]&0x0f == 8 && (int(body[0])<<8+int(body[1]))%31 == 0 {
			return zlib.NewReader(in)
		}
		if len(body) > 0 && sniff(body[:min(len(body), 1024)]) != HTML {
			return flate.NewReader(in), nil
		}
	case "br":
		if len(body) > 0 {
			return brotli.NewReader(in), nil
		}
	case "zstd":
		if bytes.HasPrefix(body, zstdMagic) {
			z, err := zstd.NewReader(in, zstdOptions...)
			if err != nil {
				return nil, err
			}
			return z.IOReadCloser(), nil
		}
	default:
		return nil, errors.New("an unknown coding")
	}
	return nil, nil
}

// beginsChunk looks for the line with a chunk's size.
func beginsChunk(body []byte) bool {
	line, _, ok := bytes.Cut(body[:min(len(body), 64)], []byte("\n"))
	if !ok {
		return false
	}
	size, _, _ := bytes.Cut(line, []byte(";"))
	_, err := strconv.ParseUint(string(bytes.TrimSpace(size)), 16, 63)
	return err == nil
}

// bounded reads up to limit bytes.
func bounded(in io.Reader, limit int64) ([]byte, error) {
	var b bytes.Buffer
	n, err := b.ReadFrom(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, err
	}
	if n > limit {
		return nil, errTooLarge
	}
	return b.Bytes(), nil
}
