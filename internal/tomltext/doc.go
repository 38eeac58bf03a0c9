// Package tomltext reads TOML as statements that know their lines, which the errors of a configuration and of a list of scenarios
// name.
//
// In: the bytes of a text. Out: its headings, keys and values in the order of the text, each key with its line, counted from 1.
// [Statements] reads them one by one and keeps no more of a value than it is asked to; [Check] reads the whole, which finds keys
// that are set twice.
//
// Begin with [Statement] and [Statements].
package tomltext
