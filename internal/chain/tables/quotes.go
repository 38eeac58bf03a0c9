package tables

import "bytes"

// Unclosed returns the position of a quotation mark that opens a cell and is never closed, or -1. Marks
// inside an unquoted cell are ordinary characters, and "" inside a quoted one is one mark.
func Unclosed(line []byte) int {
	for at := 0; at < len(line); {
		if line[at] != '"' {
			comma := bytes.IndexByte(line[at:], ',')
			if comma < 0 {
				return -1
			}
			at += comma + 1
			continue
		}
		end := closing(line, at+1)
		if end < 0 {
			return at
		}
		at = end + 2 // beyond the mark and the comma
	}
	return -1
}

// closing returns the position of the mark that closes the quoted cell whose text begins at at, or -1.
func closing(line []byte, at int) int {
	for ; at < len(line); at++ {
		if line[at] != '"' {
			continue
		}
		if at+1 == len(line) || line[at+1] == ',' {
			return at
		}
		if line[at+1] == '"' {
			at++
		}
	}
	return -1
}

// closeQuotes returns the line without its unclosed quotation mark and without any marks after it, which do not belong to
// a cell either. It does not modify the line.
func closeQuotes(line []byte) (repaired []byte, found bool) {
	at := Unclosed(line)
	if at < 0 {
		return line, false
	}
	return append(line[:at:at], bytes.ReplaceAll(line[at:], []byte{'"'}, nil)...), true
}
