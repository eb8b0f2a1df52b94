package fold

import (
	"slices"
	"strings"

	"backchannel/schema"
	"backchannel/schema/spelling"
)

// personName is a person's name, taken apart.
type personName struct {
	first, last string
	middle      []string
	suffix      string // "jr", "ii"
}

var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true, "v": true}
var articles = map[string]bool{"al": true, "el": true, "ul": true, "as": true, "ash": true, "ar": true, "ad": true, "at": true, "az": true}

// parseName takes a full name apart by spelling; ok is false for one word.
func parseName(name string) (n personName, ok bool) {
	words := strings.Split(schema.Slug(name), "-")
	if last := len(words) - 1; last > 1 && suffixes[words[last]] {
		n.suffix, words = words[last], words[:last]
	}
	for i, w := range words {
		switch {
		case i == 0:
			n.first = spelling.Key(w)
		case i == len(words)-1:
			n.last = spelling.Key(w)
		case !articles[w]:
			n.middle = append(n.middle, spelling.Key(w))
		}
	}
	return n, len(words) > 1
}

// fits reports whether two names of the same first and last word can be one
// person's: one has no middle names, or both have the same, initials standing for
// names. "George W. Bush" and "George H. W. Bush" do not fit.
func (n personName) fits(other personName) bool {
	if n.first != other.first || n.last != other.last || n.suffix != other.suffix {
		return false
	}
	if len(n.middle) == 0 || len(other.middle) == 0 {
		return true
	}
	return slices.EqualFunc(n.middle, other.middle, isInitial)
}

// isInitial reports whether one word is the other, or its first letter.
func isInitial(a, b string) bool {
	return a == b || len(a) == 1 && strings.HasPrefix(b, a) || len(b) == 1 && strings.HasPrefix(a, b)
}
