//go:build !amd64

package digits

// assemblies returns none: this machine runs the plain Go.
func assemblies() []*assembly { return nil }
