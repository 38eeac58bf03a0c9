package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
)

func TestProblemNamesItsPlace(t *testing.T) {
	for want, p := range map[string]Problem{
		"no spot price":                      {What: "no spot price"},
		"a.csv: no rows":                     {File: "a.csv", What: "no rows"},
		"a.csv:7: no row":                    {File: "a.csv", Line: 7, What: "no row"},
		`a.csv:7: IV: "n/a" is not a number`: {File: "a.csv", Line: 7, Column: "IV", What: `"n/a" is not a number`},
		"Strike: not there":                  {Column: "Strike", What: "not there"},
	} {
		if got := p.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestOfFindsTheErrorWithin(t *testing.T) {
	inner := New(Input, "fetch it again", "%w: no such day", fs.ErrNotExist)
	wrapped := fmt.Errorf("spx.csv: %w", inner)
	if e := Of(wrapped); e != inner || HintOf(wrapped) != "fetch it again" || !errors.Is(wrapped, fs.ErrNotExist) {
		t.Errorf("%#v", e)
	}
	if e := Of(errors.New("a bug")); e.Code != Broken || e.Hint != "" || e.Error() != "a bug" {
		t.Errorf("%#v", e)
	}
	if HintOf(errors.New("a bug")) != "" {
		t.Error("a hint from nowhere")
	}
}

func TestAtKeepsCodeHintAndCause(t *testing.T) {
	e := At("spx.csv: SPX", New(Usage, "give one", "no rate: %w", fs.ErrNotExist))
	if e.Error() != "spx.csv: SPX: no rate: file does not exist" || e.Code != Usage || e.Hint != "give one" || !errors.Is(e, fs.ErrNotExist) {
		t.Errorf("%#v", e)
	}
}

func TestReported(t *testing.T) {
	if Reported(Done) != nil {
		t.Error("an error of what went well")
	}
	if e := Of(Reported(No)); e.Code != No || !e.Reported {
		t.Errorf("%#v", e)
	}
}

func TestReasonLeavesThePathAway(t *testing.T) {
	_, err := os.Open("no/such/file")
	for _, err := range []error{err, os.Rename("no/such/file", "other"), fs.ErrNotExist} {
		if got := Reason(err); strings.Contains(got.Error(), "no/such") || !errors.Is(got, fs.ErrNotExist) {
			t.Errorf("%v", got)
		}
	}
}

// TestAsUsage: the code becomes that of usage in a copy, and hint and message stay.
func TestAsUsage(t *testing.T) {
	was := New(Input, "give another", "%d files", 3)
	got := Of(AsUsage(fmt.Errorf("a: %w", was)))
	if got.Code != Usage || got.Hint != was.Hint || got.Error() != "3 files" || was.Code != Input {
		t.Errorf("%+v of %+v", got, was)
	}
	if err := AsUsage(nil); err != nil {
		t.Errorf("no error becomes %v", err)
	}
}
