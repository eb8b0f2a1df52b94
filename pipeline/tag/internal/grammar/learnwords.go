package grammar

import (
	"maps"
	"slices"
)

// counts are votes for a value under a key.
type counts map[uint32]map[string]int

func (c counts) add(key uint32, value string) {
	if c[key] == nil {
		c[key] = map[string]int{}
	}
	c[key][value]++
}

// winner is the value with most votes, the first in the alphabet of equal ones.
func winner(votes map[string]int) (value string, n, all int) {
	for _, v := range slices.Sorted(maps.Keys(votes)) {
		all += votes[v]
		if votes[v] > n {
			value, n = v, votes[v]
		}
	}
	return value, n, all
}

// WordExample is what LearnWords needs of a sentence besides its tree.
type WordExample struct {
	*Example
	Lemmas   []string
	Features []string
}

// LearnWords fills m.Words. Every distinct word counts once for the endings, so
// that they learn the rule rather than the frequent exception.
func LearnWords(m *Model, examples []WordExample) {
	lemmas, features := counts{}, counts{}
	general := map[uint32]uint32{} // the key behind a key in featureKeys
	type seen struct {
		form, lemma string
		tag         uint8
	}
	types := map[seen]int{}
	wk := &Worker{m: m}
	for _, e := range examples {
		wk.Read(len(e.Forms), func(i int) string { return e.Forms[i] })
		wk.tags = append(wk.tags[:0], e.Gold...)
		wk.labels = append(wk.labels[:0], e.Labels...)
		wk.heads = append(wk.heads[:0], e.Heads...)
		for i, h := range wk.heads {
			if int(h) == len(e.Forms) {
				wk.heads[i] = -1
			}
		}
		wk.survey()
		for i, form := range e.Forms {
			keys := wk.featureKeys(i)
			for k, key := range keys {
				features.add(key, e.Features[i])
				if k > 0 && m.gapKind[e.Gold[i]] != gapVerb {
					general[keys[k-1]] = key
				}
			}
			if e.Lemmas[i] == "" {
				continue
			}
			types[seen{form, e.Lemmas[i], e.Gold[i]}]++
			if wk.words[i].signs&digits == 0 {
				lemmas.add(formKey(wk.words[i].form, e.Gold[i]), e.Lemmas[i])
				if m.Tags[e.Gold[i]].UPOS != "PROPN" {
					lemmas.add(lemmaKey(wk.words[i].lower, e.Gold[i]), e.Lemmas[i])
				}
			}
		}
	}

	d := &Words{Strings: []string{""}}
	place := map[string]uint32{"": 0}
	intern := func(s string) uint32 {
		if at, ok := place[s]; ok {
			return at
		}
		at := uint32(len(d.Strings))
		d.Strings = append(d.Strings, s)
		place[s] = at
		return at
	}

	endings := map[uint32]map[Script]int{}
	for _, t := range slices.SortedFunc(maps.Keys(types), func(a, b seen) int {
		return slices.Compare([]string{a.form, a.lemma, string(rune(a.tag))}, []string{b.form, b.lemma, string(rune(b.tag))})
	}) {
		s, caps := scriptFor(t.form, t.lemma), capsOf(t.form)
		if s.Cut > 8 || len(s.Add) > 5 {
			continue
		}
		wk.look(&wk.words[0], t.form)
		for n := range len(wk.words[0].suf) + 1 {
			var suffix uint32
			if n > 0 {
				suffix = wk.words[0].suf[n-1]
			}
			key := endingKey(suffix, n, t.tag, caps)
			if endings[key] == nil {
				endings[key] = map[Script]int{}
			}
			endings[key][s]++
		}
	}
	scriptAt := map[Script]uint32{}
	d.Endings = NewTable(len(endings))
	for _, key := range slices.Sorted(maps.Keys(endings)) {
		var best Script
		most, all := 0, 0
		for _, s := range slices.SortedFunc(maps.Keys(endings[key]), compareScripts) {
			n := endings[key][s]
			all += n
			if n > most {
				best, most = s, n
			}
		}
		if all < 2 {
			continue
		}
		if _, ok := scriptAt[best]; !ok {
			scriptAt[best] = uint32(len(d.Scripts))
			d.Scripts = append(d.Scripts, best)
		}
		d.Endings.Set(key, scriptAt[best])
	}

	d.Lemmas = NewTable(len(lemmas))
	for _, key := range slices.Sorted(maps.Keys(lemmas)) {
		value, _, _ := winner(lemmas[key])
		d.Lemmas.Set(key, intern(value))
	}
	chosen := map[uint32]string{}
	for key, votes := range features {
		if value, n, all := winner(votes); all > 1 && n*2 >= all {
			chosen[key] = value
		}
	}
	// What the more general context says as well need not be kept.
	var kept []uint32
	for key, value := range chosen {
		up, ok := general[key]
		for ok {
			if _, known := chosen[up]; known {
				break
			}
			up, ok = general[up]
		}
		if !ok || chosen[up] != value {
			kept = append(kept, key)
		}
	}
	slices.Sort(kept)
	d.Features = NewTable(len(kept))
	for _, key := range kept {
		d.Features.Set(key, intern(chosen[key]))
	}
	m.Words = d
}

func compareScripts(a, b Script) int {
	if a.Case != b.Case {
		return int(a.Case) - int(b.Case)
	}
	if a.Cut != b.Cut {
		return int(a.Cut) - int(b.Cut)
	}
	return slices.Compare([]byte(a.Add), []byte(b.Add))
}
