package fold

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// Ways to write one name in English, where the sounds below do not make them equal.
var spellings = classes(`
mohammed muhammad mohammad mohamed muhammed mohamad muhamed mahomed
ahmed ahmad achmed akhmed
hussein husayn hussain husain hossein hoseyn husein
hassan hasan
yusuf yousef youssef yousuf yusif yussuf
abdullah abdallah abdulla abdollah
omar umar
osama usama
ibrahim ebrahim
ismail ismael esmail
mustafa mostafa moustafa
said saeed saeid sayed
khalid khaled
suleiman sulayman soleiman suleyman
yasser yasir yaser
sergei serhiy siarhei serhii
vladimir volodymyr uladzimir wladimir
alexander aleksandr alexandr aleksander oleksandr alyaksandr aliaksandr
alexei oleksiy oleksii aliaksei
nikolai mykola mikalai nikolay
dmitry dmytro dzmitry
andrei andriy andrii
yevgeny evgeny yevhen evgueni
mikhail mykhailo mihail mikhailo
viktor victor
igor ihor
oleg oleh
pyotr petro petr
pavel pavlo
vasily vasyl vassili
grigory hryhoriy
gennady hennadiy guennadi
konstantin kostyantyn
yuri yury yuriy iouri
ilya ilia ilja
gaddafi qaddafi kadafi kaddafi qadhafi gadhafi khadafy gadafi
lukashenko lukashenka
gorbachev gorbachov gorbachyov
khrushchev khrushchov
khomeini khomeyni
khamenei khameneyi
ahmadinejad ahmedinejad
netanyahu netanyahou
nasser nasir
assad asad
shevardnadze chevardnadze
milosevic milosevich
karadzic karadzich
tudjman tudman
osman uthman othman
`)

func classes(list string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(list)) {
		words := strings.Fields(line)
		for _, w := range words {
			m[w] = words[0]
		}
	}
	return m
}

// sounds writes what several ways of transcription from Cyrillic and Arabic script
// write for one sound as one letter. The order matters.
var sounds = strings.NewReplacer(
	"shch", "sc", "sch", "sh", "tch", "ch", "dzh", "j", "dj", "j", "zh", "z", "kh", "h", "gh", "g", "dh", "d", "ph", "f", "ck", "k", "q", "k", "x", "ks", "w", "v",
	"iyi", "i", "iy", "i", "yi", "i", "ij", "i", "ii", "i", "yy", "i", "ey", "ei", "ej", "ei", "ay", "ai", "aj", "ai", "oy", "oi",
	"yu", "u", "iu", "u", "ju", "u", "ya", "a", "ia", "a", "ja", "a", "ye", "e", "ie", "e", "je", "e", "yo", "e", "io", "e",
	"ou", "u", "oo", "u", "ee", "i", "aa", "a", "y", "i",
)

// spelling is a word of a name as it sounds: "Sergey" and "Sergei", "Zelensky" and
// "Zelenskyy" have one.
func spelling(word string) string {
	if class, ok := spellings[word]; ok {
		word = class
	}
	if len(word) < 5 {
		return word // "Lee" and "Li" are two names
	}
	s := sounds.Replace(word)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i == 0 || s[i] != s[i-1] {
			b.WriteByte(s[i])
		}
	}
	s = b.String()
	s = strings.TrimSuffix(s, "h")
	if rest, ok := strings.CutSuffix(s, "ei"); ok {
		s = rest + "i"
	}
	return s
}

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
			n.first = spelling(w)
		case i == len(words)-1:
			n.last = spelling(w)
		case !articles[w]:
			n.middle = append(n.middle, spelling(w))
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
