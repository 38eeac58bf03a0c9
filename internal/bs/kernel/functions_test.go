package kernel

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// The functions of this package against the same in 200 bits, built from nothing but the four operations.

const bigBits = 200

func toBig(x float64) *big.Float { return new(big.Float).SetPrec(bigBits).SetFloat64(x) }

// bigExp returns e^x by halving x 16 times, the series, and squaring back.
func bigExp(x *big.Float) *big.Float {
	small := new(big.Float).SetMantExp(x, -16)
	sum, term := toBig(1), toBig(1)
	for n := 1; n < 30; n++ {
		term.Quo(term.Mul(term, small), toBig(float64(n)))
		sum.Add(sum, term)
	}
	for range 16 {
		sum.Mul(sum, sum)
	}
	return sum
}

// bigLog returns ln x = 2 artanh((x−1)/(x+1)) for x near 1, and through ln 2 elsewhere.
func bigLog(x *big.Float) *big.Float {
	mantissa := new(big.Float)
	exponent := x.MantExp(mantissa)
	sum := artanhSeries(mantissa)
	return sum.Add(sum, new(big.Float).Mul(toBig(float64(exponent)), new(big.Float).Neg(artanhSeries(toBig(0.5)))))
}

func artanhSeries(x *big.Float) *big.Float {
	one := toBig(1)
	z := new(big.Float).Quo(new(big.Float).Sub(x, one), new(big.Float).Add(x, one))
	square := new(big.Float).Mul(z, z)
	sum, power := toBig(0), new(big.Float).Set(z)
	for n := 1; n < 250; n += 2 {
		sum.Add(sum, new(big.Float).Quo(power, toBig(float64(n))))
		power.Mul(power, square)
	}
	return sum.Mul(sum, toBig(2))
}

// relative returns (got − want)/want.
func relative(got float64, want *big.Float) float64 {
	miss := new(big.Float).Sub(toBig(got), want)
	r, _ := miss.Quo(miss, want).Float64()
	return r
}

func TestExp(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	worst := 0.0
	for range 3000 {
		x := (2*random.Float64() - 1) * math.Pow(10, 3*random.Float64()-1)
		if math.Abs(x) > maxExponent {
			continue
		}
		worst = max(worst, math.Abs(relative(exp(x), bigExp(toBig(x)))))
	}
	if exp(0) != 1 {
		t.Errorf("exp(0) = %v", exp(0))
	}
	if !(worst <= 0x1p-52) {
		t.Errorf("relative error %g, want at most an ulp", worst)
	}
}

func TestGaussTo(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	worst := 0.0
	ln2 := bigLog(toBig(2))
	for range 3000 {
		y := []float64{(2*random.Float64() - 1) * gaussEnd}
		square := new(big.Float).Mul(toBig(y[0]), toBig(-y[0]))
		want := bigExp(square.Mul(square, ln2))
		gaussTo(y, y)
		worst = max(worst, math.Abs(relative(y[0], want)))
	}
	if !(worst <= 0x1p-52) {
		t.Errorf("relative error %g, want at most an ulp", worst)
	}
	for _, y := range []float64{gaussEnd * 1.0001, -gaussEnd * 1.0001, 1e10, -1e150, 1e300, math.MaxFloat64} {
		e := []float64{y}
		if gaussTo(e, e); e[0] != 0 {
			t.Errorf("gauss(%g) = %g, want 0", y, e[0])
		}
	}
}

func TestLogPair(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	for i := range 3000 {
		x := math.Exp((2*random.Float64() - 1) * 115)
		if i%3 == 0 {
			x = 0.5 + random.Float64()
		}
		high, low := logPair(x)
		if high+low != high {
			t.Fatalf("log(%v) = %v + %v: low is more than half an ulp of high", x, high, low)
		}
		miss := new(big.Float).Sub(bigLog(toBig(x)), toBig(high))
		miss.Sub(miss, toBig(low))
		if m, _ := miss.Float64(); !(math.Abs(m) <= 0x1p-72+0x1p-100*math.Abs(high)) {
			t.Fatalf("log(%v) = %v + %v is off by %g", x, high, low, m)
		}
	}
	if high, low := logPair(1); high != 0 || low != 0 {
		t.Errorf("log(1) = %v + %v", high, low)
	}
}

func TestLogTo(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	worst := 0.0
	for i := range 3000 {
		x := math.Exp((2*random.Float64() - 1) * 700)
		if i%3 == 0 {
			x = 0.5 + random.Float64()
		}
		got := []float64{x}
		logTo(got, got)
		worst = max(worst, math.Abs(relative(got[0], bigLog(toBig(x)))))
	}
	if !(worst <= 0x1p-52) {
		t.Errorf("relative error %g, want at most an ulp", worst)
	}
	one := []float64{1}
	if logTo(one, one); one[0] != 0 {
		t.Errorf("log(1) = %v", one[0])
	}
}

// TestLogTable derives the table again.
func TestLogTable(t *testing.T) {
	for i, cell := range logTable {
		from := math.Float64frombits(logFrom + uint64(i)<<46)
		to := math.Float64frombits(logFrom + uint64(i+1)<<46)
		inv := math.RoundToEven(1024/((from+to)/2)) / 1024
		if from <= 1 && 1 < to {
			inv = 1
		}
		exact := bigLog(toBig(inv))
		exact.Neg(exact)
		value, _ := exact.Float64()
		high := math.RoundToEven(value*0x1p42) * 0x1p-42
		low, _ := exact.Sub(exact, toBig(high)).Float64()
		if cell.inv != inv || cell.high != high || cell.low != low {
			t.Errorf("cell %d is %x, want {%x %x %x}", i, cell, inv, high, low)
		}
	}
}

// TestMillsRatio checks the rational against erfc where that is good, and against the asymptotic series in the tail.
func TestMillsRatio(t *testing.T) {
	for x := 0.0; x < 8; x += 1.0 / 64 {
		want := 0.5 * math.Erfc(x/math.Sqrt2) * math.Exp(0.5*x*x) * math.Sqrt(2*math.Pi)
		checkMills(t, x, want, 1e-14)
	}
	for x := 20.0; x < 39; x += 0.25 {
		want, term := 0.0, 1/x
		for n := 1.0; n < 30; n += 2 {
			want += term
			term *= -n / (x * x)
		}
		checkMills(t, x, want, 1e-15)
	}
	checkMills(t, millsEnd, 1/millsEnd, 1e-10)
}

func checkMills(t *testing.T, x, want, tolerance float64) {
	t.Helper()
	got := millsNumerator(x) / millsDenominator(x)
	if !(math.Abs(got/want-1) <= tolerance) {
		t.Errorf("M(%v) = %v, want %v", x, got, want)
	}
}

func TestMillsArgument(t *testing.T) {
	for _, c := range []struct{ y, want float64 }{{0, 0}, {-gaussScale, 1}, {gaussScale, 1}, {math.MaxFloat64, millsEnd}} {
		if got := millsArgument(c.y); got != c.want {
			t.Errorf("millsArgument(%v) = %v, want %v", c.y, got, c.want)
		}
	}
}

func TestSigns(t *testing.T) {
	negativeZero := math.Copysign(0, -1)
	for _, c := range []struct{ x, choice, flipped float64 }{{-3, 1, -7}, {3, 2, 7}, {negativeZero, 1, -7}, {0, 2, 7}} {
		if got := choose(c.x, 1, 2); got != c.choice {
			t.Errorf("choose(%v, 1, 2) = %v, want %v", c.x, got, c.choice)
		}
		if got := flip(7, c.x); got != c.flipped {
			t.Errorf("flip(7, %v) = %v, want %v", c.x, got, c.flipped)
		}
	}
}

// TestTail compares density and tail with math's, to a few ulps, and checks where they end.
func TestTail(t *testing.T) {
	for d := -37.5; d <= 37.5; d += 0.0371 {
		density, tail := Tail(d)
		wantDensity, wantTail := math.Exp(-d*d/2)/math.Sqrt(2*math.Pi), math.Erfc(math.Abs(d)/math.Sqrt2)/2
		if slack := 4e-16 * (1 + d*d); math.Abs(density/wantDensity-1) > slack || math.Abs(tail/wantTail-1) > slack {
			t.Errorf("Tail(%g) = %g, %g, want %g, %g", d, density, tail, wantDensity, wantTail)
		}
	}
	for _, d := range []float64{38, -38, 1e300, math.Inf(1), math.NaN()} {
		if density, tail := Tail(d); density != 0 || tail != 0 {
			t.Errorf("Tail(%g) = %g, %g, want nothing", d, density, tail)
		}
	}
	if density, tail := Tail(0); density != invSqrt2Pi || tail != 0.5 {
		t.Errorf("Tail(0) = %g, %g", density, tail)
	}
}
