package market

// span is a stretch of one date in minutes after midnight, both ends included.
type span struct{ from, to int }

// spans are the first n stretches of a date, in order.
type spans struct {
	of [3]span
	n  int
}

func (s *spans) add(from, to int) {
	s.of[s.n] = span{from, to}
	s.n++
}
