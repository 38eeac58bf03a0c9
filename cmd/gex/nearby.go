package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"gex/internal/escape"
	"gex/internal/suggest"
)

// nearbyFile is the hint about a file that cannot be opened: the one beside it that was probably meant.
func nearbyFile(name string, err error) string {
	const usual = "give the path of a file, or - for standard input"
	if !errors.Is(err, fs.ErrNotExist) {
		return usual
	}
	dir, base := filepath.Split(name)
	folder := dir
	if folder == "" {
		folder = "."
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nearbyFolder(folder, usual)
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

// nearbyFolder is the hint about a folder that is not there.
func nearbyFolder(folder, usual string) string {
	folder = filepath.Clean(folder)
	if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
		return usual
	}
	entries, err := os.ReadDir(filepath.Dir(folder))
	if err != nil {
		return "there is no folder " + folder
	}
	var folders []string
	for _, e := range entries {
		if e.IsDir() {
			folders = append(folders, e.Name())
		}
	}
	if meant := suggest.Closest(filepath.Base(folder), folders); meant != "" {
		return "there is no folder " + folder + "; did you mean " + escape.Shell(filepath.Join(filepath.Dir(folder), meant)) + "?"
	}
	return "there is no folder " + folder
}
