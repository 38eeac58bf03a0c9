package reftest

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Variable is the environment variable that names another directory of tables. A relative directory starts at the top of the
// project. A directory that is named must hold every table that a test asks for: the project's copy does not stand in for one
// that is missing, or a comparison with other values could pass without being made.
const Variable = "GEX_REFERENCE"

// Read returns a table's bytes, decompressed. The test fails where the table is missing.
func Read(t testing.TB, name string) []byte {
	t.Helper()
	dir, err := Dir()
	if err != nil {
		t.Fatal(err)
	}
	data, err := read(dir, name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Rows returns the rows of a csv table by the names in its header.
func Rows(t testing.TB, name string) []map[string]string {
	t.Helper()
	dir, err := Dir()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := readRows(dir, name)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Dir returns the directory of the tables: what GEX_REFERENCE names, else testdata/reference.
func Dir() (string, error) {
	top, err := top()
	if err != nil {
		return "", err
	}
	dir := os.Getenv(Variable)
	switch {
	case dir == "":
		return filepath.Join(top, "testdata", "reference"), nil
	case !filepath.IsAbs(dir):
		return filepath.Join(top, dir), nil
	}
	return dir, nil
}

// top returns the directory of go.mod, from a test's working directory, which is that of its package.
func top() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := start; ; {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", fmt.Errorf("no go.mod in %s or above", start)
		}
		dir = parent
	}
}

func read(dir, name string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return data, err
	}
	file, err := os.Open(filepath.Join(dir, name+".gz"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no reference table %s or %[1]s.gz in %s; without %s the project's own copy is read", name, dir, Variable)
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err == nil {
		data, err = io.ReadAll(unpacked)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file.Name(), err)
	}
	return data, nil
}

func readRows(dir, name string) ([]map[string]string, error) {
	data, err := read(dir, name)
	if err != nil {
		return nil, err
	}
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err == nil && len(records) < 2 {
		err = errors.New("no rows")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, name), err)
	}
	rows := make([]map[string]string, len(records)-1)
	for i, record := range records[1:] {
		rows[i] = make(map[string]string, len(record))
		for j, cell := range record {
			rows[i][records[0][j]] = cell
		}
	}
	return rows, nil
}
