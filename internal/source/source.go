package source

import (
	"io"
	"io/fs"
	"os"

	"gex/internal/fault"
)

// Input opens files.
type Input struct{ stdin io.Reader }

// New is an Input with that standard input.
func New(stdin io.Reader) *Input { return &Input{stdin} }

// Open opens a file, or standard input for "-". ARCHIVE:MEMBER opens the archive, as a [Member].
func (i *Input) Open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(i.stdin), nil
	}
	return OpenFile(name, giveFile)
}

// OpenFile opens a file, or the archive of ARCHIVE:MEMBER as a [Member]. The hint of its error is a file beside it whose name is close, else
// the usual one.
func OpenFile(name, usual string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		if m, ok := openMember(name); ok {
			return m, nil
		}
		return nil, fault.New(fault.Input, nearbyFile(name, err, usual), "%s: %w", name, fault.Reason(err))
	}
	return f, nil
}

// Stat describes a file, or the one behind standard input for "-"; of a file in an archive it describes the archive.
func (i *Input) Stat(name string) (fs.FileInfo, error) {
	if name != "-" {
		info, err := os.Stat(name)
		if archive, _, ok := splitMember(name); err != nil && ok {
			return os.Stat(archive)
		}
		return info, err
	}
	if f, ok := i.stdin.(interface{ Stat() (fs.FileInfo, error) }); ok {
		return f.Stat()
	}
	return nil, fs.ErrNotExist
}

// Stdin is standard input.
func (i *Input) Stdin() io.Reader { return i.stdin }

// Unread puts what was read of standard input back before the rest of it.
func (i *Input) Unread(read io.Reader) { i.stdin = io.MultiReader(read, i.stdin) }
