package main

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed corenlp
var corenlp embed.FS

// peers measures the program and others on the same texts, one worker each. The
// program is a whole process, start and models included; of the others only the
// reading counts.
func peers(ctx context.Context, b *bench) error {
	file, err := b.texts(ctx, peered)
	if err != nil {
		return err
	}
	n, err := b.count(ctx, file)
	if err != nil {
		return err
	}
	b.Peers = nil
	add := func(r Rate) error {
		r.Documents, r.Tokens, r.Workers = peered, n, 1
		b.Peers = append(b.Peers, r)
		say("peers: %s: %.0f tokens/CPU-s", r.Name, r.PerCPU())
		return b.keep()
	}
	for _, c := range []struct {
		name    string
		command []string
	}{{extracting, []string{"extract"}}, {runningWhole, []string{"run", "--quiet"}}} {
		var all []Used
		for range rounds {
			u, err := b.together(ctx, []string{file}, append(c.command, "--workers", "1"))
			if err != nil {
				return err
			}
			all = append(all, u)
		}
		if err := add(Rate{Name: c.name, Used: median(all)}); err != nil {
			return err
		}
	}
	var rates []Rate
	if err := b.within(ctx, "prose", file, &rates); err != nil {
		return err
	}
	for _, r := range rates {
		if err := add(r); err != nil {
			return err
		}
	}
	home, why, err := installCoreNLP(ctx)
	if err != nil {
		return err
	}
	if why != "" {
		b.lacks("peers", "Stanford CoreNLP: "+why)
		return nil
	}
	docs, err := documents(file)
	if err != nil {
		return err
	}
	var texts []string
	for _, d := range docs {
		texts = append(texts, d.Text)
	}
	const annotators = "annotators=tokenize,pos,lemma,ner,depparse,natlog,openie"
	for _, c := range []struct {
		name       string
		properties []string
	}{
		{corenlpDefault, []string{annotators}},
		// Without the 500 finer kinds of names, numbers and dates.
		{corenlpLean, []string{annotators, "ner.applyFineGrained=false", "ner.applyNumericClassifiers=false", "ner.useSUTime=false", "ner.buildEntityMentions=false"}},
	} {
		var out bytes.Buffer
		args := append([]string{"-Xmx" + heap, "-XX:+UseSerialGC", "-cp", filepath.Join(home, "lib", "*"), filepath.Join(home, "Measure.java")}, c.properties...)
		u, err := measure(ctx, strings.NewReader(strings.Join(texts, "\x00")), &out, "java", args...)
		if err != nil {
			return err
		}
		r := Rate{Name: c.name}
		if err := json.Unmarshal(out.Bytes(), &r.Used); err != nil {
			return fmt.Errorf("%w: %s", err, out.String())
		}
		r.Memory = u.Memory
		if err := add(r); err != nil {
			return err
		}
	}
	return nil
}

// heap is what CoreNLP's own pages recommend for it.
const heap = "4g"

// installCoreNLP returns the folder in which CoreNLP lies, fetched by Maven where it
// does not yet, or why it cannot be had.
func installCoreNLP(ctx context.Context) (home, why string, err error) {
	// Measure.java is run from its source, which takes a JDK.
	for _, tool := range []string{"java", "javac", "mvn"} {
		if _, err := exec.LookPath(tool); err != nil {
			return "", "there is no " + tool + " here", nil
		}
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", "", err
	}
	home = filepath.Join(cache, "backchannel", "corenlp-4.5.10")
	if err := os.MkdirAll(home, 0o755); err != nil {
		return "", "", err
	}
	for _, name := range []string{"pom.xml", "Measure.java"} {
		data, err := corenlp.ReadFile("corenlp/" + name)
		if err != nil {
			return "", "", err
		}
		if err := os.WriteFile(filepath.Join(home, name), data, 0o644); err != nil {
			return "", "", err
		}
	}
	if _, err := os.Stat(filepath.Join(home, "lib")); err == nil {
		return home, "", nil
	}
	say("fetching CoreNLP with its models, 0.5 GB…")
	part := filepath.Join(home, "lib.part")
	if _, err := measure(ctx, nil, io.Discard, "mvn", "-q", "-B", "-f", filepath.Join(home, "pom.xml"), "dependency:copy-dependencies", "-DoutputDirectory="+part); err != nil {
		if ctx.Err() != nil {
			return "", "", ctx.Err()
		}
		say("%v", err)
		return "", "Maven cannot fetch it", nil
	}
	return home, "", os.Rename(part, filepath.Join(home, "lib"))
}
