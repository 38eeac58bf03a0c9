package render

import "strings"

// escapeText keeps a text from being read as markup.
func escapeText(s string) string { return markup.Replace(s) }

// escapeCell keeps a cell within its column, too.
func escapeCell(s string) string { return strings.ReplaceAll(escapeText(s), "|", `\|`) }

var markup = strings.NewReplacer(`\`, `\\`, "*", `\*`, "`", "\\`", "<", `\<`, "&", `\&`, "[", `\[`, "]", `\]`, "~", `\~`, "\n", " ", "\r", " ")
