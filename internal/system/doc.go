// Package system is where operating systems differ: locks on files, and what a file is besides its content. It is the one
// package outside the kernels that has build tags.
//
// In: open files. Out: whether they are locked, their links and owner. What a system does not have is
// errors.ErrUnsupported, or as if nobody else were there.
package system
