package cells

import "fmt"

// Quote puts the text of a file into a message, cut to a length that a line of a terminal bears.
func Quote[T ~string | ~[]byte](text T) string {
	const limit = 60
	if len(text) > limit {
		return fmt.Sprintf("%q…", UTF8(string(text[:limit])))
	}
	return fmt.Sprintf("%q", UTF8(string(text)))
}
