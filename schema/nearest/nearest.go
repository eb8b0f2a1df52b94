// Package nearest tells how far two spellings are apart, and finds the known name
// that somebody probably meant by an unknown one.
package nearest

import (
	"math"
	"slices"
	"strings"
)

// Of returns the known name with the fewest changes to name, "" where none is near.
// A known name that ends like it, in another group ("neo4j.user" for "user"), is
// near as well.
func Of(name string, known []string) string {
	best, least := "", max(2, len(name)/3)+1
	for _, k := range known {
		d := Distance([]rune(name), []rune(k), least)
		if strings.HasSuffix(k, "."+name) || strings.HasSuffix(name, "."+k) {
			d = min(d, 1)
		}
		if d < least {
			best, least = k, d
		}
	}
	return best
}

// Distance counts the letters to put in, take out, change or swap with the next to
// come from a to b (optimal string alignment). It is most+1 where there are more
// than most.
func Distance(a, b []rune, most int) int {
	if len(b)-len(a) > most {
		return most + 1
	}
	return distance(a, b, most, false)
}

// ToBeginning is the distance from a to the beginning of b that is nearest.
func ToBeginning(a, b []rune, most int) int { return distance(a, b, most, true) }

func distance(a, b []rune, most int, beginning bool) int {
	if len(a)-len(b) > most {
		return most + 1
	}
	if most < math.MaxInt-len(a) {
		b = b[:min(len(b), len(a)+most)] // behind that everything is put in
	}
	var short [3 * 40]int
	rows := short[:]
	if 3*(len(b)+1) > len(rows) {
		rows = make([]int, 3*(len(b)+1))
	}
	n := len(b) + 1
	before, above, row := rows[:n:n], rows[n:2*n:2*n], rows[2*n:3*n:3*n]
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j < n; j++ {
			d := above[j-1]
			if a[i-1] != b[j-1] {
				d++
			}
			d = min(d, above[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > most {
			return most + 1
		}
		before, above, row = above, row, before
	}
	if beginning {
		return min(slices.Min(above), most+1)
	}
	return min(above[len(b)], most+1)
}
