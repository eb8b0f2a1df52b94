package serve

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"backchannel/schema/nearest"
	"backchannel/schema/spelling"
)

// queryLimit is how much of a query is read, in code points.
const queryLimit = 200

// textPatience is how long a search in the text may take. Where it is not enough,
// the answer says that it is partial.
const textPatience = 25 * time.Millisecond

func search(ctx context.Context, v *view, r *http.Request) (any, error) {
	q := r.URL.Query()
	limit, err := limitOf(q, 20, 100)
	if err != nil {
		return nil, err
	}
	text := q.Get("q")
	if !utf8.ValidString(text) {
		return nil, wrong("q must be UTF-8")
	}
	if runes := []rune(text); len(runes) > queryLimit {
		text = string(runes[:queryLimit])
	}
	out := Search{Entities: []EntityHit{}, Passages: []PassageHit{}}
	names := wordsOf(text, asName, wordsInQuery)
	if out.Entities, err = v.hits(ctx, v.store.DB(), v.find(names, limit), names); err != nil {
		return nil, err
	}
	// A word is being written as long as no blank follows it.
	open := text != "" && !strings.HasSuffix(text, " ")
	out.Passages, out.Partial, err = passages(ctx, v.store.DB(), wordsOf(text, asText, wordsInQuery), open, limit)
	return out, err
}

// hits writes out what was found by name.
func (s *snapshot) hits(ctx context.Context, db asker, all []found, query []word) ([]EntityHit, error) {
	out := []EntityHit{}
	aliases := map[string][]string{}
	var ids []string
	for _, f := range all {
		if s.names.which[f.name] > 0 {
			ids = append(ids, s.entities[f.entity].id)
		}
	}
	if len(ids) > 0 {
		list, _ := json.Marshal(ids) // strings always marshal
		rows, err := db.QueryContext(ctx, "SELECT e.id, coalesce(e.aliases, '[]') FROM json_each(?) j CROSS JOIN entities e ON e.id = j.value", string(list))
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		for rows.Next() {
			var id, list string
			if err := rows.Scan(&id, &list); err != nil {
				return nil, err
			}
			var names []string
			if json.Unmarshal([]byte(list), &names) == nil {
				aliases[id] = names
			}
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	for _, f := range all {
		e := s.entities[f.entity]
		hit := EntityHit{Ref: s.ref(f.entity), Mentions: int(e.mentions), Spelling: f.spelling}
		if n := int(s.names.which[f.name]); n > 0 && n <= len(aliases[e.id]) {
			hit.Alias = clip(aliases[e.id][n-1], nameLimit)
		}
		hit.Highlights = s.highlights(cmp.Or(hit.Alias, hit.Name), query, f.spelling)
		out = append(out, hit)
	}
	return out, nil
}

// highlights marks what of a name fits the words of the query.
func (s *snapshot) highlights(name string, query []word, respelled bool) []Highlight {
	out := []Highlight{}
	for _, w := range wordsOf(name, asName, wordsInName) {
		end := 0
		for _, q := range query {
			n := utf8.RuneCountInString(q.folded)
			switch {
			case w.folded == q.folded:
				end = w.end
			case strings.HasPrefix(w.folded, q.folded):
				end = max(end, min(w.start+n, w.end))
			case respelled && end == 0:
				apart := nearest.Distance
				a, b := []rune(spelling.Key(q.folded)), []rune(spelling.Key(w.folded))
				if len(a) >= 5 {
					apart = nearest.ToBeginning
				}
				if len(a) >= 3 && apart(a, b, 2) <= 2 {
					end = w.end
				}
			}
		}
		if end > w.start {
			out = append(out, Highlight{w.start, end})
		}
	}
	return out
}

const (
	passageBefore = 60  // code points of a passage before its first word that was asked for
	passageLimit  = 320 // code points of a passage
	prefixLimit   = 3   // letters that the beginning of a word must have to be searched in text
	newestHits    = 4   // as many passages are looked at as are shown, times this
)

// passages finds chunks with all the words: first where they stand one behind the
// other, then anywhere; last with the last word as a beginning, or, where that has only
// a few letters, without it. Of many the last of the store are taken, without ranking
// all, so that a frequent word costs no more than a rare one. Words that are all
// frequent and stand nowhere together take long: each of the tries has its share of
// textPatience, and what the earlier leave of theirs the later have.
func passages(ctx context.Context, db asker, query []word, open bool, limit int) (out []PassageHit, partial bool, err error) {
	out = []PassageHit{}
	if len(query) == 0 {
		return out, false, nil
	}
	quoted := make([]string, len(query))
	for i, w := range query {
		quoted[i] = `"` + w.folded + `"` // letters and digits only
	}
	var tries []string
	if len(quoted) > 1 {
		tries = append(tries, strings.Join(quoted, " + "))
	}
	tries = append(tries, strings.Join(quoted, " "))
	switch last := len(query) - 1; {
	case open && utf8.RuneCountInString(query[last].folded) >= prefixLimit:
		tries = append(tries, strings.Join(quoted, " ")+"*")
	case open && last > 0:
		tries = append(tries, strings.Join(quoted[:last], " + "))
	}
	seen := map[int64]bool{}
	var hits []hit
	end := time.Now().Add(textPatience)
	for i, match := range tries {
		limited, cancel := context.WithTimeout(ctx, time.Until(end)/time.Duration(len(tries)-i))
		more, err := matches(limited, db, match, newestHits*limit)
		late := limited.Err() != nil
		cancel()
		switch {
		case err == nil:
		case late && ctx.Err() == nil:
			partial = true // what it found so far is good
		default:
			return out, partial, err
		}
		slices.SortStableFunc(more, func(a, b hit) int { return cmp.Compare(b.Document.Published, a.Document.Published) })
		for _, h := range more {
			if !seen[h.row] {
				seen[h.row] = true
				hits = append(hits, h)
			}
		}
		if len(hits) >= limit {
			break
		}
	}
	for _, h := range hits[:min(limit, len(hits))] {
		out = append(out, h.cut(query, open))
	}
	return out, partial, nil
}

// hit is a chunk that fits, whole.
type hit struct {
	PassageHit
	row int64
}

func matches(ctx context.Context, db asker, match string, limit int) ([]hit, error) {
	rows, err := db.QueryContext(ctx, `SELECT c.n, c.id, coalesce(c.start_offset, 0), coalesce(c.text, ''), `+documentColumns+`
FROM (SELECT rowid AS n FROM chunk_search WHERE chunk_search MATCH ? ORDER BY rowid DESC LIMIT ?) s
CROSS JOIN chunks c ON c.n = s.n
CROSS JOIN edges f ON f.source = c.id AND f.type = 'FROM_DOCUMENT'
CROSS JOIN documents d ON d.id = f.target`, match, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []hit
	for rows.Next() {
		var h hit
		if err := rows.Scan(append([]any{&h.row, &h.Chunk, &h.Start, &h.Text}, h.Document.into()...)...); err != nil {
			return out, err
		}
		h.Document = h.Document.clipped()
		out = append(out, h)
	}
	return out, rows.Err()
}

// wordsInText is how many words of a chunk are looked at for highlights.
const wordsInText = 20_000

// cut is the passage around the first word that was asked for, with all of them
// marked.
func (h hit) cut(query []word, open bool) PassageHit {
	out := h.PassageHit
	out.Highlights = []Highlight{}
	var marks []Highlight
	for _, w := range wordsOf(out.Text, asText, wordsInText) {
		for i, q := range query {
			begins := open && i == len(query)-1 && utf8.RuneCountInString(q.folded) >= prefixLimit && strings.HasPrefix(w.folded, q.folded)
			if w.folded == q.folded || begins {
				marks = append(marks, Highlight{w.start, w.end})
				break
			}
		}
	}
	text := []rune(out.Text)
	from := 0
	if len(marks) > 0 && marks[0].Start > passageBefore {
		from = marks[0].Start - passageBefore
		for i := from; i < marks[0].Start; i++ { // begin with a word
			if text[i] == ' ' || text[i] == '\n' {
				from = i + 1
				break
			}
		}
	}
	to := min(len(text), from+passageLimit)
	out.Text, out.Start = string(text[from:to]), out.Start+from
	for _, m := range marks {
		if m.Start >= from && m.End <= to {
			out.Highlights = append(out.Highlights, Highlight{m.Start - from, m.End - from})
		}
	}
	return out
}
