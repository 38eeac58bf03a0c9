package reftest

import (
	"encoding/json"
	"strconv"
	"testing"
)

// Case reads the inputs and the expected values of the case of one name in a JSON table of cases, into what inputs and expected
// point to. The test fails where there is no such case.
func Case(t testing.TB, table, name string, inputs, expected any) {
	t.Helper()
	var all []struct {
		Name             string
		Inputs, Expected json.RawMessage
	}
	if err := json.Unmarshal(Read(t, table), &all); err != nil {
		t.Fatalf("%s: %v", table, err)
	}
	for _, c := range all {
		if c.Name != name {
			continue
		}
		if err := json.Unmarshal(c.Inputs, inputs); err != nil {
			t.Fatalf("%s: the inputs of %q: %v", table, name, err)
		}
		if err := json.Unmarshal(c.Expected, expected); err != nil {
			t.Fatalf("%s: what is expected of %q: %v", table, name, err)
		}
		return
	}
	t.Fatalf("%s has no case %q", table, name)
}

// Number is a number that a JSON table writes as a string of many digits, or plainly.
type Number float64

func (n *Number) UnmarshalJSON(b []byte) error {
	text := string(b)
	if unquoted, err := strconv.Unquote(text); err == nil {
		text = unquoted
	}
	x, err := strconv.ParseFloat(text, 64)
	*n = Number(x)
	return err
}
