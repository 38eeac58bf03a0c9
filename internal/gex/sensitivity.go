package gex

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/vol"
)

// Variations are what a sensitivity varies.
type Variations struct {
	Vol    vol.Options // of the book's surface
	Groups []string    // of report.SensitivityGroups; nil: all but exercise
	Wrong  float64     // probability that a strike's sign is wrong; NaN: not given
}

// has reports whether a group is varied.
func (v *Variations) has(group string) bool {
	if v.Groups == nil {
		return group != report.GroupExercise
	}
	return slices.Contains(v.Groups, group)
}

// BuildSensitivity is the document of gex sensitivity: the levels of the book, and those
// under every other assumption alone (variation.go), with the bands, derivatives and
// errors that follow. The base run is that of gex levels, bit for bit.
func BuildSensitivity(b *Book, v Variations) *report.SensitivityDocument {
	strikes := b.byStrike(b.expiries)
	d, ladder := b.coreOf(strikes)
	flip := float64(d.Levels.ZeroGamma)
	base := runOf(report.GroupBase, "as given", flip, &d.Levels)
	runs := append([]report.Run{base}, b.runAll(v, flip, newSharedProfile(b, ladder, d.Profile.GEX))...)
	if v.has(report.GroupSmile) && len(b.row) > 0 {
		runs = append(runs, b.smileRuns(base, d.Levels, ladder, d.Profile.GEX)...)
	}
	near := b.around(flip)
	s := report.Sensitivity{
		Breakeven: d.Totals.Breakeven, Runs: runs, Verdict: verdict(runs, d.Totals.Breakeven),
		Derivatives: b.flipDerivatives(&near), QuoteSE: b.quoteSE(&near),
		Walls: b.agreement(strikes, runs), Extremes: b.extremes(ladder, d.Profile.GEX), Wrong: wrongSigns(strikes, v.Wrong),
	}
	s.Bands = bandsOf(runs, s.QuoteSE)
	return &report.SensitivityDocument{
		About: d.About, Regime: d.Regime, Sensitivity: s,
		GEX: d.Totals.GEX, GrossGEX: d.Totals.GrossGEX, ZeroGamma: d.Levels.ZeroGamma,
	}
}

// runAll returns the runs of all variations, computed side by side.
func (b *Book) runAll(v Variations, flip float64, shared *sharedProfile) []report.Run {
	list := b.variations(v)
	runs := make([]report.Run, len(list))
	eachOf(len(list), len(list)*len(b.row), func(i int) {
		x, m := list[i], memories.Get().(*memory)
		defer memories.Put(m)
		other, err := x.book(m)
		switch {
		case err != nil:
			runs[i] = failedRun(x, reason(err))
		case len(other.row) == 0:
			runs[i] = failedRun(x, "no contract is used")
		default:
			levels := shared.keysOf(x, other)
			runs[i] = runOf(x.group, x.name, flip, &levels)
		}
	})
	return runs
}

// runOf returns the row of a run. Its zero gamma is the flip nearest to that of the
// base, in |ln|; without one there, the nearest to spot.
func runOf(group, name string, flip float64, l *report.Levels) report.Run {
	zero := l.ZeroGamma
	if flip > 0 && group != report.GroupBase {
		for _, f := range l.Flips {
			if math.Abs(kernel.Log(float64(f.Spot)/flip)) < math.Abs(kernel.Log(float64(zero)/flip)) {
				zero = f.Spot
			}
		}
	}
	return report.Run{
		Group: group, Run: name, GEX: l.GEX, Regime: l.Regime, ZeroGamma: zero, Moved: zero - report.Number(flip),
		CallWall: l.CallWall, PutWall: l.PutWall,
	}
}

// failedRun returns the row of a run without GEX.
func failedRun(x variation, why string) report.Run {
	none := report.None()
	return report.Run{Group: x.group, Run: x.name, GEX: none, ZeroGamma: none, Moved: none, CallWall: none, PutWall: none, Failed: report.Text(why)}
}

// Break-evens within these are too near to 1, the ratio of the naive sign, for a regime
// to be firm.
const nearLow, nearHigh = 0.8, 1.25

// verdict returns how much of the regime is an assumption. Runs agree with the base
// when their GEX has its sign; short and long are assumptions without a flip and do not
// count.
func verdict(runs []report.Run, breakeven report.Number) report.Verdict {
	base := runs[0].GEX
	if !base.OK() {
		return ""
	}
	bySign := breakeven >= nearLow && breakeven <= nearHigh
	for _, r := range runs {
		switch agrees := !r.GEX.OK() || cmp.Compare(r.GEX, 0) == cmp.Compare(base, 0); {
		case agrees || isOneSided(r):
		case r.Group != report.GroupSign:
			return report.Open
		default:
			bySign = true
		}
	}
	if bySign {
		return report.BySign
	}
	return report.Firm
}

// isOneSided reports whether dealers have one side of every option in a run: there is no
// flip by construction.
func isOneSided(r report.Run) bool {
	return r.Group == report.GroupSign && (r.Run == "short" || r.Run == "long")
}

// agreement returns both walls with the number of runs that have them, and how many
// contracts more would make the runner-up the wall: the difference of their values over
// the mean |GEX| of a contract of the wall's side at the runner-up.
func (b *Book) agreement(strikes []strike, runs []report.Run) []report.WallAgreement {
	call, put := b.wallValues()
	var out []report.WallAgreement
	for _, w := range []struct {
		name  string
		side  chain.Right
		value func(*strike) float64
		of    func(report.Run) report.Number
	}{
		{"call_wall", chain.Call, call, func(r report.Run) report.Number { return r.CallWall }},
		{"put_wall", chain.Put, put, func(r report.Run) report.Number { return r.PutWall }},
	} {
		a := b.marginOf(w.name, strikes, w.side, w.value)
		for _, r := range runs {
			if r.Failed == "" && r.GEX.OK() {
				a.Of++
				if w.of(r) == a.Strike {
					a.Agree++
				}
			}
		}
		out = append(out, a)
	}
	return out
}

// marginOf returns a wall with its margin over the runner-up.
func (b *Book) marginOf(name string, strikes []strike, side chain.Right, value func(*strike) float64) report.WallAgreement {
	none := report.None()
	a := report.WallAgreement{Wall: name, Strike: b.highest(strikes, value), RunnerUp: none, Margin: none, Contracts: none}
	if !a.Strike.OK() {
		return a
	}
	if a.RunnerUp = b.runnerUp(strikes, float64(a.Strike), value); !a.RunnerUp.OK() {
		return a
	}
	first, second := b.valueAt(strikes, float64(a.Strike), value), b.valueAt(strikes, float64(a.RunnerUp), value)
	a.Margin = report.Number(1 - second/first)
	a.Contracts = report.Number((first - second) / b.perContract(float64(a.RunnerUp), side))
	return a
}

// perContract returns the mean |GEX| of a contract of one side at a strike, over all
// expiries; NaN when none is held.
func (b *Book) perContract(k float64, side chain.Right) float64 {
	gex, held := 0.0, 0.0
	for i, strike := range b.strike {
		if strike == k && b.right(i) == side {
			gex += math.Abs(b.gex[i])
			held += b.count[i]
		}
	}
	if !(gex > 0) {
		return math.NaN()
	}
	return gex / held
}

// wrongSigns returns GEX when the sign of each strike is wrong with probability p,
// independently of the others:
//
//	E = (1 − 2p) GEX        Var = 4p (1 − p) Σ g_K²        P(GEX > 0) = N(E/√Var)
//
// with g_K the net GEX of a strike. nil without a probability.
func wrongSigns(strikes []strike, p float64) *report.WrongSigns {
	if math.IsNaN(p) {
		return nil
	}
	sum, squares := 0.0, 0.0
	for j := range strikes {
		g := strikes[j].net()
		sum += g
		squares += float64(g * g)
	}
	mean, sd := (1-2*p)*sum, math.Sqrt(4*p*(1-p)*squares)
	w := &report.WrongSigns{P: report.Number(p), Mean: report.Number(mean), SD: report.Number(sd)}
	switch {
	case sd > 0:
		w.Positive = report.Number(normal(mean / sd))
	case mean > 0:
		w.Positive = 1
	}
	return w
}

// normal returns the normal distribution function N(x), the same bits everywhere.
func normal(x float64) float64 {
	_, tail := kernel.Tail(x)
	if x > 0 {
		return 1 - tail
	}
	return tail
}
