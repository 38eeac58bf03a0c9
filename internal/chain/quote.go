package chain

import "fmt"

// quote puts the text of a file into a message, cut to a length that a line of a terminal bears.
func quote[T ~string | ~[]byte](text T) string {
	const limit = 60
	if len(text) > limit {
		return fmt.Sprintf("%q…", decodeText(string(text[:limit])))
	}
	return fmt.Sprintf("%q", decodeText(string(text)))
}
