// Package guide writes a guide for Neo4j Browser: the saved questions, each a
// statement that a click puts into the editor, and variants of them that Browser
// draws. Browser plays it from an address that sends CORS headers and whose host it
// allows (localhost does without setting):
//
//	:play http://localhost:8080/guide.html
package guide

import (
	"archive/zip"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"backchannel/explore"
)

// Options are the values that the statements begin with.
type Options struct {
	Graph       string // the graph's name; empty is backchannel
	Name, Other string // two entities; empty are Russia and United States
	Site        string // where style.grass and favourites.zip are, as http://localhost:7483; empty is nowhere
}

//go:embed pictures/*.cypher
var pictures embed.FS

//go:embed guide.html
var html string

var layout = template.Must(template.New("guide").Parse(html))

// Statement is a question with its values written in.
type Statement struct{ Title, Cypher string }

// Tables are the saved questions.
func Tables(o Options) []Statement {
	var out []Statement
	for _, q := range explore.Questions() {
		defaults := map[string]any{}
		for _, p := range q.Params {
			if !p.Required {
				defaults[p.Name] = p.Default
			}
		}
		out = append(out, Statement{q.Title, o.fill(q.Text["cypher"], defaults)})
	}
	return out
}

// Pictures are the questions that Browser draws. Browser draws every edge among the
// nodes that it shows, so each returns some dozens of paths at most.
func Pictures(o Options) []Statement {
	files, err := pictures.ReadDir("pictures")
	if err != nil {
		panic(err) // embedded
	}
	var out []Statement
	for _, f := range files {
		text, err := pictures.ReadFile("pictures/" + f.Name())
		if err != nil {
			panic(err)
		}
		title, _, _ := strings.Cut(strings.TrimPrefix(string(text), "// "), "\n")
		out = append(out, Statement{title, o.fill(string(text), nil)})
	}
	return out
}

// fill writes the values in place of the parameters.
func (o Options) fill(text string, values map[string]any) string {
	all := map[string]any{
		"graph": cmp.Or(o.Graph, "backchannel"), "name": strings.ToLower(cmp.Or(o.Name, "Russia")), "other": strings.ToLower(cmp.Or(o.Other, "United States")),
	}
	for name, v := range values {
		all[name] = v
	}
	return explore.Fill(text, all)
}

// Write writes the guide.
func Write(w io.Writer, o Options) error {
	err := layout.Execute(w, map[string]any{"Tables": Tables(o), "Pictures": Pictures(o), "Graph": cmp.Or(o.Graph, "backchannel"), "Site": o.Site})
	if err != nil {
		return fmt.Errorf("guide: %w", err)
	}
	return nil
}

// WriteFavourites writes all statements as an archive, a file of Cypher for each,
// which Browser keeps among its favourites when it is dropped on its window.
func WriteFavourites(w io.Writer, o Options) error {
	archive := zip.NewWriter(w)
	for i, s := range append(Pictures(o), Tables(o)...) {
		f, err := archive.Create(fmt.Sprintf("Backchannel/%02d.cypher", i+1)) // the first line is the name that Browser shows
		if err == nil {
			_, err = io.WriteString(f, s.Cypher)
		}
		if err != nil {
			return fmt.Errorf("favourites: %w", err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("favourites: %w", err)
	}
	return nil
}
