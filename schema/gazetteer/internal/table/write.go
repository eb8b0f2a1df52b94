package table

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// Writer collects what a Table holds.
type Writer struct {
	Entities []Entity             // in any order; ids are unique
	Names    map[string][]Reading // by key; Entity is an index in Entities
	Words    map[string]Word      // by folded word
	Offices  map[int][]Office     // by index in Entities
}

// Word is what is known of a word.
type Word struct {
	Longest int
	Flags   uint8
}

// Bytes writes the table. The same content gives the same bytes, whatever the
// order of the entities.
func (w *Writer) Bytes() ([]byte, error) {
	order := make([]int, len(w.Entities))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(w.Entities[a].ID, w.Entities[b].ID) })
	place := make([]int, len(order)) // old index → new
	for to, from := range order {
		place[from] = to
	}
	text := &pool{at: map[string]int{}}
	var part [sections][]byte
	var count [sections]int

	for i, from := range order {
		e := w.Entities[from]
		if i > 0 && w.Entities[order[i-1]].ID == e.ID {
			return nil, fmt.Errorf("write gazetteer: id %s stands twice", e.ID)
		}
		if len(e.Name) > 255 || len(e.ID) > 255 || len(e.ISO3) != 0 && len(e.ISO3) != 3 {
			return nil, fmt.Errorf("write gazetteer: entity %s %q %q does not fit", e.ID, e.Name, e.ISO3)
		}
		b := part[secEntities]
		b = binary.LittleEndian.AppendUint32(b, text.add(e.Name))
		b = binary.LittleEndian.AppendUint32(b, text.add(e.ID))
		b = append(b, byte(len(e.Name)), byte(len(e.ID)), e.Type)
		b = append(b, (e.ISO3 + "\x00\x00\x00")[:3]...)
		within := 0
		if e.Part >= 0 {
			within = place[e.Part] + 1
		}
		part[secEntities] = append(b, byte(within), byte(within>>8), byte(within>>16))
	}
	count[secEntities] = len(order)

	keys := slices.Sorted(maps.Keys(w.Names))
	for _, key := range keys {
		readings := slices.Clone(w.Names[key])
		for i := range readings {
			readings[i].Entity = place[readings[i].Entity]
		}
		slices.SortFunc(readings, func(a, b Reading) int {
			return cmp.Or(cmp.Compare(b.Prior, a.Prior), cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Caps, b.Caps), cmp.Compare(a.Spell, b.Spell))
		})
		b := binary.LittleEndian.AppendUint32(part[secKeys], text.add(key))
		b = append(b, byte(len(key)))
		b = binary.LittleEndian.AppendUint32(b, uint32(count[secReadings]))
		part[secKeys] = binary.LittleEndian.AppendUint16(b, uint16(len(readings)))
		for _, r := range readings {
			b := part[secReadings]
			b = append(b, byte(r.Entity), byte(r.Entity>>8), byte(r.Entity>>16), r.Role)
			b = binary.LittleEndian.AppendUint32(b, r.Caps)
			b = binary.LittleEndian.AppendUint16(b, uint16(math.Round(min(max(r.Prior, 0), 1)*65535)))
			b = binary.LittleEndian.AppendUint16(b, r.Spell)
			part[secReadings] = append(b, r.Flags, 0)
		}
		count[secReadings] += len(readings)
	}
	count[secKeys] = len(keys)

	part[secSlots], count[secSlots] = slots(keys)
	words, n, err := w.words()
	if err != nil {
		return nil, err
	}
	part[secWords], count[secWords] = words, n

	for to, from := range order {
		offices := slices.Clone(w.Offices[from])
		slices.SortFunc(offices, func(a, b Office) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ISO3, b.ISO3))
		})
		for _, o := range slices.Compact(offices) {
			b := binary.LittleEndian.AppendUint32(part[secOffices], uint32(to))
			b = binary.LittleEndian.AppendUint32(b, text.add(o.Title))
			b = binary.LittleEndian.AppendUint32(b, number(o.Start))
			b = binary.LittleEndian.AppendUint32(b, number(o.End))
			b = append(b, byte(len(o.Title)))
			part[secOffices] = append(b, (o.ISO3 + "\x00\x00\x00")[:3]...)
			count[secOffices]++
		}
	}
	part[secText], count[secText] = text.bytes, len(text.bytes)

	sum := sha256.New()
	for _, p := range part {
		sum.Write(p)
	}
	out := append([]byte(magic), Version, 0, 0)
	out = append(out, hex.EncodeToString(sum.Sum(nil)[:8])...)
	at := headerSize
	for s := range sections {
		out = binary.LittleEndian.AppendUint32(out, uint32(at))
		out = binary.LittleEndian.AppendUint32(out, uint32(count[s]))
		at += len(part[s])
	}
	for _, p := range part {
		out = append(out, p...)
	}
	return out, nil
}

// slots lays an open-addressed table over the keys, at most 60 % full.
func slots(keys []string) ([]byte, int) {
	n := 1
	for n*6 < len(keys)*10 || n < 2 {
		n *= 2
	}
	table := make([]byte, n*slotSize)
	for i, key := range keys {
		slot := int(uint32(Hash([]byte(key)))) & (n - 1)
		for binary.LittleEndian.Uint32(table[slot*slotSize:]) != 0 {
			slot = (slot + 1) & (n - 1)
		}
		binary.LittleEndian.PutUint32(table[slot*slotSize:], uint32(i+1))
	}
	return table, n
}

func (w *Writer) words() ([]byte, int, error) {
	n := 1
	for n*6 < len(w.Words)*10 || n < 2 {
		n *= 2
	}
	table := make([]byte, n*wordSize)
	seen := map[uint64]string{}
	for _, word := range slices.Sorted(maps.Keys(w.Words)) {
		v := w.Words[word]
		if v.Longest == 0 && v.Flags == 0 {
			continue
		}
		h := Hash([]byte(word))
		if other, ok := seen[h>>16]; ok {
			return nil, 0, fmt.Errorf("write gazetteer: words %q and %q have one hash", other, word)
		}
		seen[h>>16] = word
		slot := int(uint32(h)) & (n - 1)
		for table[slot*wordSize+6] != 0 || table[slot*wordSize+7] != 0 {
			slot = (slot + 1) & (n - 1)
		}
		b := table[slot*wordSize:]
		binary.LittleEndian.PutUint32(b, uint32(h>>32))
		binary.LittleEndian.PutUint16(b[4:], uint16(h>>16))
		b[6], b[7] = byte(min(v.Longest, 255)), v.Flags
	}
	return table, n, nil
}

// number writes "2016-08-26" as 20160826, "2016-08" as 20160800 and "" as 0.
func number(date string) uint32 {
	var y, m, d uint32
	fmt.Sscanf(date, "%d-%d-%d", &y, &m, &d)
	return y*10000 + m*100 + d
}

// pool keeps each string once.
type pool struct {
	bytes []byte
	at    map[string]int
}

func (p *pool) add(s string) uint32 {
	at, ok := p.at[s]
	if !ok {
		at = len(p.bytes)
		p.at[s] = at
		p.bytes = append(p.bytes, s...)
	}
	return uint32(at)
}
