package kernel

import "math"

const (
	ln2High = 0x1.62e42fefa38p-1   // a multiple of 2⁻⁴², so that integers times it are exact
	ln2Low  = 0x1.ef35793c7673p-45 // ln 2 − ln2High
	logFrom = 0x3fe6a00000000000   // the bits of 0.707…, where the cells of logTable start

	logMiddle = 0x3fe6a09e667f3bcd // the bits of √½, where the mantissas of logTo start
)

// logPair returns ln x as high + low, high being ln x rounded, with an error of about 2⁻⁷² absolute and 2⁻¹⁰⁰ of ln x.
// x must be positive and not subnormal.
//
// With x = 2^k z and 1/c the tabled reciprocal near 1/z, z/c = 1 + r is small enough for the series of ln(1 + r):
//
//	ln x = k ln 2 + ln c + r − r²/2 + r³/3 − …
func logPair(x float64) (high, low float64) {
	bits := math.Float64bits(x)
	offset := bits - logFrom
	cell := &logTable[offset>>46&63]
	k := float64(int64(offset) >> 52)
	z := math.Float64frombits(bits - offset&^(1<<52-1))

	quotient := float64(z * cell.inv)
	rest := math.FMA(z, cell.inv, -quotient)
	r := quotient - 1 // exact: quotient is near 1
	half := 0.5 * r
	square := float64(r * half) // r²/2
	squareLow := math.FMA(r, half, -square)

	head := math.FMA(k, ln2High, cell.high) // exact by the multiples of 2⁻⁴²
	low = math.FMA(k, ln2Low, cell.low)
	low += math.FMA(logSeries(r), r*r*r, -squareLow)
	low = math.FMA(rest, math.FMA(r, r, 1-r), low) // rest/(1+r)
	high, err := twoSum(head, r)
	low += err
	high, err = twoSum(high, -square)
	return fastTwoSum(high, low+err)
}

// logTo writes ln x for every x, positive and not subnormal, within an ulp. Unlike logPair it has no table, for columns
// of which the logarithm itself is wanted.
//
// With x = 2^k (1+f) and w = f/(2+f), ln(1+f) = 2 artanh w = f − (f²/2 − w (f²/2 + w² P(w²))), P minimax to 2e-18 of the
// logarithm (the form is that of fdlibm's e_log.c).
func logTo(dst, xs []float64) {
	dst = dst[:len(xs)]
	for i, x := range xs {
		bits := math.Float64bits(x)
		offset := bits - logMiddle
		k := float64(int64(offset) >> 52)
		f := math.Float64frombits(bits-offset&^(1<<52-1)) - 1
		w := f / (2 + f)
		z := w * w
		p := math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(math.FMA(
			0x1.2f05615aaf5e5p-3, z, 0x1.39a1baec416a1p-3),
			z, 0x1.74663ee67bc4dp-3),
			z, 0x1.c71c520965ebap-3),
			z, 0x1.24924941f11b2p-2),
			z, 0x1.999999997fdb8p-2),
			z, 0x1.5555555555592p-1)
		half := float64(0.5 * f * f)
		low := math.FMA(w, math.FMA(z, p, half), float64(k*ln2Low))
		dst[i] = math.FMA(k, ln2High, f-(half-low))
	}
}

// logSeries returns (ln(1+r) − r + r²/2)/r³ for |r| < 0.01.
func logSeries(r float64) float64 {
	p := math.FMA(-1.0/10, r, 1.0/9)
	p = math.FMA(p, r, -1.0/8)
	p = math.FMA(p, r, 1.0/7)
	p = math.FMA(p, r, -1.0/6)
	p = math.FMA(p, r, 1.0/5)
	p = math.FMA(p, r, -1.0/4)
	return math.FMA(p, r, 1.0/3)
}

// twoSum returns a + b rounded, and what the rounding lost, exactly (Knuth).
func twoSum(a, b float64) (sum, lost float64) {
	sum = a + b
	t := sum - a
	return sum, (a - (sum - t)) + (b - t)
}

// fastTwoSum is twoSum for |a| ≥ |b| (Dekker).
func fastTwoSum(a, b float64) (sum, lost float64) {
	sum = a + b
	return sum, b - (sum - a)
}

// logTable has, for each of 64 cells of equal width in bits from 0.707 (logFrom) to twice that, inv: the reciprocal of the middle of
// the cell rounded to a multiple of 2⁻¹⁰ (1 in the cell of 1, so that ln 1 is 0), and −ln inv as high, a multiple of
// 2⁻⁴², plus low.
var logTable = [64]struct{ inv, high, low float64 }{
	{0x1.68p+0, -0x1.5d1bdbf581p-2, 0x1.8d6bdc9c7c238p-44},
	{0x1.644p+0, -0x1.5262deeb99p-2, 0x1.e1b9f70894a01p-44},
	{0x1.604p+0, -0x1.46d2d9c28p-2, -0x1.59b275f67f75ap-44},
	{0x1.5c8p+0, -0x1.3bdd24eb15p-2, 0x1.257b4970e6ed9p-44},
	{0x1.59p+0, -0x1.31871c9544p-2, -0x1.84fab94cecfd9p-46},
	{0x1.554p+0, -0x1.26561f1338p-2, -0x1.8b48866faa45fp-44},
	{0x1.51cp+0, -0x1.1bc794fd1dp-2, 0x1.ccf0c747ba7bep-44},
	{0x1.4e4p+0, -0x1.111ce4003fp-2, 0x1.b3237096b4b6bp-46},
	{0x1.4bp+0, -0x1.071b85fcd6p-2, 0x1.bcb8ba3e01a11p-44},
	{0x1.47cp+0, -0x1.fa01c3bb58p-3, 0x1.a1f71fae1d786p-46},
	{0x1.448p+0, -0x1.e598ed5a88p-3, 0x1.d134bcf1e98a1p-47},
	{0x1.414p+0, -0x1.d0fb7f2256p-3, 0x1.af52b20633b29p-47},
	{0x1.3e4p+0, -0x1.bdc46ae344p-3, -0x1.625b4023d6505p-44},
	{0x1.3bp+0, -0x1.a8becfc882p-3, -0x1.e3185cf21b9cfp-44},
	{0x1.38p+0, -0x1.9525a9cf46p-3, 0x1.297137d9f158fp-44},
	{0x1.354p+0, -0x1.83040c91bcp-3, -0x1.e5b71c6e66f32p-44},
	{0x1.324p+0, -0x1.6f0d28ae56p-3, -0x1.69737c93373dap-44},
	{0x1.2f8p+0, -0x1.5c94007598p-3, 0x1.a8d948cd23322p-44},
	{0x1.2c8p+0, -0x1.483bccce6ep-3, -0x1.eea52723f6369p-46},
	{0x1.2ap+0, -0x1.371fc201e8p-3, -0x1.ee8779b2d8abcp-44},
	{0x1.274p+0, -0x1.2423113ba6p-3, 0x1.e3a0078ee9d9cp-44},
	{0x1.248p+0, -0x1.10f8e42254p-3, 0x1.93b3843396307p-45},
	{0x1.22p+0, -0x1.fec9131dcp-4, 0x1.54555d1ae6607p-44},
	{0x1.1f8p+0, -0x1.db5270187cp-4, -0x1.9277856ae181fp-44},
	{0x1.1dp+0, -0x1.b78c82bb1p-4, 0x1.25ef7bc3987e7p-44},
	{0x1.1a8p+0, -0x1.9375e55594p-4, -0x1.eddc37380c364p-44},
	{0x1.18p+0, -0x1.6f0d28ae58p-4, 0x1.4b4641b664613p-44},
	{0x1.15cp+0, -0x1.4e01108a34p-4, -0x1.ae5cfdf2c5ae5p-44},
	{0x1.134p+0, -0x1.28f83450ecp-4, -0x1.a8d75aa119769p-44},
	{0x1.11p+0, -0x1.075983599p-4, 0x1.b8ecfe4b59987p-44},
	{0x1.0ecp+0, -0x1.cae72fb96p-5, 0x1.efabf2025b1bep-44},
	{0x1.0c8p+0, -0x1.868a83084p-5, 0x1.2623a134ac693p-46},
	{0x1.0a8p+0, -0x1.494acc34d8p-5, -0x1.11c78a56fd247p-45},
	{0x1.084p+0, -0x1.03d5d85e7p-5, -0x1.f778960ed29cfp-44},
	{0x1.064p+0, -0x1.8b31facaap-6, 0x1.3fc78a96e4964p-44},
	{0x1.04p+0, -0x1.fc0a8b0fcp-7, -0x1.f1e7cf6d3a69cp-50},
	{0x1.02p+0, -0x1.fe02a6b1p-8, -0x1.9e23f0dda40e4p-46},
	{0x1p+0, 0, 0},
	{0x1.f8p-1, 0x1.020565893p-6, 0x1.611d27c8e8417p-44},
	{0x1.f08p-1, 0x1.f7a9b1678p-6, 0x1.42ad9271be7d7p-45},
	{0x1.e9p-1, 0x1.788595a358p-5, -0x1.08b0d083b3a4cp-46},
	{0x1.e2p-1, 0x1.eea31c0068p-5, 0x1.c3dd83606d891p-44},
	{0x1.dbp-1, 0x1.333d7f8184p-4, -0x1.692b6a81b8848p-49},
	{0x1.d4p-1, 0x1.700d30aeacp-4, 0x1.c1e8da99ded32p-49},
	{0x1.cd8p-1, 0x1.a956d3ecacp-4, 0x1.e63794c02c4afp-44},
	{0x1.c7p-1, 0x1.e3707ee304p-4, 0x1.0f684e6766abdp-45},
	{0x1.c1p-1, 0x1.0ce7ecdcccp-3, 0x1.4652dabff5447p-46},
	{0x1.bbp-1, 0x1.28753bc11ap-3, 0x1.7494e359302e6p-44},
	{0x1.b5p-1, 0x1.4462b9dc9cp-3, -0x1.84858a711b062p-44},
	{0x1.afp-1, 0x1.60b3100b0ap-3, -0x1.71456c988f814p-44},
	{0x1.a98p-1, 0x1.7b00916516p-3, -0x1.ae75fcb067e57p-44},
	{0x1.a4p-1, 0x1.95a5adcf7p-3, 0x1.7f22858a0ff6fp-47},
	{0x1.9fp-1, 0x1.ae2ca6f672p-3, 0x1.7a8d5ae54f55p-44},
	{0x1.998p-1, 0x1.c97f8079d4p-3, 0x1.3b161a8c6e6c5p-45},
	{0x1.948p-1, 0x1.e2a877a6b2p-3, 0x1.823817787081ap-44},
	{0x1.8f8p-1, 0x1.fc218be62p-3, 0x1.4bba46f1cf6ap-44},
	{0x1.8bp-1, 0x1.09aa572e6cp-2, 0x1.b50a1e1734342p-44},
	{0x1.86p-1, 0x1.16b5ccbadp-2, -0x1.23299042d74bfp-44},
	{0x1.818p-1, 0x1.22981fbef8p-2, -0x1.a1421609580dap-44},
	{0x1.7dp-1, 0x1.2e9e2bce12p-2, 0x1.4300c128d1dc2p-45},
	{0x1.788p-1, 0x1.3ac8ca38e6p-2, -0x1.d0befbc02be4ap-45},
	{0x1.748p-1, 0x1.45b8c0a17ep-2, -0x1.d9120e7d0a853p-47},
	{0x1.7p-1, 0x1.522ae0738ap-2, 0x1.ebe708164c759p-45},
	{0x1.6cp-1, 0x1.5d5bddf596p-2, -0x1.a0b2a08a465dcp-47},
}
