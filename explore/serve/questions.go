package serve

import (
	"bytes"
	"context"
	"net/http"

	"backchannel/explore"
	"backchannel/explore/guide"
	"backchannel/schema"
)

func (s *Server) questions(context.Context, *view, *http.Request) (any, error) {
	out := []Question{}
	for _, q := range explore.Questions() {
		form := Question{Name: q.Name, Title: q.Title, Params: []Param{}, Cypher: q.Text["cypher"]}
		for _, p := range q.Params {
			field := Param{Name: p.Name, Doc: p.Doc, Type: "text", Required: p.Required}
			if _, number := p.Default.(int64); number {
				field.Type = "number"
			}
			if !p.Required {
				field.Default = p.Default
			}
			form.Params = append(form.Params, field)
		}
		out = append(out, form)
	}
	return out, nil
}

// rowsMost is how many rows a visitor may ask for.
const rowsMost = 5000

func (s *Server) ask(ctx context.Context, v *view, r *http.Request) (any, error) {
	q, err := explore.Find(r.PathValue("name"))
	if err != nil {
		return nil, missing("no such question")
	}
	params := map[string]string{}
	for name, values := range r.URL.Query() {
		if len(values) != 1 {
			return nil, wrong("%s is given twice", name)
		}
		if values[0] != "" {
			params[name] = values[0]
		}
	}
	if n, ok := params["limit"]; ok && (len(n) > 4 || len(n) == 4 && n > "5000") {
		return nil, wrong("limit must be a number up to %d", rowsMost)
	}
	cypher, err := q.Cypher(s.options.Graph, params)
	if err != nil {
		return nil, wrong("%v", err)
	}
	table, err := explore.Ask(ctx, v.store, q.Name, params)
	if err != nil {
		return nil, err
	}
	out := Answer{Columns: table.Columns, Rows: table.Rows, Cypher: cypher}
	if out.Rows == nil {
		out.Rows = [][]any{}
	}
	return out, nil
}

// forBrowser are the files for Neo4j Browser, which asks from another origin and
// without a token.
func (s *Server) forBrowser() map[string]http.HandlerFunc {
	files := map[string]func(w *bytes.Buffer, o guide.Options) (kind string, err error){
		"/guide.html": func(w *bytes.Buffer, o guide.Options) (string, error) {
			return "text/html; charset=utf-8", guide.Write(w, o)
		},
		"/favourites.zip": func(w *bytes.Buffer, o guide.Options) (string, error) {
			return "application/zip", guide.WriteFavourites(w, o)
		},
		"/style.grass": func(w *bytes.Buffer, _ guide.Options) (string, error) {
			w.WriteString(schema.Style)
			return "text/plain; charset=utf-8", nil
		},
	}
	out := map[string]http.HandlerFunc{}
	for path, write := range files {
		out[path] = func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("Access-Control-Allow-Origin", "*")
			h.Set("Access-Control-Allow-Headers", "*")
			h.Set("Access-Control-Allow-Private-Network", "true")
			h.Set("Cross-Origin-Resource-Policy", "cross-origin")
			if r.Method == http.MethodOptions {
				w.WriteHeader(http.StatusNoContent)
				return
			}
			var page bytes.Buffer
			kind, err := write(&page, s.examples(r))
			if err != nil {
				s.fail(w, r, err)
				return
			}
			h.Set("Content-Type", kind)
			w.Write(page.Bytes())
		}
	}
	return out
}

// examples are what the statements begin with: from the graph where everybody may
// see that.
func (s *Server) examples(r *http.Request) guide.Options {
	o := guide.Options{Graph: s.options.Graph, Site: "http://" + r.Host}
	if r.TLS != nil {
		o.Site = "https://" + r.Host
	}
	if s.options.Token != "" {
		return o
	}
	v, done, err := s.source.acquire(r.Context())
	switch {
	case err == nil:
		o.Name, o.Other = v.sample["name"], v.sample["other"]
		done()
	case r.Context().Err() == nil:
		s.options.Warn(err) // without an example of the graph's own, then
	}
	return o
}
