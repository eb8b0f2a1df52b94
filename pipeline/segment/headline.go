package segment

import "strings"

// The headline of an article says what its first paragraphs say again.
const (
	retold     = 6   // paragraphs of news
	farthest   = 60  // lines from the top
	shareAgain = 0.5 // of a headline's words of weight
)

// headline is the index of the line with the document's title, or else of the first
// line above the paragraphs of news whose words come again in them; -1 where there
// is none. Menus, the name of the site and the headlines of other articles above it
// lack that.
func headline(blocks []block, title string) int {
	for i := range min(len(blocks), farthest) {
		if title != "" && clean(blocks[i].text) == title {
			return i
		}
	}
	words := map[string]bool{}
	first, told := -1, 0
	for i := range blocks {
		b := &blocks[i]
		if b.n < 9 || !b.terminal || b.score.sum > 1 {
			continue
		}
		if told == 0 {
			first = i
		}
		for _, w := range b.words {
			words[stem(w)] = true
		}
		if told++; told == retold {
			break
		}
	}
	for i := range max(0, min(first, farthest)) {
		b := &blocks[i]
		if b.n < 4 || b.score.sum > 0 || !b.title() || b.dated() || b.clock || b.header != "" || isByline(b) || isCredit(b) || isCaption(b) {
			continue
		}
		all, again := 0, 0
		for _, w := range b.words {
			if len(w) < 4 {
				continue
			}
			all++
			if words[stem(w)] {
				again++
			}
		}
		if again >= 2 && float64(again) >= shareAgain*float64(all) {
			return i
		}
	}
	return -1
}

// stem takes the endings of the plural, the verb and the nationality off a word.
func stem(w string) string {
	w, _, _ = strings.Cut(w, "'")
	for _, ending := range []string{"ians", "ian", "ings", "ing", "ies", "ed", "es", "s", "n"} {
		if rest, ok := strings.CutSuffix(w, ending); ok && len(rest) >= 4 {
			return rest
		}
	}
	return w
}
