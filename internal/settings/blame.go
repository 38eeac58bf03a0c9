package settings

import (
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
	about := f.Settings()
	hints := slices.DeleteFunc([]string{f.Hint}, func(h string) bool { return h == "" })
	for _, s := range all {
		if s.From.Kind != Flag && s.From.Kind != BuiltIn && slices.Contains(about, s.Name) {
			hints = append(hints, fault.AsFlag(s.Name)+" is from "+s.From.String())
		}
	}
	blamed := *f
	blamed.Hint = strings.Join(hints, "; ")
	return &blamed
}
