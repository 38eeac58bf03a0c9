package main

import (
	"errors"
	"os"
	"strings"
)

// What is written by hand stays; what stands between the markers is replaced.
const beginMark, endMark = "<!-- table -->\n", "<!-- end of table -->\n"

// replaceBlock puts a block between the markers of a page.
func replaceBlock(page, block string) (string, error) {
	before, rest, begins := strings.Cut(page, beginMark)
	_, after, ends := strings.Cut(rest, endMark)
	if !begins || !ends {
		return "", errors.New("the page has no place for the table: " + strings.TrimSpace(beginMark) + " and " + strings.TrimSpace(endMark))
	}
	return before + beginMark + "\n" + strings.TrimSpace(block) + "\n\n" + endMark + after, nil
}

// writePage puts a block into the page of a file.
func writePage(path, block string) error {
	page, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	text, err := replaceBlock(string(page), block)
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}
