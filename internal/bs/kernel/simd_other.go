//go:build !amd64

package kernel

func assemblies() []*assembly { return nil }
