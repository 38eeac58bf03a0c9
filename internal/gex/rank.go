package gex

import (
	"fmt"
	"slices"
	"strconv"

	"gonum.org/v1/gonum/stat"

	"gex/internal/report"
)

// Past is the rows of a history, with which a book is compared.
type Past struct {
	File    string // as it was given
	Rows    []report.Snapshot
	Options string // the settings of the book, as rows have theirs
}

// Ranks ranks a book among the earlier rows of its underlying, and warns of rows that
// were made with other settings, which are not compared.
func (p *Past) Ranks(d *report.LevelsDocument) (ranks []report.Rank, warnings []report.Warning) {
	rows, other := p.earlier(d)
	if other > 0 {
		warnings = append(warnings, report.Warning{Code: "history-settings", Message: fmt.Sprintf(
			"%d earlier rows of %s in %s were made with other settings and are not compared", other, d.Underlying, p.File)})
	}
	for _, q := range report.RankQuantities {
		ranks = append(ranks, rankOf(q, d, rows))
	}
	return ranks, warnings
}

// earlier returns the earlier rows of the underlying of a book whose settings are comparable, and counts the others.
func (p *Past) earlier(d *report.LevelsDocument) (rows []*report.Snapshot, other int) {
	for i := range p.Rows {
		switch r := &p.Rows[i]; {
		case r.Underlying != d.Underlying || !r.AsOf.Before(d.AsOf.Time):
		case report.ComparableSettings(r.Options) != report.ComparableSettings(p.Options):
			other++
		default:
			rows = append(rows, r)
		}
	}
	return rows, other
}

// Timeline is the earlier rows that ranks are of, and the book after them, for a
// picture; nil without an earlier row. Rows whose walls follow another rule are not
// in it.
func (p *Past) Timeline(d *report.LevelsDocument) *report.Timeline {
	earlier, _ := p.earlier(d)
	var rows []*report.Snapshot
	for _, r := range earlier {
		if report.SettingIn(r.Options, "wall") == report.SettingIn(p.Options, "wall") {
			rows = append(rows, r)
		}
	}
	now := report.SnapshotOf(d)
	now.Options = p.Options
	return report.TimelineOf(p.File, append(rows, &now))
}

// rankOf returns the percentile and the z-score of one number.
func rankOf(q report.RankQuantity, d *report.LevelsDocument, rows []*report.Snapshot) report.Rank {
	var past []float64
	for _, r := range rows {
		if x := q.OfRow(r); x.OK() {
			past = append(past, float64(x))
		}
	}
	out := report.Rank{Quantity: q.Name, Value: q.Of(d), Percentile: report.None(), Z: report.None(), Rows: len(past)}
	if len(past) < report.RankRows || !out.Value.OK() {
		return out
	}
	slices.Sort(past)
	x := float64(out.Value)
	out.Percentile = nineDigits(stat.CDF(x, stat.Empirical, past, nil))
	if mean, sd := stat.MeanStdDev(past, nil); sd > 0 {
		out.Z = nineDigits((x - mean) / sd)
	}
	return out
}

// nineDigits rounds what gonum computes, whose last bits differ by machine.
func nineDigits(x float64) report.Number {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 8, 64), 64)
	return report.Number(r)
}
