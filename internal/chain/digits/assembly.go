package digits

// assembly is what exists as vectors, for one width of them.
type assembly struct {
	name string

	read func(text []byte, group *byte) (end int, odd uint32)
}
