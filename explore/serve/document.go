package serve

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"unicode"
	"unicode/utf8"
)

const (
	textMost     = 2_000_000 // code points of a document
	mentionsMost = 50_000
	markedMost   = 20_000
)

func documentPage(ctx context.Context, v *view, r *http.Request) (any, error) {
	id, err := pathID(r)
	if err != nil {
		return nil, err
	}
	db := v.store.DB()
	out := Document{Chunks: []Chunk{}, Mentions: []Mention{}, Relations: []Marked{}}
	var behind string
	err = db.QueryRowContext(ctx, "SELECT "+documentColumns+", coalesce(d.uri, ''), coalesce(d.furniture, '') FROM documents d WHERE d.id = ?", id).
		Scan(append(out.DocumentRef.into(), &out.URI, &behind)...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, missing("no such document")
	}
	if err != nil {
		return nil, err
	}
	if err := out.readText(ctx, db, behind); err != nil {
		return nil, err
	}
	there, err := out.readMentions(ctx, v, db)
	if err != nil {
		return nil, err
	}
	if err := out.readRelations(ctx, v, db); err != nil {
		return nil, err
	}
	if err := out.readFacts(ctx, v, db, there); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out.Relations, func(a, b Marked) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Event, b.Event)) })
	return out, nil
}

// readText reads the chunks and the furniture before each; behind is that behind the
// last of them.
func (d *Document) readText(ctx context.Context, db asker, behind string) error {
	rows, err := db.QueryContext(ctx, `SELECT c.id, coalesce(c.start_offset, 0), coalesce(c.text, ''), coalesce(c.furniture, '') FROM edges f CROSS JOIN chunks c ON c.id = f.source
WHERE f.target = ? AND f.type = 'FROM_DOCUMENT' ORDER BY c.start_offset, c.position, c.id`, d.ID)
	if err != nil {
		return err
	}
	defer rows.Close()
	size, end := 0, 0
	for rows.Next() {
		var c Chunk
		var before string
		if err := rows.Scan(&c.ID, &c.Start, &c.Text, &before); err != nil {
			return err
		}
		f := Furniture{End: c.Start, Text: before}
		f.Start = c.Start - utf8.RuneCountInString(before)
		c.End = c.Start + utf8.RuneCountInString(c.Text)
		if size += c.End - f.Start; size > textMost {
			d.Truncated = true
			break
		}
		if before != "" {
			d.Furniture = append(d.Furniture, f)
		}
		end = max(end, c.End)
		d.Chunks = append(d.Chunks, c)
	}
	if n := utf8.RuneCountInString(behind); n > 0 && !d.Truncated {
		if d.Truncated = size+n > textMost; !d.Truncated {
			d.Furniture = append(d.Furniture, Furniture{end, end + n, behind})
		}
	}
	return rows.Err()
}

// readMentions finds the names of the entities that each chunk mentions, longest
// names first, and lists those entities with their chunks.
func (d *Document) readMentions(ctx context.Context, v *view, db asker) (there map[int32][]string, err error) {
	rows, err := db.QueryContext(ctx, `SELECT m.target, e.id, coalesce(e.name, ''), coalesce(e.aliases, '[]'), coalesce(e.wikidata, '')
FROM edges f CROSS JOIN edges m ON m.target = f.source AND m.type = 'FROM_CHUNK' CROSS JOIN entities e ON e.id = m.source
WHERE f.target = ? AND f.type = 'FROM_DOCUMENT'`, d.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	type known struct {
		ref   Ref
		link  string
		names [][]rune
	}
	entities := map[string]*known{}
	in := map[string][]*known{}
	there = map[int32][]string{}
	for rows.Next() {
		var chunk, id, name, aliases, link string
		if err := rows.Scan(&chunk, &id, &name, &aliases, &link); err != nil {
			return nil, err
		}
		e, ok := entities[id]
		if !ok {
			e = &known{ref: v.named(id), link: link}
			var list []string
			_ = json.Unmarshal([]byte(aliases), &list) // without aliases, then
			for _, n := range append([]string{name}, list...) {
				if n != "" {
					e.names = append(e.names, []rune(n))
				}
			}
			entities[id] = e
		}
		in[chunk] = append(in[chunk], e)
		if n, ok := v.byID[id]; ok {
			there[n] = append(there[n], chunk)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for _, c := range d.Chunks {
		// The names by their first letter, the longest first.
		type candidate struct {
			name []rune
			of   *known
		}
		names := map[rune][]candidate{}
		for _, e := range in[c.ID] {
			for _, n := range e.names {
				names[unicode.ToLower(n[0])] = append(names[unicode.ToLower(n[0])], candidate{n, e})
			}
		}
		for _, list := range names {
			slices.SortStableFunc(list, func(a, b candidate) int {
				return cmp.Or(cmp.Compare(len(b.name), len(a.name)), slices.Compare(a.name, b.name), cmp.Compare(a.of.ref.ID, b.of.ref.ID))
			})
		}
		text := []rune(c.Text)
	search:
		for i := 0; i < len(text); i++ {
			for _, n := range names[unicode.ToLower(text[i])] {
				if end := stands(text, i, n.name); end > 0 && bordered(text, i, end) {
					if len(d.Mentions) == mentionsMost {
						d.Truncated = true
						return there, nil
					}
					d.Mentions = append(d.Mentions, Mention{c.Start + i, c.Start + end, n.of.ref, n.of.link})
					i = end - 1
					continue search
				}
			}
		}
	}
	return there, nil
}

// stands says where a name that begins at i ends, and 0 where it does not stand
// there. White space of any kind and number is one blank of the name, and a letter
// of the text may be the capital one of the name's.
func stands(text []rune, i int, name []rune) int {
	for _, n := range name {
		switch {
		case i == len(text):
			return 0
		case n == ' ' && unicode.IsSpace(text[i]):
			for i < len(text) && unicode.IsSpace(text[i]) {
				i++
			}
		case n == text[i] || unicode.ToUpper(n) == text[i]:
			i++
		default:
			return 0
		}
	}
	return i
}

// readRelations reads the events that a sentence of the document says.
func (d *Document) readRelations(ctx context.Context, v *view, db asker) error {
	rows, err := db.QueryContext(ctx, `SELECT ev.target, e.id, coalesce(e.type, ''), coalesce(ev.status, e.status, ''), coalesce(ev.start_offset, 0), coalesce(ev.end_offset, 0), coalesce(ev."trigger", ''),
  coalesce(ev.rule, ''), coalesce(ev.speaker, ''),
  coalesce((SELECT source FROM edges WHERE target = e.id AND type = 'SUBJECT'), ''), coalesce((SELECT source FROM edges WHERE target = e.id AND type = 'OBJECT'), '')
FROM edges f CROSS JOIN edges ev ON ev.target = f.source AND ev.type = 'EVIDENCED_BY' CROSS JOIN events e ON e.id = ev.source
WHERE f.target = ? AND f.type = 'FROM_DOCUMENT' LIMIT ?`, d.ID, markedMost)
	if err != nil {
		return err
	}
	defer rows.Close()
	chunks := d.chunks()
	for rows.Next() {
		var m Marked
		var chunk, trigger, from, to string
		if err := rows.Scan(&chunk, &m.Event, &m.Type, &m.Status, &m.Start, &m.End, &trigger, &m.Rule, &m.Speaker, &from, &to); err != nil {
			return err
		}
		c, ok := chunks[chunk]
		if !ok {
			continue
		}
		var text string
		text, m.Start, m.End = sentence(c.Text, c.Start, m.Start, m.End)
		m.Subject, m.Object, m.Trigger, m.Speaker = v.named(from), v.named(to), locate([]rune(text), m.Start, trigger), clip(m.Speaker, nameLimit)
		d.Relations = append(d.Relations, m)
	}
	return rows.Err()
}

// readFacts finds the facts that a chunk of the document is evidence of: those
// between two entities that it mentions.
func (d *Document) readFacts(ctx context.Context, v *view, db asker, there map[int32][]string) error {
	var edges []int32
	for n := range there {
		if len(edges) > markedMost {
			break
		}
		for _, i := range v.of(n) {
			e := &v.edges[i]
			if e.flags&fact == 0 || e.from != n {
				continue
			}
			if _, ok := there[e.to]; ok {
				edges = append(edges, i)
			}
		}
	}
	numbers := make([]int64, len(edges))
	byRow := make(map[int64]edge, len(edges))
	for i, n := range edges {
		e := v.edges[n]
		numbers[i], byRow[e.row] = e.row, e
	}
	list, _ := json.Marshal(numbers) // numbers always marshal
	rows, err := db.QueryContext(ctx, `SELECT r.n, r.id, c.value FROM json_each(?) j CROSS JOIN edges r ON r.n = j.value CROSS JOIN json_each(r.chunks) c
WHERE c.value IN (SELECT source FROM edges WHERE target = ? AND type = 'FROM_DOCUMENT')`, string(list), d.ID)
	if err != nil {
		return err
	}
	defer rows.Close()
	chunks := d.chunks()
	for rows.Next() {
		var n int64
		var id, chunk string
		if err := rows.Scan(&n, &id, &chunk); err != nil {
			return err
		}
		if c, ok := chunks[chunk]; ok {
			e := byRow[n]
			d.Relations = append(d.Relations, Marked{
				Event: id, Type: v.types[e.typ], Status: v.statuses[e.status], Subject: v.ref(e.from), Object: v.ref(e.to), Start: c.Start, End: c.End,
			})
		}
	}
	return rows.Err()
}

// chunks are the document's, by id.
func (d *Document) chunks() map[string]Chunk {
	out := map[string]Chunk{}
	for _, c := range d.Chunks {
		out[c.ID] = c
	}
	return out
}
