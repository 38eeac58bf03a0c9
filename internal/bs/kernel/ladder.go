package kernel

import (
	"math"
	"slices"
	"sync"

	"gex/internal/system"
)

// rungs is the number of spots of a ladder computed from one start.
const rungs = 64

// rungCost is how many contracts take the next rung in the time of one exponential.
const rungCost = 8

// wideStep is the largest step of y1 between rungs that the recurrence takes, a quarter of a standard deviation. A
// contract that starts beyond gaussEnd counts as zero for all its rungs; with this step it is still 21 standard deviations
// away at the last of them, where φ is below 1e-96.
const wideStep = 16.0 / rungs * gaussScale

// Rung returns the spot base·e^{step·j} of a ladder, in the unit of base.
func Rung(base, step float64, j int) float64 {
	return between(base*exp(within(step*float64(j), maxCarry)), minMoney, maxMoney)
}

// RungsTo writes the spots of a ladder, Rung(base, step, j) for j = from … to, and returns dst. A nil dst is allocated.
func RungsTo(dst []float64, base, step float64, from, to int) []float64 {
	dst = destination(dst, to-from+1)
	for j := range dst {
		x := step * float64(from+j)
		if !(math.Abs(x) <= maxCarry) { // few ever are
			x = within(x, maxCarry)
		}
		dst[j] = x
	}
	ExpTo(dst, dst)
	for j, x := range dst {
		if x *= base; !(x >= minMoney && x <= maxMoney) {
			x = between(x, minMoney, maxMoney)
		}
		dst[j] = x
	}
	return dst
}

// LadderTo writes the sum of weight times gamma at each spot of a ladder, Rung(base, step, j) for j = from … to, and
// returns dst, in units of the underlying per 1.00 of spot. A nil dst is allocated. It is GammaTo for many spots evenly
// spaced in the logarithm, in a tenth of the time.
//
// There y1 is an arithmetic progression of step h = slope·step, and g = 2^{−y1²} needs two products from rung to rung:
//
//	g ← g·r      r ← r·2^{−2h²}      r = 2^{−(2 y1 h + h²)} at the start
//
// with a new start every 64 rungs. The relative error of a term is within 4e-13, that of a sum a few ε of its gross.
// Contracts so near their settlement that h is large (wideStep) take the exponential at every rung.
func (b *Batch) LadderTo(dst []float64, base, step float64, from, to int) []float64 {
	dst = RungsTo(dst, base, step, from, to)
	return b.AlongTo(dst, dst, step)
}

// AlongTo is LadderTo at the spots that RungsTo wrote. dst may be the spots.
func (b *Batch) AlongTo(dst, spots []float64, step float64) []float64 {
	dst = destination(dst, len(spots))
	memory := turns.Get().(*[]float64)
	defer turns.Put(memory)
	k := b.book.ladder(step, memory)
	starts := (len(dst) + rungs - 1) / rungs
	eachPart(starts, k.size()*rungs/rungCost, func(i int) {
		lo, hi := i*rungs, min((i+1)*rungs, len(dst))
		var levels [rungs]level
		for j, spot := range spots[lo:hi] {
			if j == 0 || k.narrow {
				levels[j] = newLevel(spot)
			} else {
				levels[j].spot = spot
			}
		}
		k.sumTo(dst[lo:hi], levels[:hi-lo])
	})
	return dst
}

// ladderBook is a book with what one ladder adds to it.
type ladderBook struct {
	book
	turn   []float64 // 2^{−2h²}, the factor of r from rung to rung; 0 for contracts beyond wideStep
	step   float64   // of the ladder, in ln x
	narrow bool      // some contracts are beyond wideStep: they need the logarithm of every spot
}

// turns are for reuse: books of one size have many ladders.
var turns = sync.Pool{New: func() any { return new([]float64) }}

// ladder returns the book for ladders of a step, its turns in the memory given.
func (k *book) ladder(step float64, memory *[]float64) ladderBook {
	if cap(*memory) < k.size() {
		*memory = system.Column[float64](k.size())
	}
	turn := (*memory)[:k.size()]
	for lo := 0; lo < len(turn); lo += chunkSize {
		hi := min(lo+chunkSize, len(turn))
		if simd != nil {
			simd.turns(turn[lo:hi], k.slope[lo:hi], step)
		} else {
			turnsTo(turn[lo:hi], k.slope[lo:hi], step)
		}
	}
	return ladderBook{*k, turn, step, slices.Contains(turn, 0)}
}

// turnsTo writes the turn 2^{−2h²} of each contract, h = slope·step: gaussTo at √2 h.
func turnsTo(turn, slopes []float64, step float64) {
	for i, slope := range slopes {
		turn[i] = math.Sqrt2 * (slope * step)
	}
	gaussTo(turn, turn)
	for i, slope := range slopes {
		if math.Abs(slope*step) > wideStep {
			turn[i] = 0
		}
	}
}

// ladderScratch is the working memory for the sums of one start.
type ladderScratch struct {
	wide   [rungs]laneSums   // of contracts that take the recurrence
	narrow [rungs]float64    // of those beyond wideStep
	rows   [3][rungs]float64 // for vectors: narrow, and the logarithms of the spots, high and low
	groups [3 * (chunkSize + 8*lanes)]float64
}

// ladderScratches are for reuse: one is too large to allocate for every start of every book.
var ladderScratches = sync.Pool{New: func() any { return &system.Column[ladderScratch](1)[0] }}

// sumTo writes Σ weight · gamma at the spots, at most rungs of them, the first being the start.
func (k *ladderBook) sumTo(dst []float64, spots []level) {
	clear(dst)
	scratch := ladderScratches.Get().(*ladderScratch)
	defer ladderScratches.Put(scratch)
	for lo := 0; lo < k.size(); lo += chunkSize {
		chunk := k.part(lo, min(lo+chunkSize, k.size()))
		wide, narrow := scratch.wide[:len(spots)], scratch.narrow[:len(spots)]
		clear(wide)
		clear(narrow)
		if simd != nil {
			chunk.addSIMD(scratch, spots)
		} else {
			chunk.addWide(wide, spots[0])
			if k.narrow {
				chunk.addNarrow(narrow, spots)
			}
		}
		for j := range dst {
			dst[j] += wide[j].total() + narrow[j]
		}
	}
	for j, at := range spots {
		dst[j] /= at.spot
	}
}

// part returns the contracts [lo, hi).
func (k *ladderBook) part(lo, hi int) ladderBook {
	return ladderBook{k.book.part(lo, hi), k.turn[lo:hi], k.step, k.narrow}
}

// addWide adds the contracts that take the recurrence.
func (k *ladderBook) addWide(sums []laneSums, start level) {
	var yBuffer, gBuffer, rBuffer [blockSize]float64
	for lo := 0; lo < k.size(); lo += blockSize {
		block := k.part(lo, min(lo+blockSize, k.size()))
		n := block.size()
		y, g, r := yBuffer[:n], gBuffer[:n], rBuffer[:n]
		block.y1To(y, start)
		gaussTo(g, y)
		block.ratioTo(r, y)
		for i, turn := range block.turn {
			g[i] *= block.gamma[i]
			if turn == 0 {
				r[i] = 0
			}
			if r[i] == 0 {
				g[i] = 0
			}
		}
		for i := 0; i < n; i += lanes {
			climb(sums, (*laneSums)(g[i:]), (*laneSums)(r[i:]), (*laneSums)(block.turn[i:]))
		}
	}
}

// ratioTo writes r = 2^{−(2yh + h²)}, and 0 where g is. The exponent is kept as product + low, without rounding: the
// errors of r add up over 64 rungs.
func (k *ladderBook) ratioTo(dst, ys []float64) {
	dst, slope := dst[:len(ys)], k.slope[:len(ys)]
	for i, y := range ys {
		h, twice := slope[i]*k.step, 2*y
		product := float64(twice * h)
		low := math.FMA(h, h, math.FMA(twice, h, -product))
		rounded := rounder - (product + low)
		r := scale(pow2((rounder-rounded-product)-low), rounded)
		if !(math.Abs(y) <= gaussEnd) {
			r = 0
		}
		dst[i] = r
	}
}

// climb adds eight contracts, one to each lane, at every rung: sum += g, g *= r, r *= turn. The lanes are unrolled by four
// to stay in registers.
func climb(sums []laneSums, g, r, turn *laneSums) {
	if *g == (laneSums{}) {
		return
	}
	for half := 0; half < lanes; half += 4 {
		g0, g1, g2, g3 := g[half], g[half+1], g[half+2], g[half+3]
		r0, r1, r2, r3 := r[half], r[half+1], r[half+2], r[half+3]
		t0, t1, t2, t3 := turn[half], turn[half+1], turn[half+2], turn[half+3]
		for j := range sums {
			sum := (*[4]float64)(sums[j][half : half+4])
			sum[0], g0, r0 = sum[0]+g0, float64(g0*r0), float64(r0*t0)
			sum[1], g1, r1 = sum[1]+g1, float64(g1*r1), float64(r1*t1)
			sum[2], g2, r2 = sum[2]+g2, float64(g2*r2), float64(r2*t2)
			sum[3], g3, r3 = sum[3]+g3, float64(g3*r3), float64(r3*t3)
		}
	}
}

// addNarrow adds the contracts beyond wideStep one after the other, with an exponential at every rung.
func (k *ladderBook) addNarrow(sums []float64, spots []level) {
	var buffer [rungs]float64
	y := buffer[:len(spots)]
	for i, turn := range k.turn {
		if turn != 0 || k.gamma[i] == 0 {
			continue
		}
		for j, at := range spots {
			y[j] = math.FMA(k.logMoneyness(i, at), k.slope[i], k.offset[i])
		}
		if first, last := y[0], y[len(y)-1]; min(math.Abs(first), math.Abs(last)) > gaussEnd && first*last > 0 {
			continue // all on one side, and zero
		}
		gaussTo(y, y)
		for j, g := range y {
			sums[j] = math.FMA(k.gamma[i], g, sums[j])
		}
	}
}
