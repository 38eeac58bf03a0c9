package settings

import (
	"cmp"
	"slices"
	"strings"

	"gex/internal/fault"
)

// Blame says, where an error is about a setting that the command line does not have, who gave it.
func Blame(err error, all []Setting) error {
	if err == nil {
		return nil
	}
	f := fault.Of(err)
	if f.Code != fault.Usage || f.Reported {
		return err
	}
	hints := slices.DeleteFunc([]string{f.Hint}, func(h string) bool { return h == "" })
	for _, s := range all {
		if s.From.Kind != Flag && s.From.Kind != BuiltIn && speaksOf(f.Error(), "--"+s.Name) {
			hints = append(hints, "--"+s.Name+" is from "+s.From.String())
		}
	}
	blamed := *f
	blamed.Hint = strings.Join(hints, "; ")
	return &blamed
}

// speaksOf reports whether a text has a flag in it, not just one that begins so.
func speaksOf(text, flag string) bool {
	for rest, found := "", true; found; text = rest {
		if _, rest, found = strings.Cut(text, flag); found {
			if next := cmp.Or(rest, " ")[0]; next != '-' && (next < 'a' || next > 'z') {
				return true
			}
		}
	}
	return false
}
