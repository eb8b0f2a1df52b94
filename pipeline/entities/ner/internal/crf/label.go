// Package crf is the machinery of the name recognizer that training and
// recognition share: labels, words with what the lexicon knows of them,
// features, weights and the search for the best labels.
//
// In come tokens as spans of a text; out goes one label for each token. The
// model is a linear-chain conditional random field (Lafferty, McCallum and
// Pereira 2001) over hashed features, with BILOU labels (Ratinov and Roth 2009).
package crf

// Label is what a token is to a name: outside, or beginning, inside, last or
// unit (begin and end at once) of a name of some class.
type Label uint8

// Class is the kind of a name.
type Class uint8

// The classes. Misc gathers other capitalized things (nationalities, events,
// works), which the model learns so that it can tell them from names.
const (
	Person Class = iota
	Place
	Organization
	Misc
	NumClasses
)

// Labels: O, then begin, inside, last, unit of the three classes, then begin and
// inside of Misc.
const (
	O         Label = 0
	MiscBegin Label = 13
	MiscIn    Label = 14
	NumLabels       = 15
	rowWidth        = 16 // weights of one feature: a label each and one to spare
)

// Begin, In, Last and Unit are the labels of a name of one of the first three
// classes.
func Begin(c Class) Label { return 1 + 4*Label(c) }
func In(c Class) Label    { return 2 + 4*Label(c) }
func Last(c Class) Label  { return 3 + 4*Label(c) }
func Unit(c Class) Label  { return 4 + 4*Label(c) }

// open reports whether a name must go on behind the label.
func open(l Label) bool {
	return l != O && l < MiscBegin && (l-1)%4 < 2
}

// follows reports whether label b may stand behind label a.
func follows(a, b Label) bool {
	if open(a) {
		base := (a - 1) / 4 * 4
		return b == base+2 || b == base+3 // inside or last of the same class
	}
	switch {
	case b == O || b == MiscBegin:
		return true
	case b == MiscIn:
		return a == MiscBegin || a == MiscIn
	}
	return (b-1)%4 == 0 || (b-1)%4 == 3 // begin or unit
}

// Step is a pair of labels that may stand in a row.
type Step struct{ From, To Label }

// Steps lists all pairs of labels that may stand in a row, in order of To.
var Steps = func() []Step {
	var steps []Step
	for b := Label(0); b < NumLabels; b++ {
		for a := Label(0); a < NumLabels; a++ {
			if follows(a, b) {
				steps = append(steps, Step{a, b})
			}
		}
	}
	return steps
}()

// MayBegin and MayEnd report whether a row of labels may begin or end with l.
func MayBegin(l Label) bool { return follows(O, l) }
func MayEnd(l Label) bool   { return !open(l) }

// Name is a name found: tokens [First, End).
type Name struct {
	First, End int
	Class      Class
}

// Labels writes names that do not overlap as labels into dst, which is as long
// as the text and all O.
func Labels(names []Name, dst []Label) {
	for _, n := range names {
		switch {
		case n.Class == Misc:
			dst[n.First] = MiscBegin
			for i := n.First + 1; i < n.End; i++ {
				dst[i] = MiscIn
			}
		case n.End == n.First+1:
			dst[n.First] = Unit(n.Class)
		default:
			dst[n.First] = Begin(n.Class)
			for i := n.First + 1; i < n.End-1; i++ {
				dst[i] = In(n.Class)
			}
			dst[n.End-1] = Last(n.Class)
		}
	}
}

// Names reads labels back; offset is added to the token numbers. Misc is left
// out.
func Names(labels []Label, offset int, dst []Name) []Name {
	first := 0
	for i, l := range labels {
		if l == O || l >= MiscBegin {
			continue
		}
		class := Class((l - 1) / 4)
		switch l {
		case Begin(class):
			first = i
		case Unit(class):
			dst = append(dst, Name{offset + i, offset + i + 1, class})
		case Last(class):
			dst = append(dst, Name{offset + first, offset + i + 1, class})
		}
	}
	return dst
}
