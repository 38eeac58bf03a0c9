package require

import (
	"math"
	"strconv"
	"strings"

	"gex/internal/report"
)

// Judge evaluates the condition for a subject.
func (c *Condition) Judge(s Subject) report.Requirement {
	left, right := c.left.value(s), c.right.value(s)
	var facts []string
	for _, side := range []struct {
		of, than     side
		value, limit report.Scalar
	}{{c.left, c.right, left, right}, {c.right, c.left, right, left}} {
		switch {
		case side.of.isPercent():
			facts = append(facts, "limit "+side.of.text)
		case side.than.isPercent() && side.value.OK():
			facts = append(facts, side.of.text+" is "+inPercent(side.value.Number, side.limit.Number))
		default:
			facts = append(facts, side.of.facts(s, side.value)...)
		}
	}
	return report.Requirement{
		Condition: onOneLine(c.text), Left: left, Right: right,
		OK: left.OK() && right.OK() && c.holds(left, right), Detail: strings.Join(facts, ", "),
	}
}

// holds compares two values that are not null.
func (c *Condition) holds(left, right report.Scalar) bool {
	if !c.ofMoments() {
		return holds(c.compare.text, left, right)
	}
	a, readA := readMoment(left.Word)
	b, readB := readMoment(right.Word)
	order := report.Scalar{Number: report.Number(compareMoments(a, b))}
	return readA && readB && holds(c.compare.text, order, report.Scalar{})
}

// holds compares two numbers, or two words for equality.
func holds(op string, left, right report.Scalar) bool {
	a, b := left.Number, right.Number
	switch op {
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	case ">=":
		return a >= b
	}
	same := a == b
	if left.Word != "" {
		same = left.Word == right.Word
	}
	return same == (op != "!=")
}

// value returns the value of a side, null when any part of it is null.
func (s side) value(of Subject) report.Scalar {
	first := s.first.value(of)
	if s.op == "" {
		return first
	}
	second := s.second.value(of)
	return report.Scalar{Number: reckon(s.op, first.Number, second.Number).Round()}
}

func reckon(op string, a, b report.Number) report.Number {
	switch op {
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	}
	return a / b // division by 0 is null
}

func (t term) value(of Subject) report.Scalar {
	switch {
	case t.size != nil:
		v := t.size.value(of)
		v.Number = report.Number(math.Abs(float64(v.Number)))
		return v
	case t.key != nil:
		return t.key.of(of)
	case t.token.kind == number:
		return report.Scalar{Number: report.Number(t.token.value).Round()}
	}
	return report.Scalar{Number: report.None(), Word: t.token.text}
}

// facts describe the value of a side, unless it is written in the condition, and name the keys that are null.
func (s side) facts(of Subject, v report.Scalar) []string {
	if !v.OK() {
		if nulls := s.nulls(of); len(nulls) > 0 {
			return nulls
		}
		return []string{s.text + " is null"}
	}
	if text := v.String(); text != s.text && (s.first.token.kind != quoted || s.op != "") {
		return []string{s.text + " is " + text}
	}
	return nil
}

// isPercent reports whether a side is a number in percent.
func (s side) isPercent() bool {
	t := s.first
	return s.op == "" && t.size == nil && t.key == nil && t.token.kind == number && strings.HasSuffix(s.text, "%")
}

// inPercent writes a fraction as percent, to three decimals where they tell it from the limit and from nothing.
func inPercent(x, limit report.Number) string {
	whole, short := (100 * x).Round(), strconv.FormatFloat(100*float64(x), 'f', 3, 64)
	if rounded, _ := strconv.ParseFloat(short, 64); x != 0 && rounded == 0 || x != limit && report.Number(rounded) == (100*limit).Round() {
		return whole.String() + "%"
	}
	return strings.TrimSuffix(strings.TrimRight(short, "0"), ".") + "%"
}

// nulls lists the keys of a side that are null.
func (s side) nulls(of Subject) []string {
	var out []string
	for _, t := range []term{s.first, s.second} {
		switch {
		case t.size != nil:
			out = append(out, t.size.nulls(of)...)
		case t.key != nil && !t.key.of(of).OK():
			out = append(out, t.token.text+" is null")
		}
	}
	return out
}
