package sample

// layout formats rows as bytes of a file. begin is called before the rows of each
// series.
type layout interface {
	appendHeader(b []byte, first *asset) []byte
	begin(a *asset, s *series)
	appendRow(b []byte, r *row) []byte
}

// row is one strike of one expiry.
type row struct {
	strike    int64 // mils, thousandths of a dollar
	call, put leg
}
