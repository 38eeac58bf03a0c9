package render

import (
	"reflect"

	"gex/internal/report"
)

// encode returns a document as JSON, indented or on one line.
func encode(document any, indent bool) ([]byte, error) {
	t := jsonText{indent: indent}
	if err := t.value(reflect.ValueOf(document)); err != nil {
		return nil, err
	}
	return append(t.out, '\n'), nil
}

// complete returns a copy of the report for JSON: nil lists are empty, and negligible flips are listed with the others.
func complete(r *report.Report) *report.Report {
	c := *r
	c.Volatility = orEmpty(c.Volatility)
	c.Coverage.LeftOut = orEmpty(c.Coverage.LeftOut)
	c.Coverage.Repaired = orEmpty(c.Coverage.Repaired)
	c.Levels.Flips, c.Levels.Walls = orEmpty(r.AllFlips()), orEmpty(c.Levels.Walls)
	c.Levels.Odds = orEmpty(c.Levels.Odds)
	c.Levels0DTE = withFlips(r.Levels0DTE)
	c.Buckets, c.Expiries, c.Strikes = orEmpty(c.Buckets), orEmpty(c.Expiries), orEmpty(c.Strikes)
	c.Profile.Spot, c.Profile.GEX = orEmpty(c.Profile.Spot), orEmpty(c.Profile.GEX)
	c.Flows.Spot, c.Flows.Vol, c.Flows.Time = orEmpty(c.Flows.Spot), orEmpty(c.Flows.Vol), orEmpty(c.Flows.Time)
	c.Warnings = orEmpty(c.Warnings)
	return &c
}

// withFlips returns levels whose flips are a list, empty when there are none; nil stays nil.
func withFlips(l *report.Levels) *report.Levels {
	if l == nil {
		return nil
	}
	c := *l
	c.Flips, c.Walls, c.Odds = orEmpty(c.Flips), orEmpty(c.Walls), orEmpty(c.Odds)
	return &c
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
