package american

import (
	"math"
	"testing"
)

// TestLike checks that premiums begin at those of terms that are nearly the same: a draft from there is ten times as close to
// what many steps give as one from the start, also of a wider range of volatilities and after one that nothing asked for.
func TestLike(t *testing.T) {
	terms := Terms{Put: true, Years: 0.7, Rate: 0.04, Yield: 0.05}
	before := terms
	before.Rate += 1e-5
	of := func(t2 Terms, low float64, how Effort, like *Premiums) *Premiums {
		p, err := solve(t2, low, 0.5, 6, how, like)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	like := of(before, 0.2, Draft, nil)
	like.bound.solved()
	idle := of(before, 0.2, Draft, like)
	for _, low := range []float64{0.2, 0.15} {
		exact := of(terms, low, Draft, nil)
		for range 2 {
			exact.bound.solved()
			exact = of(terms, low, Draft, exact)
		}
		miss := func(like *Premiums) (worst float64) {
			p := of(terms, low, Draft, like)
			for k, d := range p.bound.solved().found {
				for i, x := range d {
					worst = max(worst, math.Abs(x-exact.bound.solved().found[k][i]))
				}
			}
			if p.bound.like != nil {
				t.Error("what is solved keeps what it began with")
			}
			return worst
		}
		cold := miss(nil)
		for name, like := range map[string]*Premiums{"solved": like, "idle": idle} {
			if warm := miss(like); !(cold > 1e-6 && 10*warm < cold) {
				t.Errorf("%s, from %g: off by %.1e, from the start by %.1e", name, low, warm, cold)
			}
		}
	}
	// From the grid of the one to that of the other.
	for _, yield := range []float64{0, 0.05} {
		terms.Yield = yield
		draft, fine := of(terms, 0.2, Draft, nil).bound.solved(), of(terms, 0.2, Fine, nil).bound.solved()
		for _, c := range [][2]*boundaries{{draft, fine}, {fine, draft}} {
			for k, vol := range draft.vols {
				guess := c[0].between(vol, &c[1].frame)
				for i, want := range c[1].found[k] {
					if !(math.Abs(guess[i]-want) < 0.02*c[1].found[k][c[1].frame.n]) || i > 0 && i <= c[1].frame.n && guess[i] == guess[0] {
						t.Errorf("yield %g, volatility %g: %.5f, want %.5f", yield, vol, guess, c[1].found[k])
						break
					}
				}
			}
		}
	}
	if idle.bound.done {
		t.Error("to begin with what nothing asked for has solved it")
	}
	paying := of(Terms{Put: true, Years: 0.7, Rate: 0.04, Dividends: []Dividend{{0.2, 0.01}}}, 0.2, Draft, like)
	if p := of(terms, 0.2, Draft, paying); p.bound.like != nil {
		t.Error("a grid is nothing for boundaries to begin with")
	}
}

// TestOutOfReach checks that nothing is solved for contracts far from where exercise can begin, which have no premium.
func TestOutOfReach(t *testing.T) {
	// A call with a yield of a tenth of the rate is exercised from ten times the strike on: ln 10 = 2.303.
	terms := Terms{Years: 0.25, Rate: 0.04, Yield: 0.004}
	reach := 5.5 + 0.036*0.5/0.2 + 0.5*0.3*0.5 // deviations
	edge := func(vol float64) float64 { return 100 * math.Exp(math.Log(10)-reach*vol*0.5) }
	for _, c := range []struct {
		name      string
		spot, vol float64
		solved    bool
	}{
		{"at the money", 100, 0.3, false}, {"beyond the edge", 0.999 * edge(0.25), 0.25, false}, {"within", 1.001 * edge(0.25), 0.25, true},
		{"of a volatility that is not solved", 100, 0.19, true}, {"in the money", 900, 0.3, true},
	} {
		p := premiums(t, terms, 0.2, 0.3)
		p.Tabulate()
		premium, exercised := p.Premium(c.spot, 100, c.vol), p.Exercised(c.spot, 100, c.vol)
		if p.bound.done != c.solved || !c.solved && premium != 0 || exercised || (p.table != nil) != (c.solved && premium > 0 && c.vol > 0.2) {
			t.Errorf("%s: solved %t, premium %g, exercised %t", c.name, p.bound.done, premium, exercised)
		}
		p.bound.solved()
		if got := p.Premium(c.spot, 100, c.vol); got != premium || p.Exercised(c.spot, 100, c.vol) {
			t.Errorf("%s: premium %g before it is solved and %g after", c.name, premium, got)
		}
	}
	p := premiums(t, terms, 0.2, 0.3)
	if p.Exercised(1100, 100, 0.2) != true || !p.bound.done {
		t.Error("a call far in the money is exercised")
	}
}
