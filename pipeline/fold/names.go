package fold

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"backchannel/schema"
	"backchannel/schema/copies"
	"backchannel/schema/spelling"
)

// Named is a person or organization with a name, as one record speaks of it.
type Named struct {
	ID     string            `json:"id"`
	Type   schema.EntityType `json:"type"`
	Name   string            `json:"name"`
	Link   string            `json:"link,omitempty"`
	Calls  []string          `json:"calls,omitempty"` // initials that the record uses for it
	Others []string          `json:"others"`          // ids with a name that the record speaks of
	Ends   []string          `json:"ends,omitempty"`  // its relations: type and other end
}

// Text is a record's text, as far as copies of it can be told.
type Text struct {
	Date      string `json:"date,omitempty"`
	Signature []byte `json:"signature"`
}

// RowsForNames are what a record says of the names that may be one thing under two
// ids, by what such names have in common; and its text, by what copies have in common.
func (f *Folder) RowsForNames(r schema.Record) (rows []Row) {
	var others []string
	for _, e := range r.Entities {
		if !strings.Contains(e.ID, "@") {
			others = append(others, e.ID)
		}
	}
	ends := map[string][]string{}
	for _, rel := range r.Relations {
		if _, ok := f.ontology.Relation(rel.Type); ok && rel.Subject != rel.Object {
			ends[rel.Subject] = append(ends[rel.Subject], rel.Type+" "+rel.Object)
			ends[rel.Object] = append(ends[rel.Object], rel.Type+" "+rel.Subject)
		}
	}
	text := &Text{string(r.Date), r.Signature}
	for _, band := range copies.Bands(r.Signature) {
		rows = append(rows, Row{Key: keyText + band, Doc: r.ID, Text: text})
	}
	for _, e := range r.Entities {
		n := &Named{ID: e.ID, Type: e.Type, Name: e.Name, Link: e.Link, Others: others, Ends: ends[e.ID]}
		if f.rulings.about(e.ID) {
			rows = append(rows, Row{Key: keyRuled + e.ID, Doc: r.ID, Named: &Named{ID: e.ID, Type: e.Type, Name: e.Name}})
		}
		if strings.Contains(e.ID, "@") {
			continue
		}
		for _, key := range namesOf(e) {
			if e.Type == schema.Organization {
				n.Calls = slices.DeleteFunc(aliases(e), func(s string) bool { return !isAcronym(s) })
			}
			rows = append(rows, Row{Key: key, Doc: r.ID, Named: n})
		}
	}
	return rows
}

// namesOf are the keys under which a name meets those that may be the same.
func namesOf(e schema.RecordEntity) (keys []string) {
	switch e.Type {
	case schema.Person:
		words := strings.Split(schema.Slug(e.Name), "-")
		if last := spelling.Key(words[len(words)-1]); last != "" && (len(words) > 1 || e.Link == "") {
			keys = append(keys, keyLast+last)
		}
	case schema.Organization:
		if strings.Contains(e.Name, " ") {
			all, capitals := initials(e.Name, true), initials(e.Name, false)
			keys = append(keys, keyInitials+all)
			if capitals != all {
				keys = append(keys, keyInitials+capitals)
			}
		} else if e.Link == "" && isAcronym(e.Name) {
			keys = append(keys, keyInitials+e.Name)
		}
	}
	return keys
}

// known is what all records say of one id, for deciding on it.
type known struct {
	kind  schema.EntityType
	names map[string]int
	link  string
	calls map[string]bool
	docs  map[string]bool
	ends  map[string]bool
}

func (k *known) name() string { return frequent(k.names) }

// meeting is all that is known under one key.
type meeting struct {
	ids   map[string]*known
	about map[string][]string // by document: ids with a name that it speaks of
}

func newMeeting() meeting { return meeting{map[string]*known{}, map[string][]string{}} }

func (m *meeting) add(doc string, n Named) {
	k := m.ids[n.ID]
	if k == nil {
		k = &known{kind: n.Type, names: map[string]int{}, calls: map[string]bool{}, docs: map[string]bool{}, ends: map[string]bool{}}
		m.ids[n.ID] = k
	}
	k.names[n.Name]++
	k.kind, k.link = min(k.kind, n.Type), max(k.link, n.Link)
	k.docs[doc] = true
	for _, c := range n.Calls {
		k.calls[c] = true
	}
	for _, e := range n.Ends {
		k.ends[e] = true
	}
	m.about[doc] = n.Others
}

// Decide proposes the joins of what stands under one key, where each key's rows come
// in one piece:
//
//   - a person's name without the middle name, with an initial or by another
//     spelling joins the fuller or more frequent one, where both stand in the same
//     relation to the same third;
//   - a person known by one word joins the one full name in the corpus that ends in
//     it, where two documents use that name and speak of the same others;
//   - an organization known by its initials joins the one that is called so;
//   - a document whose text is that of another, cut or in another order, is a copy of it:
//     both are one source;
//   - an unnamed agreement, event or group joins another report of it where the
//     head word and a participant agree and at most Window days lie between them.
//
// Rows that it does not take are an error, as is the first one that rows yields.
func (f *Folder) Decide(rows iter.Seq2[Row, error]) iter.Seq2[Proposal, error] {
	return func(yield func(Proposal, error) bool) {
		more := true
		named := newMeeting()
		var unnamed []Unnamed
		var texts []copies.Document
		err := walk(rows, func(r Row) error {
			switch {
			case r.Named != nil:
				named.add(r.Doc, *r.Named)
			case r.Unnamed != nil:
				unnamed = append(unnamed, *r.Unnamed)
			case r.Text != nil:
				texts = append(texts, copies.Document{ID: r.Doc, Date: r.Text.Date, Signature: r.Text.Signature})
			default:
				return fmt.Errorf("row %.80q is none to decide on", r.Key)
			}
			return nil
		}, func(key string) bool {
			var out []Proposal
			switch {
			case strings.HasPrefix(key, keyLast):
				same := f.sameNames(named)
				out = append(same, f.shortNames(named, same)...)
			case strings.HasPrefix(key, keyInitials):
				out = acronyms(named, strings.TrimPrefix(key, keyInitials))
			case strings.HasPrefix(key, keyRuled):
				for id, k := range named.ids {
					out = append(out, Proposal{From: id, Name: k.name()})
				}
			case strings.HasPrefix(key, keyText):
				out = copied(texts)
			default:
				out = sameReports(unnamed)
			}
			named, unnamed, texts = newMeeting(), nil, texts[:0]
			for _, p := range out {
				p.Key = key
				more = more && yield(p, nil)
			}
			return more
		})
		if err != nil && more {
			yield(Proposal{}, err)
		}
	}
}

// copied finds the texts that are copies of another.
func copied(texts []copies.Document) (out []Proposal) {
	if len(texts) < 2 {
		return nil
	}
	for _, c := range copies.Pairs(texts) {
		out = append(out, Proposal{From: c.ID, To: c.Of, By: byCopy, Reason: fmt.Sprintf("%.0f %% of the shorter text", 100*c.Score), Score: c.Score, Mutual: true})
	}
	return out
}

// shared is the share of a's documents that speak of somebody or something of whom
// the documents of b speak, other than the two.
func (m meeting) shared(a, b map[string]bool, ids [2]string) float64 {
	known := map[string]bool{}
	for doc := range b {
		for _, id := range m.about[doc] {
			known[id] = true
		}
	}
	delete(known, ids[0])
	delete(known, ids[1])
	n := 0
	for doc := range a {
		if slices.ContainsFunc(m.about[doc], func(id string) bool { return known[id] }) {
			n++
		}
	}
	return float64(n) / float64(max(len(a), 1))
}

// before orders two ids of one thing: the one that stands is linked, or else more
// documents use it.
func (m meeting) before(a, b string) int {
	x, y := m.ids[a], m.ids[b]
	linked := func(e *known) int {
		if e.link != "" {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(linked(y), linked(x)), cmp.Compare(len(y.docs), len(x.docs)), cmp.Compare(len(b), len(a)), strings.Compare(a, b))
}

// sameNames finds persons under two full names.
func (f *Folder) sameNames(m meeting) (out []Proposal) {
	full := map[string][]string{} // by the first word
	names := map[string]personName{}
	for id, e := range m.ids {
		if n, ok := parseName(e.name()); ok {
			names[id] = n
			full[n.first] = append(full[n.first], id)
		}
	}
	for _, ids := range full {
		if len(ids) < 2 {
			continue
		}
		slices.SortFunc(ids, m.before)
		one := m.canBeOne(ids, names)
		for i, from := range ids[1:] {
			a := m.ids[from]
			to := slices.IndexFunc(ids[:i+1], func(to string) bool {
				return names[from].fits(names[to]) && (one || len(names[from].middle) == len(names[to].middle)) && a.link == ""
			})
			if to < 0 {
				continue
			}
			b := m.ids[ids[to]]
			common := commonEnd(a.ends, b.ends)
			if common == "" {
				continue
			}
			p := Proposal{From: from, To: ids[to], Name: a.name(), Other: b.name(), By: bySpelling, Reason: "another spelling of the name", Score: scoreSpelling}
			if sameWords(schema.Slug(p.Name), schema.Slug(p.Other)) {
				p.By, p.Reason, p.Score = byFullName, "the same first and last name", scoreName
			}
			p.Reason += "; both: " + common
			out = append(out, p)
		}
	}
	return out
}

// canBeOne reports whether all of several names of the same first and last word can
// be one person's. Where not, a name without a middle name may be any of theirs.
func (m meeting) canBeOne(ids []string, names map[string]personName) bool {
	link := ""
	for i, a := range ids {
		if strings.HasPrefix(a, "wp:") && strings.HasSuffix(a, ")") {
			return false // "Michael Lee (judge)" is told from another
		}
		if l := m.ids[a].link; l != "" {
			if link != "" && l != link {
				return false
			}
			link = l
		}
		for _, b := range ids[i+1:] {
			if !names[a].fits(names[b]) {
				return false
			}
		}
	}
	return true
}

// sameWords reports whether two slugs begin and end in the same words.
func sameWords(a, b string) bool {
	x, y := strings.Split(a, "-"), strings.Split(b, "-")
	return x[0] == y[0] && x[len(x)-1] == y[len(y)-1]
}

func commonEnd(a, b map[string]bool) string {
	for _, end := range slices.Sorted(maps.Keys(a)) {
		if b[end] {
			return end
		}
	}
	return ""
}

// shortNames finds persons known by their last word alone, when those with the same
// full name are joined.
func (f *Folder) shortNames(m meeting, same []Proposal) (out []Proposal) {
	d := f.ruled()
	d.join(slices.Clone(same))
	docs := map[string]map[string]bool{} // of what full names stand for
	for id, e := range m.ids {
		if !strings.Contains(schema.Slug(e.name()), "-") {
			continue
		}
		root := d.root(id)
		if m.ids[root] == nil {
			root = id
		}
		if docs[root] == nil {
			docs[root] = map[string]bool{}
		}
		maps.Copy(docs[root], e.docs)
	}
	if len(docs) == 0 {
		return nil
	}
	full := slices.Sorted(maps.Keys(docs))
	most := slices.MaxFunc(full, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(docs[a]), len(docs[b])), strings.Compare(b, a))
	})
	rest := 0
	for _, other := range full {
		if other != most {
			rest += len(docs[other])
		}
	}
	for id, e := range m.ids {
		if strings.Contains(schema.Slug(e.name()), "-") || e.link != "" {
			continue
		}
		if len(docs[most]) < support || rest*dominant > len(docs[most]) || m.shared(e.docs, docs[most], [2]string{id, most}) < 0.5 {
			continue
		}
		name := m.ids[most].name()
		p := Proposal{From: id, To: most, Name: e.name(), Other: name, By: byShortName, Reason: fmt.Sprintf("%s is the one full name that ends so, in %d documents", name, len(docs[most])), Score: scoreShort}
		if rest > 0 {
			p.Reason, p.Score = fmt.Sprintf("%s has this name in %d documents, all others in %d", name, len(docs[most]), rest), scoreDominant
		}
		out = append(out, p)
	}
	return out
}

// acronyms finds organizations known by the initials of another, or by a short name
// that a document gives it. What a document calls it may be the name of a greater
// one ("ISIL" of its branch in Somalia), so the letters must be its own.
func acronyms(m meeting, letters string) (out []Proposal) {
	var full []string
	for id, e := range m.ids {
		if strings.Contains(e.name(), " ") {
			full = append(full, id)
		}
	}
	if len(full) != 1 {
		return nil
	}
	to, long := full[0], m.ids[full[0]]
	says := long.calls[letters] // a document gives both
	for id, e := range m.ids {
		if id == to || e.name() != letters || e.link != "" || !says && len(long.docs) < support || m.shared(e.docs, long.docs, [2]string{id, to}) < 0.5 {
			continue
		}
		reason := "the initials of " + long.name()
		if says {
			reason = "a document calls " + long.name() + " so"
		}
		out = append(out, Proposal{From: id, To: to, Name: e.name(), Other: long.name(), By: byAcronym, Reason: reason, Score: scoreAcronym})
	}
	return out
}

func isAcronym(s string) bool {
	return len(s) >= 2 && len(s) <= 7 && strings.ToUpper(s) == s && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// initials are the first letters of the words, or of those in capitals alone: "IAEA"
// for International Atomic Energy Agency.
func initials(name string, all bool) string {
	var b strings.Builder
	for _, w := range strings.Fields(name) {
		if all || w[0] >= 'A' && w[0] <= 'Z' {
			b.WriteByte(w[0])
		}
	}
	return strings.ToUpper(b.String())
}
