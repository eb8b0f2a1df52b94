package read

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"unicode"

	"github.com/klauspost/compress/zstd"
)

// deepest is how many archives may lie within each other: the one that was named
// and one in it.
const deepest = 2

// archive reads the files of a tar or zip archive, as a folder's are read. Names
// in it are ids and never paths: nothing is written anywhere.
type archive struct {
	*reader
	file
	meter  *meter
	read   int // members that could be read, broken ones among them
	others int // of other kinds
}

func (r *reader) archive(f file, packed func() int64) *archive {
	a := &archive{reader: r, file: f, meter: r.meter(f, packed)}
	a.meter.total = r.MaxArchive
	return a
}

// end tells of an archive that held nothing.
func (a *archive) end() bool {
	if a.read > 0 {
		return true
	}
	reason := "the archive holds no file that can be read"
	if a.others > 0 {
		reason += fmt.Sprintf(" (%d others were skipped)", a.others)
	}
	return a.fail(&Error{Source: a.path, Reason: reason, Hint: "files must end in " + kinds})
}

// member reads one file of the archive.
func (a *archive) member(name string, mode fs.FileMode, open func() (io.Reader, error)) bool {
	id := memberID(name)
	switch {
	case mode.IsDir():
		return true
	case id == "", hiddenName(id):
		return true
	case mode&fs.ModeSymlink != 0:
		a.others++
		a.skip(a.path+"/"+id, "a symbolic link")
		return true
	case !mode.IsRegular():
		a.others++
		a.skip(a.path+"/"+id, "no regular file")
		return true
	}
	f := file{path: a.path + "/" + id, id: a.id + "/" + id, depth: a.depth + 1, within: a.meter}
	var ok bool
	if f.format, f.packed, ok = kindOf(id); !ok {
		a.others++
		a.skip(f.path, "not "+kinds)
		return true
	}
	f.format = a.formatOf(f.format)
	a.read++
	if f.depth >= deepest && (f.format == Tar || f.format == Zip) {
		return a.fail(&Error{Source: f.path, Reason: "is an archive in an archive in an archive", Hint: "unpack the outer one first"})
	}
	in, err := open()
	if err != nil {
		return a.fail(a.defect(f, err))
	}
	if c, ok := in.(io.Closer); ok {
		defer c.Close()
	}
	return a.stream(f, in)
}

// memberID is a name with slashes, without what would lead out of the archive.
// Characters that no name has become "_".
func memberID(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case r == '\\':
			return '/'
		case r == unicode.ReplacementChar, unicode.IsControl(r):
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

func hiddenName(id string) bool {
	for part := range strings.SplitSeq(id, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return true
		}
	}
	return false
}

// tar reads an archive as it comes.
func (r *reader) tar(f file, in io.Reader, packed func() int64) bool {
	a := r.archive(f, packed)
	t := tar.NewReader(&metered{in: in, meter: a.meter})
	for {
		if r.ctx.Err() != nil {
			return false
		}
		h, err := t.Next()
		switch {
		case err == io.EOF:
			return a.end()
		case errors.Is(err, tar.ErrHeader) && a.read == 0 && a.others == 0:
			return r.fail(&Error{Source: f.path, Reason: "is no tar archive", Hint: "check its name against what it holds (file ARCHIVE)", Err: err})
		case err != nil:
			return r.fail(r.defect(f, err))
		}
		mode := h.FileInfo().Mode()
		if h.Typeflag == tar.TypeLink {
			mode |= fs.ModeIrregular // another name of a file that was read already
		}
		if !a.member(h.Name, mode, func() (io.Reader, error) { return t, nil }) {
			return false
		}
	}
}

// zip reads an archive by the list at its end. The list is held in memory, and so
// it is bounded like a document.
func (r *reader) zip(f file, in io.ReaderAt, size int64) bool {
	list := &listReader{in: in, left: max(r.MaxBytes, 1<<20)}
	z, err := zip.NewReader(list, size)
	switch {
	case errors.Is(err, errTooLarge):
		e := r.tooLarge(f.path, 0)
		e.Reason = "its list of files " + e.Reason
		return r.fail(e)
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return r.fail(&Error{Source: f.path, Reason: "is no zip archive, or a broken one: " + err.Error(), Hint: "check it with unzip -t", Err: err})
	}
	list.left = -1
	z.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstdOptions...))
	a := r.archive(f, func() int64 { return size })
	for _, member := range z.File {
		if r.ctx.Err() != nil {
			return false
		}
		more := a.member(member.Name, member.Mode(), func() (io.Reader, error) {
			if member.Flags&1 != 0 {
				return nil, errors.New("it is encrypted")
			}
			in, err := member.Open()
			if err != nil {
				return nil, err
			}
			return &closing{metered{in: in, meter: a.meter}, in}, nil
		})
		if !more {
			return false
		}
	}
	return a.end()
}

type closing struct {
	metered
	io.Closer
}

// listReader bounds what is read while left is not negative.
type listReader struct {
	in   io.ReaderAt
	left int64
}

func (l *listReader) ReadAt(p []byte, at int64) (int, error) {
	if l.left >= 0 {
		if l.left -= int64(len(p)); l.left < 0 {
			return 0, errTooLarge
		}
	}
	return l.in.ReadAt(p, at)
}

// zipStream reads a zip archive that is no file of its own: from a pipe, or
// within another. It has to be held in memory, as large as a document may be.
func (r *reader) zipStream(f file, in io.Reader) bool {
	if disk, ok := in.(*os.File); ok {
		if info, err := disk.Stat(); err == nil && info.Mode().IsRegular() {
			return r.zip(f, disk, info.Size())
		}
	}
	data, err := r.all(in)
	if err != nil {
		return r.fail(r.defect(f, err))
	}
	return r.zip(f, bytes.NewReader(data), int64(len(data)))
}
