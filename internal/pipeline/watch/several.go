package watch

import (
	"io/fs"
	"os"
)

// Together looks at files that are watched as one. It fails with the first that cannot be looked at.
func Together(names []string, look func(name string) (fs.FileInfo, error)) (fs.FileInfo, error) {
	var all []fs.FileInfo
	for _, name := range names {
		one, err := look(name)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	if len(all) == 1 {
		return all[0], nil
	}
	return together{all[0], all}, nil
}

// together is the state of several files as that of one; size and time are those of the first.
type together struct {
	fs.FileInfo
	all []fs.FileInfo
}

// files are those of a state.
func files(state fs.FileInfo) []fs.FileInfo {
	if s, several := state.(together); several {
		return s.all
	}
	return []fs.FileInfo{state}
}

// unchanged reports whether files are what they were, as far as their directories say.
func unchanged(was, is fs.FileInfo) bool {
	if was == nil {
		return false
	}
	before, now := files(was), files(is)
	if len(before) != len(now) {
		return false
	}
	for i, a := range before {
		if b := now[i]; !os.SameFile(a, b) || a.Size() != b.Size() || !a.ModTime().Equal(b.ModTime()) {
			return false
		}
	}
	return true
}
