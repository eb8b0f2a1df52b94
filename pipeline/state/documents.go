package state

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// Document is what the state keeps of one document.
type Document struct {
	Input       string
	URI         string // of the record's source
	Hash        string
	Fingerprint string // of the stages that made the record
	Sentences   int
	Tokens      int
	Record      schema.Record

	// The trees that the record was made from; nil keeps those that are there.
	Trees            []byte // PackTrees
	TreesFingerprint string // of the stages that made them
}

// Hash is the hash of what was read of a document, before any stage: equal
// documents have equal hashes. Where it was found is no part of it, for no stage
// looks at that: a file that moved, or a line that another came before, is the same
// document while its id is.
func Hash(doc schema.Document) string {
	h := sha256.New()
	doc.Source.URI = ""
	// A Source has only strings, so it always encodes.
	source, _ := json.Marshal(doc.Source)
	fmt.Fprintf(h, "%s\x00%s\x00", doc.ID, source)
	h.Write([]byte(doc.Text))
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Known returns what is known of a document, Record and Trees left out, and false
// where it has no record.
func (f *File) Known(ctx context.Context, id string) (Document, bool, error) {
	var r row
	var trees string
	err := f.askOne(ctx, "SELECT "+columns+", coalesce(t.fingerprint, '') FROM document d LEFT JOIN trees t USING (id) WHERE d.id = ?",
		[]any{id}, append(r.fields(), &trees)...)
	if errors.Is(err, sql.ErrNoRows) {
		return Document{}, false, nil
	}
	if err == nil {
		err = r.check()
	}
	return Document{
		Input: r.input, URI: r.uri, Hash: r.hash, Fingerprint: r.fingerprint, Sentences: r.sentences, Tokens: r.tokens, TreesFingerprint: trees,
	}, err == nil, f.torn(err)
}

// Trees lays the kept trees over a document whose hash is the one they were made
// from, where there are some of these stages; else the document comes back as it is.
func (f *File) Trees(ctx context.Context, doc schema.Document, fingerprint string) (schema.Document, error) {
	var packed []byte
	var hash string
	err := f.askOne(ctx, "SELECT trees, hash FROM trees JOIN document USING (id) WHERE id = ? AND trees.fingerprint = ?",
		[]any{doc.ID, fingerprint}, &packed, &hash)
	if errors.Is(err, sql.ErrNoRows) || err == nil && hash != Hash(doc) {
		return doc, nil
	}
	if err != nil {
		return doc, f.torn(err)
	}
	laid, err := UnpackTrees(doc, packed)
	if err != nil {
		return doc, nil // damage costs no more than making them again
	}
	return laid, nil
}

// Put keeps the document's record, in place of an earlier one. A record that says the
// same as before is not written again.
func (f *File) Put(d Document) error {
	r := row{input: d.Input, hash: d.Hash, fingerprint: d.Fingerprint, sentences: d.Sentences, tokens: d.Tokens}
	record, err := r.hold(d.Record)
	if err != nil {
		return f.wrap(err)
	}
	same, err := f.says(r.id, r.sum)
	if err != nil {
		return err
	}
	if err := f.note(r.id, same); err != nil {
		return err
	}
	if same {
		err = f.write("UPDATE document SET uri = ?, input = ?, hash = ?, fingerprint = ?, sentences = ?, tokens = ?, seal = ? WHERE id = ?",
			r.uri, r.input, r.hash, r.fingerprint, r.sentences, r.tokens, r.sealed(), r.id)
	} else {
		r.record = packRecord(record)
		err = errors.Join(f.put(r), f.write("INSERT OR REPLACE INTO arrival (id, run) VALUES (?, ?)", r.id, f.run))
	}
	if err != nil || d.Trees == nil {
		return err
	}
	return f.putTrees(d.Record.ID, d.TreesFingerprint, d.Trees)
}

func (f *File) putTrees(id, fingerprint string, packed []byte) error {
	return f.write("INSERT OR REPLACE INTO trees (id, fingerprint, trees) VALUES (?, ?, ?)", id, fingerprint, packed)
}

func (f *File) put(r row) error {
	return f.write("INSERT OR REPLACE INTO document (id, uri, input, hash, fingerprint, sentences, tokens, sum, seal, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		r.id, r.uri, r.input, r.hash, r.fingerprint, r.sentences, r.tokens, r.sum, r.sealed(), r.record)
}

// says reports whether the document's record has this checksum.
func (f *File) says(id, sum string) (bool, error) {
	var have string
	err := f.one("SELECT sum FROM document WHERE id = ?", id, &have)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return have == sum, f.torn(err)
}

// one asks for the row of a document; what waits for Flush is seen, too.
func (f *File) one(query, id string, into ...any) error {
	if f.tx == nil {
		return f.askOne(context.Background(), query, []any{id}, into...)
	}
	stmt, err := f.statement(query)
	if err != nil {
		return err
	}
	return stmt.QueryRow(id).Scan(into...)
}

// Move notes that a document, unchanged, was read from another input this time, or
// from another address.
func (f *File) Move(id, input, uri string) error {
	var r row
	err := f.one("SELECT "+columns+", record FROM document d WHERE id = ?", id, append(r.fields(), &r.record)...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // it failed, and has no record
	}
	if err != nil {
		return f.torn(err)
	}
	record, err := r.open()
	if err != nil {
		return f.torn(err)
	}
	r.input = input
	if r.uri == uri {
		return f.write("UPDATE document SET input = ?, seal = ? WHERE id = ?", r.input, r.sealed(), id)
	}
	record.Source.URI = uri
	data, err := r.hold(record)
	if err != nil {
		return f.wrap(err)
	}
	r.record = packRecord(data)
	return errors.Join(f.note(id, false), f.put(r))
}

// Stands notes that a document's record is what other stages would say, too.
func (f *File) Stands(id, fingerprint string) error {
	var r row
	if err := f.one("SELECT "+columns+" FROM document d WHERE id = ?", id, r.fields()...); err != nil {
		return f.torn(err)
	}
	if err := r.check(); err != nil {
		return f.torn(err)
	}
	r.fingerprint = fingerprint
	return errors.Join(f.note(id, true), f.write("UPDATE document SET fingerprint = ?, seal = ? WHERE id = ?", r.fingerprint, r.sealed(), id))
}

// Forget drops what is kept of a document.
func (f *File) Forget(id string) error {
	if err := f.note(id, false); err != nil {
		return err
	}
	return errors.Join(f.write("DELETE FROM document WHERE id = ?", id), f.write("DELETE FROM trees WHERE id = ?", id), f.write("DELETE FROM arrival WHERE id = ?", id))
}

// IDs returns the ids of the documents that were read from an input, sorted.
func (f *File) IDs(ctx context.Context, input string) ([]string, error) {
	return f.ids(ctx, "SELECT id FROM document WHERE input = ? ORDER BY id", input)
}

// Find returns the ids of the documents that have this id or URI, sorted.
func (f *File) Find(ctx context.Context, name string) ([]string, error) {
	return f.ids(ctx, "SELECT id FROM document WHERE id = ?1 OR uri = ?1 ORDER BY id", name)
}

// Arrived returns the ids of the documents that were new in a run, or said something
// new, sorted; those that did so again in a later run are no longer among them.
func (f *File) Arrived(ctx context.Context, run int) ([]string, error) {
	return f.ids(ctx, "SELECT id FROM arrival WHERE run = ? ORDER BY id", run)
}

func (f *File) ids(ctx context.Context, query string, arg any) ([]string, error) {
	rows, err := f.db.QueryContext(ctx, query, arg)
	if err != nil {
		return nil, f.wrap(err)
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, f.torn(err)
		}
		ids = append(ids, id)
	}
	return ids, f.wrap(rows.Err())
}

// Records yields every record, sorted by id. After an error it yields nothing more.
func (f *File) Records(ctx context.Context) iter.Seq2[schema.Record, error] {
	return func(yield func(schema.Record, error) bool) {
		rows, err := f.db.QueryContext(ctx, "SELECT "+columns+", record FROM document d ORDER BY id")
		if err != nil {
			yield(schema.Record{}, f.wrap(err))
			return
		}
		defer rows.Close()
		last := ""
		for rows.Next() {
			var r row
			var record schema.Record
			err := rows.Scan(append(r.fields(), &r.record)...)
			if err == nil {
				record, err = r.open()
			}
			if err == nil && (record.ID != r.id || last != "" && r.id <= last) {
				err = fmt.Errorf("the record of %s is not where it was", r.id)
			}
			if err != nil {
				yield(schema.Record{}, f.torn(err))
				return
			}
			last = r.id
			if !yield(record, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(schema.Record{}, f.wrap(err))
		}
	}
}

// Sum is a checksum of all records: equal sums, equal records.
func (f *File) Sum(ctx context.Context) (string, error) {
	rows, err := f.db.QueryContext(ctx, "SELECT id, sum, fingerprint FROM document ORDER BY id")
	if err != nil {
		return "", f.wrap(err)
	}
	defer rows.Close()
	h := sha256.New()
	for rows.Next() {
		var id, sum, fingerprint sql.RawBytes
		if err := rows.Scan(&id, &sum, &fingerprint); err != nil {
			return "", f.torn(err)
		}
		fmt.Fprintf(h, "%s\x00%s\x00%s\x00", id, sum, fingerprint)
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), f.wrap(rows.Err())
}

// Size counts the documents that have a record, and their sentences and tokens.
func (f *File) Size(ctx context.Context) (documents, sentences, tokens int, err error) {
	err = f.db.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(sentences), 0), coalesce(sum(tokens), 0) FROM document").
		Scan(&documents, &sentences, &tokens)
	return documents, sentences, tokens, f.torn(err)
}

// Stale counts the records that other stages made.
func (f *File) Stale(ctx context.Context, fingerprint string) (n int, err error) {
	err = f.db.QueryRowContext(ctx, "SELECT count(*) FROM document WHERE fingerprint <> ?", fingerprint).Scan(&n)
	return n, f.torn(err)
}

// Told is what one stage's answer depended on.
type Told struct {
	Stage   string
	Version int
	Depends string // fingerprint of its configuration and data
	Parts   []stage.Part
}

// PutStory notes what the stages are, under their fingerprint, so that a later run
// can say which of them changed.
func (f *File) PutStory(stages []stage.Stage) error {
	all := stage.Fingerprint(stages)
	for i, s := range stages {
		var parts []byte
		if len(s.Parts) > 0 {
			data, err := json.Marshal(s.Parts)
			if err != nil {
				return f.wrap(err)
			}
			parts = pack(data)
		}
		if err := f.write("INSERT OR REPLACE INTO story (fingerprint, position, stage, version, depends, parts) VALUES (?, ?, ?, ?, ?, ?)",
			all, i, s.Name, s.Version, s.Fingerprint, parts); err != nil {
			return err
		}
	}
	return nil
}

// Story returns what the stages of a fingerprint were, none where nobody noted it.
func (f *File) Story(ctx context.Context, fingerprint string) ([]Told, error) {
	rows, err := f.db.QueryContext(ctx, "SELECT stage, version, depends, parts FROM story WHERE fingerprint = ? ORDER BY position", fingerprint)
	if err != nil {
		return nil, f.wrap(err)
	}
	defer rows.Close()
	var out []Told
	for rows.Next() {
		var s Told
		var parts []byte
		err := rows.Scan(&s.Stage, &s.Version, &s.Depends, &parts)
		if err == nil && parts != nil {
			if parts, err = unpack(parts); err == nil {
				err = json.Unmarshal(parts, &s.Parts)
			}
		}
		if err != nil {
			return nil, f.torn(err)
		}
		out = append(out, s)
	}
	return out, f.wrap(rows.Err())
}
