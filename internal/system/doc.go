// Package system has what differs between operating systems: locks on files, and links and owners of files. It is the one
// package outside the kernels that has build tags.
//
// In: open files and what the system says of them. Out: whether they are locked, their number of links, and files with the
// owner of others. Where a system has no locks the error is errors.ErrUnsupported; where it does not report links or owners
// there is one link, and owners stay as they are.
//
// Begin with [TryLock]. Each function is in one file for every kind of system, such as lock_windows.go.
package system
