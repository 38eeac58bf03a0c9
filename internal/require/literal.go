package require

import "strings"

// literal parses a condition between a key that holds a word or a date and a text that is not a key. The text is taken
// literally, such as 2025-11-20, cboe-quotedata or BRK/B. It returns false for any other condition.
func literal(text string) (*Condition, bool) {
	if strings.ContainsAny(text, `"'`) {
		return nil, false
	}
	at := strings.IndexAny(text, "=!<>")
	if at < 0 {
		return nil, false
	}
	op := symbols().FindString(text[at:])
	left, right := text[:at], text[at+len(op):]
	if op == "" || strings.ContainsAny(right, "=!<>") {
		return nil, false
	}
	c := &Condition{text: text, compare: token{kind: symbol, text: op, from: at, to: at + len(op)}}
	one, other := sideAt(text, left, 0), sideAt(text, right, at+len(op))
	switch {
	case one.text == "" || other.text == "":
		return nil, false
	case wordKey(one.text) != nil && !isKey(other.text):
		one.first.key, one.first.token.kind = wordKey(one.text), name
		c.keys = []*key{one.first.key}
	case wordKey(other.text) != nil && !isKey(one.text):
		other.first.key, other.first.token.kind = wordKey(other.text), name
		c.keys = []*key{other.first.key}
	default:
		return nil, false
	}
	c.left, c.right = one, other
	return c, true
}

// sideAt returns part of a condition as a side that is a word; from is its byte offset.
func sideAt(text, part string, from int) side {
	from += len(part) - len(strings.TrimLeft(part, " \t"))
	part = strings.Trim(part, " \t")
	return side{text: part, from: from, first: term{token: token{kind: quoted, text: part, from: from, to: from + len(part)}}}
}

// wordKey returns the key of a name that holds a word or a date, nil otherwise.
func wordKey(text string) *key {
	if names().FindString(text) != text {
		return nil
	}
	if k := find(text); k != nil && k.word {
		return k
	}
	return nil
}

// isKey reports whether a text is a key. Keys of numbers must be in lower case here: SPOT is a ticker.
func isKey(text string) bool {
	if names().FindString(text) != text {
		return false
	}
	k := find(text)
	return k != nil && (k.word || text == strings.ToLower(text))
}
