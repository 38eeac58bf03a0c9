package flagvalue

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gex/internal/fault"
	"gex/internal/render"
	"gex/internal/render/svg"
	"gex/internal/report"
	"gex/internal/suggest"
)

// Tolerances collects --rtol and --atol: a number, or KEY=NUMBER.
func Tolerances(to *[]report.Tolerance) *Value {
	return Parts(to, "[KEY=]NUMBER,...", tolerance)
}

// tolerance reads 1e-6 or totals.gex=1e-6.
func tolerance(s string) (report.Tolerance, error) {
	const hint = "a number such as 1e-6, or KEY=1e-6 for some keys"
	keys, most, keyed := cutLast(s, "=")
	if !keyed {
		keys, most = "", s
	}
	x, err := numberLike(most, hint)
	switch {
	case err != nil:
		return report.Tolerance{}, err
	case x < 0:
		return report.Tolerance{}, usage(hint, "%s is below zero", most)
	case keyed && keys == "":
		return report.Tolerance{}, usage(hint, "%q has no key", s)
	}
	return report.Tolerance{Keys: keys, Most: x}, nil
}

// Keys collects keys.
func Keys(to *[]string) *Value {
	return Parts(to, "KEY,...", func(s string) (string, error) { return s, nil })
}

// Rows is a --top for which 0 is all.
func Rows(to *int) *Value {
	return &Value{kind: "N", set: func(s string) error {
		n, err := strconv.ParseUint(s, 10, 31)
		if err != nil {
			return usage("a whole number, 0 for all", "%q is not a count", s)
		}
		*to = int(n)
		return nil
	}}
}

// cutLast is strings.Cut at the last separator.
func cutLast(s, separator string) (before, after string, found bool) {
	i := strings.LastIndex(s, separator)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(separator):], true
}

// Level is --get.
func Level(to *string) *Value {
	return &Value{kind: "NAME", set: func(s string) error {
		known := slices.Concat(render.LevelNames(), render.LevelColumns())
		if name := report.LevelName(s, known); name != "" {
			*to = name
			return nil
		}
		if strings.Contains(s, ",") {
			return usage("one name at a time; "+fault.Setting("format")+" csv has all of them in a row", "%q is not a name", s)
		}
		const all = "gex help levels lists all names, gex schema report those of the JSON report"
		near := suggest.Nearest(s, known, 3)
		if len(near) == 0 {
			near = suggest.Nearest(s, report.LevelAliases(), 1)
		}
		if len(near) == 0 {
			near = suggest.NearestKey(s, known, 3)
		}
		if len(near) > 0 {
			return usage("did you mean "+strings.Join(near, " or ")+"? "+all, "%q is not known", s)
		}
		return usage(all, "%q is not known", s)
	}}
}

// PictureSize is --size: WIDTHxHEIGHT.
func PictureSize(o *svg.Options) *Value {
	return &Value{kind: "WIDTHxHEIGHT", set: func(s string) error {
		width, height, _ := strings.Cut(strings.ToLower(s), "x")
		w, errW := strconv.ParseUint(strings.TrimSpace(width), 10, 31)
		h, errH := strconv.ParseUint(strings.TrimSpace(height), 10, 31)
		switch {
		case errW != nil || errH != nil:
			return usage("pixels, such as 1200x700", "%q is not a size", s)
		case w < svg.MinWidth || h < svg.MinHeight || w > svg.MaxSide || h > svg.MaxSide:
			return usage(fmt.Sprintf("from %dx%d to %dx%d", svg.MinWidth, svg.MinHeight, svg.MaxSide, svg.MaxSide), "%s is out of range", s)
		}
		o.Width, o.Height = int(w), int(h)
		return nil
	}}
}

// Seed is --seed.
func Seed(to *uint64) *Value {
	return &Value{kind: "N", set: func(s string) (err error) {
		*to, err = strconv.ParseUint(s, 10, 64)
		if err != nil || *to == 0 {
			return usage("a whole number above zero", "%q is not a seed", s)
		}
		return nil
	}}
}

// leastInterval is how often a file can be looked at.
const leastInterval = 100 * time.Millisecond

// Interval is --interval.
func Interval(to *time.Duration) *Value {
	return &Value{kind: "DURATION", set: func(s string) error {
		d, err := time.ParseDuration(s)
		switch {
		case err != nil:
			return usage("such as 500ms, 2s or 1m", "%q is not a duration", s)
		case d < leastInterval || d > longest:
			return usage("such as 500ms, 2s or 1m", "%s is not between %s and a year", s, leastInterval)
		}
		*to = d
		return nil
	}}
}
