package source

import (
	"os"
)

// Member is an open archive of which one file was asked for, as ARCHIVE:MEMBER. What it reads is the archive.
type Member struct {
	*os.File
	member string
}

// Member is the name of the file in the archive.
func (m Member) Member() string { return m.member }

// splitMember splits the name of a file in an archive. ok is false unless what stands before a colon is the name of a file.
func splitMember(name string) (archive, member string, ok bool) {
	for at := range len(name) {
		if name[at] != ':' || at == 0 || at == len(name)-1 {
			continue
		}
		if info, err := os.Stat(name[:at]); err == nil && info.Mode().IsRegular() {
			return name[:at], name[at+1:], true
		}
	}
	return "", "", false
}

// openMember opens the archive of a file that does not exist under its name. ok is false if there is none.
func openMember(name string) (m Member, ok bool) {
	archive, member, ok := splitMember(name)
	if !ok {
		return m, false
	}
	f, err := os.Open(archive)
	return Member{f, member}, err == nil
}
