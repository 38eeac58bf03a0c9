// Package docs holds the pages of this directory that the program shows too.
package docs

import _ "embed"

// Conventions is conventions.md: what gex assumes, and why.
//
//go:embed conventions.md
var Conventions string
