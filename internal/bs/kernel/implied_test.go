package kernel_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/bs"
	"gex/internal/bs/bstest"
	"gex/internal/bs/kernel"
)

// implied solves one quote.
func implied(right bs.Right, price, forward, strike, discount float64) (float64, kernel.Status) {
	total, status := make([]float64, 1), make([]kernel.Status, 1)
	groups := []kernel.Quoted{{Lo: 0, Hi: 1, Forward: forward, Discount: discount}}
	kernel.ImpliedTo(total, status, groups, []float64{price}, []float64{strike}, []bool{right == bs.Put})
	return total[0], status[0]
}

// impliedFloor is the absolute error of a total volatility that comes with ln(F/K) to 2⁻⁷², and no quote ever showed.
const impliedFloor = 1e-20

// TestReferenceImplied solves prices whose volatility is known to 25 digits, as the test of the same name in bs does.
func TestReferenceImplied(t *testing.T) { eachPath(t, testReferenceImplied) }

func testReferenceImplied(t *testing.T) {
	worst := 0.0
	for _, row := range bstest.Reference(t, "iv_reference.csv") {
		o, price := row.Option(t), row.Float(t, "price")
		forward, discount := o.Spot*math.Exp((o.Rate-o.Yield)*o.Years), math.Exp(-o.Rate*o.Years)
		total, status := implied(o.Right, price, forward, o.Strike, discount)
		if _, want := bs.ImpliedVol(o.Right, price, forward, o.Strike, discount); bs.Status(status) != want {
			t.Errorf("row %s (%s): %v, want %v", row["id"], row["tag"], bs.Status(status), want)
		}
		if row["status"] != "ok" && row["status"] != "ill_conditioned" {
			continue
		}
		want, attainable := row.Float(t, "sigma_sqrtT"), row.Float(t, "attainable_rel_err")
		miss := math.Abs(total/want - 1)
		if !(miss <= 16*bstest.Epsilon+8*attainable) {
			t.Errorf("row %s (%s): %v, want %v: off by %.1e, attainable %.1e", row["id"], row["tag"], total, want, miss, attainable)
		}
		worst = max(worst, (miss-8*attainable)/bstest.Epsilon)
	}
	t.Logf("worst %.1f ε beyond 8 × attainable", worst)
}

// TestImpliedAgainstTextbook compares any quotes, sensible or not, with package bs.
func TestImpliedAgainstTextbook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		right := bs.Right(rapid.IntRange(0, 1).Draw(t, "right"))
		forward := math.Exp(rapid.Float64Range(-116, 116).Draw(t, "ln forward"))
		strike := math.Exp(rapid.Float64Range(-116, 116).Draw(t, "ln strike"))
		if rapid.Bool().Draw(t, "near") {
			strike = forward * math.Exp(rapid.Float64Range(-1, 1).Draw(t, "moneyness"))
		}
		discount := rapid.Float64Range(0.5, 1.5).Draw(t, "discount")
		inside := rapid.Float64Range(0, 1).Draw(t, "inside")
		if rapid.Bool().Draw(t, "tiny") {
			inside = math.Exp(-700 * inside)
		}
		price := discount * (max(signOf(right)*(forward-strike), 0) + inside*min(forward, strike))

		got, status := implied(right, price, forward, strike, discount)
		want, wantStatus := bs.ImpliedVol(right, price, forward, strike, discount)
		if bs.Status(status) != wantStatus || !(math.Abs(got-want) <= 1e-13*want+impliedFloor) {
			t.Errorf("%v, %v, want %v, %v", got, bs.Status(status), want, wantStatus)
		}
	})
}

func signOf(right bs.Right) float64 {
	if right == bs.Put {
		return -1
	}
	return 1
}

// FuzzImpliedTo compares with package bs on inputs that the fuzzer steers.
func FuzzImpliedTo(f *testing.F) {
	f.Add(false, 5.0, 100.0, 100.0, 0.97)
	f.Add(true, 5e-324, 1e50, 1e-50, 1e-50)
	f.Add(false, 1e-300, 1.0, 3.0, 1.0)
	f.Add(false, 1e-45, 1.0, 1.0, 1.0)
	f.Add(true, 0.999999999999, 1e-7, 1.0, 1.0)
	f.Fuzz(func(t *testing.T, put bool, price, forward, strike, discount float64) {
		right := bs.Call
		if put {
			right = bs.Put
		}
		got, status := implied(right, price, forward, strike, discount)
		want, wantStatus := bs.ImpliedVol(right, price, forward, strike, discount)
		if bs.Status(status) != wantStatus || !(math.Abs(got-want) <= 1e-12*want+impliedFloor) {
			t.Errorf("%v, %v, want %v, %v", got, bs.Status(status), want, wantStatus)
		}
	})
}

// TestImpliedToColumns checks that a quote does not see its neighbors.
func TestImpliedToColumns(t *testing.T) {
	s, price := quotedSample(3000)
	total, status := make([]float64, len(price)), make([]kernel.Status, len(price))
	kernel.ImpliedTo(total, status, s.quoted(), price, s.strike, s.put)
	for _, g := range s.quoted() {
		for i := g.Lo; i < g.Hi; i++ {
			right := bs.Call
			if s.put[i] {
				right = bs.Put
			}
			one, st := implied(right, price[i], g.Forward, s.strike[i], g.Discount)
			if st != status[i] {
				t.Fatalf("quote %d: status %v, alone %v", i, status[i], st)
			}
			sameBits(t, "total volatility", total[i:i+1], []float64{one})
		}
	}
}

// TestImpliedPanics lists the mistakes of a caller.
func TestImpliedPanics(t *testing.T) {
	x, status, put := make([]float64, 2), make([]kernel.Status, 2), make([]bool, 2)
	for name, groups := range map[string][]kernel.Quoted{
		"a group that ends late": {{Lo: 0, Hi: 3}},
		"groups that end early":  {{Lo: 0, Hi: 1}},
		"groups with a gap":      {{Lo: 0, Hi: 1}, {Lo: 2, Hi: 2}},
	} {
		panics(t, name, func() { kernel.ImpliedTo(x, status, groups, x, x, put) })
	}
	panics(t, "a short column", func() { kernel.ImpliedTo(x, status[:1], []kernel.Quoted{{Lo: 0, Hi: 2}}, x, x, put) })
}

// quotedSample is a sample with a price for every contract, as the model has it.
func quotedSample(n int) (*sample, []float64) {
	s := newSample(n)
	g := kernel.Greeks{Price: make([]float64, n)}
	s.batch().GreeksTo(&g, sampleSpot)
	return s, g.Price
}

// quoted returns the groups as ImpliedTo takes them.
func (s *sample) quoted() []kernel.Quoted {
	groups := make([]kernel.Quoted, len(s.groups))
	for i, g := range s.groups {
		groups[i] = kernel.Quoted{Lo: g.Lo, Hi: g.Hi, Forward: sampleSpot * math.Exp(g.Carry), Discount: math.Exp(-g.Rate * g.Years)}
	}
	return groups
}

// BenchmarkImplied solves a chain: at once, an expiry of up to 40 quotes at a time as of a small underlying, and by the
// textbook.
func BenchmarkImplied(b *testing.B) {
	s, price := quotedSample(benchSize)
	groups, total, status := s.quoted(), make([]float64, benchSize), make([]kernel.Status, benchSize)
	b.Run("batch", func(b *testing.B) {
		for b.Loop() {
			kernel.ImpliedTo(total, status, groups, price, s.strike, s.put)
		}
		perCell(b, benchSize, "ns/quote")
	})
	b.Run("small", func(b *testing.B) {
		for b.Loop() {
			for _, g := range groups {
				for lo := g.Lo; lo < g.Hi; lo += 40 {
					hi := min(lo+40, g.Hi)
					one := []kernel.Quoted{{Hi: hi - lo, Forward: g.Forward, Discount: g.Discount}}
					kernel.ImpliedTo(total[lo:hi], status[lo:hi], one, price[lo:hi], s.strike[lo:hi], s.put[lo:hi])
				}
			}
		}
		perCell(b, benchSize, "ns/quote")
	})
	b.Run("textbook", func(b *testing.B) {
		for b.Loop() {
			for _, g := range groups {
				for i := g.Lo; i < g.Hi; i++ {
					right := bs.Call
					if s.put[i] {
						right = bs.Put
					}
					bs.ImpliedVol(right, price[i], g.Forward, s.strike[i], g.Discount)
				}
			}
		}
		perCell(b, benchSize, "ns/quote")
	})
}
