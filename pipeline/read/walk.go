package read

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
)

// file is one file to read.
type file struct {
	path   string
	id     string // the id of a document that brings none
	format Format
	packed string // "gz", "zst" or ""
	depth  int    // archives around it
	within *meter // of the archive around it
}

const kinds = ".txt, .html, .htm, .xhtml, .jsonl, .ndjson, .warc, .tar or .zip, also with .gz or .zst"

// kindOf reads a file's format and packing from its name.
func kindOf(name string) (f Format, packed string, ok bool) {
	name = strings.ToLower(name)
	for _, p := range []string{"gz", "zst"} {
		if rest, cut := strings.CutSuffix(name, "."+p); cut {
			name, packed = rest, p
			break
		}
	}
	switch path.Ext(name) {
	case ".warc", ".wet":
		return WARC, packed, true
	case ".tar":
		return Tar, packed, true
	case ".tgz":
		return Tar, "gz", packed == ""
	case ".zip":
		return Zip, packed, true
	case ".txt":
		return Text, packed, true
	case ".html", ".htm", ".xhtml":
		return HTML, packed, true
	case ".jsonl", ".ndjson":
		return JSONL, packed, true
	}
	return "", packed, false
}

// Whole reports that an input stands for all that it holds, so that what it holds no
// more is gone: a folder, a tar or a zip. A list, a pattern and standard input may hold
// just what is new.
func Whole(options Options, input string) bool {
	info, err := os.Stat(input)
	if err != nil {
		return false
	}
	format, _, _ := kindOf(input)
	r := reader{Options: options}
	format = r.formatOf(format)
	return info.IsDir() || format == Tar || format == Zip
}

// formatOf is the form of a file whose name says one, as the options want it.
// Archives stay archives: the option is about what is in them.
func (r *reader) formatOf(f Format) Format {
	if r.Format != Auto && f != WARC && f != Tar && f != Zip {
		return r.Format
	}
	return f
}

// input reads what one argument names.
func (r *reader) input(name string) bool {
	if r.ctx.Err() != nil {
		return false
	}
	if name == "-" {
		return r.stdin()
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return r.folder(name)
	case err == nil:
		return r.named(name, filepath.Base(name))
	case strings.ContainsAny(name, "*?["):
		return r.glob(name)
	}
	return r.fail(&Error{Source: name, Reason: system("cannot be found", err), Hint: "check the spelling; a path counts from the folder that the command runs in", Err: err})
}

// system says what went wrong with a file in plain words.
func system(usual string, err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "permission denied"
	case errors.Is(err, fs.ErrNotExist):
		return "no such file or folder"
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return usual + ": " + p.Err.Error()
	}
	if err == nil {
		return usual
	}
	return usual + ": " + err.Error()
}

func hintFor(err error) string {
	if errors.Is(err, fs.ErrPermission) {
		return "give the user who runs this the right to read it (chmod u+r FILE, chmod u+rx FOLDER)"
	}
	return ""
}

// named reads a file that was asked for by name, whose kind must be known.
func (r *reader) named(name, id string) bool {
	f := file{path: name, id: id}
	format, packed, ok := kindOf(name)
	f.format, f.packed = r.formatOf(format), packed
	if !ok && r.Format == Auto {
		return r.fail(&Error{Source: name, Reason: fmt.Sprintf("is of no kind that can be read (%q)", filepath.Ext(name)), Hint: "rename it to " + kinds + ", or say what it holds with --input-format text, html, jsonl, warc, tar or zip"})
	}
	return r.file(f)
}

// folder reads the files of a folder and of those in it, in the order of their
// paths. Symbolic links are not followed: a target within the folder is read
// under its own name, and one outside was not asked for. Names that begin with a
// point are passed over.
func (r *reader) folder(root string) bool {
	var files []file
	others, failed, alive := 0, 0, true
	start := root + string(filepath.Separator) // a link to a folder is followed when it is what was named
	err := filepath.WalkDir(start, func(p string, d fs.DirEntry, err error) error {
		if r.ctx.Err() != nil {
			alive = false
			return fs.SkipAll
		}
		if err != nil {
			failed++
			if alive = r.fail(&Error{Source: filepath.Clean(p), Reason: system("cannot be read", err), Hint: hintFor(err), Err: err}); !alive {
				return fs.SkipAll
			}
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasPrefix(d.Name(), ".") && p != start {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		format, packed, ok := kindOf(d.Name())
		switch {
		case d.Type()&fs.ModeSymlink != 0 && p != start:
			others++
			r.skip(p, "a symbolic link")
		case !d.Type().IsRegular() && p != start:
			others++
			r.skip(p, "no regular file")
		case !ok:
			others++
			r.skip(p, "not "+kinds)
		default:
			files = append(files, file{path: p, id: below(root, p), format: r.formatOf(format), packed: packed})
		}
		return nil
	})
	if !alive {
		return false
	}
	if err != nil {
		return r.fail(&Error{Source: root, Reason: system("cannot be read", err), Hint: hintFor(err), Err: err})
	}
	if len(files) == 0 && failed == 0 {
		reason := "the folder holds no file that can be read"
		if others > 0 {
			reason += fmt.Sprintf(" (%d others were skipped)", others)
		}
		return r.fail(&Error{Source: root, Reason: reason, Hint: "files must end in " + kinds})
	}
	sort.Slice(files, func(i, j int) bool { return files[i].id < files[j].id })
	for _, f := range files {
		if !r.file(f) {
			return false
		}
	}
	return true
}

// below is the path of a file within a folder, with slashes.
func below(folder, name string) string {
	rel, err := filepath.Rel(folder, name)
	if err != nil {
		rel = name
	}
	return filepath.ToSlash(rel)
}

// glob reads the files and folders that a pattern matches, in order;
// ** stands for any number of folders.
func (r *reader) glob(pattern string) bool {
	names, err := matches(pattern)
	if err != nil {
		return r.fail(&Error{Source: pattern, Reason: "is no pattern: " + err.Error(), Hint: "close each [ with a ]", Err: err})
	}
	if len(names) == 0 {
		return r.fail(&Error{Source: pattern, Reason: "the pattern matches no file", Hint: "check the spelling; a path counts from the folder that the command runs in"})
	}
	sort.Strings(names)
	base := filepath.Dir(pattern[:strings.IndexAny(pattern, "*?[")] + "x")
	for _, name := range names {
		// What a pattern happens to match was not named: as in a folder, a link is not
		// followed, and what is no file (a pipe, a device) is left alone.
		info, err := os.Lstat(name)
		switch {
		case err == nil && info.IsDir():
			if !r.folder(name) {
				return false
			}
			continue
		case err == nil && info.Mode()&fs.ModeSymlink != 0:
			r.skip(name, "a symbolic link")
			continue
		case err == nil && !info.Mode().IsRegular():
			r.skip(name, "no regular file")
			continue
		}
		if _, _, ok := kindOf(name); !ok && r.Format == Auto {
			r.skip(name, "not "+kinds)
			continue
		}
		if !r.named(name, below(base, name)) {
			return false
		}
	}
	return true
}

func matches(pattern string) ([]string, error) {
	before, after, ok := strings.Cut(filepath.ToSlash(pattern), "**/")
	if !ok {
		return filepath.Glob(pattern)
	}
	if _, err := path.Match(after, ""); err != nil {
		return nil, err
	}
	roots := []string{"."}
	if before != "" {
		var err error
		if roots, err = filepath.Glob(filepath.Clean(before)); err != nil {
			return nil, err
		}
	}
	depth := strings.Count(after, "/") + 1
	var names []string
	for _, root := range roots {
		err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil // an unreadable folder matches nothing
			}
			rel, err := filepath.Rel(root, p)
			if err != nil {
				return err
			}
			parts := strings.Split(filepath.ToSlash(rel), "/")
			if len(parts) < depth {
				return nil
			}
			if ok, _ := path.Match(after, strings.Join(parts[len(parts)-depth:], "/")); ok {
				names = append(names, p)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return names, nil
}
