package gex

import (
	"fmt"
	"math"

	"gex/internal/report"
)

// exerciseNow counts the used contracts that are marked and past their exercise boundary,
// with their share of gross GEX; nil where none can be exercised early.
func (b *Book) exerciseNow(marked []bool, gross float64) *report.Exercise {
	if b.surface.Exercised == nil {
		return nil
	}
	var now tally
	exposed := 0.0 // Σ |GEX|
	for k, i := range b.row {
		if marked[i] && b.surface.Exercised[i] {
			now.add(1, b.chain.OpenInterest[i])
			exposed += math.Abs(b.gex[k])
		}
	}
	return &report.Exercise{Contracts: now.n, OpenInterest: b.interest(now.oi), GEXShare: share(exposed, gross)}
}

// exerciseWords says how early exercise is treated, and what contracts that are past their
// boundary count as.
func (b *Book) exerciseWords() string {
	words := b.surface.ExerciseAssumption
	if b.surface.Exercised == nil {
		return words
	}
	all := make([]bool, len(b.asked))
	for i := range all {
		all[i] = true
	}
	now := b.exerciseNow(all, b.whole.gross)
	if now.Contracts == 0 {
		return words
	}
	what, as := fmt.Sprintf("%d contracts that are best exercised now count", now.Contracts), "with their European gamma"
	if now.Contracts == 1 {
		what, as = "1 contract that is best exercised now counts", "with its European gamma"
	}
	if b.surface.American {
		as = "as stock"
	}
	return words + "; " + what + " " + as
}
