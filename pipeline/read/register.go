package read

import (
	"fmt"
	"hash/maphash"
)

// register remembers where each id was first, for as many documents as fit in a few
// megabytes: two of one name lie near each other, and the runner, which keeps
// its books on disk, sees the others.
type register struct {
	seed  maphash.Seed
	first map[uint64]placed
	paths []string
}

type placed struct{ path, line uint32 }

const mostIDs = 1 << 18

func newRegister() register { return register{seed: maphash.MakeSeed(), first: map[uint64]placed{}} }

func (s *register) find(id string) (place, bool) {
	at, ok := s.first[maphash.String(s.seed, id)]
	if !ok {
		return place{}, false
	}
	return place{s.paths[at.path], int(at.line)}, true
}

func (s *register) put(id string, at place) {
	if len(s.first) >= mostIDs {
		return
	}
	if n := len(s.paths); n == 0 || s.paths[n-1] != at.path {
		s.paths = append(s.paths, at.path)
	}
	s.first[maphash.String(s.seed, id)] = placed{uint32(len(s.paths) - 1), uint32(at.line)}
}

type place struct {
	path string
	line int
}

func (p place) String() string {
	if p.line > 0 {
		return fmt.Sprintf("%s:%d", p.path, p.line)
	}
	return p.path
}
