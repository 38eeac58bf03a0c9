package flagvalue

import (
	"strings"

	"gex/internal/gex"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/suggest"
)

// dollars reads dollars above zero: 50bn, 400m, 450e9.
func dollars(s, hint string) (float64, error) {
	x, ok := series.Amount(s)
	switch {
	case !ok:
		return 0, usage(hint, "%q is not an amount", s)
	case x <= 0:
		return 0, usage(hint, "%s is not above zero", s)
	}
	return x, nil
}

// Impact is --impact: the dollars that move spot 1%, or sqrt.
func Impact(to *gex.Impact) *Value {
	return &Value{kind: "DOLLARS|sqrt", set: func(s string) error {
		const hint = "the dollars that move spot 1%, such as 50bn or 400m, or sqrt"
		to.Kind, to.USDPerPct = report.ImpactSqrt, 0
		if strings.EqualFold(s, report.ImpactSqrt) {
			return nil
		}
		x, err := dollars(s, hint)
		to.Kind, to.USDPerPct = report.ImpactLinear, x
		return err
	}}
}

// Shocks is --shocks: percents that leave a spot.
func Shocks(to *[]float64) *Value {
	return &Value{kind: "N,...", many: betweenParts, set: func(s string) error {
		if err := Numbers(to, mostShocks, "-2,-1,1,2, in percent").set(s); err != nil {
			return err
		}
		for _, x := range *to {
			if err := checkShock(x); err != nil {
				return err
			}
		}
		return nil
	}}
}

func checkShock(percent float64) error {
	if percent <= -100 || percent > mostShock {
		return usage("shocks are percent, above -100 and up to 1000", "a shock of %g%% is out of range", percent)
	}
	return nil
}

// mostShocks bounds the table, mostShock the ladder that a shock needs.
const (
	mostShocks = 200
	mostShock  = 1000
)

// StopWithin is --stop-within.
func StopWithin(to *float64) *Value {
	return &Value{kind: "TIMES", text: "2", set: func(s string) error {
		const hint = "a number above 1 and up to 10, such as 2"
		x, err := numberLike(s, hint)
		if err == nil && !(x > 1 && x <= 10) {
			return usage(hint, "%s is out of range", s)
		}
		*to = x
		return err
	}}
}

// CascadeQuery is --get of a cascade: NAME, NAME@SHOCK or NAME@LEVEL.
func CascadeQuery(to **report.CascadeQuery) *Value {
	return &Value{kind: "NAME[@N]", set: func(s string) error {
		text, at, has := strings.Cut(s, "@")
		q := &report.CascadeQuery{Name: strings.ToLower(strings.TrimSpace(text)), At: report.None()}
		known := report.CascadeNames()
		if q.Name == "spot" {
			q.Name = "rest"
		}
		if _, err := WordOr(q.Name, known, ""); err != nil {
			hint := "one of " + oneOf(known)
			if near := suggest.ClosestKey(q.Name, known); near != "" {
				hint = "did you mean " + near + "? " + hint
			}
			return usage(hint, "%q is not known", text)
		}
		takes := q.OfShock() || q.OfLevel()
		switch {
		case takes && !has && q.OfLevel():
			return usage("such as "+q.Name+"@6725", "%s is of a level", q.Name)
		case takes && !has:
			return usage("such as "+q.Name+"@-1", "%s is of a shock in percent", q.Name)
		case !takes && has:
			return usage("give "+q.Name+" alone", "%s is of no shock", q.Name)
		case takes:
			x, err := number(strings.TrimSuffix(strings.TrimSpace(at), "%"))
			if err == nil && q.OfLevel() && x <= 0 {
				err = usage("a price above zero", "%s is not a level", at)
			}
			if err == nil && q.OfShock() {
				err = checkShock(x)
			}
			if err != nil {
				return err
			}
			q.At = report.Number(x)
		}
		*to = q
		return nil
	}}
}
