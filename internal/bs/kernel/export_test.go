package kernel

// Paths returns the names of the paths that this machine has, and of those it lacks.
func Paths() (has, lacks []string) {
	names := map[string]bool{scalarPath: true}
	for _, a := range assemblies() {
		names[a.name] = true
	}
	for _, name := range []string{scalarPath, "avx2", "avx512"} {
		if names[name] {
			has = append(has, name)
		} else {
			lacks = append(lacks, name)
		}
	}
	return has, lacks
}

// Use takes a path from now on, and returns a function that takes the former again.
func Use(name string) (restore func()) {
	former := simd
	simd, _ = choosePath(name, assemblies())
	return func() { simd = former }
}

// ChoosePath is what the environment variable does.
func ChoosePath(name string) (chosen, warn string) {
	a, warn := choosePath(name, assemblies())
	if a == nil {
		return scalarPath, warn
	}
	return a.name, warn
}
