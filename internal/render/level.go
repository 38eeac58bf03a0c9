package render

import (
	"strings"

	"gex/internal/report"
)

// levelKey is a level under the name that csv and gex levels --get know it by.
type levelKey struct {
	name string
	of   func(*report.Levels) string
}

var levelKeys = []levelKey{
	{"zero_gamma", func(l *report.Levels) string { return l.ZeroGamma.String() }},
	{"flips", func(l *report.Levels) string {
		return flipList(l, func(f report.Flip) string { return f.Spot.String() })
	}},
	{"flip_directions", func(l *report.Levels) string {
		return flipList(l, func(f report.Flip) string { return string(f.Direction) })
	}},
	{"call_wall", func(l *report.Levels) string { return l.CallWall.String() }},
	{"put_wall", func(l *report.Levels) string { return l.PutWall.String() }},
	{"abs_gamma", func(l *report.Levels) string { return l.AbsGamma.String() }},
	{"hvl", func(l *report.Levels) string { return l.HVL.String() }},
	{"max_pain", func(l *report.Levels) string { return l.MaxPain.String() }},
	{"max_pain_expiry", func(l *report.Levels) string { return string(l.MaxPainExpiry) }},
	{"expected_move_expiry", func(l *report.Levels) string {
		if l.ExpectedMove == nil {
			return ""
		}
		return l.ExpectedMove.Expiry
	}},
	{"expected_move_straddle", func(l *report.Levels) string { return straddle(l).String() }},
	{"expected_move_sigma", func(l *report.Levels) string { return sigma(l).String() }},
}

func flipList(l *report.Levels, text func(report.Flip) string) string {
	parts := make([]string, len(l.Flips))
	for i, f := range l.Flips {
		parts[i] = text(f)
	}
	return strings.Join(parts, ";")
}

// scope0DTE is the prefix of level names that ask for 0DTE alone.
const scope0DTE = "0dte."

// LevelNames lists what Level knows.
func LevelNames() []string {
	names := []string{"regime", "spot", "gex"}
	for _, prefix := range []string{"", scope0DTE} {
		for _, k := range levelKeys {
			names = append(names, prefix+k.name)
		}
	}
	return names
}

// Level is one level as a script reads it: the digits of the machine formats, "null" when there is none.
func Level(r *report.Report, name string) string {
	value := ""
	switch name {
	case "regime":
		value = string(r.Regime)
	case "spot":
		value = r.Spot.String()
	case "gex":
		value = r.Totals.GEX.String()
	default:
		value = levelOf(r, name)
	}
	if value == "" {
		return "null"
	}
	return value
}

// levelOf looks a level up in its scope.
func levelOf(r *report.Report, name string) string {
	levels := &r.Levels
	if rest, ok := strings.CutPrefix(name, scope0DTE); ok {
		levels, name = r.Levels0DTE, rest
	}
	for _, k := range levelKeys {
		if k.name == name && levels != nil {
			return k.of(levels)
		}
	}
	return ""
}

// levelsRecords has one line a scope: all expiries, and 0DTE when something settles today.
func levelsRecords(r *report.Report) records {
	header := []string{"scope", "regime"}
	for _, k := range levelKeys {
		header = append(header, k.name)
	}
	rows := [][]string{levelsRecord("all", string(r.Regime), &r.Levels)}
	if r.Levels0DTE != nil {
		rows = append(rows, levelsRecord("0dte", "", r.Levels0DTE))
	}
	return recordsFrom(header, rows)
}

func levelsRecord(scope, regime string, l *report.Levels) []string {
	row := []string{scope, regime}
	for _, k := range levelKeys {
		row = append(row, k.of(l))
	}
	return row
}
