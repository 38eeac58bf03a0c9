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

// Variable is the environment variable that names another folder of tables. A relative folder starts at the top of the
// project. A folder that is named must hold every table that a test asks for: the project's copy does not stand in for one
// that is missing, or a comparison with other values could pass without being made.
const Variable = "GEX_REFERENCE"

// Read returns a table's bytes, decompressed. The test fails where the table is missing.
func Read(t testing.TB, name string) []byte {
	t.Helper()
	folder, err := Folder()
	if err != nil {
		t.Fatal(err)
	}
	data, err := read(folder, name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Rows returns the rows of a csv table by the names in its header.
func Rows(t testing.TB, name string) []map[string]string {
	t.Helper()
	folder, err := Folder()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := readRows(folder, name)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Folder returns the folder of the tables: what GEX_REFERENCE names, else testdata/reference.
func Folder() (string, error) {
	top, err := top()
	if err != nil {
		return "", err
	}
	folder := os.Getenv(Variable)
	switch {
	case folder == "":
		return filepath.Join(top, "testdata", "reference"), nil
	case !filepath.IsAbs(folder):
		return filepath.Join(top, folder), nil
	}
	return folder, nil
}

// top returns the folder of go.mod, from a test's working directory, which is that of its package.
func top() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for folder := start; ; {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", fmt.Errorf("no go.mod in %s or above", start)
		}
		folder = parent
	}
}

func read(folder, name string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return data, err
	}
	file, err := os.Open(filepath.Join(folder, name+".gz"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no reference table %s or %[1]s.gz in %s; without %s the project's own copy is read", name, folder, Variable)
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

func readRows(folder, name string) ([]map[string]string, error) {
	data, err := read(folder, name)
	if err != nil {
		return nil, err
	}
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err == nil && len(records) < 2 {
		err = errors.New("no rows")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(folder, name), err)
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
