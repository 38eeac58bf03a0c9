package cells

import "fmt"

// Quote puts text of a file into a message, cut to a length that fits a terminal line.
func Quote[T ~string | ~[]byte](text T) string {
	const limit = 60
	if len(text) > limit {
		return fmt.Sprintf("%q…", UTF8(string(text[:limit])))
	}
	return fmt.Sprintf("%q", UTF8(string(text)))
}
