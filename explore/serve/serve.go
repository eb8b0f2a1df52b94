// Package serve is the explorer: an HTTP server over an embedded store, with the
// page of explore/web and the answers that it asks for (api.go).
//
// It only reads. A skeleton of the graph is kept in memory (snapshot.go), text and
// evidence are read from the file when asked for. A run may write to the file
// meanwhile, or put another in its place; what changed is seen a moment later.
//
// Nothing that it sends makes a browser ask anybody else: a policy of content
// forbids it, and the page holds all that it needs.
package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"time"

	"backchannel/explore/web"
	"backchannel/pipeline/load"
	"backchannel/pipeline/load/sqlite"
)

// Options of a server.
type Options struct {
	Store string // path of the embedded store
	Graph string // name of the graph in Neo4j, for the Cypher that is shown

	// Token is what a visitor must have, in a cookie that an address with ?token=
	// sets, or as "Authorization: Bearer …". Empty is none: then only requests to a
	// name of this machine itself are answered, so that no page of somebody else can
	// reach the server through a name of its own (DNS rebinding).
	Token string

	Warn func(error) // told what goes wrong behind the answers; nil is nobody
}

// Server answers. It is an http.Handler for any number of requests at once.
type Server struct {
	options Options
	source  *source
	handler http.Handler
}

// New opens the store; an error wraps one of load's. The skeleton is read in the
// background, and the first requests wait for it.
func New(ctx context.Context, o Options) (*Server, error) {
	if o.Warn == nil {
		o.Warn = func(error) {}
	}
	store, err := sqlite.OpenExisting(ctx, o.Store)
	if err != nil {
		return nil, err
	}
	if err := store.Close(); err != nil {
		return nil, err
	}
	s := &Server{options: o, source: newSource(o.Store, o.Warn)}
	s.handler = s.guard(s.routes())
	s.source.mu.Lock()
	s.source.begin()
	s.source.mu.Unlock()
	return s, nil
}

// Close waits for the requests that are being answered and closes the store.
func (s *Server) Close() { s.source.close() }

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// patience is how long one answer may take.
const patience = 20 * time.Second

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	api := func(path string, answer func(context.Context, *view, *http.Request) (any, error)) {
		mux.HandleFunc("/api/"+path, func(w http.ResponseWriter, r *http.Request) {
			ctx, cancel := context.WithTimeout(r.Context(), patience)
			defer cancel()
			v, done, err := s.source.acquire(ctx)
			if err != nil {
				s.fail(w, r, err)
				return
			}
			defer done()
			out, err := answer(ctx, v, r)
			if err != nil {
				if ctx.Err() != nil && r.Context().Err() == nil {
					err = ctx.Err() // it was stopped for want of time
				}
				s.fail(w, r, v.store.Explain(err))
				return
			}
			writeJSON(w, http.StatusOK, out)
		})
	}
	api("start", func(_ context.Context, v *view, _ *http.Request) (any, error) { return json.RawMessage(v.start), nil })
	api("search", search)
	api("entity/{id}", entityPage)
	api("entity/{id}/relations", relationList)
	api("event/{id}", eventPage)
	api("document/{id}", documentPage)
	api("graph", neighbourhood)
	api("path", shortestPath)
	api("questions", s.questions)
	api("questions/{name}", s.ask)
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, missing("no such endpoint")) })
	for path, answer := range s.forBrowser() {
		mux.HandleFunc(path, answer)
	}
	mux.Handle("/", pages(web.Files()))
	return mux
}

// pages serves the page's files, and says 404 in JSON for any other address.
func pages(files fs.FS) http.Handler {
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path[1:]
		if name == "" {
			name = "index.html"
		}
		if info, err := fs.Stat(files, name); err != nil || info.IsDir() {
			writeJSON(w, http.StatusNotFound, Problem{"no such page"})
			return
		}
		server.ServeHTTP(w, r)
	})
}

// A problem is an error that is the visitor's to mend.
type problem struct {
	status int
	text   string
}

func (p problem) Error() string { return p.text }

func wrong(format string, args ...any) error {
	return problem{http.StatusBadRequest, clip(fmt.Sprintf(format, args...), nameLimit)}
}

func missing(text string) error { return problem{http.StatusNotFound, text} }

// fail says what went wrong; to the visitor no more than concerns them.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	var p problem
	switch {
	case errors.As(err, &p):
	case r.Context().Err() != nil:
		return // nobody waits for the answer
	case errors.Is(err, context.DeadlineExceeded):
		p = problem{http.StatusServiceUnavailable, "this takes too long; ask for less"}
	case errors.Is(err, load.ErrAway), errors.Is(err, load.ErrUnusable), errors.Is(err, fs.ErrNotExist), errors.Is(err, context.Canceled):
		s.options.Warn(err)
		p = problem{http.StatusServiceUnavailable, "the store cannot be read just now"}
	default:
		s.options.Warn(err)
		p = problem{http.StatusInternalServerError, "a fault in the program; it is written where the server runs"}
	}
	writeJSON(w, p.status, Problem{p.text})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		status, body = http.StatusInternalServerError, []byte(`{"error":"a fault in the program"}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	w.Write(append(body, '\n'))
}
