package kernel_test

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"

	"gex/internal/bs/kernel"
)

// TestBits pins the bits of every result, on a chain made by exact arithmetic alone. It fails on a machine, or after a
// change, where any operation is ordered or rounded otherwise: the specification is then broken, or was changed on
// purpose and the numbers here follow.
func TestBits(t *testing.T) { eachPath(t, testBits) }

func testBits(t *testing.T) {
	s := exactSample()
	b, g := s.batch(), allGreeks(len(s.strike))
	b.GreeksTo(&g, 4321)
	for _, c := range columns {
		checkBits(t, c.name, *c.column(&g))
	}
	spots := []float64{1, 2000, 4000, 4321, 4400.25, 5000, 9000}
	checkBits(t, "gamma sum", b.GammaTo(nil, spots))
	checkBits(t, "delta sum", b.DeltaTo(nil, spots))
	var vanna kernel.Vanna
	var charm kernel.Charm
	vanna.Reset(b)
	charm.Reset(b)
	var seconds []float64
	for _, spot := range spots {
		seconds = append(seconds, vanna.At(spot), charm.At(spot))
	}
	checkBits(t, "vanna and charm sums", seconds)
	gamma, slope := b.GammaSlope(4321)
	checkBits(t, "slope", []float64{gamma, slope, kernel.Sum(g.Gamma)})
	var slopes []float64
	for j := range 100 {
		gamma, slope := b.GammaSlope(float64(2000 + 53*j))
		slopes = append(slopes, gamma, slope)
	}
	checkBits(t, "slopes", slopes) // as many as it takes to see a product fused into the sum of chunks
	checkBits(t, "expiries", exactExpiries())
	checkBits(t, "ladder", b.LadderTo(nil, 4321, 1.0/1024, -200, 100))
	checkBits(t, "implied", exactImplied())
	x := make([]float64, 5000)
	for i := range x {
		x[i] = float64(i-2500) / 64
	}
	exp, density, below := make([]float64, len(x)), make([]float64, len(x)), make([]float64, len(x))
	kernel.ExpTo(exp, x)
	kernel.NormalTo(density, below, x)
	checkBits(t, "exp", exp)
	checkBits(t, "density", density)
	checkBits(t, "distribution", below)
}

// exactImplied solves quotes made by exact arithmetic alone, from hopeless to priceless.
func exactImplied() []float64 {
	const n = 4000
	price, strike, total := make([]float64, n), make([]float64, n), make([]float64, n)
	put, status := make([]bool, n), make([]kernel.Status, n)
	for i := range n {
		strike[i] = float64(2000 + i)
		put[i] = i%2 == 0
		price[i] = float64(i*i%9973) / float64(1+i%53*i%53*i%53)
	}
	kernel.ImpliedTo(total, status, []kernel.Quoted{{Lo: 0, Hi: n, Forward: 4321.5, Discount: 63.0 / 64}}, price, strike, put)
	return total
}

// exactExpiries prices contracts at large rates for many years, where the last bit of r T shows in the discount factors.
func exactExpiries() []float64 {
	s := &sample{}
	for g := range 300 {
		s.groups = append(s.groups, kernel.Group{
			Lo: g, Hi: g + 1, Years: float64(1+g*37%997) / 16, Rate: float64(g%83) / 1000, Carry: float64(g%29) / 30,
		})
		s.strike, s.vol = append(s.strike, float64(3000+10*g)), append(s.vol, 0.25)
		s.put, s.weight = append(s.put, g%2 == 0), append(s.weight, 1)
	}
	prices := make([]float64, len(s.strike))
	s.batch().GreeksTo(&kernel.Greeks{Price: prices}, 4321)
	return prices
}

// pinned are hashes of the bits of each result.
var pinned = map[string]uint64{
	"price":                0x2adeb18748e7959a,
	"delta":                0x1a66b1f1dc71d6c6,
	"gamma":                0x754dffab4ca3f743,
	"vega":                 0x55b415430076384e,
	"theta":                0xe999d3be571fbf86,
	"vanna":                0x9a294d29903a13c8,
	"charm":                0x924f3c638f58184,
	"gamma sum":            0x18e41630cefd1dea,
	"delta sum":            0xb8ee2e2538fb23dc,
	"vanna and charm sums": 0xcb71298c8cdee9ef,
	"ladder":               0x5995b3ac49c6d6ce,
	"implied":              0xdeadd674387cb0bc,
	"expiries":             0x16cbfef37659f128,
	"slope":                0x48d0e9a1e26fd249,
	"slopes":               0xf889c10bee77696a,

	"exp":          0x9d05a458b00f96fb,
	"density":      0x8b0d971bc81aad2,
	"distribution": 0xe228dc3c86686317,
}

// exactSample makes a chain without a function whose bits differ by machine.
func exactSample() *sample {
	s := &sample{}
	for g := range 12 {
		lo := len(s.strike)
		years := float64(g*g*g+1) / 1024
		for i := range 900 {
			s.strike = append(s.strike, float64(2000+5*i))
			s.vol = append(s.vol, float64(100+(i*7919+g*104729)%150)/1000)
			s.put = append(s.put, i%3 == 0)
			s.weight = append(s.weight, float64((i*31+g*17)%97-40))
		}
		s.groups = append(s.groups, kernel.Group{Lo: lo, Hi: len(s.strike), Years: years, Rate: 0.04, Carry: years / 32})
	}
	return s
}

func checkBits(t *testing.T, name string, values []float64) {
	t.Helper()
	hash := fnv.New64a()
	var b [8]byte
	for _, v := range values {
		binary.LittleEndian.PutUint64(b[:], math.Float64bits(v))
		hash.Write(b[:])
	}
	if got := hash.Sum64(); got != pinned[name] {
		t.Errorf("%s: bits hash to %#x, want %#x", name, got, pinned[name])
	}
}
