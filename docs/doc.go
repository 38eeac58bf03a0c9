// Package docs embeds the pages of this directory that the program shows too.
//
// In: markdown files, when the program is built. Out: their text, which package about lays out for a terminal. Begin with
// [Conventions].
package docs

import _ "embed"

// Conventions is conventions.md: what gex assumes, and why.
//
//go:embed conventions.md
var Conventions string
