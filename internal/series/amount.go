package series

import (
	"math"
	"strconv"
	"strings"
)

// magnitudes are the suffixes of amounts, by their power of ten.
var magnitudes = map[string]string{
	"": "", "k": "e3", "m": "e6", "mn": "e6", "mm": "e6", "b": "e9", "bn": "e9", "t": "e12", "tn": "e12",
}

// Amount reads an amount of money: 2500000, 2,500,000, 5e9, 400m, -8 bn, $1.5tn. Suffixes are k, m, bn and tn in any case. ok
// is false for anything else, and for what is too large for a number.
func Amount(text string) (x float64, ok bool) {
	digits := strings.TrimSpace(text)
	if sign, rest, found := strings.Cut(digits, "$"); found && strings.Trim(sign, "+-") == "" && len(sign) < 2 {
		digits = sign + strings.TrimSpace(rest)
	}
	end := strings.LastIndexAny(digits, "0123456789.") + 1
	power, known := magnitudes[strings.ToLower(strings.TrimSpace(digits[end:]))]
	digits = digits[:end]
	if !known || power != "" && strings.ContainsAny(digits, "eE") {
		return 0, false
	}
	return number(digits + power)
}

// european reads a number with a comma before its fraction and points between thousands: 6.538,76.
func european(text string) (x float64, ok bool) {
	return Amount(strings.Map(func(c rune) rune {
		switch c {
		case ',':
			return '.'
		case '.':
			return ','
		}
		return c
	}, text))
}

// number reads a plain decimal number, with or without commas between thousands.
func number(text string) (x float64, ok bool) {
	text, ok = ungroup(strings.TrimSpace(text))
	if !ok || strings.Trim(text, "+-.0123456789eE") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil && !math.IsInf(x, 0)
}

// ungroup removes the commas of 6,712.5. Other commas are decimal ones, or a mistake: ok is false.
func ungroup(text string) (plain string, ok bool) {
	unsigned := strings.TrimLeft(text, "+-")
	whole, _, _ := strings.Cut(unsigned, ".")
	if strings.Count(whole, ",") != strings.Count(unsigned, ",") {
		return "", false
	}
	groups := strings.Split(whole, ",")
	if len(groups) == 1 {
		return text, true
	}
	if len(groups[0]) == 0 || len(groups[0]) > 3 || groups[0][0] == '0' {
		return "", false
	}
	for i, g := range groups[1:] {
		if last := i == len(groups)-2; last {
			g, _, _ = strings.Cut(strings.ToLower(g), "e")
		}
		if len(g) != 3 {
			return "", false
		}
	}
	return strings.ReplaceAll(text, ",", ""), true
}

// parsePercent reads 1.5, +1.5% or -2 %: percent, with or without its sign.
func parsePercent(text string) (x float64, ok bool) {
	return number(strings.TrimSuffix(strings.TrimSpace(text), "%"))
}

// parseFraction reads 0.005 or 0.5%.
func parseFraction(text string) (x float64, ok bool) {
	digits, inPercent := strings.CutSuffix(strings.TrimSpace(text), "%")
	if inPercent && !strings.ContainsAny(digits, "eE") {
		return number(strings.TrimSpace(digits) + "e-2") // 1.3 / 100 is 0.013000000000000001
	}
	return number(digits)
}
