package source

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"
)

// Reasons of Await: standard input is at its end, or nothing came in time.
var (
	ErrEmpty  = errors.New("standard input is empty")
	ErrSilent = errors.New("nothing comes from standard input")
)

// peeked is standard input whose beginning was looked at.
type peeked struct {
	io.Reader
	file *os.File
}

// Stat describes the file behind it.
func (p *peeked) Stat() (fs.FileInfo, error) { return p.file.Stat() }

// Piped reports whether standard input may have data: it is a file or a pipe, not a terminal and not /dev/null.
func (i *Input) Piped() bool {
	f, ok := i.stdin.(*os.File)
	if !ok {
		_, looked := i.stdin.(*peeked)
		return looked
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&(os.ModeCharDevice|os.ModeDir) == 0
}

// Await waits so long for the first byte of standard input, which may be a pipe that nobody writes to.
func (i *Input) Await(patience time.Duration) error {
	f, ok := i.stdin.(*os.File)
	if !ok {
		return nil
	}
	buffered := bufio.NewReaderSize(f, 1<<16)
	first := make(chan error, 1)
	go func() {
		_, err := buffered.Peek(1)
		first <- err
	}()
	select {
	case err := <-first:
		if err != nil {
			return ErrEmpty
		}
	case <-time.After(patience):
		return ErrSilent
	}
	i.stdin = &peeked{buffered, f}
	return nil
}
