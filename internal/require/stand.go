package require

import "strings"

// asItStands reads a condition between a key that holds words or dates and a text that is no key: the text is taken as it
// stands, whatever is in it, such as 2025-11-20, cboe-quotedata or BRK/B. It is false for any other condition.
func asItStands(text string) (*Condition, bool) {
	if strings.ContainsAny(text, `"'`) {
		return nil, false
	}
	at := strings.IndexAny(text, "=!<>")
	if at < 0 {
		return nil, false
	}
	op := symbols.FindString(text[at:])
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

// sideAt is a side that begins so many bytes into the condition, as a word.
func sideAt(text, part string, from int) side {
	from += len(part) - len(strings.TrimLeft(part, " \t"))
	part = strings.Trim(part, " \t")
	return side{text: part, from: from, first: term{token: token{kind: quoted, text: part, from: from, to: from + len(part)}}}
}

// wordKey is the key of a name that holds words, dates or times, nil when it is none.
func wordKey(text string) *key {
	if names.FindString(text) != text {
		return nil
	}
	if k := find(text); k != nil && k.word {
		return k
	}
	return nil
}

// isKey reports whether a text names a key. A number's key is written in small letters: SPOT is a ticker.
func isKey(text string) bool {
	if names.FindString(text) != text {
		return false
	}
	k := find(text)
	return k != nil && (k.word || text == strings.ToLower(text))
}
