// Package kernel evaluates package [gex/internal/bs] over columns: many contracts, one or many spots. It is fast, and the
// same numbers in give the same bits out on every machine.
//
// In come columns of strikes (currency per unit of the underlying), volatilities (fraction a year), sides and weights
// (dealer contracts × multiplier), grouped by expiry with its years (ACT/365), rate and carry ln(F/S). Out come
//
//	[Batch.GreeksTo]               price and greeks of each contract, per unit of the underlying, with the units of bs
//	[Batch.GammaTo], LadderTo      Σ weight × gamma at many spots, units of the underlying per 1.00 of spot
//	[Batch.DeltaTo]                Σ weight × delta at many spots, units of the underlying
//	[Shifted.DeltaTo]              the same at other volatilities and another time
//	[Vanna], [Charm]               Σ weight × vanna and Σ weight × charm at any spot
//	[ImpliedTo]                    total volatility σ√T of each price
//	[ExpTo], [LogTo], [NormalTo]   e^x, ln x, and normal density and distribution, of each element
//	[Tridiagonal]                  steps of finite differences
//
// Begin with [New] in batch.go, which derives the columns, and book.gammaSum in gamma.go, which sums over them.
//
// # The bit specification
//
// The plain Go in this package fixes one order of operations. Anything that replaces a part of it, vector assembly say,
// has to give the same bits, and tests hold it to that. So the code here is written to be repeated lane by lane:
//
//   - Only operations that every machine rounds alike: + − × ÷ √, [math.FMA] where a product and a sum are rounded once,
//     integer shifts and adds on the bits of a float64. A product that feeds a sum without being fused is written
//     float64(a*b), which keeps the compiler from fusing it.
//   - No call of math.Exp, math.Log or math.Erf, whose bits differ by machine: the exponential, the logarithm and the
//     Mills ratio are in this package.
//   - The only branches in a loop over contracts choose between two values. Plain Go may compute only the one it takes;
//     vectors compute both.
//
// Sums run in 8 lanes: contract i adds to lane i mod 8. A chunk is 4,096 contracts; at its end the lanes l0 … l7 are
// added as ((l0+l4)+(l2+l6)) + ((l1+l5)+(l3+l7)), and chunk sums are added in the order of the contracts. Work is shared
// among threads by spot, or by block of quotes, never by contract within a sum, so no result depends on the number of
// threads (docs/theory.md 8).
//
// # The paths
//
// On amd64 the loops that matter exist three times: as plain Go, for AVX2 (vectors of 4 numbers) and for AVX-512 (8). The
// widest that the machine has is used, or the one that the environment variable GEX_SIMD names ([SIMD]); every other
// machine runs the plain Go. All give the same bits, so only the running time depends on it.
//
//	batch.go, columns.go, …     what the loops read: contracts in columns, those with a weight (book.go), a spot (spot.go)
//	gamma.go, ladder.go, …      the plain Go: the specification, which every other path repeats
//	exp.go, log.go, mills.go    the functions that it calls
//	simd.go                     assembly: the table of functions that exist as vectors, and the choice of a path
//	*_simd.go                   how columns are passed to it, where that takes more than a line
//	simd_amd64.go               the table filled in, and the processor features it needs
//	gen/                        the generator: every kernel once, for both widths, in Go that reads like the plain Go
//	*_amd64.s                   what it writes (make generate), and its declarations beside it, in *_amd64.go
//	bits_test.go                pins the bits; simd_test.go and implied_paths_test.go compare all paths
//
// To follow one number all the way without knowing assembly, take gamma: [gex/internal/bs.Option.Gamma] is the
// textbook; book.gammaSum in gamma.go sums it over columns, block by block; gammaSum in gen/gamma.go is the same lines
// with a vector where the Go has a number; gamma_amd64.s is one instruction for each of its operations. The assembly
// holds nothing that the generator does not, and the generator nothing that the plain Go does not.
//
// The only library is golang.org/x/sys/cpu, which reports what the processor and the operating system support.
//
// # One contract at one spot
//
// With k = ln K − c, c = ln(F/S) the carry of the expiry, s = σ√T and n the constant 1/√(2π):
//
//	m  = (ln x − k)/s         d1 = m + s/2        d2 = m − s/2
//	f  = n e^{−qT} e^{−d1²/2}                     = e^{−qT} φ(d1)
//	e^{−qT} N(−|d1|) = f M(|d1|)                  M the Mills ratio
//	K e^{−rT} N(−|d2|) = x f M(|d2|)              since K e^{−rT} φ(d2) = x e^{−qT} φ(d1)
//
// so that one exponential serves every greek (docs/theory.md 1.5). ln x and k are kept as unevaluated sums of two float64:
// their difference is then as good near the money as the log1p of the textbook.
//
// Every contract keeps its s and its c at every spot (sticky strike). [Batch.LadderTo] avoids most exponentials where the
// spots are evenly spaced in the logarithm; [Batch.GammaTo] takes any spots and is its reference.
//
// # Implied volatility
//
// [ImpliedTo] does the same for quotes: a guess and three steps for each, whatever the price (docs/theory.md 1.4). Quotes
// without a volatility are computed with placeholder values, and get their status at the end, in plain Go on every path,
// as they are few.
//
// # Accuracy
//
// In units of ε = 2⁻⁵² times the scale of bs (see its package comment), every greek of every reference row is within
//
//	Price, Delta, Gamma, Vega, Theta    8
//	Vanna, Charm                        32, plus 2 ε (|r| + |r−q|) |delta| for Charm
//
// plus 1e-290: densities are zero beyond |d1| = 37.6. Most are within 2; it is ln(x/K), known to 2⁻⁷², that shows where d2
// vanishes minutes before the end, and the yield, which comes out of rate and carry. A sum adds a few ε of its gross,
// Σ |weight × greek|.
//
// # Limits
//
// Finite inputs give finite results; the result for a NaN is not specified. Spots and strikes are clamped to
// [10⁻⁵⁰, 10⁵⁰], T to [10⁻⁴⁰, 10²⁰], total volatility to [10⁻⁴⁰, 10²⁰], rates to ±10²⁰, discount factors to e^{±100},
// carry to ±200, weights to ±10⁵⁰. So T ≤ 0 or σ ≤ 0, which callers should leave out, is all or nothing around the
// strike, or the spike of a nearly expired option exactly at it.
package kernel
