//go:build !unix

package system

import (
	"errors"
	"io/fs"
	"os"
)

// Links is the number of names of a file; this system does not report it.
func Links(fs.FileInfo) int { return 1 }

// KeepOwner leaves the owner to the system: new files have that of their directory.
func KeepOwner(*os.File, fs.FileInfo) error { return nil }

// WriteErrors is for systems with signals.
func WriteErrors() {}

// ErrQuota is a disk on which this user may not write any more; no error of these systems is one.
var ErrQuota = errors.New("quota exceeded")
