package cells

import (
	"fmt"
	"unicode/utf8"
)

// Quote quotes text of a file for a message, shortened to fit a terminal line.
func Quote[T ~string | ~[]byte](text T) string {
	const limit = 60
	if len(text) > limit {
		end := limit
		for utf8.ValidString(string(text)) && !utf8.RuneStart(text[end]) {
			end--
		}
		return fmt.Sprintf("%q…", UTF8(string(text[:end])))
	}
	return fmt.Sprintf("%q", UTF8(string(text)))
}
