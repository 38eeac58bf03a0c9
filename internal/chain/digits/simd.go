package digits

import "os"

// simd is the assembly in use; nil is the plain Go. It is chosen when the program starts, and only tests change it.
var simd = choose(os.Getenv("GEX_SIMD"), assemblies())

// choose returns the assembly that GEX_SIMD names, or the widest of those supported, the first. Package kernel warns of a name
// that is none.
func choose(name string, supported []*assembly) *assembly {
	if name == "scalar" || len(supported) == 0 {
		return nil
	}
	for _, a := range supported {
		if a.name == name {
			return a
		}
	}
	return supported[0]
}
