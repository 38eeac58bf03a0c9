package escape

import (
	"strings"

	"gex/internal/lazy"
)

// plainWord is what a shell leaves as it is.
var plainWord = lazy.Regexp(`^[A-Za-z0-9_./,:+@%=-]+$`)

// Shell quotes a word for a POSIX shell, for commands that a message suggests.
func Shell(word string) string {
	if plainWord().MatchString(word) && !strings.HasPrefix(word, "-") {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
