package require

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"gex/internal/lazy"
)

// kindOf is the kind of a token.
type kindOf int

const (
	end kindOf = iota
	number
	name   // a key or a word
	quoted // a word
	symbol // an operator or a parenthesis
)

// token is a lexical element of a condition.
type token struct {
	kind  kindOf
	text  string // as written; a quoted word without its quotes
	value float64
	from  int // byte offset of its start
	to    int // and of its end
}

var (
	blanks  = lazy.Regexp(`^[ \t]+`)
	numbers = lazy.Regexp(`^((?:\d{1,3}(?:[,_]\d{3})+|\d+)(?:\.\d+)?|\.\d+)([eE][+-]?\d+)?(?: ?(%|[bB][nN]?|[kKmM]))?`)
	names   = lazy.Regexp(`^[A-Za-z0-9_][A-Za-z0-9_.:]*`)
	quotes  = lazy.Regexp(`^(?:"[^"]*"|'[^']*')`)
	symbols = lazy.Regexp(`^(?:==|!=|<=|>=|[=<>()+*/-])`)
)

// suffixes are the multipliers of numbers, apart from %.
var suffixes = map[string]float64{"": 1, "k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9}

// scan splits a condition into tokens; the last is of kind end.
func scan(text string) ([]token, error) {
	var tokens []token
	for at := 0; ; {
		at += len(blanks().FindString(text[at:]))
		if at == len(text) {
			return append(tokens, token{kind: end, from: at, to: at}), nil
		}
		t, err := next(text, at)
		if err != nil {
			return nil, err
		}
		tokens, at = append(tokens, t), t.to
	}
}

// next returns the token that starts at a byte.
func next(text string, at int) (token, error) {
	rest := text[at:]
	word := names().FindString(rest)
	if m := numbers().FindStringSubmatch(rest); m != nil && len(m[0]) >= len(word) {
		return numberToken(text, at, m)
	}
	if word != "" {
		return token{kind: name, text: word, from: at, to: at + len(word)}, nil
	}
	if q := quotes().FindString(rest); q != "" {
		return token{kind: quoted, text: q[1 : len(q)-1], from: at, to: at + len(q)}, nil
	}
	if s := symbols().FindString(rest); s != "" {
		return token{kind: symbol, text: s, from: at, to: at + len(s)}, nil
	}
	r, _ := utf8.DecodeRuneInString(rest)
	if r == '"' || r == '\'' {
		return token{}, errorAt(text, at, "the quotation mark is not closed")
	}
	return token{}, errorAt(text, at, "%q is not allowed here", r)
}

// numberToken converts a match of numbers: digits, exponent, suffix.
func numberToken(text string, at int, m []string) (token, error) {
	digits := strings.NewReplacer("_", "", ",", "").Replace(m[1])
	x, err := strconv.ParseFloat(digits+m[2], 64)
	if err != nil {
		return token{}, errorAt(text, at, "%s is too large", m[0])
	}
	unit := strings.ToLower(m[3])
	if unit == "%" {
		x /= 100 // exact, unlike x * 0.01
	} else {
		x *= suffixes[unit]
	}
	return token{kind: number, text: m[0], value: x, from: at, to: at + len(m[0])}, nil
}
