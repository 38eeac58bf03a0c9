package main

import (
	"strconv"

	"gex/internal/fault"
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

// demands are the conditions, those of limits first. Whoever gives a limit is shown the condition in its place.
func (o *checkOptions) demands(p *program) ([]demand, error) {
	var list []demand
	for _, l := range o.limits {
		if l.most == nil {
			continue
		}
		c, err := require.Parse(l.text())
		if err != nil {
			return nil, err
		}
		if list = append(list, demand{c, l.flag}); !o.quiet {
			p.note("%s is deprecated and will go: give %s '%s'", fault.Setting(l.flag), fault.Setting("require"), l.text())
		}
	}
	for _, c := range o.conditions {
		list = append(list, demand{Condition: c})
	}
	for _, d := range list {
		if o.vol.Carry == "flat" && (d.Uses("spot_gap") || d.Uses("carry.gap")) {
			return nil, usageError("omit "+fault.Setting("carry")+" flat", "%s needs forwards from the quotes, and %s flat makes its own", d, fault.Setting("carry"))
		}
	}
	return list, nil
}
