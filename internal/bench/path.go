package main

import "gex/internal/bs/kernel"

// paths are the ways that package kernel may take, the narrowest first. GEX_SIMD chooses among those that a machine has.
var paths = []string{"scalar", "avx2", "avx512"}

// simdPath is the way that package kernel took in this process.
func simdPath() string {
	path, _ := kernel.SIMD()
	return path
}
