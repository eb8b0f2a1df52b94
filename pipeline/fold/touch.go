package fold

import (
	"hash/fnv"
	"slices"
	"strings"

	"backchannel/schema"
	"backchannel/schema/copies"
)

// Touches are hashes, sorted, of everything in a record that its rows can meet those
// of others by, whatever is decided later: its ids, the pairs of its relations, the
// keys of its names and of what has none. Two records without a common hash have no
// row under one key. Two keys may have one hash; then a record is looked at in vain.
func Touches(r schema.Record) []uint32 {
	out := []uint32{touch(keyEntity + r.ID)} // where it becomes a copy
	for _, band := range copies.Bands(r.Signature) {
		out = append(out, touch(keyText+band))
	}
	entities := map[string]schema.RecordEntity{}
	for _, e := range r.Entities {
		entities[e.ID] = e
		out = append(out, touch(keyEntity+e.ID))
		if !strings.Contains(e.ID, "@") {
			for _, key := range namesOf(e) {
				out = append(out, touch(key))
			}
		}
	}
	for _, rel := range r.Relations {
		out = append(out, touchPair(rel.Type, rel.Subject, rel.Object))
		for _, pair := range [][2]string{{rel.Subject, rel.Object}, {rel.Object, rel.Subject}} {
			if e, ok := entities[pair[0]]; ok && strings.Contains(e.ID, "@") {
				out = append(out, touch(unnamedKey(e, pair[1])))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func touch(key string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(key))
	return h.Sum32()
}

// touchPair is the same for both directions.
func touchPair(kind, a, b string) uint32 {
	return touch("pair/" + kind + "|" + min(a, b) + "|" + max(a, b))
}
