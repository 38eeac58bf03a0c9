//go:build !amd64

package kernel

// assemblies returns none: this machine runs the plain Go.
func assemblies() []*assembly { return nil }
