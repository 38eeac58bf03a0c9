//go:build !linux

package system

// newRoom is for systems that let a program ask for huge pages.
func newRoom(int) []byte { return nil }

// populate is for systems that let a program ask for pages.
func populate([]byte) {}
