package tables

import "testing"

func TestCloseQuotes(t *testing.T) {
	for _, c := range []struct {
		line, want string
		found      bool
	}{
		{``, ``, false},
		{`a,b`, `a,b`, false},
		{`"a","b, c",d`, `"a","b, c",d`, false},
		{`"a ""quoted"" word",b`, `"a ""quoted"" word",b`, false},
		{`5" pipe,b`, `5" pipe,b`, false}, // a mark inside a cell is an ordinary character
		{`a,"b`, `a,b`, true},
		{`"a,b`, `a,b`, true},
		{`"a",b,"c,d`, `"a",b,c,d`, true},
		{`a,"b,"c,"d`, `a,b,c,d`, true},
		{`a,"`, `a,`, true},
		{`a,"b""`, `a,b`, true},
	} {
		before := c.line
		got, found := closeQuotes([]byte(c.line))
		if string(got) != c.want || found != c.found || before != c.line {
			t.Errorf("closeQuotes(%s) = %s, %v; want %s, %v", c.line, got, found, c.want, c.found)
		}
	}
}
