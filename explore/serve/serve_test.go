package serve_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"backchannel/explore"
	"backchannel/explore/serve"
	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/sqlite"
	"backchannel/schema"
)

// mustWrite puts a graph into the store of a path.
func mustWrite(t testing.TB, path string, g schema.Graph) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := load.Sync(t.Context(), store, load.Of(g), ""); err != nil {
		t.Fatal(err)
	}
}

func mustServe(t testing.TB, o serve.Options) *serve.Server {
	t.Helper()
	o.Graph = "backchannel"
	o.Warn = func(err error) { t.Errorf("warned: %v", err) }
	s, err := serve.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func story(t testing.TB) *serve.Server {
	t.Helper()
	path := filepath.Join(t.TempDir(), "graph.db")
	mustWrite(t, path, loadtest.Story())
	return mustServe(t, serve.Options{Store: path})
}

// ask asks the server, as its own page does.
func ask(s http.Handler, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	r.Host = "127.0.0.1:7483"
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// mustGet reads an answer of which every field is known to its type.
func mustGet[T any](t testing.TB, s http.Handler, path string) T {
	t.Helper()
	w := ask(s, path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	var out T
	dec := json.NewDecoder(w.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&out); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return out
}

func TestStart(t *testing.T) {
	start := mustGet[serve.Start](t, story(t), "/api/start")
	if start.Documents != 3 || start.Events != 20 || start.First != "2016-08-24" || start.Last != "2017-05-20" {
		t.Errorf("counts are wrong: %+v", start)
	}
	if len(start.Latest) != 3 || start.Latest[0].ID != "amman" {
		t.Errorf("latest %v, want amman first of three", start.Latest)
	}
	if len(start.Busy) != 4 || start.Busy[0].Month != "2017-05" || len(start.Busy[0].States) == 0 || start.Busy[0].States[0].Name != "Russia" {
		t.Errorf("busy %+v, want May 2017 with Russia first", start.Busy)
	}
	if len(start.Planned) != 0 {
		t.Errorf("planned %v: nothing is planned after the newest document", start.Planned)
	}
}

// What is planned counts from the newest document.
func TestPlanned(t *testing.T) {
	g := loadtest.Story()
	for i := range g.Nodes {
		if g.Nodes[i].Labels[0] == schema.LabelDocument {
			g.Nodes[i].Props["published"] = "2016-08-24"
		}
	}
	path := filepath.Join(t.TempDir(), "graph.db")
	mustWrite(t, path, g)
	start := mustGet[serve.Start](t, mustServe(t, serve.Options{Store: path}), "/api/start")
	if len(start.Planned) != 3 || start.Planned[0].Start != "2016-08-26" || start.Planned[0].Status != "planned" {
		t.Errorf("planned %+v, want the meeting in Geneva and its two places", start.Planned)
	}
}

func TestSearch(t *testing.T) {
	s := story(t)
	for _, c := range []struct {
		q, first string // "name", "name (alias)" or "name ~" for another spelling
		marked   string
	}{
		{"lav", "Sergei Lavrov (Lavrov)", "Lav"},
		{"Sergei Lavrov", "Sergei Lavrov", "Sergei Lavrov"},
		{"lavrov serg", "Sergei Lavrov", "Serg Lavrov"},
		{"us", "United States (U.S.)", "U.S"},
		{"u.s.", "United States (U.S.)", "U.S"},
		{"turkiye", "Turkey (Türkiye)", "Türkiye"},
		{"geneve", "Geneva (Genève)", "Genève"},
		{"KREMLIN", "Russia (Kremlin)", "Kremlin"},
		{"Sergej Lawrow", "Sergei Lavrov ~", "Sergei Lavrov"},
		{"kazahstan", "Kazakhstan ~", "Kazakhstan"},
		{"vladmir putin", "Vladimir Putin ~", "Vladimir Putin"},
		{"unted states", "United States ~", "United States"},
	} {
		found := mustGet[serve.Search](t, s, "/api/search?q="+url.QueryEscape(c.q))
		if len(found.Entities) == 0 {
			t.Errorf("%q finds nobody", c.q)
			continue
		}
		hit := found.Entities[0]
		have, text := hit.Name, []rune(hit.Name)
		if hit.Alias != "" {
			have, text = have+" ("+hit.Alias+")", []rune(hit.Alias)
		}
		if hit.Spelling {
			have += " ~"
		}
		var marked []string
		for _, h := range hit.Highlights {
			marked = append(marked, string(text[h.Start:h.End]))
		}
		if have != c.first || strings.Join(marked, " ") != c.marked {
			t.Errorf("%q finds %s with %q, want %s with %q", c.q, have, marked, c.first, c.marked)
		}
	}
	for _, c := range []struct{ q, passage, marked string }{
		{"cease-fire", "geneva#p1", "cease fire"},
		{"sanct", "geneva#p2", "sanctions"},
		{"kerry lavrov", "amman#p2", "Kerry Lavrov"},
		{"later met", "amman#p2", "met later met"},
	} {
		found := mustGet[serve.Search](t, s, "/api/search?q="+url.QueryEscape(c.q))
		i := slices.IndexFunc(found.Passages, func(p serve.PassageHit) bool { return p.Chunk == c.passage })
		if i < 0 {
			t.Errorf("%q finds %v, want %s", c.q, found.Passages, c.passage)
			continue
		}
		p := found.Passages[i]
		var marked []string
		for _, h := range p.Highlights {
			marked = append(marked, string([]rune(p.Text)[h.Start:h.End]))
		}
		if strings.Join(marked, " ") != c.marked {
			t.Errorf("%q marks %q, want %q", c.q, marked, c.marked)
		}
		doc := mustGet[serve.Document](t, s, "/api/document/"+p.Document.ID)
		if !slices.ContainsFunc(doc.Chunks, func(c serve.Chunk) bool {
			return c.ID == p.Chunk && strings.HasPrefix(string([]rune(c.Text)[p.Start-c.Start:]), p.Text)
		}) {
			t.Errorf("%q: the passage does not stand at %d", c.q, p.Start)
		}
	}
}

func TestEntity(t *testing.T) {
	s := story(t)
	e := mustGet[serve.Entity](t, s, "/api/entity/"+url.PathEscape("person/john-kerry"))
	if e.Name != "John Kerry" || e.Type != "Person" || e.Mentions != 6 || !slices.Equal(e.Aliases, []string{"Kerry"}) {
		t.Errorf("%+v", e)
	}
	if len(e.Offices) != 1 || e.Offices[0].Title != "Secretary of State" || e.Offices[0].Object.ID != "Q30" || e.Offices[0].Start != "2016-08-24" || e.Offices[0].Precision != "reported" {
		t.Errorf("offices %+v", e.Offices)
	}
	if len(e.Partners) == 0 || e.Partners[0].Name != "Sergei Lavrov" || e.Partners[0].Count != 2 || len(e.Places) != 1 || e.Places[0].Name != "Geneva" {
		t.Errorf("partners %v, places %v", e.Partners, e.Places)
	}
	sum := 0
	for _, b := range e.Timeline {
		sum += b.Count
	}
	if sum != 4 || e.Timeline[0] != (serve.Bucket{Period: "2016-08", Type: "MET_IN", Status: "planned", Count: 1}) {
		t.Errorf("timeline %+v", e.Timeline)
	}
	// An event is found at its place too.
	if list := mustGet[serve.Relations](t, s, "/api/entity/Q71/relations?type=MET_WITH"); list.Total != 2 || list.Relations[0].Place.ID != "Q71" {
		t.Errorf("at Geneva: %+v", list)
	}
}

func TestRelations(t *testing.T) {
	s := story(t)
	path := "/api/entity/Q159/relations?"
	all := mustGet[serve.Relations](t, s, path)
	if all.Total != len(all.Relations) || all.Next != "" || all.Total != 7 {
		t.Fatalf("%d of %d, next %q", len(all.Relations), all.Total, all.Next)
	}
	var paged []serve.Relation
	for next := ""; ; {
		page := mustGet[serve.Relations](t, s, path+"limit=3&cursor="+next)
		if paged = append(paged, page.Relations...); page.Next == "" {
			break
		}
		next = page.Next
	}
	if len(paged) != all.Total {
		t.Errorf("pages have %d, the list %d", len(paged), all.Total)
	}
	for i := range paged {
		if paged[i].ID != all.Relations[i].ID || i > 0 && paged[i].Title == "" && paged[i].Start > paged[i-1].Start {
			t.Errorf("relation %d: %s after %s", i, paged[i].Start, paged[i-1].Start)
		}
	}
	for filter, want := range map[string]int{
		"type=AGREED_WITH": 2, "type=AGREED_WITH,MET_WITH": 3, "status=planned": 0, "status=actual": all.Total, "with=Q43": 1, "with=Q810": 1, "with=nobody": 0,
		"from=2016-01&to=2016-12": 2, "to=2016-02-10": 1, "from=2017-05-10": 1, "min_score=0.95": 0, "type=NO_SUCH": 0,
	} {
		if have := mustGet[serve.Relations](t, s, path+filter); have.Total != want || have.Relations == nil {
			t.Errorf("%s: %d, want %d: %+v", filter, have.Total, want, have.Relations)
		}
	}
}

func TestEvent(t *testing.T) {
	s := story(t)
	list := mustGet[serve.Relations](t, s, "/api/entity/Q159/relations?type=THREATENED")
	e := mustGet[serve.Event](t, s, "/api/event/"+url.PathEscape(list.Relations[0].ID))
	if e.Subject.Name != "United States" || e.Object.Name != "Russia" || e.Precision != "reported" || e.Plover != "CONSULT" || len(e.Evidence) != 1 {
		t.Fatalf("%+v", e)
	}
	said := e.Evidence[0]
	if said.Text != "Washington warned Moscow of sanctions, a diplomat said." || said.Speaker != "a diplomat" || said.Document.ID != "geneva" || said.Trigger.Text != "warned" {
		t.Errorf("%+v", said)
	}
	doc := mustGet[serve.Document](t, s, "/api/document/geneva")
	if have := cut(doc, said.Trigger.Start, said.Trigger.End); have != "warned" {
		t.Errorf("the trigger is at %q", have)
	}
	office := mustGet[serve.Entity](t, s, "/api/entity/Q30").Offices[0]
	if f := mustGet[serve.Event](t, s, "/api/event/"+url.PathEscape(office.ID)); len(f.Evidence) != 1 || f.Title != office.Title || !strings.Contains(f.Evidence[0].Text, f.Subject.Name) {
		t.Errorf("office %+v", f)
	}
}

// cut is what stands at offsets of a document.
func cut(d serve.Document, start, end int) string {
	for _, c := range d.Chunks {
		if start >= c.Start && end <= c.End {
			return string([]rune(c.Text)[start-c.Start : end-c.Start])
		}
	}
	return ""
}

func TestDocument(t *testing.T) {
	s := story(t)
	doc := mustGet[serve.Document](t, s, "/api/document/amman")
	if len(doc.Chunks) != 2 || doc.Title != "Quiet talks" || doc.URI != "https://example.org/amman" || doc.Furniture != nil {
		t.Errorf("%+v", doc)
	}
	var mentions []string
	for _, m := range doc.Mentions {
		mentions = append(mentions, cut(doc, m.Start, m.End)+"="+m.Entity.ID)
	}
	want := []string{"Jordan=Q810", "Jordanians=Q810", "Kerry=person/john-kerry", "Lavrov=person/sergei-lavrov", "Geneva=Q71", "Obama=person/barack-obama"}
	if !slices.Equal(mentions, want) {
		t.Errorf("mentions %v, want %v", mentions, want)
	}
	met := 0
	for _, r := range doc.Relations {
		if r.Type == "MET_WITH" {
			met++
			if cut(doc, r.Trigger.Start, r.Trigger.End) != r.Trigger.Text {
				t.Errorf("%s: trigger at %q", r.Event, cut(doc, r.Trigger.Start, r.Trigger.End))
			}
		}
	}
	if met != 4 {
		t.Errorf("%d meetings, want 4: %+v", met, doc.Relations)
	}
	astana := mustGet[serve.Document](t, s, "/api/document/astana")
	furniture := []serve.Furniture{
		{0, 35, "Home\nWorld\nSign in\n\nBy Ann Author\n\n"}, {astana.Chunks[1].End, astana.Chunks[1].End + 56, "\n\n© The Example Post. <b>Sign up</b> for our newsletter."},
	}
	if !slices.Equal(astana.Furniture, furniture) || astana.Chunks[0].Start != furniture[0].End {
		t.Errorf("furniture %+v, want %+v", astana.Furniture, furniture)
	}
	geneva := mustGet[serve.Document](t, s, "/api/document/geneva")
	if !slices.ContainsFunc(geneva.Relations, func(m serve.Marked) bool { return m.Type == "HOLDS_OFFICE" && m.Subject.Name == "Sergei Lavrov" }) {
		t.Errorf("no office in %+v", geneva.Relations)
	}
}

func TestGraph(t *testing.T) {
	s := story(t)
	near := mustGet[serve.Graph](t, s, "/api/graph?ids=Q43")
	if len(near.Edges) != 3 || len(near.Nodes) != 4 || near.Truncated || near.Nodes[0].ID != "Q43" {
		t.Errorf("around Turkey: %+v", near)
	}
	if far := mustGet[serve.Graph](t, s, "/api/graph?ids=Q43&depth=2"); len(far.Edges) <= len(near.Edges) {
		t.Errorf("depth 2 has %d edges", len(far.Edges))
	}
	cutShort := mustGet[serve.Graph](t, s, "/api/graph?ids=Q43&limit=2")
	if len(cutShort.Edges) != 2 || !cutShort.Truncated {
		t.Errorf("limit 2: %+v", cutShort)
	}
	both := mustGet[serve.Graph](t, s, "/api/graph?status=planned&ids="+url.QueryEscape("person/john-kerry,person/sergei-lavrov,nobody%2C%25"))
	if len(both.Edges) != 3 || len(both.Nodes) != 3 {
		t.Errorf("planned around two: %+v", both)
	}
	path := mustGet[serve.Graph](t, s, "/api/path?from=person/sergei-lavrov&to=Q810")
	var stops []string
	for _, n := range path.Nodes {
		stops = append(stops, n.Name)
	}
	if fmt.Sprint(stops) != "[Sergei Lavrov John Kerry United States Jordan]" || len(path.Edges) != 5 {
		t.Errorf("path %v with %d edges", stops, len(path.Edges))
	}
	if none := mustGet[serve.Graph](t, s, "/api/path?from=Q232&to=person/vladimir-putin"); len(none.Nodes) != 0 || len(none.Edges) != 0 {
		t.Errorf("a path where there is none: %+v", none)
	}
}

func TestQuestions(t *testing.T) {
	s := story(t)
	questions := mustGet[[]serve.Question](t, s, "/api/questions")
	if len(questions) != len(explore.Questions()) {
		t.Errorf("%d questions", len(questions))
	}
	a := mustGet[serve.Answer](t, s, "/api/questions/who-met-whom?name=kerry&limit=5")
	if len(a.Rows) != 3 || len(a.Columns) != 6 || !strings.Contains(a.Cypher, "WITH 'kerry' AS name WHERE name <> ''") || !strings.HasSuffix(a.Cypher, "LIMIT 5") || strings.Contains(a.Cypher, "$") {
		t.Errorf("%+v", a)
	}
	if a := mustGet[serve.Answer](t, s, "/api/questions/who-met-whom?name=nobody"); a.Rows == nil || len(a.Rows) != 0 {
		t.Errorf("nobody met %v", a.Rows)
	}
}

func TestPage(t *testing.T) {
	s := story(t)
	if w := ask(s, "/"); w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || !strings.Contains(w.Body.String(), "<main") {
		t.Errorf("/: %d %s", w.Code, w.Header())
	}
	w := ask(s, "/guide.html")
	if w.Code != 200 || w.Header().Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(w.Body.String(), "&#39;russia&#39;") {
		t.Errorf("guide: %d %v", w.Code, w.Header())
	}
	style, favourites := ask(s, "/style.grass"), ask(s, "/favourites.zip")
	if style.Code != 200 || style.Body.String() != schema.Style || style.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("style: %d %v", style.Code, style.Header())
	}
	archive, err := zip.NewReader(bytes.NewReader(favourites.Body.Bytes()), int64(favourites.Body.Len()))
	if err != nil || len(archive.File) <= len(explore.Questions()) {
		t.Errorf("favourites: %v, %v", archive, err)
	}
	for _, path := range []string{"/", "/api/start", "/guide.html", "/nothing", "/api/entity/Q1"} {
		h := ask(s, path).Header()
		if !strings.HasPrefix(h.Get("Content-Security-Policy"), "default-src 'none'; script-src 'self';") || strings.Contains(h.Get("Content-Security-Policy"), "unsafe") ||
			h.Get("Cache-Control") != "no-store" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" || h.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s: %v", path, h)
		}
		if path != "/guide.html" && h.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s is open to other pages", path)
		}
	}
}

// Without a token only names of the machine itself are answered.
func TestHost(t *testing.T) {
	s := story(t)
	for host, want := range map[string]int{
		"127.0.0.1:7483": 200, "localhost:9999": 200, "[::1]:7483": 200, "LOCALHOST": 200, "127.8.8.8": 200,
		"evil.example:7483": 421, "localhost.evil.example": 421, "192.168.1.5:7483": 421, "": 421, "127.0.0.1.evil.example": 421, "[::2]": 421,
	} {
		r := httptest.NewRequest("GET", "/api/start", nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: %d, want %d", host, w.Code, want)
		}
	}
}

func TestToken(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	mustWrite(t, path, loadtest.Story())
	const token = "a token of sixteen letters"
	s := mustServe(t, serve.Options{Store: path, Token: token})
	try := func(path string, change func(r *http.Request)) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", path, nil)
		r.Host = "graph.example:7483"
		if change != nil {
			change(r)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	bearer := func(t string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+t) }
	}
	for name, c := range map[string]struct {
		path   string
		change func(*http.Request)
		want   int
	}{
		"none":          {"/api/start", nil, 401},
		"page":          {"/", nil, 401},
		"wrong bearer":  {"/api/start", bearer(token + "x"), 401},
		"bearer":        {"/api/start", bearer(token), 200},
		"wrong address": {"/?token=x", nil, 401},
		"empty address": {"/?token=", nil, 401},
		"address":       {"/?token=" + url.QueryEscape(token), nil, 303},
		"wrong cookie":  {"/api/start", func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "backchannel", Value: token}) }, 401},
		"guide":         {"/guide.html", nil, 200},
	} {
		if w := try(c.path, c.change); w.Code != c.want {
			t.Errorf("%s: %d, want %d", name, w.Code, c.want)
		}
	}
	w := try("/?token="+url.QueryEscape(token), nil)
	cookies := w.Result().Cookies()
	if len(cookies) != 1 || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteStrictMode || strings.Contains(cookies[0].Value, token) || w.Header().Get("Location") != "/" {
		t.Fatalf("cookie %v, location %q", cookies, w.Header().Get("Location"))
	}
	if w := try("/api/start", func(r *http.Request) { r.AddCookie(cookies[0]) }); w.Code != 200 {
		t.Errorf("with the cookie: %d", w.Code)
	}
	if strings.Contains(strings.ToLower(try("/guide.html", nil).Body.String()), "kerry") {
		t.Error("the guide tells of the graph without a token")
	}
}

func TestMethods(t *testing.T) {
	s := story(t)
	for method, want := range map[string]int{"HEAD": 200, "POST": 405, "DELETE": 405, "PUT": 405, "OPTIONS": 405, "TRACE": 405} {
		r := httptest.NewRequest(method, "/api/start", nil)
		r.Host = "localhost"
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("%s: %d, want %d", method, w.Code, want)
		}
	}
}

// What is written, or takes the file's place, is seen a moment later; meanwhile
// the server answers.
func TestChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	mustWrite(t, path, loadtest.Story())
	s := mustServe(t, serve.Options{Store: path})
	documents := func() int { return mustGet[serve.Start](t, s, "/api/start").Documents }
	waitFor := func(want int) {
		t.Helper()
		for begun := time.Now(); documents() != want; time.Sleep(50 * time.Millisecond) {
			if time.Since(begun) > 30*time.Second {
				t.Fatalf("%d documents after 30 s, want %d", documents(), want)
			}
		}
	}
	waitFor(3)
	g := loadtest.Story()
	g.Nodes = append(g.Nodes, schema.Node{ID: "new", Labels: []string{schema.LabelDocument}, Props: map[string]any{"name": "new"}})
	mustWrite(t, path, g)
	waitFor(4)

	other := filepath.Join(t.TempDir(), "other.db")
	mustWrite(t, other, schema.Graph{Nodes: []schema.Node{{ID: "only", Labels: []string{schema.LabelDocument}, Props: map[string]any{"name": "only"}}}})
	for _, tail := range []string{"-wal", "-shm"} {
		os.Remove(path + tail)
	}
	if err := os.Rename(other, path); err != nil {
		t.Fatal(err)
	}
	waitFor(1)
	if w := ask(s, "/api/entity/Q159"); w.Code != 404 {
		t.Errorf("Russia is still there: %d", w.Code)
	}
}

// An empty graph is one too.
func TestEmpty(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	mustWrite(t, path, schema.Graph{})
	s := mustServe(t, serve.Options{Store: path})
	mustGet[serve.Start](t, s, "/api/start")
	if found := mustGet[serve.Search](t, s, "/api/search?q=lavrov"); len(found.Entities)+len(found.Passages) != 0 {
		t.Errorf("%+v", found)
	}
	if _, err := serve.New(t.Context(), serve.Options{Store: path + ".absent"}); err == nil {
		t.Error("a store that is not there was opened")
	}
}
