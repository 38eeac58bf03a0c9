package complete

import (
	"encoding/csv"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"gex/internal/flagvalue"
)

// headings are the cells of the first line of a plain csv file, nil when it has none.
func headings(path string) []string {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	start := make([]byte, 1<<14)
	n, _ := io.ReadFull(f, start)
	line, _, _ := strings.Cut(strings.TrimPrefix(string(start[:n]), "\ufeff"), "\n")
	delimiter := ','
	for _, d := range flagvalue.Delimiters {
		if strings.Count(line, string(d.Char)) > strings.Count(line, string(delimiter)) {
			delimiter = rune(d.Char)
		}
	}
	cells := csv.NewReader(strings.NewReader(strings.TrimRight(line, "\r")))
	cells.Comma, cells.LazyQuotes = delimiter, true
	columns, err := cells.Read()
	if err != nil || !utf8.ValidString(line) {
		return nil
	}
	return columns
}
