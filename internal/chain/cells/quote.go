package cells

import "fmt"

// Quote quotes text of a file for a message, shortened to fit a terminal line.
func Quote[T ~string | ~[]byte](text T) string {
	const limit = 60
	if len(text) > limit {
		return fmt.Sprintf("%q…", UTF8(string(text[:limit])))
	}
	return fmt.Sprintf("%q", UTF8(string(text)))
}
