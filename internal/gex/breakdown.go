package gex

import (
	"slices"
	"time"

	"gex/internal/report"
)

// groupings are the ways of grouping the parts of a flow.
var groupings = []struct {
	by   string
	name func(*part) string
}{
	{"bucket", func(p *part) string { return p.bucket.String() }},
	{"root", func(p *part) string { return p.root }},
	{"type", func(p *part) string { return p.right.String() }},
}

// breakdown returns the trades after a move of 1% down and up by bucket, by root and
// by side, in units of the underlying and in currency at the moved spot. Each grouping
// adds up to the whole.
func (d *desk) breakdown() []report.FlowShare {
	var (
		moves  = []float64{-1, 1}
		spots  = d.spots(moves)
		trades = d.moved(moves, time.Time{}, 0)
		out    []report.FlowShare
	)
	for _, g := range groupings {
		// Names in one order for both moves, the order of settlement.
		names := d.named(g.name)
		for n := range moves {
			shares := d.sharesBy(g.name, trades[n])
			for _, name := range names {
				out = append(out, report.FlowShare{
					MovePct: report.Number(moves[n]), By: g.by, Name: name, Side: side(shares[name]),
					Shares: report.Number(shares[name]), USD: report.Number(shares[name] * spots[n]),
				})
			}
		}
	}
	return out
}

// named returns the names of the parts, each once, in order of settlement.
func (d *desk) named(name func(*part) string) []string {
	var names []string
	for j := range d.parts {
		if n := name(&d.parts[j]); !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}

// sharesBy sums a trade over the parts of each name.
func (d *desk) sharesBy(name func(*part) string, t trade) map[string]float64 {
	sums := map[string]float64{}
	for j := range d.parts {
		sums[name(&d.parts[j])] += t.parts[j]
	}
	return sums
}
