package american

import (
	"math"

	"gex/internal/bs/kernel"
)

// Slice is what early exercise adds to delta and gamma of the contracts of one volatility, over a range of ln(S/K): a curve
// that many spots share. It is for one goroutine at a time, and its memory for one slice after another.
type Slice struct {
	p     *Premiums
	total float64 // σ√T
	sign  float64 // + put, − call
	shift float64 // ζ = sign ln(S/K)/(σ√T) + shift, from the side where exercise is best
	ends  float64 // ζ of the boundary, −Inf where nothing is exercised now
	share float64 // e^{−bT} Π(1−d)
	carry float64 // ln(F/S)

	// A call in the last days before an ex-date: the spike of its gamma, narrower than the grid, is an integral (eve.go).
	eve          *eve
	spike, width float64 // ln(S*/K), σ√t₁

	vol                        float64
	at                         int
	node                       []float64 // ζ
	value, slope, curve, third []float64 // the premium of strike 1, or by symmetry of spot 1, and its derivatives by ζ
	last                       bool      // the last node is the end of what was solved: there is no premium beyond
}

// Slice fills in a slice for a volatility, and for ln(S/K) from low to high.
func (p *Premiums) Slice(s *Slice, vol, low, high float64) {
	s.p, s.at, s.node = p, 0, s.node[:0]
	s.total, s.sign, s.shift = vol*math.Sqrt(p.terms.Years), 1, 0
	if !p.terms.Put {
		s.sign, low, high = -1, -high, -low
	}
	s.share, s.carry, s.vol, s.eve = p.asset, kernel.Log(p.asset/p.cash), vol, nil
	if s.ends = math.Inf(-1); p.never || !(vol > 0) {
		return
	}
	m := p.at(vol)
	nodes, premium, count := p.sliced(s, vol, &m)
	// The nodes around the range, and three more on each side for the derivatives.
	from, to := float64(low/s.total)+s.shift, float64(high/s.total)+s.shift
	first, end := 0, count
	for first+1 < count && nodes(first+1) < from {
		first++
	}
	for end > first+1 && nodes(end-2) > to {
		end--
	}
	first, end = max(first-3, 0), min(end+3, count)
	s.last = end == count
	for i := first; i < end; i++ {
		s.node = append(s.node, nodes(i))
	}
	s.value = resized(s.value, len(s.node))
	clear(s.value)
	for k, share := range m.shares() {
		row := premium(k)[first:end]
		for i, x := range row {
			s.value[i] = math.FMA(share, x, s.value[i])
		}
	}
	s.differentiate()
	if e := p.eve(); e != nil {
		s.ends = math.Inf(-1)
		if e.years < sliceEve*p.terms.Years {
			s.eve, s.spike, s.width = e, e.guess(vol), vol*math.Sqrt(e.years)
		}
	}
}

// sliceEve is the part of the time to settlement up to which the grid does not resolve the spike before a dividend, and
// spikeReach how far it reaches in deviations.
const (
	sliceEve   = 0.005
	spikeReach = 7
)

// sliced sets where the boundary is, and returns the nodes by ζ, and the premiums there at a volatility that is solved.
func (p *Premiums) sliced(s *Slice, vol float64, m *mix) (node func(int) float64, premium func(k int) []float64, count int) {
	if g := p.grid; g != nil {
		s.ends = 0
		for k, share := range m.shares() {
			s.ends = math.FMA(share, s.sign*g.critical[k], s.ends)
		}
		if s.ends != s.ends {
			s.ends = math.Inf(-1)
		}
		return func(i int) float64 { return s.sign * g.unit.x[i] }, func(k int) []float64 { return g.premium[k] }, len(g.unit.x)
	}
	p.Tabulate()
	b := p.bound.solved()
	s.ends = 0
	s.shift = b.depth(vol, m) / s.total
	t := p.tabulated()
	return func(i int) float64 { return t.node[i] }, func(k int) []float64 { return t.premium[k*tableNodes : (k+1)*tableNodes] }, tableNodes
}

// differentiate fills in the derivatives at the nodes, by the polynomial of degree four through the five nodes around each,
// and the third as the slope of the second between neighbors.
func (s *Slice) differentiate() {
	n := len(s.node)
	s.slope, s.curve, s.third = resized(s.slope, n), resized(s.curve, n), resized(s.third, n)
	for i := range s.node {
		first := max(0, min(i-2, n-5))
		s.slope[i], s.curve[i] = derivatives(s.node[first:min(first+5, n)], s.value[first:min(first+5, n)], s.node[i])
	}
	for i := range s.node {
		low, high := max(i-1, 0), min(i+1, n-1)
		s.third[i] = (s.curve[high] - s.curve[low]) / (s.node[high] - s.node[low])
	}
}

// derivatives returns the first two derivatives at x of the polynomial through points, by Newton's divided differences.
func derivatives(at, value []float64, x float64) (first, second float64) {
	var c [5]float64
	copy(c[:], value)
	n := len(at)
	for k := 1; k < n; k++ {
		for i := n - 1; i >= k; i-- {
			c[i] = (c[i] - c[i-1]) / (at[i] - at[i-k])
		}
	}
	var v float64
	for i := n - 1; i >= 0; i-- { // Horner's rule, differentiated twice
		d := x - at[i]
		second = float64(second*d) + 2*first
		first = float64(first*d) + v
		v = float64(v*d) + c[i]
	}
	return first, second
}

// Critical returns ln(S/K) of the boundary: a put below and a call above it is exercised now. It is −Inf for a put, +Inf for
// a call, where nothing is.
func (s *Slice) Critical() float64 { return s.sign * float64((s.ends-s.shift)*s.total) }

// Exercised reports whether exercise now is best at ln(S/K).
func (s *Slice) Exercised(logMoney float64) bool {
	return float64(s.sign*logMoney/s.total)+s.shift <= s.ends
}

// Stock returns the delta of an option that is exercised.
func (s *Slice) Stock() float64 { return -s.sign }

// Add returns what early exercise adds to delta and gamma at a spot and its ln(S/K), within the range of the slice: past the
// boundary what makes them ±1 and 0.
func (s *Slice) Add(spot, logMoney float64) (delta, gamma float64) {
	zeta := float64(s.sign*logMoney/s.total) + s.shift
	switch {
	case zeta <= s.ends:
		return s.exercised(spot, logMoney)
	case len(s.node) < 2:
		return 0, 0
	case s.inSpike(logMoney):
		v := s.eve.premium(spot, spot/kernel.Exp(logMoney), s.vol, true)
		return v.slope, v.curve
	}
	last := len(s.node) - 1
	if zeta >= s.node[last] && s.last {
		return 0, 0
	}
	flat := zeta < s.node[0] // beyond the other end premiums are linear in spot
	zeta = max(zeta, s.node[0])
	f, slope, curve := s.interpolate(zeta)
	byLog, byLog2 := float64(s.sign*slope)/s.total, curve/float64(s.total*s.total)
	if flat {
		byLog2 = byLog
	}
	if s.p.flip && s.p.grid == nil { // premiums of spot 1
		return f + byLog, (byLog2 + byLog) / spot
	}
	strike := spot / kernel.Exp(logMoney)
	return strike * byLog / spot, strike * (byLog2 - byLog) / float64(spot*spot)
}

// exercised returns ±1 less the European delta, and 0 less the European gamma.
func (s *Slice) exercised(spot, logMoney float64) (delta, gamma float64) {
	e := s.europeanAt(spot, logMoney)
	return s.Stock() - e.slope, -e.curve
}

// europeanAt returns the European delta, gamma, the slope of gamma by spot, and vanna per 1.00 of volatility.
func (s *Slice) europeanAt(spot, logMoney float64) (e beyond) {
	d1 := (logMoney+s.carry)/s.total + float64(0.5*s.total)
	density, above := kernel.Tail(d1) // N(−d1)
	if d1 < 0 {
		above = 1 - above
	}
	if e.slope = float64(s.share * (1 - above)); s.p.terms.Put {
		e.slope = -float64(s.share * above)
	}
	e.curve = s.share * density / float64(spot*s.total)
	e.third = -e.curve / spot * (1 + d1/s.total)
	e.vanna = -float64(s.share*density) * (d1 - s.total) / s.vol
	return e
}

// beyond is what of a price derives from delta, by spot but for vanna.
type beyond struct{ slope, curve, third, vanna float64 }

// Charm returns how delta moves with calendar time, a year, as [Premiums.Charm] does.
func (s *Slice) Charm(spot, logMoney float64) float64 {
	switch {
	case s.Exercised(logMoney):
		return 0
	case s.inSpike(logMoney) || float64(s.sign*logMoney/s.total)+s.shift < s.ends+charmNear:
		return s.p.Charm(spot, spot/kernel.Exp(logMoney), s.vol)
	}
	t, e := s.p.terms, s.europeanAt(spot, logMoney)
	delta, gamma := s.Add(spot, logMoney)
	e.slope, e.curve, e.third = e.slope+delta, e.curve+gamma, e.third+s.addThird(spot, logMoney)
	return float64(t.Yield*e.slope) - float64((t.Rate-t.Yield+float64(s.vol*s.vol))*spot*e.curve) - float64(0.5*s.vol*s.vol*spot*spot*e.third)
}

// charmNear is how close to the boundary, in deviations, the slope of gamma is too steep for the nodes.
const charmNear = 0.5

// addThird returns what early exercise adds to the slope of gamma by spot, where it is not best now.
func (s *Slice) addThird(spot, logMoney float64) float64 {
	last := len(s.node) - 1
	zeta := float64(s.sign*logMoney/s.total) + s.shift
	if last < 1 || zeta >= s.node[last] && s.last || zeta < s.node[0] {
		return 0
	}
	_, slope, curve := s.interpolate(zeta)
	t := (zeta - s.node[s.at]) / (s.node[s.at+1] - s.node[s.at])
	third := s.third[s.at] + float64(t*(s.third[s.at+1]-s.third[s.at]))
	byLog, byLog2, byLog3 := float64(s.sign*slope)/s.total, curve/float64(s.total*s.total), float64(s.sign*third)/float64(s.total*s.total*s.total)
	if s.p.flip && s.p.grid == nil {
		return (byLog3 - byLog) / float64(spot*spot)
	}
	strike := spot / kernel.Exp(logMoney)
	return strike * (byLog3 - 3*byLog2 + 2*byLog) / float64(spot*spot*spot)
}

// inSpike reports whether delta and gamma are those of the integral before an ex-date.
func (s *Slice) inSpike(logMoney float64) bool {
	return s.eve != nil && math.Abs(logMoney-s.spike) < spikeReach*s.width
}

// Vanna returns how delta moves with volatility, per 1.00 of it, as [Premiums.Vanna] does: between is the slice, and below
// and above are those of volatilities next to it.
func Vanna(between, below, above *Slice, spot, logMoney float64) float64 {
	switch {
	case between.Exercised(logMoney):
		return 0
	case between.inSpike(logMoney):
		return between.p.Vanna(spot, spot/kernel.Exp(logMoney), between.vol)
	}
	low, at, high := below, between, above
	if low.Exercised(logMoney) {
		low = at
	}
	if high.Exercised(logMoney) {
		high = at
	}
	vanna := at.europeanAt(spot, logMoney).vanna
	if low == high {
		return vanna
	}
	x, _ := low.Add(spot, logMoney)
	y, _ := high.Add(spot, logMoney)
	return vanna + (y-x)/(high.vol-low.vol)
}

// interpolate returns the premium and its derivatives at ζ: cubics between nodes, of the slopes there.
func (s *Slice) interpolate(zeta float64) (value, slope, curve float64) {
	last := len(s.node) - 2
	i := min(s.at, last)
	for i < last && s.node[i+1] < zeta {
		i++
	}
	for i > 0 && s.node[i] > zeta {
		i--
	}
	s.at = i
	h := s.node[i+1] - s.node[i]
	t := (zeta - s.node[i]) / h
	u := 1 - t
	a, b := float64(u*u)*(1+2*t), float64(t*t)*(1+2*u) // of the values at both ends
	c, d := h*t*float64(u*u), -h*u*float64(t*t)        // of the slopes there
	hermite := func(f, g []float64) float64 {
		return float64(a*f[i]) + float64(b*f[i+1]) + float64(c*g[i]) + float64(d*g[i+1])
	}
	return hermite(s.value, s.slope), hermite(s.slope, s.curve), hermite(s.curve, s.third)
}

// resized returns n elements, of the same memory where it is enough.
func resized(x []float64, n int) []float64 {
	if cap(x) < n {
		return make([]float64, n, 2*n)
	}
	return x[:n]
}
