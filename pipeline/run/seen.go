package run

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"backchannel/pipeline/state"
	"backchannel/schema"
)

// digest is a hash of a document, or of an id: a run remembers two of them of every
// document, and no more.
type digest [16]byte

func digestOf(id string) (d digest) {
	sum := sha256.Sum256([]byte(id))
	copy(d[:], sum[:])
	return d
}

// sighting says whether a document was seen before in this run.
type sighting int

const (
	first sighting = iota
	again          // word for word
	rival          // another document under the same id
)

// see notes a document. Of one document at two addresses the smaller address is kept.
func (r *runner) see(input string, doc schema.Document, hash string) sighting {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := digestOf(doc.ID)
	found, seen := r.seen[key]
	before := hex.EncodeToString(found[:])
	switch {
	case !seen:
		_, _ = hex.Decode(found[:], []byte(hash)) // it is one
		r.seen[key] = found
		return first
	case before == hash:
		r.twice++
		if place, known := r.places[doc.ID]; !known || doc.Source.URI < place.uri {
			r.places[doc.ID] = move{doc.ID, input, doc.Source.URI}
		}
		return again
	case slices.Contains(r.rivals[doc.ID], hash):
		r.twice++
		return again
	}
	if r.rivals[doc.ID] == nil {
		r.rivals[doc.ID] = []string{before}
	}
	r.rivals[doc.ID] = append(r.rivals[doc.ID], hash)
	return rival
}

// settlePlaces moves the documents that came again to the smallest of their addresses.
func (r *runner) settlePlaces(ctx context.Context) error {
	for id, place := range r.places {
		known, ok, err := r.State.Known(ctx, id)
		if err != nil {
			return err
		}
		hash := r.seen[digestOf(id)]
		if ok && place.uri < known.URI && known.Hash == hex.EncodeToString(hash[:]) {
			if err := r.State.Move(id, place.input, place.uri); err != nil {
				return err
			}
		}
	}
	return nil
}

// before orders records by their JSON, as extract prints it.
func before(a, b schema.Record) bool {
	line := func(r schema.Record) string {
		var out bytes.Buffer
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(r) // a record always encodes
		return out.String()
	}
	return line(a) < line(b)
}

// leftOut is the failure of a document in whose place another one with its id was taken.
func (r *runner) leftOut(it reading, id, taken string) *state.Failure {
	return &state.Failure{
		Input: it.input, Source: id, Stage: "read", Hash: it.hash, Fingerprint: r.record,
		Reason: fmt.Sprintf("another document has the same id and was taken in its place (%s)", taken),
		Hint:   "give each document an id of its own, or leave one of them out",
	}
}
