package lazy

import (
	"regexp"
	"sync"
)

// Regexp compiles a regular expression when it is first asked for. It panics then if the text is none.
func Regexp(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
