package pipeline

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// ChainName reports whether a file may be a chain, by the end of its name.
func ChainName(name string) bool {
	name = strings.ToLower(name)
	for _, packed := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, packed)
	}
	return slices.Contains([]string{".csv", ".tsv", ".txt", ".json", ".zip", ".parquet"}, filepath.Ext(name))
}

// ChainFiles are the files of a directory and its subdirectories that may be chains, in the order of their names.
func ChainFiles(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		hidden := strings.HasPrefix(entry.Name(), ".") && path != dir
		switch {
		case err != nil:
			return err
		case hidden && entry.IsDir():
			return fs.SkipDir
		case !hidden && entry.Type().IsRegular() && ChainName(path):
			files = append(files, path)
		}
		return nil
	})
	return files, err
}
