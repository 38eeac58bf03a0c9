package lazy

import "testing"

// TestRegexp: one that nobody asks for is not compiled, and one that is asked for is compiled once.
func TestRegexp(t *testing.T) {
	bad := Regexp("(")
	good := Regexp("^a+$")
	if first := good(); !first.MatchString("aa") || good() != first {
		t.Error("compiled twice, or not as written")
	}
	defer func() {
		if recover() == nil {
			t.Error("( is an expression")
		}
	}()
	bad()
}
