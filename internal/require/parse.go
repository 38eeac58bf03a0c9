package require

import (
	"slices"
	"strings"
)

// Parse parses a condition. Errors are of type *fault.Error with code Usage and a hint.
func Parse(text string) (*Condition, error) {
	text = strings.TrimSpace(text)
	if c, ok := literal(text); ok {
		if err := c.check(); err != nil {
			return nil, err
		}
		return c, nil
	}
	tokens, err := scan(text)
	if err != nil {
		return nil, err
	}
	p := &parser{text: text, tokens: tokens}
	c, err := p.condition()
	if err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	return c, nil
}

// parser consumes the tokens of a condition.
type parser struct {
	text   string
	tokens []token
	keys   []*key
}

func (p *parser) peek() token { return p.tokens[0] }

// take consumes and returns a token; the end is never consumed.
func (p *parser) take() token {
	t := p.tokens[0]
	if t.kind != end {
		p.tokens = p.tokens[1:]
	}
	return t
}

// takes consumes the next token if it is one of some symbols.
func (p *parser) takes(symbols ...string) (token, bool) {
	t := p.peek()
	if t.kind != symbol || !slices.Contains(symbols, t.text) {
		return t, false
	}
	return p.take(), true
}

// expected returns an error about what is missing at t.
func (p *parser) expected(t token, what string) error {
	if t.kind == end {
		return errorAt(p.text, t.from, "%s is missing", what)
	}
	return errorAt(p.text, t.from, "expected %s, found %q", what, p.text[t.from:t.to])
}

func (p *parser) condition() (*Condition, error) {
	c := &Condition{text: p.text}
	var err error
	if c.left, err = p.side(false); err != nil {
		return nil, err
	}
	t, found := p.takes(comparisons...)
	if !found {
		return nil, p.expected(t, "a comparison (= != < <= > >=)")
	}
	c.compare = t
	if c.right, err = p.side(false); err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != end {
		return nil, errorAt(p.text, t.from, "a condition has two sides of at most two terms each: make two conditions of it")
	}
	c.keys = p.keys
	return c, nil
}

// side parses one or two terms; abs cannot be nested.
func (p *parser) side(within bool) (side, error) {
	s := side{from: p.peek().from}
	var err error
	if s.first, err = p.term(within); err != nil {
		return s, err
	}
	if op, found := p.takes("+", "-", "*", "/"); found {
		s.op = op.text
		if s.second, err = p.term(within); err != nil {
			return s, err
		}
	}
	s.text = strings.TrimRight(p.text[s.from:p.peek().from], " \t")
	return s, nil
}

func (p *parser) term(within bool) (term, error) {
	if minus, found := p.takes("-"); found {
		return p.negative(minus)
	}
	t := p.take()
	switch {
	case t.kind == name && strings.EqualFold(t.text, "abs") && p.peek().text == "(":
		return p.size(t, within)
	case t.kind == name:
		k := find(t.text)
		if k != nil {
			p.keys = append(p.keys, k)
		}
		return term{token: t, key: k}, nil
	case t.kind == number || t.kind == quoted:
		return term{token: t}, nil
	}
	return term{}, p.expected(t, "a key, a number or a word")
}

// negative parses a negative number.
func (p *parser) negative(minus token) (term, error) {
	t := p.take()
	if t.kind != number {
		return term{}, p.expected(t, "a number")
	}
	t.from, t.value = minus.from, -t.value
	return term{token: t}, nil
}

// size parses the argument of abs.
func (p *parser) size(t token, within bool) (term, error) {
	if within {
		return term{}, errorAt(p.text, t.from, "abs cannot be nested")
	}
	p.take() // the parenthesis
	inner, err := p.side(true)
	if err != nil {
		return term{}, err
	}
	closing, found := p.takes(")")
	if !found {
		return term{}, p.expected(closing, "a closing parenthesis")
	}
	return term{token: t, size: &inner}, nil
}
