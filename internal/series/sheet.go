package series

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"gex/internal/fault"
)

// sheet is the text of a small file and, of csv and TOML, its records.
type sheet struct {
	name    string // of the file, for messages
	noun    string // what it should be: "list of funds"
	help    string // what to give instead
	head    int    // the line of the names of csv; 0: there is none
	largest int    // bytes that the file may have; 0: largestFile
	comma   rune   // between cells of csv
	decimal byte   // the mark before fractions, . or ,; 0: the point, and cells that may have another are refused
	columns []string
	records []record
}

// record is one row of csv or one table of TOML: its cells by the name of their column in lower case.
type record struct {
	*sheet
	line  int
	cells map[string]string
}

// largestNumber is above every price and every amount of money.
const largestNumber = 1e16

// errorAt is an error about a place in the file.
func (s *sheet) errorAt(line int, column, hint, format string, args ...any) error {
	return &fault.Error{
		Code: fault.Input, Hint: hint,
		Problem: fault.Problem{File: s.name, Line: line, Column: column, What: fmt.Sprintf(format, args...)},
	}
}

// errorIn is an error about a cell.
func (r *record) errorIn(column, hint, format string, args ...any) error {
	return r.errorAt(r.line, r.spelled(column), hint, format, args...)
}

// spelled is a column as the file spells it.
func (s *sheet) spelled(column string) string {
	for _, c := range s.columns {
		if columnName(c) == column {
			return c
		}
	}
	return column
}

// has reports whether the file has a column.
func (s *sheet) has(column string) bool {
	return slices.ContainsFunc(s.columns, func(c string) bool { return columnName(c) == column })
}

// columnName is the name of a column as records have it: lower case, with _ between words.
func columnName(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ' ' || r == '_' }), "_")
}

// read returns the text of a file that is not packed, without a byte-order mark.
func (s *sheet) read(in io.Reader) ([]byte, error) {
	largest := cmp.Or(s.largest, largestFile)
	text, err := io.ReadAll(io.LimitReader(bufio.NewReader(in), int64(largest)+1))
	var known *fault.Error
	switch {
	case errors.As(err, &known):
		return nil, known
	case err != nil:
		return nil, s.errorAt(0, "", "is it readable?", "%v", fault.Reason(err))
	case len(text) > largest:
		return nil, s.errorAt(0, "", s.help, "larger than %d MB, which no %s is", largest>>20, s.noun)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	return text, s.mustBeText(text)
}

// mustBeText refuses what is not text at all, by its first bytes.
func (s *sheet) mustBeText(text []byte) error {
	head := bytes.TrimLeft(text[:min(len(text), 4096)], " \t\r\n")
	switch {
	case len(head) == 0:
		return s.errorAt(0, "", s.help, "the file is empty")
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return s.errorAt(1, "", "save it as UTF-8", "the file is UTF-16 and not UTF-8")
	case bytes.IndexByte(head, 0) >= 0:
		return s.errorAt(0, "", s.help, "a binary file is not a %s", s.noun)
	case head[0] == '<' && !namesInBrackets(head):
		return s.errorAt(0, "", s.help, "a web page or XML is not a %s", s.noun)
	}
	return nil
}

// namesInBrackets reports whether a text begins with several names such as <DATE>,<CLOSE>.
func namesInBrackets(text []byte) bool {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return bytes.Contains(line, []byte(">,<")) || bytes.Contains(line, []byte(">\t<")) || bytes.Contains(line, []byte(">;<"))
}

// readCSV splits csv into records.
func (s *sheet) readCSV(text []byte) error { return s.eachRow(text, s.readCells) }

// eachRow splits csv with a comma, a semicolon or a tab and passes every row after the line of names on, in cells that the next
// row reuses. Lines that are empty or begin with # are skipped.
func (s *sheet) eachRow(text []byte, row func(cells []string, line int) error) error {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.Comment, r.FieldsPerRecord, r.ReuseRecord = separator(withoutComments(text)), '#', -1, true
	r.TrimLeadingSpace = r.Comma != '\t' // it would take empty cells for one
	s.comma = r.Comma
	for {
		cells, err := r.Read()
		var syntax *csv.ParseError
		switch {
		case err == io.EOF && s.columns == nil:
			return s.errorAt(0, "", s.help, "no line of names")
		case err == io.EOF:
			return nil
		case errors.As(err, &syntax):
			return s.errorAt(syntax.Line, "", s.help, "not csv: %v", syntax.Err)
		case err != nil:
			return s.errorAt(0, "", s.help, "%v", err)
		}
		line, _ := r.FieldPos(0)
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if s.columns == nil {
			err = s.readNames(cells, line)
		} else {
			err = s.mustFit(cells, line)
			if err == nil {
				err = row(cells, line)
			}
		}
		if err != nil {
			return err
		}
	}
}

// withoutComments returns the text from its first line that is not empty and no comment.
func withoutComments(text []byte) []byte {
	for len(text) > 0 {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			break
		}
		text = rest
	}
	return text
}

// readNames takes the line of names.
func (s *sheet) readNames(cells []string, line int) error {
	for i, c := range cells {
		if strings.HasPrefix(c, "<") && strings.HasSuffix(c, ">") {
			c = c[1 : len(c)-1]
			cells[i] = c
		}
		first := slices.IndexFunc(cells[:i], func(o string) bool { return columnName(o) == columnName(c) })
		if c != "" && first >= 0 {
			return s.errorAt(line, shorten(c), "keep one of the two columns", "the name of column %d, too", first+1)
		}
	}
	s.columns, s.head = slices.Clone(cells), line
	return nil
}

// mustFit refuses a line of cells that are not those of the line of names. Empty ones, such as those of a comma too many at the
// end of every line, have no column.
func (s *sheet) mustFit(cells []string, line int) error {
	if len(cells) != len(s.columns) {
		return s.errorAt(line, "", "correct the row, or remove it if it is none; a number with commas goes in quotation marks",
			"%s and not the %d of the line of names", counted(len(cells), "cell", "cells"), len(s.columns))
	}
	for i, c := range cells {
		switch {
		case c == "":
		case s.columns[i] == "":
			return s.errorAt(line, "", "name the column", "%q is in a column without a name", shorten(c))
		case s.decimal == 0 && s.comma == ';' && strings.Count(c, ",") == 1 && strings.Trim(c, "+-,0123456789 %") == "":
			return s.errorAt(line, s.columns[i], "write numbers with a point for decimals", "%q may be a decimal comma", shorten(c))
		}
	}
	return nil
}

// readCells makes a record of a line of cells that are not all empty.
func (s *sheet) readCells(cells []string, line int) error {
	r := record{sheet: s, line: line, cells: map[string]string{}}
	for i, c := range cells {
		if c != "" {
			r.cells[columnName(s.columns[i])] = c
		}
	}
	if len(r.cells) > 0 {
		s.records = append(s.records, r)
	}
	return nil
}

// mustKnow refuses columns that are not of a layout: one that is misspelled would otherwise count as not given.
func (s *sheet) mustKnow(known ...string) error {
	for _, c := range s.columns {
		if c != "" && !slices.Contains(known, columnName(c)) {
			return s.errorAt(s.head, shorten(c), "columns are "+strings.Join(known, ", ")+"; rename or remove it", "not a column of a %s", s.noun)
		}
	}
	return nil
}

// text returns a cell that must be there.
func (r *record) text(column, hint string) (string, error) {
	if c := r.cells[column]; c != "" {
		return c, nil
	}
	return "", r.errorIn(column, hint, "empty")
}

// positive reads a cell that must hold a number above zero; read is how.
func (r *record) positive(column, hint string, read func(string) (float64, bool)) (float64, error) {
	x, err := r.number(column, hint, read)
	if err == nil && x <= 0 {
		return 0, r.errorIn(column, hint, "%q is not above zero", shorten(r.cells[column]))
	}
	return x, err
}

// number reads a cell that must hold a number.
func (r *record) number(column, hint string, read func(string) (float64, bool)) (float64, error) {
	c, err := r.text(column, hint)
	if err != nil {
		return 0, err
	}
	x, ok := read(c)
	if !ok {
		return 0, r.errorIn(column, hint, "%q is not a number", shorten(c))
	}
	if math.Abs(x) > largestNumber {
		return 0, r.errorIn(column, hint, "%q is more than there is", shorten(c))
	}
	return x, nil
}

// rename gives columns the names that are read, by the file's own.
func (s *sheet) rename(own map[string]string) error {
	for _, name := range sortedKeys(own) {
		i := slices.IndexFunc(s.columns, func(c string) bool { return strings.EqualFold(c, own[name]) })
		if i < 0 {
			return s.errorAt(s.head, shorten(own[name]), "its columns are "+shortList(s.columns), "no such column")
		}
		if s.has(name) && columnName(s.columns[i]) != name {
			return s.errorAt(s.head, shorten(own[name]), "rename one of them", "it is to be %s, which is a column of its own", name)
		}
		old := columnName(s.columns[i])
		for _, r := range s.records {
			if c, has := r.cells[old]; has {
				delete(r.cells, old)
				r.cells[name] = c
			}
		}
		s.columns[i] = name
	}
	return nil
}

// mustHave refuses a file without some columns.
func (s *sheet) mustHave(columns ...string) error {
	for _, c := range columns {
		if !s.has(c) {
			return s.errorAt(s.head, "", s.help, "no column %s; its columns are %s", c, shortList(s.columns))
		}
	}
	return nil
}

// shortList lists names, of many the first.
func shortList(names []string) string {
	const most = 12
	var out []string
	for i, n := range names {
		if i == most {
			out = append(out, "…")
			break
		}
		out = append(out, shorten(n))
	}
	return strings.Join(out, ", ")
}

// sortedKeys returns the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
