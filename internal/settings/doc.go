// Package settings gives every setting of a verb its value from the strongest source that has one: the command line, a
// saved report (--like), GEX_* of the environment, a preset or the defaults of a configuration file in TOML, or what is
// built in; and it keeps where each value came from.
//
// In: a [Verb] with its settings, each of which reads its own text, and the [Sources]. Out: the settings set, each with
// its [Origin], or an error with the file and the line of what is wrong. A setting has the long name of its flag in every
// source; which verbs and settings there are is the caller's to say.
//
// Begin with [Sources.Settle]. The configuration file has [defaults] and [preset.NAME], in both of them tables for one
// verb alone (document.go, parse.go); what it may hold is bounded (limits.go).
package settings
