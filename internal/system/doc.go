// Package system has what differs between operating systems: locks on files, links and owners of files, and memory in huge
// pages. Besides packages with assembly it is the one that has build tags.
//
// In: open files and what the system says of them. Out: whether they are locked, their number of links, and files with the
// owner of others; columns of numbers, in new memory or that of columns that are done with. Where a system has no locks the
// error is errors.ErrUnsupported; where it does not report links or owners there is one link, and owners stay as they are;
// where it has no huge pages columns are slices like any other.
//
// Begin with [TryLock] and [Column]. Each function is in one file for every kind of system, such as lock_windows.go.
package system
