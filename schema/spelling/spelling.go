// Package spelling tells which words of names are one name in several spellings, as
// transcriptions from Cyrillic and Arabic script give them.
package spelling

import "strings"

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

// Key is equal for words of names that sound alike: "sergey" and "sergei", "zelensky"
// and "zelenskyy". The word is in lower case and without marks; one of fewer than five
// letters that has no class of its own is its own key, for "Lee" and "Li" are two
// names.
func Key(word string) string {
	if class, ok := spellings[word]; ok {
		word = class
	}
	if len(word) < 5 {
		return word
	}
	var b strings.Builder
	last := rune(-1)
	for _, r := range sounds.Replace(word) {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	s := b.String()
	s = strings.TrimSuffix(s, "h")
	if rest, ok := strings.CutSuffix(s, "ei"); ok {
		s = rest + "i"
	}
	return s
}
