package raster

import (
	"cmp"
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"gex/internal/lazy"
)

// style is what a style sheet says of one element: values by property.
type style map[string]string

// rule gives elements of a class its values.
type rule struct {
	class  string
	values style
}

// sheet is a style sheet; later rules overrule earlier ones.
type sheet []rule

// Parts of a style sheet: a rule, and the block of rules for one color scheme.
var (
	ruleText   = lazy.Regexp(`([^{}]+)\{([^{}]*)\}`)
	schemeText = lazy.Regexp(`(?s)@media [^{}]*\{\n(.*)\n\}\n*$`)
	classText  = lazy.Regexp(`^\.gex-svg \.([a-z0-9-]+)$`)
)

// readSheet reads the style sheet of a picture, with the rules for dark readers or without. What is for other states than the usual
// one, as when pointed at, is left out.
func readSheet(text string, dark bool) sheet {
	block := schemeText().FindStringSubmatchIndex(text)
	if block != nil {
		within := text[block[2]:block[3]]
		text = text[:block[0]]
		if dark {
			text += within
		}
	}
	var all sheet
	for _, m := range ruleText().FindAllStringSubmatch(text, -1) {
		values := style{}
		for _, part := range strings.Split(m[2], ";") {
			if name, value, found := strings.Cut(part, ":"); found {
				values[strings.TrimSpace(name)] = strings.TrimSpace(value)
			}
		}
		for _, selector := range strings.Split(m[1], ",") {
			if class := classText().FindStringSubmatch(strings.TrimSpace(selector)); class != nil {
				all = append(all, rule{class[1], values})
			}
		}
	}
	return all
}

// of returns the values for an element with some classes.
func (s sheet) of(classes string) style {
	all := style{}
	for _, r := range s {
		for _, class := range strings.Fields(classes) {
			if class == r.class {
				for name, value := range r.values {
					all[name] = value
				}
			}
		}
	}
	return all
}

// ink returns a color and its opacity of 255, 0 where nothing is drawn. The usual color is that of an element that nothing colors.
func (v style) ink(name, usual string) (ink color.RGBA, opacity int, err error) {
	text := cmp.Or(v[name], usual)
	if text == "none" {
		return ink, 0, nil
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(text, "#"), 16, 32)
	if err != nil || len(text) != 7 {
		return ink, 0, fmt.Errorf("%s: %q is no color", name, text)
	}
	opacity, err = decimal(v[name+"-opacity"], 255, 255)
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}, opacity, err
}

// stroke returns the color of lines, its opacity, and how wide they are.
func (v style) stroke(scale int) (ink color.RGBA, opacity, width int, err error) {
	ink, opacity, err = v.ink("stroke", "none")
	if err != nil || opacity == 0 {
		return ink, 0, 0, err
	}
	width, err = v.length("stroke-width", scale, unit*scale)
	return ink, opacity, width, err
}

// length returns a length in 64ths of a pixel, times a scale.
func (v style) length(name string, scale, usual int) (int, error) {
	return decimal(strings.TrimSuffix(v[name], "px"), unit*scale, usual)
}

// dashes returns the lengths of dashes and gaps.
func (v style) dashes(scale int) ([]int, error) {
	var out []int
	for _, word := range strings.Fields(v["stroke-dasharray"]) {
		n, err := decimal(word, unit*scale, 0)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// decimalText is a number without an exponent.
var decimalText = lazy.Regexp(`^(-?)([0-9]*)(?:\.([0-9]{1,6}))?$`)

// decimal reads a decimal number times a whole one, rounded; "" is the usual one.
func decimal(text string, times, usual int) (int, error) {
	if text == "" {
		return usual, nil
	}
	m := decimalText().FindStringSubmatch(text)
	if m == nil || m[2]+m[3] == "" {
		return 0, fmt.Errorf("%q is no number", text)
	}
	n, err := strconv.Atoi(m[2] + (m[3] + "000000")[:6])
	if err != nil || n > 1e12 {
		return 0, fmt.Errorf("%q is too large", text)
	}
	n = divide(n*times, 1000000)
	if m[1] == "-" {
		n = -n
	}
	return n, nil
}
