package input

import (
	"bytes"
	"encoding/binary"
	"strings"

	"gex/internal/escape"
)

// withMember replaces MEMBER in a hint with the name of a file in a zip or tar archive: without a name, the command would
// concatenate all files of the archive.
func withMember(hint string, head []byte) string {
	if !strings.Contains(hint, "MEMBER") {
		return hint
	}
	name := zipMember(head)
	if !bytes.HasPrefix(head, []byte(zipHeader)) {
		name, _, _ = strings.Cut(string(head[:min(len(head), 100)]), "\x00")
	}
	if name == "" || strings.HasSuffix(name, "/") || escape.Shell(name) != name {
		return strings.ReplaceAll(hint, " MEMBER", "")
	}
	return strings.ReplaceAll(hint, "MEMBER", name)
}

const (
	zipHeader  = "PK\x03\x04"
	zipNameLen = 26 // offset of the length of the name in the header of a member
	zipNameAt  = 30
)

// zipMember returns the name of the first table among the members at the start of a zip archive, or else of the first member.
// (PKWARE, .ZIP File Format Specification, 4.3.7)
func zipMember(head []byte) (first string) {
	for {
		at := bytes.Index(head, []byte(zipHeader))
		if at < 0 || len(head) < at+zipNameAt {
			return first
		}
		head = head[at:]
		n := int(binary.LittleEndian.Uint16(head[zipNameLen:]))
		if len(head) < zipNameAt+n {
			return first
		}
		name := string(head[zipNameAt : zipNameAt+n])
		switch lower := strings.ToLower(name); {
		case strings.HasSuffix(lower, ".csv"), strings.HasSuffix(lower, ".json"), strings.HasSuffix(lower, ".txt"):
			return name
		case first == "" && !strings.HasSuffix(name, "/"):
			first = name
		}
		head = head[zipNameAt:]
	}
}
