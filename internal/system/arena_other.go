//go:build !linux

package system

// newArena is for systems that let a program ask for huge pages.
func newArena(int) []byte { return nil }

// populate is for systems that let a program ask for pages.
func populate([]byte) {}
