package gex

import (
	"slices"
	"time"

	"gex/internal/bs/kernel"
)

// repriced is the gamma of contracts as a function of spot x, Σ ω Γ(x), each with the
// volatility that its strike then has. GammaTo, AlongTo and GammaSlope are those of
// kernel.Batch.
type repriced interface {
	AlongTo(dst, spots []float64, step float64) []float64
	GammaTo(dst, spots []float64) []float64
	GammaSlope(spot float64) (gamma, slope float64)

	// at returns the contracts as they are at a spot. The next call with the same scratch
	// memory overwrites them.
	at(s *scenario, spot float64) *pricer
}

// bySpot returns the contracts of some expiries under the volatility rule of the book.
// Where every strike keeps its volatility they are priced once, those of some expiries
// only in the memory of scratch.
func (b *Book) bySpot(scope []expiry, scratch *pricer) repriced {
	switch {
	case !b.rule.sticky():
		return b.newMoving(scope)
	case len(scope) == len(b.expiries):
		return b.batch
	}
	return b.price(scratch, scope)
}

// moving is contracts whose volatilities follow spot (docs/theory.md 7.2).
type moving struct {
	book   *Book
	held   columns
	scope  []expiry
	groups []kernel.Group
	k, f   []float64 // ln K of each contract and the smile there, where the smile slides

	pairs *moving // a strike's call and put as one contract, for gamma; nil where they differ
}

// newMoving returns the contracts of some expiries of a book whose smiles are filled in,
// where its rule needs them.
func (b *Book) newMoving(scope []expiry) *moving {
	m := &moving{book: b, held: b.held(scope), scope: scope, groups: make([]kernel.Group, len(scope))}
	lo := 0
	for i, e := range scope {
		hi := lo + e.hi - e.lo
		m.groups[i] = groupOf(b.surface.Expiries[e.of], lo, hi)
		lo = hi
	}
	m.alongSmile()
	if !b.surface.American {
		m.pairs = m.paired()
	}
	return m
}

// paired returns the same contracts with those of one strike and one volatility, whose
// gammas are equal, added up.
func (m *moving) paired() *moving {
	p := &moving{book: m.book, held: makeColumns(len(m.held.strike)), scope: m.scope, groups: slices.Clone(m.groups)}
	n := 0
	for i, g := range m.groups {
		first := n
		for k := g.Lo; k < g.Hi; k++ {
			if n > first && p.held.strike[n-1] == m.held.strike[k] && p.held.sigma[n-1] == m.held.sigma[k] {
				p.held.weight[n-1] += m.held.weight[k]
				continue
			}
			p.held.strike[n], p.held.sigma[n], p.held.weight[n] = m.held.strike[k], m.held.sigma[k], m.held.weight[k]
			n++
		}
		p.groups[i].Lo, p.groups[i].Hi = first, n
	}
	p.held = p.held.part(0, n)
	p.alongSmile()
	return p
}

// alongSmile finds where on its smile each contract is.
func (m *moving) alongSmile() {
	b, scope := m.book, m.scope
	if b.rule.ssr == 1 {
		return
	}
	m.k, m.f = make([]float64, len(m.held.strike)), make([]float64, len(m.held.strike))
	for i, strike := range m.held.strike {
		m.k[i] = kernel.Log(strike)
	}
	for i, g := range m.groups {
		b.now.smiles[scope[i].of].AtEach(m.f[g.Lo:g.Hi], m.k[g.Lo:g.Hi], 0)
	}
}

// followSpot returns how far smiles slide in ln K when spot goes to x, and the parallel
// shift of volatilities, a fraction a year.
func (b *Book) followSpot(x float64) (slide, parallel float64) {
	return (1 - b.rule.ssr) * kernel.Log(x/b.Spot), b.rule.beta * (x/b.Spot - 1)
}

// volAt returns the volatility of contract k, of an expiry, at spot x.
func (b *Book) volAt(k int, e expiry, x float64) float64 {
	v := b.sigma[k]
	if b.rule.sticky() {
		return v
	}
	slide, parallel := b.followSpot(x)
	change := 0.0
	if slide != 0 {
		smile, at := &b.now.smiles[e.of], kernel.Log(b.strike[k])
		change = smile.At(at-slide) - smile.At(at)
	}
	return atLeast(v+change+parallel, v)
}

// volsTo returns the volatilities of all contracts at spot x, as volAt does, in the memory
// of dst.
func (m *moving) volsTo(dst []float64, x float64) []float64 {
	dst = append(dst[:0], m.held.sigma...)
	slide, parallel := m.book.followSpot(x)
	if slide == 0 {
		for i, v := range m.held.sigma {
			dst[i] = atLeast(v+parallel, v)
		}
		return dst
	}
	for i, g := range m.groups {
		m.book.now.smiles[m.scope[i].of].AtEach(dst[g.Lo:g.Hi], m.k[g.Lo:g.Hi], -slide)
	}
	for i, v := range m.held.sigma {
		dst[i] = atLeast(v+(dst[i]-m.f[i])+parallel, v)
	}
	return dst
}

func (m *moving) at(s *scenario, spot float64) *pricer {
	s.sigma = m.volsTo(s.sigma, spot)
	s.batch.reset(m.book.opt.work, m.groups, m.held.strike, s.sigma, m.held.put, m.held.weight, func(g int, put bool) *earlySide {
		x := m.scope[g].of
		return m.book.side(x, put, &m.book.surface.Expiries[x], time.Time{})
	})
	return &s.batch
}

func (m *moving) GammaTo(dst, spots []float64) []float64 {
	if m.pairs != nil {
		return m.pairs.GammaTo(dst, spots)
	}
	if dst == nil {
		dst = make([]float64, len(spots))
	}
	eachOf(len(spots), len(spots)*len(m.held.strike), func(j int) {
		s := scenarios.Get().(*scenario)
		defer scenarios.Put(s)
		m.at(s, spots[j]).GammaTo(dst[j:j+1], spots[j:j+1])
	})
	return dst
}

func (m *moving) AlongTo(dst, spots []float64, _ float64) []float64 { return m.GammaTo(dst, spots) }

// movingStep is the step, as a part of spot, over which the slope under a moving smile is
// taken.
const movingStep = 1e-5

// GammaSlope takes the slope as a difference: smiles have corners at strikes.
func (m *moving) GammaSlope(spot float64) (gamma, slope float64) {
	step := movingStep
	if m.book.surface.American {
		step = slopeStep
	}
	at := []float64{spot, spot * (1 - step), spot * (1 + step)}
	g := m.GammaTo(nil, at)
	return g[0], (g[2] - g[1]) / (at[2] - at[1])
}
