package crf

import (
	"unicode"
	"unicode/utf8"
)

const (
	fnvOffset uint32 = 2166136261
	fnvPrime  uint32 = 16777619
)

// mix joins two hashes into one; the order matters.
func mix(a, b uint32) uint32 {
	h := uint64(a^0x9E3779B9)*0xD6E8FEB86659FD93 + uint64(b)*0xA0761D6478BD642F
	h ^= h >> 32
	h *= 0xE7037ED1A0B428DB
	return uint32(h >> 32)
}

// HashWord is the hash of a word as tables know it: in lower case, curly
// apostrophes straightened, every digit written as 0.
func HashWord(word string) uint32 {
	h := fnvOffset
	for _, r := range word {
		h = hashRune(h, fold(r))
	}
	return h
}

// Fold writes a word as the tables know it.
func Fold(word string) string {
	var b []byte
	for _, r := range word {
		b = utf8.AppendRune(b, fold(r))
	}
	return string(b)
}

func fold(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case '0' <= r && r <= '9':
			return '0'
		}
		return r
	case r == '’' || r == '‘':
		return '\''
	}
	return unicode.ToLower(r)
}

func hashRune(h uint32, r rune) uint32 {
	if r < utf8.RuneSelf {
		return (h ^ uint32(r)) * fnvPrime
	}
	h = (h ^ uint32(r)&0xFF) * fnvPrime
	h = (h ^ uint32(r)>>8&0xFF) * fnvPrime
	return (h ^ uint32(r)>>16) * fnvPrime
}
