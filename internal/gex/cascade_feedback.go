package gex

import (
	"cmp"
	"math"
	"slices"

	"gex/internal/bs/kernel"
	"gex/internal/report"
)

// feedback is what trades with a move of spot (docs/theory.md 7.6), in currency,
// positive when it buys:
//
//	Q_d(P) = −(Δ(P) − Δ(S)) P    dealers, by full reprice under the volatility rule: what gex flows says
//	Q_f(P) = 100 κ x             leveraged funds, x = P/S − 1
//	Q_t(P) = Σ usd               triggers that have gone off
type feedback struct {
	spot, half float64 // half the range in which rests are looked for, a part of spot
	dealers    dealing
	smooth     bool      // volatilities stay, so that the delta has no corners and its slope is gamma
	kappa      float64   // currency per 1%
	triggers   []Trigger // below spot first, each side from spot outward; none is at spot
	spikes     []spike   // contracts that fit between two nodes
	narrows    []narrow  // the same in other terms
	jumps      []float64 // spots at which Q_d jumps: strikes of contracts that have settled, ascending
	nodes      []node    // ascending, spot among them; everything is found between these
}

// dealing is what dealers trade.
type dealing interface {
	at(spots []float64) tradesAt
	rungs(spots []float64) tradesAt   // at, for spots of a ladder
	trades(spots []float64) []float64 // Q_d alone
}

// node is what dealers trade by a spot.
type node struct {
	spot, x float64
	dealer  float64 // Q_d
	rise    float64 // d(Q_d + Q_f)/dx, currency per 1.00 of move
	gamma   float64 // the slope of the delta, per 1.00 of spot: Σ ω Γ where volatilities stay
	rung    bool    // it is on the ladder of the options' range
}

// pocketRange is how far from spot pocketFree looks.
const pocketRange = 0.05

// least is the part of spot below which nothing is priced.
const least = 0.01

// newFeedback is the feedback of a book.
func newFeedback(b *Book, o CascadeOptions, triggers []Trigger) *feedback {
	f := &feedback{spot: b.Spot, half: b.opt.Range, dealers: b.newDealers(), kappa: o.FundsPerPct, smooth: b.rule.sticky()}
	f.lookAt(b)
	for _, s := range b.scenarios {
		if s.alone() { // it is a shock like the others
			o.Shocks = append(o.Shocks[:len(o.Shocks):len(o.Shocks)], s.move)
		}
	}
	f.lay(o, triggers, b.newLadder())
	return f
}

// lookAt takes the narrow contracts of a book.
func (f *feedback) lookAt(b *Book) {
	f.spikes = b.spikes(b.expiries)
	for _, s := range f.spikes {
		f.narrows = append(f.narrows, b.narrow(s))
	}
}

// lay prices the nodes: the ladder, as far as any question goes, the ends of the
// questions, and the levels of triggers.
func (f *feedback) lay(o CascadeOptions, triggers []Trigger, l ladder) {
	f.triggers = outward(triggers, f.spot)
	marks := []float64{-f.half, f.half, -pocketRange, pocketRange}
	for _, pct := range o.Shocks {
		marks = append(marks, beyondShock(pct/100, o.StopWithin)...)
	}
	low, high := max(slices.Min(marks), least-1), slices.Max(marks)
	f.nodes = f.rungs(int(math.Ceil(kernel.Log(1+low)/step)), int(math.Floor(kernel.Log(1+high)/step)))
	var spots []float64
	for _, x := range marks {
		spots = append(spots, f.spotAt(x))
	}
	for _, at := range f.jumps {
		if at > f.spotAt(low) && at < f.spotAt(high) {
			spots = append(spots, at*(1-restTol), at, at*(1+restTol))
		}
	}
	for _, t := range f.triggers {
		if t.Level >= f.spotAt(low) && t.Level <= f.spotAt(high) {
			spots = append(spots, t.Level)
		}
	}
	if !f.smooth { // at spot every strike is at a corner of its smile
		spots = append(spots, f.spotAt(-2*riseStep), f.spotAt(2*riseStep))
	}
	f.nodes = f.joined(f.nodes, f.price(spots))
	for i := range f.nodes {
		_, f.nodes[i].rung = slices.BinarySearch(l.spots, f.nodes[i].spot)
	}
}

// rungs returns the nodes of a ladder.
func (f *feedback) rungs(from, to int) []node {
	spots := kernel.RungsTo(nil, f.spot, step, from, to)
	return f.nodesOf(spots, f.dealers.rungs(spots))
}

// beyondShock returns the move of a shock, the farthest that absorb looks, and some
// between where the ladder has few.
func beyondShock(shock, within float64) []float64 {
	const few = 8
	farthest := within * shock
	marks := []float64{shock, farthest}
	if math.Abs(farthest-shock) < few*step {
		for i := 1.0; i < few; i++ {
			marks = append(marks, shock+float64((farthest-shock)*i/few))
		}
	}
	return marks
}

// spotAt returns S(1 + x), not below a hundredth of S.
func (f *feedback) spotAt(x float64) float64 { return f.spot * max(1+x, least) }

// outward sorts triggers: those below spot first, each side from spot outward; at one
// level in the order given.
func outward(list []Trigger, spot float64) []Trigger {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b Trigger) int {
		if c := cmp.Compare(sideOf(a.Level-spot), sideOf(b.Level-spot)); c != 0 {
			return c
		}
		return cmp.Compare(math.Abs(a.Level-spot), math.Abs(b.Level-spot))
	})
	return list
}

// price returns the nodes at some spots, ascending, each once.
func (f *feedback) price(spots []float64) []node {
	slices.Sort(spots)
	spots = slices.Compact(spots)
	return f.nodesOf(spots, f.dealers.at(spots))
}

// nodesOf returns the nodes of some spots, ascending, and of the trades there.
func (f *feedback) nodesOf(spots []float64, t tradesAt) []node {
	nodes := make([]node, len(spots))
	for i, spot := range spots {
		nodes[i] = node{spot: spot, x: spot/f.spot - 1, dealer: t.usd[i]}
	}
	for i := range nodes {
		f.rise(&nodes[i], t.gamma[i])
	}
	return nodes
}

// rise fills in the slope of the trades at a node, from that of the delta,
//
//	dQ_d/dx = (−Γ P − (Δ(P) − Δ(S))) S = (Q_d/P − Γ P) S
func (f *feedback) rise(n *node, gamma float64) {
	n.gamma = gamma
	n.rise = float64((n.dealer/n.spot-float64(gamma*n.spot))*f.spot) + float64(100*f.kappa)
}

// at returns the node of a spot, without its rise.
func (f *feedback) at(spot float64) node {
	return node{spot: spot, x: spot/f.spot - 1, dealer: f.dealers.trades([]float64{spot})[0]}
}

// risingAt returns the node of a spot, with its rise.
func (f *feedback) risingAt(spot float64) node {
	one := []float64{spot}
	return f.nodesOf(one, f.dealers.at(one))[0]
}

// fundsAt returns Q_f after a move by x.
func (f *feedback) fundsAt(x float64) float64 { return float64(100 * f.kappa * x) }

// total returns Q_d + Q_f.
func (f *feedback) total(n node) float64 { return n.dealer + f.fundsAt(n.x) }

// local returns the amplification of a small shock, 1/(1 − I′(0) dQ/dx), which is
// D₁/(D₁ + GEX − κ) when impact is linear and volatilities stay; absent when it does not
// come to rest.
func (f *feedback) local(impact impactRule) report.Number {
	stiff := 1 - float64(impact.slope(0)*f.risingAt(f.spot).rise)
	if !(stiff > 0) {
		return report.None()
	}
	return report.Number(1 / stiff)
}

// narrow is a contract that fits between two nodes: where its gamma peaks, that gamma per
// 1.00 of spot, and its |ω|, units of the underlying.
type narrow struct{ spot, gamma, weight float64 }

// narrow returns a spike in these terms: its gamma is |ω|/(x s √(2π)).
func (b *Book) narrow(n spike) narrow {
	x := kernel.Exp(n.center)
	gamma := n.peak / b.unit(x)
	return narrow{x, gamma, gamma * x * n.s * math.Sqrt(2*math.Pi)}
}
