// Package config reads a configuration file: settings in TOML, each with the line it stands on.
//
// In: the text of a file with [defaults] and [preset.NAME], and in both of them tables of settings for one verb alone.
// Out: the settings as a flag of the command line would be given them, in the order of the file. Which settings and verbs
// there are is not known here; what is no TOML, or stands outside of the two tables, is a fault.Error with its line.
package config
