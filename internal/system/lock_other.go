//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package system

import (
	"errors"
	"os"
)

// TryLock knows of no locks here.
func TryLock(*os.File) (bool, error) { return false, errors.ErrUnsupported }
