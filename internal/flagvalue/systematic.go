package flagvalue

import (
	"fmt"
	"strconv"
	"strings"

	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/suggest"
	"gex/internal/systematic"
)

// PriceColumns collects --columns of files of prices.
func PriceColumns(to *map[string]string) *Value {
	return columnNames(to, "NAME=COLUMN,...", "gex's name and the file's, such as date=Day,close=Last", among(series.PriceColumns))
}

// Averages is --averages: days.
func Averages(to *[]int) *Value {
	return FewParts(to, mostWindows, "DAYS,...", daysOfAverage)
}

// mostWindows bounds lists of averages, targets and windows.
const mostWindows = 50

// daysOfAverage reads the days of an average.
func daysOfAverage(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 2 || n > systematic.LongestWindow {
		return 0, usage("days such as 50", "%q is not a number of days from 2 to %d", s, systematic.LongestWindow)
	}
	return n, nil
}

// Crosses is --crosses: a fast and a slow average.
func Crosses(to *[][2]int) *Value {
	return FewParts(to, mostWindows, "FAST/SLOW,...", func(s string) (c [2]int, err error) {
		const hint = "days of a fast and of a slow average, such as 20/120"
		fast, slow, found := strings.Cut(s, "/")
		if !found {
			return c, usage(hint, "%q is not two averages", s)
		}
		for i, text := range []string{fast, slow} {
			n, err := strconv.Atoi(strings.TrimSpace(text))
			if err != nil || n < 1 || n > systematic.LongestWindow {
				return c, usage(hint, "%q is not a number of days from 1 to %d", text, systematic.LongestWindow)
			}
			c[i] = n
		}
		if c[0] >= c[1] {
			return c, usage(hint, "%s: the first is not the faster one", s)
		}
		return c, nil
	})
}

// Targets is --target: volatilities a year. From 1 on they are percent.
func Targets(to *[]float64) *Value {
	return FewParts(to, mostWindows, "PERCENT,...", func(s string) (float64, error) {
		const hint = "a volatility a year, such as 10% or 10; several are averaged: 5,10,15"
		digits, _ := strings.CutSuffix(s, "%")
		x, err := numberLike(strings.TrimSpace(digits), hint)
		switch {
		case err != nil:
			return 0, err
		case len(digits) == len(s) && x < 1:
			x *= 100
		}
		if !(x > 0 && x <= 200) {
			return 0, usage(hint, "%s is not a volatility above 0 and up to 200%%", s)
		}
		x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'f', -1, 64)+"e-2", 64)
		return x, nil
	})
}

// Windows is --vol-windows: days, or decay factors below 1.
func Windows(to *[]float64) *Value {
	return FewParts(to, mostWindows, "DAYS|DECAY,...", func(s string) (float64, error) {
		const hint = "days such as 21, or a decay factor such as 0.94"
		x, err := numberLike(s, hint)
		switch {
		case err != nil:
			return 0, err
		case x >= 1 && (x != float64(int(x)) || x > systematic.LongestWindow), x <= 0:
			return 0, usage(hint, "%s is neither days up to %d nor between 0 and 1", s, systematic.LongestWindow)
		}
		return x, nil
	})
}

// Leverage is --cap.
func Leverage(to *float64) *Value {
	return &Value{kind: "N", set: func(s string) error {
		const hint = "the largest leverage, such as 1.5 or 150%"
		digits, percent := strings.CutSuffix(s, "%")
		x, err := numberLike(strings.TrimSpace(digits), hint)
		if percent {
			x /= 100
		}
		if err == nil && !(x > 0 && x <= 100) {
			return usage(hint, "%s is not above 0 and up to 100", s)
		}
		*to = x
		return err
	}}
}

// Capital is --capital: dollars, with or without the date they are of.
func Capital(to *float64, of *string) *Value {
	return datedDollars(to, of, "the dollars under management, such as 340bn or 340e9")
}

// SystematicQuery is --get of gex systematic.
func SystematicQuery(to **report.SystematicQuery) *Value {
	return &Value{kind: "NAME", set: func(s string) error {
		names := report.SystematicNames()
		name, of, has := strings.Cut(s, "@")
		word, err := WordOr(strings.TrimSpace(name), names, "one of "+oneOf(names))
		if err != nil {
			return err
		}
		q := report.SystematicQuery{Name: word, Of: strings.TrimSpace(of)}
		takes := "a signal, such as " + word + "@average50"
		if q.OfModel() {
			takes = "a model, such as " + word + "@" + systematic.Models[0]
		}
		switch {
		case (q.OfSignal() || q.OfModel()) != has:
			if has {
				return usage("omit the @", "%s takes no signal", word)
			}
			return usage("add @ and "+takes, "%s is of %s", word, takes)
		case q.OfModel():
			if q.Of, err = Word(q.Of, systematic.Models); err != nil {
				return err
			}
		}
		*to = &q
		return nil
	}}
}

// NoSignal is the error of a query for a signal that a document does not have.
func NoSignal(q *report.SystematicQuery, names []string) error {
	hint := "signals are " + oneOf(names)
	if near := suggest.Closest(q.Of, names); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return usage(hint, "there is no signal %q", q.Of)
}
