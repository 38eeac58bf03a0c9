package require

import (
	"slices"
	"strings"

	"gex/internal/report"
)

// check rejects unknown keys and sides that cannot be compared.
func (c *Condition) check() error {
	if err := c.checkNames(); err != nil {
		return err
	}
	left, right := c.left.isWord(), c.right.isWord()
	switch {
	case left && right && c.left.isMoment() != c.right.isMoment():
		return errorAt(c.text, c.compare.from, "%s is a %s and %s is a %s", c.left.text, wordName(c.left), c.right.text, wordName(c.right))
	case left != right:
		return errorAt(c.text, c.compare.from, "%s is a %s and %s is a %s", c.left.text, kindName(left), c.right.text, kindName(right))
	case len(c.keys) == 0:
		return errorAt(c.text, c.left.from, "neither side is a key of the report")
	case left && !c.ofMoments() && !slices.Contains(comparisons[:3], c.compare.text):
		return errorAt(c.text, c.compare.from, "words can be compared only by = and !=")
	}
	return nil
}

func kindName(word bool) string {
	if word {
		return "word"
	}
	return "number"
}

// ofMoments reports whether the sides are dates or times.
func (c *Condition) ofMoments() bool { return c.left.isMoment() && c.right.isMoment() }

func wordName(s side) string {
	if s.isMoment() {
		return "date"
	}
	return "word"
}

// checkNames rejects a name that is neither a key nor a possible value of the other side.
func (c *Condition) checkNames() error {
	for _, pair := range [][2]*side{{&c.left, &c.right}, {&c.right, &c.left}} {
		one, other := pair[0], pair[1]
		if t := one.first; one.op == "" && t.isLiteralWord() && other.op == "" && other.first.key != nil && other.first.key.word {
			if other.first.key.isRegime() && t.token.text == neutral {
				t.token.text = string(report.NearZero)
				one.first = t
			}
			if err := c.checkWord(t, other.first.key); err != nil {
				return err
			}
			continue
		}
		if err := c.checkSide(one); err != nil {
			return err
		}
	}
	return nil
}

// neutral is what tables call a regime near zero.
const neutral = "neutral"

// isRegime reports whether a key holds a regime.
func (k *key) isRegime() bool { return slices.Contains(k.words, string(report.NearZero)) }

// checkWord rejects a word that its key never takes.
func (c *Condition) checkWord(t term, k *key) error {
	if _, dated := readMoment(t.token.text); k.moment && !dated {
		return errorAt(c.text, t.token.from, "%s is a date or a time, such as 2025-11-20 or 2025-11-20T09:52:00-05:00, and %q is neither", k.path, t.token.text)
	}
	if k.words == nil || slices.Contains(k.words, t.token.text) {
		return nil
	}
	return errorAt(c.text, t.token.from, "%s is never %q; it is one of %s", k.path, t.token.text, strings.Join(k.words, ", "))
}

// checkSide rejects unknown keys in a side, and words where numbers are needed.
func (c *Condition) checkSide(s *side) error {
	terms := []term{s.first}
	if s.op != "" {
		terms = append(terms, s.second)
	}
	for _, t := range terms {
		switch {
		case t.size != nil:
			if err := c.checkSide(t.size); err != nil {
				return err
			}
			if t.size.isWord() {
				return errorAt(c.text, t.size.from, "%s is a word, and abs takes a number", t.size.text)
			}
		case t.token.kind == name && t.key == nil:
			return unknownKey(c.text, t.token.from, t.token.text)
		case s.op != "" && t.isWord():
			return errorAt(c.text, t.token.from, "%s is a word, and %s takes numbers", t.token.text, s.op)
		}
	}
	return nil
}

// isLiteralWord reports whether a term is a literal word.
func (t term) isLiteralWord() bool {
	return t.token.kind == quoted || t.token.kind == name && t.key == nil && t.size == nil
}

func (t term) isWord() bool { return t.isLiteralWord() || t.key != nil && t.key.word }

// isMoment reports whether a side is a date or a time: a key that holds one, or a word that parses as one.
func (s side) isMoment() bool {
	switch {
	case s.op != "" || s.first.size != nil:
		return false
	case s.first.key != nil:
		return s.first.key.moment
	}
	_, dated := readMoment(s.first.token.text)
	return dated && s.first.isLiteralWord()
}

func (s side) isWord() bool { return s.op == "" && s.first.isWord() }
