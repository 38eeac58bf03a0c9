package settings

import (
	"cmp"
	"slices"

	"gex/internal/suggest"
)

// check refuses keys that are not settings, and in the table of a verb those that are not settings of the verb.
func (s *Sources) check(v *Verb, f *document) error {
	err := s.checkTable(v, f, f.Defaults)
	for _, preset := range f.Presets {
		err = cmp.Or(err, s.checkTable(v, f, preset.Table))
	}
	return err
}

func (s *Sources) checkTable(v *Verb, f *document, entries []entry) error {
	for _, e := range entries {
		if err := s.checkEntry(v, f, e); err != nil {
			return err
		}
	}
	return nil
}

func (s *Sources) checkEntry(v *Verb, f *document, e entry) error {
	of := s.Verb(e.Key)
	switch {
	case !e.isTable() || of == nil:
		switch known := s.isSetting(v, e.Key); {
		case known && e.isTable() && !v.takesPairs(e.Key):
			return f.wrong(e.Line, "write "+e.Key+" = VALUE", "%s is a setting, not a table", e.Key)
		case known:
			return nil
		}
		return unknownKey(f, e, s.names(v), "%s is not a setting")
	case !of.Takes:
		return f.wrong(e.Line, "remove the table", "gex %s takes no settings", e.Key)
	}
	for _, item := range e.Table {
		if known := of.names(); !slices.Contains(known, item.Key) {
			return unknownKey(f, item, known, "gex "+e.Key+" has no setting %s")
		}
	}
	return nil
}

// unknownKey refuses a key and suggests the one that was probably meant.
func unknownKey(f *document, e entry, known []string, format string) error {
	hint := "keys are the long names of flags: gex config show lists them"
	if instead, removed := Removed[e.Key]; removed {
		hint = instead
	} else if !IsSetting(e.Key) {
		hint = "give it on the command line"
	} else if meant := suggest.Closest(e.Key, known); meant != "" {
		hint = "did you mean " + meant + "?"
	}
	return f.wrong(e.Line, hint, format, e.Key)
}

// takesPairs reports whether a setting takes NAME=VALUE, which a file can write as a table.
func (v *Verb) takesPairs(name string) bool {
	s := v.find(name)
	return s == nil || s.Pairs
}
