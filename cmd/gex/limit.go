package main

import (
	"strconv"

	"gex/internal/flagvalue"
	"gex/internal/report"
	"gex/internal/require"
)

// limit is a flag that is short for a condition on one key. --require does the same and more, so these are not in the help.
type limit struct {
	flag, key string
	kind      string // of its value
	read      func(string) (float64, error)

	most *float64 // nil: not given
}

// limits are all of them.
func limits() []*limit {
	share := func(flag, key string) *limit {
		return &limit{flag: flag, key: key, kind: "FRACTION", read: positiveFraction}
	}
	return []*limit{
		share("max-gap", "spot_gap"),
		share("max-left-out", "left_out_share"),
		{flag: "max-age", key: "age_minutes", kind: "DURATION", read: minutes},
		share("max-crossed", "crossed_share"),
		share("max-delta", "vendor.delta.median"),
		share("max-gamma", "vendor.gamma.median"),
		{flag: "max-outliers", key: "outlier_count", kind: "N", read: tally},
	}
}

// value is the flag's.
func (l *limit) value() *flagvalue.Value {
	return flagvalue.New(l.kind, "", func(s string) error {
		x, err := l.read(s)
		l.most = &x
		return err
	})
}

// text is the condition that the flag stands for.
func (l *limit) text() string { return l.key + " <= " + report.Number(*l.most).String() }

func positiveFraction(s string) (float64, error) {
	x, err := flagvalue.ParseFraction(s)
	if err == nil && x < 0 {
		err = usageError("0 or more, such as 0.005 or 0.5%", "%s is below zero", s)
	}
	return x, err
}

func minutes(s string) (float64, error) {
	d, err := flagvalue.ParseDuration(s)
	return d.Minutes(), err
}

func tally(s string) (float64, error) {
	n, err := strconv.ParseUint(s, 10, 31)
	if err != nil {
		err = usageError("a whole number, such as 20 or 0", "%q is not a count", s)
	}
	return float64(n), err
}

// demand is a condition, and the flag that it was given by when that is not --require.
type demand struct {
	*require.Condition
	flag string
}
