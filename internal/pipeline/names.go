package pipeline

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"gex/internal/chain"
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

// Members are what stands behind the path of a file to name the chains in it: ":MEMBER" for each of an archive of several,
// else "". What cannot be read is reported when it is its turn.
func (j *Job) Members(out Outside, path string) []string {
	itself := []string{""}
	if !strings.EqualFold(filepath.Ext(path), ".zip") {
		return itself
	}
	in, err := out.Open(path)
	if err != nil {
		return itself
	}
	defer in.Close()
	names, err := chain.Members(in, j.Reading(path))
	if err != nil || len(names) < 2 {
		return itself
	}
	var list []string
	for _, name := range names {
		if ChainName(name) {
			list = append(list, ":"+name)
		}
	}
	if len(list) == 0 {
		return itself
	}
	return list
}
