package state

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"iter"
	"slices"

	jsonv2 "github.com/go-json-experiment/json"

	"backchannel/schema"
)

// Folded is what the last fold of the records left for the next one, which then need
// only fold what changed. Its parts are the fold's own; the state keeps them.
type Folded struct {
	Sum   string // of the records
	Mark  string // that a store of their graph has
	Notes []byte // what else the next fold wants to know
}

// Folded returns what the last fold left, and false where there is nothing: no fold
// came to its end, or too much has changed since.
func (f *File) Folded(ctx context.Context) (Folded, bool, error) {
	var past Folded
	err := f.db.QueryRowContext(ctx, "SELECT sum, mark, notes FROM folded").Scan(&past.Sum, &past.Mark, &past.Notes)
	if errors.Is(err, sql.ErrNoRows) {
		return past, false, nil
	}
	if err == nil {
		past.Notes, err = unpack(past.Notes)
	}
	return past, err == nil, f.torn(err)
}

// Unfolded counts the documents that changed since the last fold came to its end: what
// no store has yet.
func (f *File) Unfolded(ctx context.Context) (n int, err error) {
	err = f.db.QueryRowContext(ctx, `SELECT CASE WHEN EXISTS (SELECT 1 FROM folded)
		THEN (SELECT count(*) FROM before) ELSE (SELECT count(*) FROM document) END`).Scan(&n)
	return n, f.torn(err)
}

// BeginFold takes away what the last fold left, for what the next one writes. Killed
// before EndFold, the file says nothing of either, and the next fold is one of all
// records. That of all begins with empty tallies and touches.
func (f *File) BeginFold(all bool) error {
	queries := []string{"DELETE FROM folded"}
	if all {
		queries = append(queries, "DELETE FROM tally", "DELETE FROM touch")
	}
	return f.writeAll(queries)
}

// EndFold keeps what a fold left; the edits before it are folded now.
func (f *File) EndFold(past Folded) error {
	if err := f.writeAll([]string{"DELETE FROM folded", "DELETE FROM before"}); err != nil {
		return err
	}
	if err := f.write("INSERT INTO folded VALUES (?, ?, ?)", past.Sum, past.Mark, pack(past.Notes)); err != nil {
		return err
	}
	f.edits = nil
	return f.Flush()
}

func (f *File) writeAll(queries []string) error {
	for _, q := range queries {
		if err := f.write(q); err != nil {
			return err
		}
	}
	return nil
}

// PutTally keeps the tally of an entity id; none where it is nil.
func (f *File) PutTally(id string, tally []byte) error {
	if tally == nil {
		return f.write("DELETE FROM tally WHERE id = ?", id)
	}
	return f.write("INSERT OR REPLACE INTO tally VALUES (?, ?)", id, pack(tally))
}

// Tallies returns those of the ids that have one.
func (f *File) Tallies(ctx context.Context, ids []string) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, id := range ids {
		var data []byte
		err := f.db.QueryRowContext(ctx, "SELECT tally FROM tally WHERE id = ?", id).Scan(&data)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err == nil {
			out[id], err = unpack(data)
		}
		if err != nil {
			return nil, f.torn(err)
		}
	}
	return out, nil
}

// PutTouches keeps the hashes by which a document's record is found; none where
// there are none.
func (f *File) PutTouches(id string, hashes []uint32) error {
	if len(hashes) == 0 {
		return f.write("DELETE FROM touch WHERE id = ?", id)
	}
	data := make([]byte, 0, 4*len(hashes)+4)
	for _, h := range hashes {
		data = binary.LittleEndian.AppendUint32(data, h)
	}
	data = binary.LittleEndian.AppendUint32(data, touchSum(id, data))
	return f.write("INSERT OR REPLACE INTO touch VALUES (?, ?)", id, data)
}

func touchSum(id string, hashes []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE([]byte(id)), crc32.IEEETable, hashes)
}

// Touched yields the records that have one of these hashes, sorted by id.
func (f *File) Touched(ctx context.Context, hashes map[uint32]bool) iter.Seq2[schema.Record, error] {
	return func(yield func(schema.Record, error) bool) {
		ids, err := f.touching(ctx, hashes)
		if err != nil {
			yield(schema.Record{}, err)
			return
		}
		for _, id := range ids {
			r, ok, err := f.Record(ctx, id)
			if err == nil && !ok {
				continue // it went since, and is an edit
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

func (f *File) touching(ctx context.Context, hashes map[uint32]bool) (ids []string, err error) {
	rows, err := f.db.QueryContext(ctx, "SELECT id, hashes FROM touch ORDER BY id")
	if err != nil {
		return nil, f.wrap(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var data sql.RawBytes
		if err := rows.Scan(&id, &data); err != nil {
			return nil, f.wrap(err)
		}
		sum := len(data) - 4
		if sum < 0 || sum%4 != 0 || binary.LittleEndian.Uint32(data[sum:]) != touchSum(id, data[:sum]) {
			return nil, f.torn(fmt.Errorf("what %s touches is not as it was written", id))
		}
		for h := range slices.Chunk(data[:sum], 4) {
			if hashes[binary.LittleEndian.Uint32(h)] {
				ids = append(ids, id)
				break
			}
		}
	}
	return ids, f.wrap(rows.Err())
}

// Record returns a document's record, and false where it has none.
func (f *File) Record(ctx context.Context, id string) (rec schema.Record, found bool, err error) {
	var r row
	err = f.db.QueryRowContext(ctx, "SELECT "+columns+", record FROM document d WHERE d.id = ?", id).Scan(append(r.fields(), &r.record)...)
	if errors.Is(err, sql.ErrNoRows) {
		return rec, false, nil
	}
	if err == nil {
		rec, err = r.open()
	}
	return rec, err == nil, f.torn(err)
}

// Edit is a document whose record is not the one that the last fold saw.
type Edit struct {
	ID       string
	Old, New *schema.Record // nil where there was or is none
	Same     bool           // but for the fingerprint of the stages that made it; Old is nil then
}

// Edits are the documents that changed since the last fold, sorted by id. They are
// known while Folded is.
func (f *File) Edits(ctx context.Context) (edits []Edit, err error) {
	rows, err := f.db.QueryContext(ctx, "SELECT id, record IS NULL, record FROM before ORDER BY id")
	if err != nil {
		return nil, f.wrap(err)
	}
	defer rows.Close()
	for rows.Next() {
		e := Edit{}
		var none bool
		var packed []byte
		if err := rows.Scan(&e.ID, &none, &packed); err != nil {
			return nil, f.wrap(err)
		}
		e.Same = !none && len(packed) == 0
		if len(packed) > 0 {
			if err := e.before(packed); err != nil {
				return nil, f.torn(err)
			}
		}
		edits = append(edits, e)
	}
	if err := rows.Err(); err != nil {
		return nil, f.wrap(err)
	}
	for i := range edits {
		r, ok, err := f.Record(ctx, edits[i].ID)
		if err != nil {
			return nil, err
		}
		if ok {
			edits[i].New = &r
		}
	}
	return edits, nil
}

// few is how many edits are worth noting: beyond an eighth of the documents, or so
// many, all are folded anew.
const few = 2048

// noting counts the edits since the last fold.
type noting struct {
	on   bool
	n    int
	most int
}

// note keeps a document's record as the last fold saw it, before it is written over.
// Same says that the new one differs in the fingerprint of its stages alone.
func (f *File) note(id string, same bool) error {
	if f.edits == nil {
		if err := f.Flush(); err != nil {
			return err
		}
		n := noting{}
		var documents, folds int
		err := f.db.QueryRow("SELECT (SELECT count(*) FROM before WHERE record IS NULL OR length(record) > 0), (SELECT count(*) FROM document), (SELECT count(*) FROM folded)").
			Scan(&n.n, &documents, &folds)
		if err != nil {
			return f.wrap(err)
		}
		n.on, n.most = folds > 0, min(few, max(64, documents/8))
		f.edits = &n
	}
	if !f.edits.on {
		return nil
	}
	if same {
		return f.write("INSERT INTO before VALUES (?, x'') ON CONFLICT DO NOTHING", id)
	}
	if f.edits.n++; f.edits.n > f.edits.most {
		f.edits.on = false
		return f.writeAll([]string{"DELETE FROM folded", "DELETE FROM before"})
	}
	if err := f.write(`INSERT INTO before SELECT id, record FROM document WHERE id = ?
		ON CONFLICT DO UPDATE SET record = excluded.record WHERE length(before.record) = 0`, id); err != nil {
		return err
	}
	return f.write("INSERT INTO before VALUES (?, NULL) ON CONFLICT DO NOTHING", id)
}

// before takes an edit's old record out of its package, which has a checksum.
func (e *Edit) before(packed []byte) error {
	data, err := unpack(packed)
	if err == nil {
		e.Old = &schema.Record{}
		err = jsonv2.Unmarshal(data, e.Old)
	}
	if err == nil && e.Old.ID != e.ID {
		err = fmt.Errorf("it is that of %s", e.Old.ID)
	}
	if err != nil {
		return fmt.Errorf("%w: the record that %s had: %w", ErrDamaged, e.ID, err)
	}
	return nil
}
