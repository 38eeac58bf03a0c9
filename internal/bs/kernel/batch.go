package kernel

import (
	"math"
	"slices"

	"gex/internal/system"
)

// Group is one expiry: the contracts [Lo, Hi) of the columns and what they share.
type Group struct {
	Lo, Hi int
	Years  float64 // T, years of 365 days to settlement
	Rate   float64 // r, continuously compounded, fraction a year
	Carry  float64 // ln(F/S) = (r−q)T, kept at every spot
}

// Batch is contracts in columns, grouped by expiry, with everything derived that does not depend on spot. Only Reset
// changes it: any number of goroutines may read it at a time.
type Batch struct {
	groups []expiry
	strike []float64 // K
	all    columns
	book   book
	memory []float64 // holds all columns

	pointers [10]*float64 // scratch of holdSIMD, which would otherwise allocate them for every group
}

// expiry is what the contracts of one group share.
type expiry struct {
	lo, hi             int
	from, to           int     // in the book
	carry              float64 // c
	rate, yield        float64 // r, q
	net                float64 // r − q = c/T
	years, root        float64 // T, √T
	inverse2T          float64 // 1/(2T)
	discount, dividend float64 // e^{−rT}, e^{−qT}
}

// The domain of the package comment.
const (
	minMoney, maxMoney = 1e-50, 1e50
	minYears, maxYears = 1e-40, 1e20
	minTotal, maxTotal = 1e-40, 1e20
	maxRate            = 1e20
	maxExponent        = 100
	maxCarry           = 200
	maxWeight          = 1e50
)

// The messages of panics: mistakes of the caller, not of the data.
const (
	badColumns = "kernel: columns differ in length"
	badGroups  = "kernel: groups do not cover the columns in order"
	badLength  = "kernel: length of dst does not match"
)

// New derives a batch. All columns have the same length, and the groups cover them in order. strike is K in the currency
// of the spots, vol is σ as a fraction a year, put is true for puts, weight is dealer contracts (> 0 long) times multiplier
// (units of the underlying per contract). Vol and Years must be > 0. It panics on columns or groups that do not fit.
func New(groups []Group, strike, vol []float64, put []bool, weight []float64) *Batch {
	b := new(Batch)
	b.Reset(groups, strike, vol, put, weight)
	return b
}

// Reset turns b into the batch that New would return, in the memory of the old one, which must not be in use any more. For
// a batch that is priced once, allocating costs more than deriving.
func (b *Batch) Reset(groups []Group, strike, vol []float64, put []bool, weight []float64) {
	n := len(strike)
	if len(vol) != n || len(put) != n || len(weight) != n {
		panic(badColumns)
	}
	b.groups = slices.Grow(b.groups[:0], len(groups))
	at := 0
	for _, g := range groups {
		if g.Lo != at || g.Hi < g.Lo || g.Hi > n {
			panic(badGroups)
		}
		at = g.Hi
		b.groups = append(b.groups, g.derive())
	}
	if at != n {
		panic(badGroups)
	}
	b.allocate(n, heldOf(weight))
	b.fill(strike, vol, put)
	b.hold(weight)
}

// allocate lays out the columns of n contracts, and of a book of the held ones, in one piece of memory. A book that holds
// every contract shares the columns of the batch.
func (b *Batch) allocate(n, held int) {
	packed := held < n
	size := wholeLanes(n) + columnsSize(n) + 2*wholeLanes(held)
	if packed {
		size += columnsSize(held)
	}
	b.memory = system.Resized(b.memory, size)
	rest := b.memory
	take := func(n int) (part []float64) {
		part, rest = rest[:n:n], rest[n:]
		return part
	}
	b.strike = take(wholeLanes(n))[:n]
	b.all = columnsIn(take(columnsSize(n)), n)
	b.book = book{columns: b.all, gamma: zeroedAfter(take(wholeLanes(held)), held), delta: zeroedAfter(take(wholeLanes(held)), held)}
	if packed {
		b.book.columns = columnsIn(take(columnsSize(held)), held)
	}
}

// zeroedAfter clears a column from contract n on.
func zeroedAfter(column []float64, n int) []float64 {
	clear(column[n:])
	return column
}

// derive evaluates what the contracts of a group share. The yield is what rate and carry leave, q = r − c/T, and the
// dividend factor is e^{−qT} = e^{c − rT}.
func (g Group) derive() expiry {
	years := between(g.Years, minYears, maxYears)
	rate, carry := within(g.Rate, maxRate), within(g.Carry, maxCarry)
	net := within(carry/years, maxRate)
	return expiry{
		lo: g.Lo, hi: g.Hi, carry: carry,
		rate: rate, yield: rate - net, net: net,
		years: years, root: math.Sqrt(years), inverse2T: 0.5 / years,
		discount: exp(within(-rate*years, maxExponent)),
		dividend: exp(within(carry-float64(rate*years), maxExponent)),
	}
}

// fill derives the columns of all groups.
func (b *Batch) fill(strike, vol []float64, put []bool) {
	if simd != nil {
		b.fillSIMD(strike, vol, put)
		return
	}
	for i := range b.groups {
		e := &b.groups[i]
		b.fillGroup(e, strike[e.lo:e.hi], vol[e.lo:e.hi], put[e.lo:e.hi])
	}
}

// fillGroup derives the columns of one group, as columns.go defines them:
//
//	k = ln K − c       slope = gaussScale · th/s       offset = gaussScale · th · s/2       s = σ√T
//
// k is a sum of two numbers, high + low, normalized after the subtraction of c.
func (b *Batch) fillGroup(e *expiry, strike, vol []float64, put []bool) {
	k := b.all.slice(e.lo, e.hi)
	clamped := b.strike[e.lo:e.hi]
	for i := range strike {
		clamped[i] = between(strike[i], minMoney, maxMoney)
		high, low := logPair(clamped[i])
		high, lost := twoSum(high, -e.carry)
		k.kHigh[i], k.kLow[i] = fastTwoSum(high, lost+low)
		total, signed := between(vol[i]*e.root, minTotal, maxTotal), gaussScale
		if put[i] {
			signed = -gaussScale
		}
		k.slope[i], k.offset[i] = signed/total, signed*(0.5*total)
	}
}

// between returns x clamped to [lo, hi].
func between(x, lo, hi float64) float64 { return max(lo, min(x, hi)) }

// within returns x clamped to ±bound.
func within(x, bound float64) float64 { return between(x, -bound, bound) }
