package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ItemID is the id of the nth item (from 1) of a list, or of the document itself
// when n is 0: where unnamed agreements, events and groups live.
func ItemID(doc string, n int) string {
	if n == 0 {
		return doc
	}
	return doc + "#" + strconv.Itoa(n)
}

func paragraphID(doc string, n int) string { return doc + "#p" + strconv.Itoa(n) }

// EntityID is the id of an entity that no gazetteer links: its type and its
// normalized full name, "person/sergei-lavrov". The same name always gives the
// same id. An unnamed one (a cease-fire, talks, separatist rebels) also has the
// document or item that speaks of it: "agreement/cease-fire@doc#3".
func EntityID(t EntityType, name, scope string) string {
	id := strings.ToLower(string(t)) + "/" + Slug(name)
	if scope != "" {
		id += "@" + scope
	}
	return id
}

// Slug writes a name in lower case, accents and marks left out, words joined by
// hyphens: "Bashar Al-Assad" is "bashar-al-assad".
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '.':
			// accents, apostrophes and the points of "U.S." join what stands around them
		default:
			gap = true
		}
	}
	return b.String()
}

// Key is a short stable name for a list of texts: 16 hexadecimal digits of the
// SHA-256 of the parts, each closed by a zero byte.
func Key[Text string | []byte](parts ...Text) string {
	size := 0
	for _, p := range parts {
		size += len(p) + 1
	}
	all := make([]byte, 0, size)
	for _, p := range parts {
		all = append(append(all, p...), 0)
	}
	sum := sha256.Sum256(all)
	return hex.EncodeToString(sum[:8])
}
