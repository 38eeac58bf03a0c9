package pipeline

import (
	"io"
	"io/fs"
)

// Outside is the world as a run needs it: the command line's is the process, a test's is in memory. All but Open and Stat
// are called by one goroutine at a time, in the order of the results.
type Outside interface {
	Open(name string) (io.ReadCloser, error)
	Stat(name string) (fs.FileInfo, error)

	Note(line string)       // for the user, and no result
	Complain(err error) int // prints an error and returns its exit code

	Step(of int) // one more underlying is done, of so many that are known
	Done()       // the last one is
}
