// Package settings gives every setting of a verb its value from the strongest source that has one, and records which source
// that was: the command line, a saved report (--like), an environment variable GEX_*, a preset or the defaults of a
// configuration file in TOML, or the built-in value.
//
// In: a [Verb] with its settings, each of which parses its own text, and the [Sources]. Out: the settings, set, each with its
// [Origin]; or an error that names the file and line of what is wrong. A setting has the long name of its flag in every source.
// The caller says which verbs and settings there are.
//
// Begin with [Sources.Settle]. The configuration file has the tables [defaults] and [preset.NAME], and in them tables for one
// verb, such as [defaults.levels] (parse.go reads TOML by internal/tomltext, document_read.go gives it meaning, limits.go bounds it).
// text.go has settings as a command line does.
package settings
