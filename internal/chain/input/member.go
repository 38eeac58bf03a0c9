package input

import (
	"strings"

	"gex/internal/escape"
)

// withMember replaces MEMBER in a hint with the name of the first file in a tar archive: without a name, the command would
// concatenate all files of the archive.
func withMember(hint string, head []byte) string {
	if !strings.Contains(hint, "MEMBER") {
		return hint
	}
	name, _, _ := strings.Cut(string(head[:min(len(head), 100)]), "\x00")
	if name == "" || strings.HasSuffix(name, "/") || escape.Shell(name) != name {
		return strings.ReplaceAll(hint, " MEMBER", "")
	}
	return strings.ReplaceAll(hint, "MEMBER", name)
}
