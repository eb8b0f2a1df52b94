package segment

import "strings"

// The headline of an article says what its first paragraphs say again.
const (
	retold     = 6   // paragraphs of news
	farthest   = 60  // lines from the top
	shareAgain = 0.5 // of a headline's words of weight
)

// headline is the index of the line with the document's title; or else of the first
// line above the paragraphs of news whose words come again in them, among the lines
// that are part of the title ("The Gazette: Envoys meet in Oslo") if there are any;
// -1 where there is none. Menus, the name of the site and the headlines of other
// articles above it lack that.
func headline(blocks []block, title string) int {
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
	again, inTitle, part := -1, -1, -1
	for i := range min(len(blocks), farthest) {
		b := &blocks[i]
		text := clean(b.text)
		if title != "" && text == title {
			return i
		}
		if i >= first || b.n < 4 || b.score.sum > 0 || !b.title() || b.dated() || b.clock || b.header != "" || isByline(b) || isCredit(b) || isCaption(b) {
			continue
		}
		isPart := title != "" && strings.Contains(title, text)
		if isPart {
			part = i // the last one is below the name of the site
		}
		if !b.repeated(words) || again >= 0 && (!isPart || inTitle >= 0) {
			continue
		}
		again = i
		if isPart {
			inTitle = i
		}
	}
	if again < 0 {
		return part
	}
	return again
}

// repeated reports whether at least half of a block's words of weight, and two, are
// among the words.
func (b *block) repeated(words map[string]bool) bool {
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
	return again >= 2 && float64(again) >= shareAgain*float64(all)
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
