package read

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

type entry struct {
	name, content string
	kind          byte // of tar; 0 is a file
}

func files(names ...string) (out []entry) {
	for _, n := range names {
		out = append(out, entry{name: n, content: sentence})
	}
	return out
}

func tarred(t testing.TB, entries []entry) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Typeflag: max(e.kind, tar.TypeReg), Mode: 0o644}
		if e.kind == 0 {
			h.Typeflag, h.Size = tar.TypeReg, int64(len(e.content))
		} else {
			h.Linkname = e.content
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if e.kind == 0 {
			w.Write([]byte(e.content))
		}
	}
	w.Close()
	return b.String()
}

func zipped(t testing.TB, entries []entry) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		switch e.kind {
		case tar.TypeSymlink:
			h.SetMode(0o777 | 1<<27) // fs.ModeSymlink
		case tar.TypeFifo:
			h.SetMode(0o644 | 1<<25) // fs.ModeNamedPipe
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(e.content))
	}
	w.Close()
	return b.String()
}

// archives packs the same entries in every way.
func archives(t testing.TB, entries []entry) map[string]string {
	plain := tarred(t, entries)
	gz, zst := pack(t, plain)
	return map[string]string{"a.tar": plain, "a.tar.gz": gz, "a.tgz": gz, "a.tar.zst": zst, "a.zip": zipped(t, entries)}
}

// TestArchives says that an archive is read as a folder is.
func TestArchives(t *testing.T) {
	gz, _ := pack(t, sentence)
	entries := append(files("a/1.txt", "b.txt", ".hidden.txt", "a/.git/c.txt", "__MACOSX/b.txt", "d.pdf"),
		entry{name: "a/2.txt.gz", content: gz},
		entry{name: "c.jsonl", content: `{"id":"one","text":"A."}` + "\n" + `{"text":"B."}`},
		entry{name: "empty.txt"},
		entry{name: "e.html", content: "<html><body><p>" + sentence + "</p></body></html>"},
	)
	for name, content := range archives(t, entries) {
		t.Run(name, func(t *testing.T) {
			dir := tree(t, map[string]string{name: content})
			docs, defects := collect(t, Options{}, dir)
			checkIDs(t, docs, name+"/a/1.txt", name+"/b.txt", name+"/a/2.txt.gz", "one", name+"/c.jsonl:2", name+"/e.html")
			checkDefect(t, defects, name+"/empty.txt", 0, "empty")
			if want := filepath.Join(dir, name) + "/b.txt"; docs[1].Source.URI != want || docs[1].Text != sentence {
				t.Errorf("%+v, want uri %s", docs[1], want)
			}
			named, _ := collect(t, Options{}, filepath.Join(dir, name))
			if !slices.Equal(ids(named), ids(docs)) {
				t.Errorf("named itself %q", ids(named))
			}
			piped, _ := collect(t, Options{Stdin: strings.NewReader(content)}, "-")
			if len(piped) != len(docs) {
				t.Errorf("from a pipe %q", ids(piped))
			}
		})
	}
}

// TestArchiveNames says that names lead nowhere.
func TestArchiveNames(t *testing.T) {
	names := []string{"../../etc/a.txt", "/etc/b.txt", `C:\windows\c.txt`, "x\x00y/d.txt", "x/../../../e.txt", "\x1b[31mf.txt", "br\xc3k.txt", "//host/share/g.txt", "x/./h.txt"}
	want := []string{"etc/a.txt", "etc/b.txt", "C:/windows/c.txt", "x_y/d.txt", "e.txt", "_[31mf.txt", "br_k.txt", "host/share/g.txt", "x/h.txt"}
	for i, n := range names {
		if got := memberID(n); got != want[i] {
			t.Errorf("%q becomes %q, want %q", n, got, want[i])
		}
	}
	for _, n := range []string{"", ".", "/", "../..", "\x00"} {
		if id := memberID(n); strings.Contains(id, "..") || strings.HasPrefix(id, "/") {
			t.Errorf("%q becomes %q", n, id)
		}
	}
	names = slices.DeleteFunc(names, func(s string) bool { return strings.ContainsAny(s, "\x00") }) // which no tar writer writes
	for name, content := range archives(t, files(names...)) {
		dir := tree(t, map[string]string{name: content})
		docs, defects := collect(t, Options{}, dir)
		if len(docs) != len(names) || len(defects) > 0 {
			t.Errorf("%s: %q %v", name, ids(docs), defects)
		}
		for _, d := range docs {
			if !strings.HasPrefix(d.ID, name+"/") || strings.Contains(d.ID, "..") {
				t.Errorf("%s: id %q", name, d.ID)
			}
		}
		if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) != 1 {
			t.Errorf("%s: beside it lies %q", name, left)
		}
	}
	for name, content := range archives(t, files("a.txt", "b.txt", "./a.txt")) {
		docs, defects := collect(t, Options{}, tree(t, map[string]string{name: content}))
		checkIDs(t, docs, name+"/a.txt", name+"/b.txt")
		checkDefect(t, defects, name+"/a.txt", 0, "has the same id")
	}
}

// TestArchiveKinds says that nothing but files is read.
func TestArchiveKinds(t *testing.T) {
	entries := append(files("a.txt"), entry{"link.txt", "/etc/passwd", tar.TypeSymlink}, entry{"pipe.txt", "", tar.TypeFifo})
	all := archives(t, entries)
	all["b.tar"] = tarred(t, append(files("a.txt"), entry{"hard.txt", "/etc/passwd", tar.TypeLink}, entry{"device.txt", "", tar.TypeChar}))
	for name, content := range all {
		var skipped []string
		docs, defects := collect(t, Options{Skipped: func(p, why string) { skipped = append(skipped, why) }}, tree(t, map[string]string{name: content}))
		checkIDs(t, docs, name+"/a.txt")
		if len(defects) > 0 || len(skipped) != 2 {
			t.Errorf("%s: %v, skipped %q", name, defects, skipped)
		}
	}
}

// TestNestedArchives follows one level.
func TestNestedArchives(t *testing.T) {
	for _, pack := range []func(testing.TB, []entry) string{tarred, zipped} {
		one := pack(t, files("a.txt"))
		two := pack(t, append(files("b.txt"), entry{name: "one.tar", content: tarred(t, files("a.txt"))}, entry{name: "one.zip", content: zipped(t, files("a.txt"))}))
		three := pack(t, append(files("c.txt"), entry{name: "two.bin", content: two}, entry{name: "two.zip", content: zipped(t, []entry{{name: "one.zip", content: one}, {name: "d.txt", content: sentence}})}))
		ext := ".zip"
		if strings.HasPrefix(one, "a.txt") {
			ext = ".tar"
		}
		docs, defects := collect(t, Options{}, tree(t, map[string]string{"two" + ext: two}))
		checkIDs(t, docs, "two"+ext+"/b.txt", "two"+ext+"/one.tar/a.txt", "two"+ext+"/one.zip/a.txt")
		if len(defects) > 0 {
			t.Error(defects)
		}
		docs, defects = collect(t, Options{}, tree(t, map[string]string{"three" + ext: three}))
		checkIDs(t, docs, "three"+ext+"/c.txt", "three"+ext+"/two.zip/d.txt")
		checkDefect(t, defects, "two.zip/one.zip", 0, "archive in an archive in an archive")
	}
}

func TestBrokenArchives(t *testing.T) {
	var entries []entry
	for i := range 50 {
		entries = append(entries, entry{name: fmt.Sprintf("%d.txt", i), content: strings.Repeat(fmt.Sprintf("%d times %s ", i, sentence), 200)})
	}
	for name, content := range archives(t, entries) {
		docs, defects := collect(t, Options{}, tree(t, map[string]string{name: content[:len(content)/2]}))
		if len(defects) == 0 || defects[0].Hint == "" || name != "a.zip" && len(docs) == 0 {
			t.Errorf("%s cut off: %d documents, %v", name, len(docs), defects)
		}
		docs, defects = collect(t, Options{}, tree(t, map[string]string{name: sentence, "z.txt": sentence}))
		checkIDs(t, docs, "z.txt")
		if len(defects) != 1 || defects[0].Hint == "" {
			t.Errorf("%s that is none: %v", name, defects)
		}
	}
	encrypted := []byte(zipped(t, files("a.txt")))
	encrypted[6] |= 1
	central := bytes.Index(encrypted, []byte("PK\x01\x02"))
	encrypted[central+8] |= 1
	_, defects := collect(t, Options{}, tree(t, map[string]string{"a.zip": string(encrypted)}))
	checkDefect(t, defects, "a.zip/a.txt", 0, "encrypted")
	for name, content := range archives(t, files("a.pdf", "b.doc")) {
		_, defects := collect(t, Options{}, tree(t, map[string]string{name: content}))
		checkDefect(t, defects, name, 0, "holds no file that can be read (2 others were skipped)")
	}
}

// TestBombs stops what unpacks to far more than it is.
func TestBombs(t *testing.T) {
	zeros := strings.Repeat(strings.Repeat("0", 1<<20-1)+"\n", 8) // 8 MiB
	gz, zst := pack(t, zeros)
	var many []entry
	for i := range 64 {
		many = append(many, entry{name: fmt.Sprintf("%d.jsonl", i), content: zeros[:1<<20]})
	}
	limits := Options{MaxBytes: 1 << 20, MaxRatio: 100, MaxArchive: 1 << 30}
	inputs := map[string]string{"a.jsonl.gz": gz, "a.jsonl.zst": zst, "a.warc.gz": gz, "a.warc.zst": zst}
	for name, content := range archives(t, many) {
		if name != "a.tar" {
			inputs[name] = content
		}
	}
	for name, content := range inputs {
		docs, defects := collect(t, limits, tree(t, map[string]string{name: content, "z.txt": sentence}))
		checkIDs(t, docs, "z.txt")
		last := defects[len(defects)-1]
		if !strings.Contains(last.Reason, "more than 100 times its size") || !strings.Contains(last.Hint, "--input-max-ratio") || len(defects) > 70 {
			t.Errorf("%s: %d defects, the last %v", name, len(defects), last)
		}
	}
	// Bombs within: each level is harmless, all together are not.
	inner := zipped(t, []entry{{name: "a.jsonl.gz", content: gz}})
	_, defects := collect(t, limits, tree(t, map[string]string{"a.zip": zipped(t, []entry{{name: "in.zip", content: inner}})}))
	if len(defects) == 0 || !strings.Contains(defects[len(defects)-1].Reason, "times its size") {
		t.Errorf("nested: %v", defects)
	}
	limits.MaxRatio, limits.MaxArchive = 1e6, 2<<20
	for name, content := range archives(t, many) {
		_, defects := collect(t, limits, tree(t, map[string]string{name: content}))
		last := defects[len(defects)-1]
		if !strings.Contains(last.Reason, "holds too much: more than 2 MiB") || !strings.Contains(last.Hint, "--input-max-archive-mb") || len(defects) > 70 {
			t.Errorf("%s: %d defects, the last %v", name, len(defects), last)
		}
	}
	// A list of files that is larger than a document may be.
	var names []entry
	for i := range 20000 {
		names = append(names, entry{name: fmt.Sprintf("%050d.txt", i)})
	}
	_, defects = collect(t, limits, tree(t, map[string]string{"a.zip": zipped(t, names)}))
	checkDefect(t, defects, "a.zip", 0, "list of files is larger")
}
