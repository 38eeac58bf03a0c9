package digits

// assembly is what exists as vectors, for one width of them.
type assembly struct {
	name string

	read     func(text []byte, group, found *byte) (end int)
	readRows func(text, same []byte, group, found *byte, most int) (n, next int) // nil: there is none
}
