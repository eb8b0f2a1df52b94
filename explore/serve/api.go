package serve

// The answers of the explorer, JSON under /api/. This file is the contract with
// explore/web/src/api.ts. Every endpoint takes GET and HEAD:
//
//	/api/start                      Start
//	/api/search?q=&limit=           Search: names, then text; limit of each, 1…100, default 20
//	/api/entity/{id}                Entity
//	/api/entity/{id}/relations      Relations, the newest first:
//	    ?type=&status=              one, or several with commas between
//	    &from=&to=                  ISO days, months or years, both included; what overlaps them fits, what has no date does not
//	    &with=                      the id of somebody who takes part too, or of the place
//	    &min_score=                 0…1
//	    &limit=&cursor=             1…500, default 50; cursor is Relations.Next of the page before
//	/api/event/{id}                 Event: of an event, or of the edge of a fact (an office)
//	/api/document/{id}              Document
//	/api/graph?ids=                 Graph around entities; ids with commas between, where % and , within one are %25 and %2C
//	    &depth=                     1…3, default 1: edges that touch an entity fewer steps away than that
//	    &type=&status=&from=&to=&min_score=
//	    &limit=                     edges at most, 1…10000, default 2000
//	/api/path?from=&to=             Graph: a shortest path of at most six steps, nothing negated, with all that joins its stops
//	/api/questions                  []Question
//	/api/questions/{name}?…         Answer; the question's parameters are the query's
//
// For Neo4j Browser there are /guide.html, /style.grass and /favourites.zip.
//
// An id in a path is path-escaped (encodeURIComponent). Offsets and lengths count
// Unicode code points. Dates are ISO days, months or years. A name in a list has
// at most 300 code points; a longer one ends in "…". Text is as it was read and
// may hold anything: it is data, never HTML.
//
// What cannot be answered is {"error": "…"} with status 400 (a parameter is wrong;
// the text names it), 401 (no token), 404 (no such thing, or no such endpoint),
// 405, 421 (a host name that is not this server's) or 503 (the store is away, or
// the question takes too long).

// Ref is an entity where it is only named.
type Ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Type string `json:"type"` // Person, Country, City, Place, Organization, Agreement, Occasion
}

// Counted is an entity and how often it is there.
type Counted struct {
	Ref
	Count int `json:"count"`
}

// Count is a type or a label and how often it is there.
type Count struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// DocumentRef is a document where it is only named.
type DocumentRef struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Published string `json:"published,omitempty"`
	Publisher string `json:"publisher,omitempty"`
}

// Relation is an event between two entities, or a fact such as an office.
type Relation struct {
	ID        string  `json:"id"` // of the event, else of the fact's edge; what /api/event takes
	Type      string  `json:"type"`
	Subject   Ref     `json:"subject"`
	Object    Ref     `json:"object"`
	Place     *Ref    `json:"place,omitempty"`
	Status    string  `json:"status"` // actual, planned, possible, negated
	Start     string  `json:"start,omitempty"`
	End       string  `json:"end,omitempty"`
	Precision string  `json:"precision,omitempty"` // day, month, year; reported: start is the day of the first report (of a fact: start and end are those of the first and the last)
	Title     string  `json:"title,omitempty"`     // of an office
	Sources   int     `json:"sources"`             // documents that say it
	Score     float64 `json:"score"`
}

// Start is what the first page shows.
type Start struct {
	Entities  []Count       `json:"entities"`  // by type
	Relations []Count       `json:"relations"` // by type
	Documents int           `json:"documents"`
	Events    int           `json:"events"`
	First     string        `json:"first,omitempty"` // publication of the oldest document
	Last      string        `json:"last,omitempty"`
	Latest    []DocumentRef `json:"latest"`  // the last that were published
	Busy      []Busy        `json:"busy"`    // the newest months, the newest first
	Planned   []Relation    `json:"planned"` // for the eight weeks from Last, the next first
}

// Busy lists who had most relations that began in a month, those denied left out.
type Busy struct {
	Month  string    `json:"month"`
	People []Counted `json:"people"`
	States []Counted `json:"states"`
	Places []Counted `json:"places"` // where it was, and cities and places that took part
}

// Highlight is a stretch, half open.
type Highlight struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Search is what was found. Partial says that text was searched no further for
// want of time.
type Search struct {
	Entities []EntityHit  `json:"entities"` // the best first
	Passages []PassageHit `json:"passages"` // those of the last documents first
	Partial  bool         `json:"partial,omitempty"`
}

// EntityHit is an entity that was found by a name.
type EntityHit struct {
	Ref
	Alias      string      `json:"alias,omitempty"` // the name that was found, where it is another
	Highlights []Highlight `json:"highlights"`      // in Alias, else in Name
	Mentions   int         `json:"mentions"`
	Spelling   bool        `json:"spelling,omitempty"` // found by another spelling than the one asked for
}

// PassageHit is a stretch of text with the words.
type PassageHit struct {
	Document   DocumentRef `json:"document"`
	Chunk      string      `json:"chunk"`
	Start      int         `json:"start"` // of Text, in the document
	Text       string      `json:"text"`
	Highlights []Highlight `json:"highlights"` // in Text
}

// Entity is all about one entity that is no list of relations.
type Entity struct {
	Ref               // with the whole name
	Aliases  []string `json:"aliases"`
	Wikidata string   `json:"wikidata,omitempty"`
	ISO3     string   `json:"iso3,omitempty"`
	Mentions int      `json:"mentions"`
	// Documents that mention it were published between these days.
	FirstSeen string     `json:"first_seen,omitempty"`
	LastSeen  string     `json:"last_seen,omitempty"`
	Offices   []Relation `json:"offices"` // held, or held by others in it
	Types     []Count    `json:"types"`   // its relations by type …
	Statuses  []Count    `json:"statuses"`
	Timeline  []Bucket   `json:"timeline"` // … and by time: what has no date is not there
	Partners  []Counted  `json:"partners"`
	Places    []Counted  `json:"places"`
}

// Bucket counts the relations of a type and status that began in a period.
type Bucket struct {
	Period string `json:"period"` // a month, or a year
	Type   string `json:"type"`
	Status string `json:"status"`
	Count  int    `json:"count"`
}

// Relations is one page of a list.
type Relations struct {
	Relations []Relation `json:"relations"`
	Total     int        `json:"total"`          // on all pages
	Next      string     `json:"next,omitempty"` // the cursor of the next page; "" on the last
}

// Event is a relation with what says it.
type Event struct {
	Relation
	Plover   string     `json:"plover,omitempty"`
	Evidence []Evidence `json:"evidence"` // the last document first, at most 500
}

// Evidence is a sentence that says it.
type Evidence struct {
	Document DocumentRef `json:"document"`
	Chunk    string      `json:"chunk"`
	Text     string      `json:"text"`  // the sentence; of a fact the chunk
	Start    int         `json:"start"` // of Text, in the document
	End      int         `json:"end"`
	Trigger  *Trigger    `json:"trigger,omitempty"` // in the document
	Status   string      `json:"status"`
	Speaker  string      `json:"speaker,omitempty"`
	Rule     string      `json:"rule,omitempty"`
}

// Trigger is the word that made the frame fire, where it stands in its sentence.
type Trigger struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text,omitempty"`
}

// Document is a text with what was found in it.
type Document struct {
	DocumentRef
	URI       string      `json:"uri,omitempty"`
	Chunks    []Chunk     `json:"chunks"`              // in order
	Mentions  []Mention   `json:"mentions"`            // in order, none within another
	Relations []Marked    `json:"relations"`           // in order
	Furniture []Furniture `json:"furniture,omitempty"` // in order
	Truncated bool        `json:"truncated,omitempty"` // the text goes on behind the last chunk
}

// Chunk is a paragraph or a list's item.
type Chunk struct {
	ID    string `json:"id"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Furniture is what stands between chunks, before the first or behind the last and was
// not read for facts.
type Furniture struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Mention is a place where a name of an entity that the chunk mentions stands.
// Mentions by other words ("the minister", "he") are counted in the graph and
// have no place in it.
type Mention struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Entity Ref    `json:"entity"`
	Link   string `json:"link,omitempty"` // Wikidata
}

// Marked is a relation in its sentence.
type Marked struct {
	Event   string   `json:"event"` // what /api/event takes
	Type    string   `json:"type"`
	Status  string   `json:"status"` // as this sentence says it
	Subject Ref      `json:"subject"`
	Object  Ref      `json:"object"`
	Start   int      `json:"start"` // of the sentence; of a fact the chunk
	End     int      `json:"end"`
	Trigger *Trigger `json:"trigger,omitempty"`
	Rule    string   `json:"rule,omitempty"`
	Speaker string   `json:"speaker,omitempty"`
}

// Graph is a part of the graph of entities and relations.
type Graph struct {
	Nodes     []GraphNode `json:"nodes"`
	Edges     []GraphEdge `json:"edges"`
	Truncated bool        `json:"truncated"` // there is more than limit allows; of each entity those with most relations were kept
}

// GraphNode is an entity.
type GraphNode struct {
	Ref
	Mentions int `json:"mentions"`
}

// GraphEdge is a relation.
type GraphEdge struct {
	ID      string  `json:"id"`
	Event   string  `json:"event"` // what /api/event takes
	Type    string  `json:"type"`
	From    string  `json:"from"`
	To      string  `json:"to"`
	Status  string  `json:"status"`
	Start   string  `json:"start,omitempty"`
	End     string  `json:"end,omitempty"`
	Title   string  `json:"title,omitempty"`
	Sources int     `json:"sources"`
	Score   float64 `json:"score"`
}

// Question is a saved question as a form.
type Question struct {
	Name   string  `json:"name"`
	Title  string  `json:"title"`
	Params []Param `json:"params"`
	Cypher string  `json:"cypher"` // with its parameters unfilled
}

// Param is a field of the form; a default says its type.
type Param struct {
	Name     string `json:"name"`
	Doc      string `json:"doc"`
	Type     string `json:"type"` // text or number
	Required bool   `json:"required"`
	Default  any    `json:"default,omitempty"` // string or number
}

// Answer is a table: a cell is text, a number or null.
type Answer struct {
	Columns []string `json:"columns"`
	Rows    [][]any  `json:"rows"`
	Cypher  string   `json:"cypher"` // the question as Neo4j reads it, with the parameters filled in
}

// Problem is what the server says where it cannot answer.
type Problem struct {
	Error string `json:"error"`
}
