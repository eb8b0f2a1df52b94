package spelling

import (
	"strings"
	"testing"
)

func TestKey(t *testing.T) {
	for _, alike := range []string{
		"sergey sergei serhiy", "zelensky zelenskyy zelenskiy", "gaddafi qadhafi khadafy", "volodymyr vladimir",
		"yanukovych ianukovich yanukovich", "mohammed muhammad",
	} {
		words := strings.Fields(alike)
		for _, w := range words[1:] {
			if Key(w) != Key(words[0]) {
				t.Errorf("%s is %q, %s is %q", w, Key(w), words[0], Key(words[0]))
			}
		}
	}
	for _, apart := range []string{"lee li", "ivanov ivanova", "peter petra", "karimov karimi"} {
		words := strings.Fields(apart)
		if Key(words[0]) == Key(words[1]) {
			t.Errorf("%s and %s are both %q", words[0], words[1], Key(words[0]))
		}
	}
}

func FuzzKey(f *testing.F) {
	f.Add("sergey")
	f.Add("лавров")
	f.Fuzz(func(t *testing.T, word string) {
		if k := Key(word); len(k) > 2*len(word)+8 || word != "" && strings.Trim(word, "h") != "" && k == "" {
			t.Errorf("%q has the key %q", word, k)
		}
	})
}
