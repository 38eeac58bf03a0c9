package kernel_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gex/internal/bs"
	"gex/internal/bs/bstest"
	"gex/internal/bs/kernel"
)

// quoteColumns are quotes as ImpliedTo takes them.
type quoteColumns struct {
	groups        []kernel.Quoted
	price, strike []float64
	put           []bool
}

// add adds a quote to the last group.
func (q *quoteColumns) add(price, strike float64, put bool) {
	q.price, q.strike, q.put = append(q.price, price), append(q.strike, strike), append(q.put, put)
	q.groups[len(q.groups)-1].Hi++
}

// group opens a group.
func (q *quoteColumns) group(forward, discount float64) {
	n := len(q.price)
	q.groups = append(q.groups, kernel.Quoted{Lo: n, Hi: n, Forward: forward, Discount: discount})
}

// draw adds a quote from hopeless to priceless: out of the money by up to e^±30, worth up to e^−700 or all but e^−30 of
// what it can be.
func (q *quoteColumns) draw(random *rand.Rand) {
	g, put := q.groups[len(q.groups)-1], random.IntN(2) == 0
	strike := g.Forward * math.Exp(math.Pow(10, 4*random.Float64()-3)*random.NormFloat64())
	inMoney := g.Forward - strike
	if put {
		inMoney = -inMoney
	}
	inside := random.Float64()
	switch random.IntN(4) {
	case 0:
		inside = math.Exp(-700 * inside)
	case 1:
		inside = 1 - math.Exp(-30*inside)
	}
	price := g.Discount * (max(inMoney, 0) + inside*min(g.Forward, strike))
	if random.IntN(10) == 0 {
		price = g.Discount * inMoney
	}
	q.add(price, strike, put)
}

// results are what ImpliedTo gives, the statuses as numbers.
func (q *quoteColumns) results() results {
	n := len(q.price)
	total, status, codes := make([]float64, n), make([]kernel.Status, n), make([]float64, n)
	kernel.ImpliedTo(total, status, q.groups, q.price, q.strike, q.put)
	for i, s := range status {
		codes[i] = float64(s)
	}
	return results{"total": total, "status": codes}
}

// TestPathsImplied compares the paths over groups of every size that is odd in some way, around a block in particular.
func TestPathsImplied(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	sizes := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 63, 64, 65, 255, 256, 257, 511, 513, 5000}
	for range 3 {
		all := &quoteColumns{}
		for _, n := range sizes {
			one := &quoteColumns{}
			forward, discount := math.Exp(10*random.NormFloat64()), math.Exp(0.1*random.NormFloat64())
			one.group(forward, discount)
			all.group(forward, discount)
			for i := range n {
				one.draw(random)
				all.add(one.price[i], one.strike[i], one.put[i])
			}
			same(t, fmt.Sprint(n, " quotes"), one.results)
		}
		same(t, "quotes of all sizes", all.results)
		random.Shuffle(len(sizes), func(i, j int) { sizes[i], sizes[j] = sizes[j], sizes[i] })
	}
}

// TestPathsImpliedEdges compares the paths where a guess gives way to another: on both sides of half the maximum, and of where
// the inverse for near the money ends. Few quotes of others come so close.
func TestPathsImpliedEdges(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 18))
	q := &quoteColumns{}
	q.group(1, 1)
	for range 4000 {
		a := math.Exp(-10 + 11*random.Float64())
		near := 1 + math.Exp(-25*random.Float64()-7)*(2*random.Float64()-1)
		nearEnds := a * (1/math.Sqrt(2.9392) - 0.5) * math.Exp(a/2) // a/k = √2.9392 in bachelierInverse
		for _, c := range []float64{0.5, nearEnds} {
			q.add(c*near, math.Exp(a), false)
		}
	}
	same(t, "edges", q.results)
}

// TestPathsImpliedHarsh compares the paths over every kind of number in every column.
func TestPathsImpliedHarsh(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for range 1000 {
		q := harshQuotes(random, harsh, random.IntN(60))
		same(t, fmt.Sprintf("%+v", *q), q.results)
	}
	all := &quoteColumns{}
	for _, forward := range harsh {
		for _, strike := range harsh {
			all.group(forward, harsh[random.IntN(len(harsh))])
			all.group(forward, 0.98)
			for _, price := range harsh {
				all.add(price, strike, random.IntN(2) == 0)
			}
		}
	}
	same(t, "all of the harsh", all.results)
}

// harshQuotes makes quotes out of the numbers, half of them ordinary.
func harshQuotes(random *rand.Rand, numbers []float64, n int) *quoteColumns {
	draw := func(ordinary float64) float64 {
		if random.IntN(2) == 0 {
			return ordinary
		}
		return numbers[random.IntN(len(numbers))]
	}
	q := &quoteColumns{}
	for len(q.price) < n {
		q.group(draw(sampleSpot), draw(0.98))
		for range 1 + random.IntN(12) {
			q.add(draw(40*random.Float64()), draw(sampleSpot+100*random.NormFloat64()), random.IntN(2) == 0)
		}
	}
	return q
}

// FuzzPathsImplied compares the paths over quotes made of any numbers.
func FuzzPathsImplied(f *testing.F) {
	fuzzNumbers(f, func(t *testing.T, random *rand.Rand, n int, numbers []float64) {
		same(t, "fuzzed", harshQuotes(random, numbers, n).results)
	})
}

// TestReferencePathsImplied compares the paths over the reference rows, each a group of its own.
func TestReferencePathsImplied(t *testing.T) {
	q := &quoteColumns{}
	for _, row := range bstest.Reference(t, "iv_reference.csv") {
		o := row.Option(t)
		q.group(o.Spot*math.Exp((o.Rate-o.Yield)*o.Years), math.Exp(-o.Rate*o.Years))
		q.add(row.Float(t, "price"), o.Strike, o.Right == bs.Put)
	}
	same(t, "reference", q.results)
}
