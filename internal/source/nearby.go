package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"gex/internal/escape"
	"gex/internal/suggest"
)

// giveFile is the hint about a chain file where no other comes to mind.
const giveFile = "give the path of a file, or - for standard input"

// nearbyFile is the hint about a file that cannot be opened: the one beside it that was probably meant, else the usual one.
func nearbyFile(name string, err error, usual string) string {
	if !errors.Is(err, fs.ErrNotExist) {
		return usual
	}
	dir, base := filepath.Split(name)
	parent := dir
	if parent == "" {
		parent = "."
	}
	entries, err := os.ReadDir(parent)
	if err != nil {
		return nearbyDir(parent, usual)
	}
	var files []string
	for _, e := range entries {
		if !e.IsDir() {
			files = append(files, e.Name())
		}
	}
	if meant := suggest.Closest(base, files); meant != "" {
		return "did you mean " + escape.Shell(dir+meant) + "?"
	}
	return usual
}

// nearbyDir is the hint about a directory that does not exist.
func nearbyDir(dir, usual string) string {
	dir = filepath.Clean(dir)
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return usual
	}
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		return "directory " + dir + " does not exist"
	}
	var dirs []string
	for _, e := range entries {
		if e.IsDir() {
			dirs = append(dirs, e.Name())
		}
	}
	if meant := suggest.Closest(filepath.Base(dir), dirs); meant != "" {
		return "directory " + dir + " does not exist; did you mean " + escape.Shell(filepath.Join(filepath.Dir(dir), meant)) + "?"
	}
	return "directory " + dir + " does not exist"
}
