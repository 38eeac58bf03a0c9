package vol

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// exerciseAssumption says how early exercise is treated; "" where nothing can be
// exercised early.
func (f *fitter) exerciseAssumption() string {
	if f.am == nil {
		if slices.ContainsFunc(f.all, func(q quotes) bool { return q.live && q.early() }) {
			return "ignored: American options are read as European"
		}
		return ""
	}
	given, found := 0, 0
	for _, d := range f.am.paid {
		if d.found {
			found++
		} else {
			given++
		}
	}
	var with []string
	if given > 0 {
		with = append(with, fmt.Sprintf("%d given %s", given, plural(given, "dividend")))
	}
	if found > 0 {
		with = append(with, fmt.Sprintf("%d built-in %s of %s%% of spot each", found, plural(found, "ex-date"), strconv.FormatFloat(100*f.am.part, 'f', 3, 64)))
	}
	if len(with) == 0 {
		with = append(with, "no dividends on dates, yield and borrow being continuous")
	}
	return "taken off the quotes: early-exercise premiums of American options, with " + strings.Join(with, " and ") + "; greeks are those of " + f.greekStyle() + " options"
}

// greekStyle names the options whose greeks exposures are.
func (f *fitter) greekStyle() string {
	if f.o.Exercise == "american" {
		return "American"
	}
	return "European"
}

// plural returns a noun for a count.
func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}
