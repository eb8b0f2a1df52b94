package train

import (
	"strings"

	"backchannel/pipeline/tag/internal/grammar"
	"backchannel/schema/conllu"
)

func score(name string, trees []conllu.Sentence, m *grammar.Model, beam int) Score {
	wk := grammar.NewWorker(m, beam)
	var upos, xpos, feats, lemma, arcs, labelled, full, all int
	for _, s := range trees {
		words := s.Words()
		wk.Read(len(words), func(i int) string { return words[i].Form })
		tags := wk.Tag()
		heads, labels := wk.Parse()
		for i, w := range words {
			all++
			t := m.Tags[tags[i]]
			upos += one(t.UPOS == w.UPOS)
			xpos += one(t.XPOS == w.XPOS)
			feats += one(wk.Features(i) == plainFeatures(w.Feats))
			lemma += one(wk.Lemma(i, w.Form) == w.Lemma)
			if int(heads[i])+1 != w.Head {
				continue
			}
			arcs++
			label := m.Labels[labels[i]]
			full += one(label == w.DepRel)
			labelled += one(universal(label) == universal(w.DepRel))
		}
	}
	share := func(n int) float64 { return 100 * float64(n) / float64(max(all, 1)) }
	return Score{Treebank: name, Words: all, UPOS: share(upos), XPOS: share(xpos), Feats: share(feats), Lemma: share(lemma), UAS: share(arcs), LAS: share(labelled), FullLAS: share(full)}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// universal cuts the subtype off a relation.
func universal(relation string) string {
	relation, _, _ = strings.Cut(relation, ":")
	return relation
}
