package settings

import (
	"fmt"
	"slices"
	"strings"

	"gex/internal/report"
)

// Setting is what a verb can be told, and where its value comes from.
type Setting struct {
	Name  string // of the flag, without dashes
	Value Value
	From  Origin

	Given   bool   // on the command line
	BuiltIn string // its text when nobody gives it
	Output  bool   // it is how and where a result is shown, not what it is
	Own     bool   // means something else than the setting of its name does to other verbs
	Pairs   bool   // takes NAME=VALUE, for which a configuration file can have a table
	Follows string // the setting without which it means nothing: given elsewhere than on the command line, it waits for it
	Wholes  Wholes // not nil: can be given again with a text that may have commas
}

// Value is what holds a setting: it reads its own text.
type Value interface {
	Set(text string) error
	String() string
}

// Wholes is a value that keeps the texts it was given, one by one.
type Wholes interface{ Texts() []string }

// Texts are what a setting was given, as it must be given to be the same.
func (s Setting) Texts() []string {
	if s.Wholes != nil {
		return s.Wholes.Texts()
	}
	return []string{s.Value.String()}
}

// Verb is a verb as far as it can be told something.
type Verb struct {
	Name     string
	Takes    bool      // settings from elsewhere than the command line
	Settings []Setting // in the order of its help
}

// find returns the setting of a name, nil when there is none.
func (v *Verb) find(name string) *Setting {
	for i := range v.Settings {
		if v.Settings[i].Name == name {
			return &v.Settings[i]
		}
	}
	return nil
}

func (v *Verb) names() []string {
	var names []string
	for _, s := range v.Settings {
		names = append(names, s.Name)
	}
	return names
}

// Kinds of origins, the strongest first.
const (
	Flag        = "flag"
	Report      = "like"
	Environment = "environment"
	Preset      = "preset"
	Defaults    = "defaults"
	BuiltIn     = "built-in"
)

// Origin is where a value comes from.
type Origin struct {
	Kind string
	Name string // of the variable or the preset
	Verb string // of the table for one verb
	File string
	Line int
}

// String is the origin as people read it.
func (o Origin) String() string {
	switch o.Kind {
	case Report:
		return "like " + o.File
	case Environment:
		return o.Name
	case Preset, Defaults:
		table := strings.TrimSpace(o.Kind + " " + o.Name)
		if o.Verb != "" {
			table += "." + o.Verb
		}
		return table + " of " + o.place()
	}
	return o.Kind
}

// place is what an error begins with.
func (o Origin) place() string {
	switch {
	case o.Line > 0:
		return fmt.Sprintf("%s:%d", o.File, o.Line)
	case o.File != "":
		return o.File
	}
	return o.Name
}

// sharedWithVerbs reports whether a value was not meant for the verb alone.
func (o Origin) sharedWithVerbs() bool {
	return o.Kind == Environment || o.Verb == "" && (o.Kind == Preset || o.Kind == Defaults)
}

// notSettings are flags that no other source can give.
var notSettings = []string{"config", "preset", "like", "help", "version"}

// IsSetting reports whether a flag can be given elsewhere than on the command line.
func IsSetting(flag string) bool { return !slices.Contains(notSettings, flag) }

// Effective are the settings that a report rests on and that are not built in: enough to make it again.
func Effective(all []Setting) []report.Setting {
	var out []report.Setting
	for _, s := range all {
		if s.From.Kind != BuiltIn && !s.Output && s.Value.String() != s.BuiltIn {
			for _, text := range s.Texts() {
				out = append(out, report.Setting{Name: s.Name, Value: text})
			}
		}
	}
	return out
}
