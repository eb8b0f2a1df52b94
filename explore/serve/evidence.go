package serve

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"unicode"
)

// evidenceMost is how many sentences of an event are shown.
const evidenceMost = 500

// sentenceLimit is the greatest number of code points of a sentence that is shown.
const sentenceLimit = 4000

func eventPage(ctx context.Context, v *view, r *http.Request) (any, error) {
	id, err := pathID(r)
	if err != nil {
		return nil, err
	}
	db := v.store.DB()
	out := Event{Evidence: []Evidence{}}
	var from, to, place string
	err = db.QueryRowContext(ctx, `SELECT e.id, coalesce(e.type, ''), coalesce(e.status, ''), coalesce(e.start_date, ''), coalesce(e.end_date, ''), coalesce(e.precision, ''),
  coalesce(e.sources, 0), coalesce(e.score, 0), coalesce(e.plover, ''),
  coalesce((SELECT source FROM edges WHERE target = e.id AND type = 'SUBJECT'), ''),
  coalesce((SELECT source FROM edges WHERE target = e.id AND type = 'OBJECT'), ''),
  coalesce((SELECT target FROM edges WHERE source = e.id AND type = 'AT'), '') FROM events e WHERE e.id = ?`, id).
		Scan(&out.ID, &out.Type, &out.Status, &out.Start, &out.End, &out.Precision, &out.Sources, &out.Score, &out.Plover, &from, &to, &place)
	if errors.Is(err, sql.ErrNoRows) {
		return factPage(ctx, v, id)
	}
	if err != nil {
		return nil, err
	}
	out.Subject, out.Object = v.named(from), v.named(to)
	if place != "" {
		p := v.named(place)
		out.Place = &p
	}
	rows, err := db.QueryContext(ctx, `SELECT coalesce(ev.start_offset, 0), coalesce(ev.end_offset, 0), coalesce(ev."trigger", ''), coalesce(ev.rule, ''), coalesce(ev.speaker, ''), coalesce(ev.status, ''),
  c.id, coalesce(c.text, ''), coalesce(c.start_offset, 0), `+documentColumns+`
FROM (SELECT * FROM edges WHERE source = ? AND type = 'EVIDENCED_BY' LIMIT ?) ev
CROSS JOIN chunks c ON c.id = ev.target
CROSS JOIN edges f ON f.source = c.id AND f.type = 'FROM_DOCUMENT'
CROSS JOIN documents d ON d.id = f.target
ORDER BY coalesce(d.published, '') DESC, d.id, ev.start_offset, ev.id`, id, evidenceMost)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var e Evidence
		var trigger, text string
		var at int
		if err := rows.Scan(append([]any{&e.Start, &e.End, &trigger, &e.Rule, &e.Speaker, &e.Status, &e.Chunk, &text, &at}, e.Document.into()...)...); err != nil {
			return nil, err
		}
		e.Document = e.Document.clipped()
		e.Text, e.Start, e.End = sentence(text, at, e.Start, e.End)
		e.Trigger = locate([]rune(e.Text), e.Start, trigger)
		e.Speaker = clip(e.Speaker, nameLimit)
		out.Evidence = append(out.Evidence, e)
	}
	return out, rows.Err()
}

// factPage is that of a fact's edge: its evidence are whole chunks.
func factPage(ctx context.Context, v *view, id string) (any, error) {
	db := v.store.DB()
	var out Event
	var from, to, chunks string
	err := db.QueryRowContext(ctx, `SELECT id, type, source, target, coalesce(status, ''), coalesce(title, ''), coalesce(sources, 0), coalesce(score, 0), chunks
FROM edges WHERE id = ? AND chunks IS NOT NULL`, id).Scan(&out.ID, &out.Type, &from, &to, &out.Status, &out.Title, &out.Sources, &out.Score, &chunks)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, missing("no such event")
	}
	if err != nil {
		return nil, err
	}
	out.Subject, out.Object, out.Title = v.named(from), v.named(to), clip(out.Title, nameLimit)
	rows, err := db.QueryContext(ctx, `SELECT c.id, coalesce(c.text, ''), coalesce(c.start_offset, 0), `+documentColumns+`
FROM (SELECT value FROM json_each(?) LIMIT ?) j
CROSS JOIN chunks c ON c.id = j.value
CROSS JOIN edges f ON f.source = c.id AND f.type = 'FROM_DOCUMENT'
CROSS JOIN documents d ON d.id = f.target
ORDER BY coalesce(d.published, '') DESC, d.id, c.position`, chunks, evidenceMost)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out.Evidence = []Evidence{}
	for rows.Next() {
		e := Evidence{Status: out.Status}
		var text string
		var at int
		if err := rows.Scan(append([]any{&e.Chunk, &text, &at}, e.Document.into()...)...); err != nil {
			return nil, err
		}
		e.Document = e.Document.clipped()
		e.Text, e.Start, e.End = sentence(text, at, at, at+len(text))
		if d := e.Document.Published; d != "" {
			if out.Start == "" || d < out.Start {
				out.Start = d
			}
			out.End, out.Precision = max(out.End, d), "reported"
		}
		out.Evidence = append(out.Evidence, e)
	}
	return out, rows.Err()
}

// named is the entity of that id, or one that only has the id where the memory does
// not know it yet.
func (s *snapshot) named(id string) Ref {
	if n, ok := s.byID[id]; ok {
		return s.ref(n)
	}
	return Ref{ID: id, Name: clip(id, nameLimit), Type: ""}
}

// sentence cuts what stands from start to end, offsets in the document, out of a
// chunk that begins at at; offsets that are out of the chunk are taken as its ends.
func sentence(text string, at, start, end int) (string, int, int) {
	runes := []rune(text)
	from := min(max(start-at, 0), len(runes))
	to := min(max(end-at, from), len(runes), from+sentenceLimit)
	return string(runes[from:to]), at + from, at + to
}

// locate finds the trigger in its sentence, which begins at start: as words of their
// own where it stands so, else anywhere.
func locate(sentence []rune, start int, trigger string) *Trigger {
	want := []rune(trigger)
	if len(want) == 0 {
		return nil
	}
	inner := -1
	for i := 0; i+len(want) <= len(sentence); i++ {
		if sentence[i] != want[0] || string(sentence[i:i+len(want)]) != trigger {
			continue
		}
		if bordered(sentence, i, i+len(want)) {
			return &Trigger{start + i, start + i + len(want), trigger}
		}
		if inner < 0 {
			inner = i
		}
	}
	if inner < 0 {
		return nil
	}
	return &Trigger{start + inner, start + inner + len(want), trigger}
}

// bordered reports that text[from:to] cuts through no word.
func bordered(text []rune, from, to int) bool {
	letter := func(i int) bool { return unicode.IsLetter(text[i]) || unicode.IsDigit(text[i]) }
	return (from == 0 || !letter(from-1) || !letter(from)) && (to == len(text) || !letter(to) || !letter(to-1))
}
