package read

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// lookup finds an encoding by its name; "" has none.
func lookup(label string) (encoding.Encoding, error) {
	if label == "" {
		return nil, nil
	}
	e, name := charset.Lookup(label)
	if e == nil || name == "replacement" {
		return nil, fmt.Errorf("unknown encoding %q", label)
	}
	return e, nil
}

// declaredEncoding is what a page says of itself in its first kilobyte, "" when
// it says nothing.
func declaredEncoding(data []byte) string {
	head := data[:min(len(data), 1024)]
	if !bytes.Contains(bytes.ToLower(head), []byte("charset")) && !bytes.Contains(head, []byte("encoding=")) {
		return ""
	}
	if rest, ok := bytes.CutPrefix(head, []byte("<?xml")); ok {
		if _, rest, ok = bytes.Cut(rest, []byte(`encoding="`)); ok {
			if name, _, ok := bytes.Cut(rest, []byte(`"`)); ok {
				return string(name)
			}
		}
	}
	// Without a high byte DetermineEncoding says nothing but what is declared.
	_, name, certain := charset.DetermineEncoding(head, "")
	if name == "windows-1252" && !certain {
		return ""
	}
	return name
}

// decode makes UTF-8 of a text. A byte order mark counts first, then whether the
// bytes are UTF-8 already, then the encoding that was declared or configured,
// then windows-1252 where every byte has a letter in it. The defect lacks its
// source.
func decode(data []byte, declared string) (string, *Error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}):
		return convert(data, utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM), "UTF-32")
	case bytes.HasPrefix(data, []byte{0xef, 0xbb, 0xbf}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return convert(data, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), "UTF-16")
	}
	if bytes.IndexByte(data, 0) >= 0 {
		if order, ok := utf16Order(data); ok {
			return convert(data, unicode.UTF16(order, unicode.IgnoreBOM), "UTF-16")
		}
		return "", binary(data)
	}
	if utf8.Valid(data) {
		if tooManyControls(data) {
			return "", binary(data)
		}
		return string(data), nil
	}
	if enc, err := lookup(declared); enc != nil && err == nil && !isUTF8(declared) {
		return convert(data, enc, declared)
	}
	if tooManyControls(data) {
		return "", binary(data)
	}
	if line, ok := brokenUTF8(data); ok {
		return "", &Error{Line: line, Reason: "is not valid UTF-8", Hint: "repair it (iconv -c -f utf-8 -t utf-8 FILE), or name its encoding with --input-encoding"}
	}
	return convert(data, charmap.Windows1252, "windows-1252")
}

func isUTF8(label string) bool {
	_, name := charset.Lookup(label)
	return name == "utf-8"
}

func convert(data []byte, enc encoding.Encoding, name string) (string, *Error) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil || bytes.Count(out, []byte("\ufffd")) > len(out)/1000+1 || bytes.IndexByte(out, 0) >= 0 {
		return "", &Error{Reason: "is not valid " + name, Hint: "name its encoding with --input-encoding", Err: err}
	}
	return string(out), nil
}

// binary is the defect of a file that is no text.
func binary(data []byte) *Error {
	kind := "holds binary data, not text"
	switch {
	case bytes.HasPrefix(data, []byte("%PDF")):
		kind = "is a PDF file, not text"
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		kind = "is a ZIP or Office file, not text"
	case bytes.HasPrefix(data, []byte{0x1f, 0x8b}):
		kind = "is packed with gzip, but its name does not end in .gz"
	case bytes.HasPrefix(data, zstdMagic):
		kind = "is packed with zstd, but its name does not end in .zst"
	}
	return &Error{Reason: kind, Hint: "convert it to text first, or leave it out"}
}

// tooManyControls reports characters that no text has, more than one in a
// hundred bytes. Escape and the separators of old wires are no text either, but
// come singly.
func tooManyControls(data []byte) bool {
	n := 0
	for _, b := range data {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' || b == 0x7f {
			n++
		}
	}
	return n > 0 && n*100 > len(data)
}

// utf16Order sees UTF-16 without a mark: nearly every other byte of English text
// is zero.
func utf16Order(data []byte) (unicode.Endianness, bool) {
	if len(data)%2 != 0 || len(data) < 8 {
		return unicode.LittleEndian, false
	}
	var zeros [2]int
	for i, b := range data {
		if b == 0 {
			zeros[i%2]++
		}
	}
	half := len(data) / 2
	switch {
	case zeros[1]*10 >= half*7 && zeros[0]*20 <= half:
		return unicode.LittleEndian, true
	case zeros[0]*10 >= half*7 && zeros[1]*20 <= half:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

// brokenUTF8 reports bytes that windows-1252 does not explain, with the line of
// the first that is not UTF-8: more characters of several bytes are right than
// wrong, a byte has no letter in windows-1252, or so many bytes are high that
// the text is in another alphabet.
func brokenUTF8(data []byte) (line int, broken bool) {
	right, wrong, high, undefined := 0, 0, 0, false
	first := -1
	for i := 0; i < len(data); {
		b := data[i]
		if b < utf8.RuneSelf {
			i++
			continue
		}
		switch b {
		case 0x81, 0x8d, 0x8f, 0x90, 0x9d:
			undefined = true
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			wrong++
			if first < 0 {
				first = i
			}
		} else {
			right++
		}
		high += n
		i += n
	}
	return 1 + bytes.Count(data[:first], []byte{'\n'}), right > wrong || undefined || high*4 > len(data)
}
