package settings

import (
	"slices"
	"strings"

	"gex/internal/fault"
)

// Blame adds to an error about settings where each was set, unless that was the command line.
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
