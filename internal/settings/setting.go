package settings

import (
	"fmt"
	"slices"
	"strings"

	"gex/internal/report"
)

// Setting is a setting of a verb, with its value and where that comes from.
type Setting struct {
	Name  string // of the flag, without dashes
	Value Value
	From  Origin

	Given   bool   // on the command line
	BuiltIn string // its text when no source has it
	Output  bool   // about how and where a result is shown, not about what it is
	Own     bool   // has another meaning than the setting of this name in other verbs
	Pairs   bool   // takes NAME=VALUE, which a configuration file can write as a table
	Follows string // the setting that it qualifies: without that one, only the command line sets it
	Wholes  Wholes // not nil: may be given several times, with texts that may contain commas
}

// Value holds the value of a setting and parses its text.
type Value interface {
	Set(text string) error
	String() string
}

// Wholes is a value that keeps the texts it was set to, one by one.
type Wholes interface{ Texts() []string }

// Texts are the texts that set a setting to its present value.
func (s Setting) Texts() []string {
	if s.Wholes != nil {
		return s.Wholes.Texts()
	}
	return []string{s.Value.String()}
}

// Verb is a verb with its settings.
type Verb struct {
	Name     string
	Takes    bool      // settings from other sources than the command line
	Settings []Setting // in the order of its help
}

// find returns the setting of a name; nil when there is none.
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

// String is the origin in words.
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

// place is what an error message begins with.
func (o Origin) place() string {
	switch {
	case o.Line > 0:
		return fmt.Sprintf("%s:%d", o.File, o.Line)
	case o.File != "":
		return o.File
	}
	return o.Name
}

// sharedWithVerbs reports whether a value was meant for all verbs.
func (o Origin) sharedWithVerbs() bool {
	return o.Kind == Environment || o.Verb == "" && (o.Kind == Preset || o.Kind == Defaults)
}

// notSettings are flags that only the command line can give.
var notSettings = []string{"config", "preset", "like", "help", "version"}

// IsSetting reports whether other sources than the command line can give a flag.
func IsSetting(flag string) bool { return !slices.Contains(notSettings, flag) }

// Effective are the settings of a report that differ from the built-in ones: enough to make it again.
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
