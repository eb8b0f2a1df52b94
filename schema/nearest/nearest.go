// Package nearest finds the known name that somebody probably meant by an unknown
// one.
package nearest

import "strings"

// Of returns the known name with the fewest changes to name (Levenshtein), "" where
// none is near. A known name that ends like it, in another group ("neo4j.user" for
// "user"), is near as well.
func Of(name string, known []string) string {
	best, least := "", max(2, len(name)/3)+1
	for _, k := range known {
		d := distance(name, k)
		if strings.HasSuffix(k, "."+name) || strings.HasSuffix(name, "."+k) {
			d = min(d, 1)
		}
		if d < least {
			best, least = k, d
		}
	}
	return best
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
