package schema

import "strings"

// Span is a half-open range [Start, End) of bytes of Document.Text.
type Span struct{ Start, End int }

// Of returns the words of the span.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Layer is a set of the layers of a Document, one bit each, in the order in
// which the stages give them.
type Layer uint16

const (
	LayerText Layer = 1 << iota
	LayerSections
	LayerTokens // sentences and tokens
	LayerTags
	LayerNames
	LayerMentions
	LayerEntities
	LayerRelations
)

var layerNames = []string{"text", "sections", "tokens", "tags", "names", "mentions", "entities", "relations"}

func (l Layer) String() string {
	var names []string
	for i, name := range layerNames {
		if l&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "+")
}

// Document is one text on its way through the stages. Each stage fills one more
// layer and leaves the text and the earlier layers as they are.
type Document struct {
	ID        string // the given id, else the URL, else the relative path
	Source    Source
	Text      string // UTF-8, untouched
	Have      Layer  // the layers that it holds, besides its text
	Sections  []Section
	Sentences []Sentence
	Tokens    []Token
	Tags      []Tag // one for each token
	Names     []Name
	Mentions  []Mention
	Entities  []Entity
	Relations []Relation
	Trail     []string // what each stage wants a reader to know: "segment: 12 lines of furniture"
}

// Source is what is known of a document besides its text.
type Source struct {
	URI       string `json:"uri,omitempty"` // path or URL
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Author    string `json:"author,omitempty"`
	Language  string `json:"language,omitempty"` // BCP 47
	Published Date   `json:"published,omitempty"`

	// Official records often leave out who acts: "Met with President X."
	Actor   string `json:"actor,omitempty"`   // the implied subject
	Place   string `json:"place,omitempty"`   // where the record's events took place
	Country string `json:"country,omitempty"` // whose official is meant when none is named
}

// SectionKind says what a block of text is for.
type SectionKind string

const (
	Headline    SectionKind = "headline"
	Subheading  SectionKind = "subheading"
	Dateline    SectionKind = "dateline" // "GENEVA (AP) —", or the date above an item
	Byline      SectionKind = "byline"
	Body        SectionKind = "body"
	Caption     SectionKind = "caption"
	Boilerplate SectionKind = "boilerplate" // newsletter, donation, cookie, copyright …: never read for facts
)

// Section is a block of the text. Sections are in order, do not overlap, and
// together hold every byte that is not white space. A sentence never crosses a
// section's border.
type Section struct {
	Span
	Kind SectionKind
	Item int  // 0, or the number (from 1) of the list item that the section belongs to
	Date Date // the item's own date, or the document's; "" when unknown
}

// Read reports whether the stages behind segment look for facts in the section.
func (s Section) Read() bool {
	return s.Kind != Boilerplate && s.Kind != Byline && s.Kind != Dateline
}

// Sentence is a span of the text and its tokens, [First, End) in Document.Tokens.
// There are sentences for sections that are Read and for datelines; none in
// bylines and boilerplate.
type Sentence struct {
	Span
	First, End int
	Section    int // index in Document.Sections
}

// Token is a word, a clitic ("'s", "n't") or a mark. Tokens do not overlap; the
// text between the tokens of a sentence is white space.
type Token struct{ Span }

// Tag is the grammar of one token, in Universal Dependencies 2 and Penn
// Treebank terms.
type Tag struct {
	Lemma string
	UPOS  string // NOUN, PROPN, VERB …
	XPOS  string // NNS, NNP, VBD …
	Feats string // UD features, sorted: "Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin"
	Head  int    // index in Document.Tokens of the head; -1 at the root of a sentence
	Dep   string // nsubj, obl, nmod:poss …
}

// Name is a name as the trained recognizer reads it, before gazetteers and grammar
// have their say. Names are in order, do not overlap and cross no sentence.
type Name struct {
	First, End int        // [First, End) in Document.Tokens
	Type       EntityType // Person, Place (any location) or Organization
	Score      float64    // probability that this is a name of the type, in thousandths
}

// MentionKind says in which way a mention stands for its entity.
type MentionKind string

const (
	Named   MentionKind = "name"    // "Sergey Lavrov", "US", "Moscow"
	Demonym MentionKind = "demonym" // "Russian", "the Jordanians"
	Nominal MentionKind = "nominal" // "cease-fire", "the foreign minister", "both sides"
	Pronoun MentionKind = "pronoun" // "he", "their"
)

// Mention is a stretch of tokens that stands for an entity. The span leaves out
// titles and articles: "Sergey Lavrov", not "Foreign Minister Sergey Lavrov".
type Mention struct {
	Span
	First, End int // [First, End) in Document.Tokens
	Head       int // index in Document.Tokens
	Sentence   int // index in Document.Sentences
	Type       EntityType
	Kind       MentionKind
	Candidates []Candidate // what the gazetteers know under this name, best first
	Title      string      // an office said beside a name: "Foreign Minister"; "" where none
	Score      float64     // probability that the span is a mention of this type, 0…1
}

// Candidate is one gazetteer reading of a name.
type Candidate struct {
	ID    string // Wikidata id where there is one, else geonames:N, else wp:Title
	Type  EntityType
	Name  string // canonical English name
	ISO3  string // ISO 3166-1 alpha-3 of a country, or of the country a place lies in
	Role  string // how the name stands for it: "name", "demonym", "capital", "metonym", "acronym", "former"
	Prior float64
}

// EntityType is one of the entity types of the ontology, as written there.
type EntityType string

const (
	Person       EntityType = "PERSON"
	Country      EntityType = "COUNTRY"
	City         EntityType = "CITY"
	Place        EntityType = "PLACE"
	Organization EntityType = "ORGANIZATION"
	Agreement    EntityType = "AGREEMENT"
	Event        EntityType = "EVENT"
)

// Entity is one thing that the document speaks of.
type Entity struct {
	ID       string // see EntityID
	Type     EntityType
	Name     string // canonical
	Aliases  []string
	Mentions []int  // indices in Document.Mentions, ascending; pronouns too
	Link     string // Wikidata id where the gazetteer has one
	ISO3     string // countries
	Score    float64
}

// Status says whether a relation happened.
type Status string

const (
	Actual   Status = "actual"
	Planned  Status = "planned"
	Possible Status = "possible"
	Negated  Status = "negated"
)

// Relation is one thing that a document says happened between two entities.
type Relation struct {
	Type        string // MET_WITH, as in the ontology
	Subject     int    // index in Document.Entities
	Object      int
	Status      Status
	When        When // of the event
	Reported    Date // of the document or the item that reports it
	Place       int  // index in Document.Entities; -1 when unstated
	Speaker     int  // index in Document.Entities of the source it is attributed to; -1
	Attribution string
	Title       string // HOLDS_OFFICE: "Foreign Minister"
	Evidence    []Evidence
	Score       float64 // 0…1
}

// Evidence is where the text says it.
type Evidence struct {
	Span           // the sentence
	Trigger Span   // the word or words that made the frame fire
	Rule    string // the frame's name: "MET_WITH/meet:with"
}
