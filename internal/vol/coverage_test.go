package vol

import (
	"math"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/market"
)

// quotedAt lists strikes around a forward of 100, 30 days away, each with the file's volatility on both legs, 0: none; those
// named are quoted, out of the money at the volatility sigma gives.
func quotedAt(sigma, file func(k float64) float64, quoted []float64, strikes ...float64) listing {
	l := listing{root: "TEST", at: tuesday.Add(days(30))}
	years := market.Years(tuesday, l.at)
	for _, k := range strikes {
		call, put := cell{strike: k, iv: file(k)}, cell{strike: k, put: true, iv: file(k)}
		for _, q := range quoted {
			if q != k {
				continue
			}
			p := worth(100, k, sigma(k), years, k < 100)
			if k < 100 {
				put.bid, put.ask = p, p
			} else {
				call.bid, call.ask = p, p
			}
		}
		l.cells = append(l.cells, call, put)
	}
	return l
}

func always(x float64) func(float64) float64 { return func(float64) float64 { return x } }

// TestCoversMoney: quotes alone give an expiry's volatilities when five strikes are solved, and on either side of the forward
// the nearest strike is or one within half a standard deviation, here 0.043 of ln K; else the file's serve, where it has any,
// and where it has none either a warning says so.
func TestCoversMoney(t *testing.T) {
	all := []float64{70, 80, 85, 90, 95, 96, 98, 99, 101, 102, 104, 104.5, 106, 110, 120}
	hole := []float64{60, 70, 80, 90, 111, 120, 130}
	for _, c := range []struct {
		why     string
		strikes []float64
		quoted  []float64
		covers  bool
	}{
		{"on both sides within half a deviation", all, []float64{80, 90, 96, 104, 110}, true},
		{"four", all, []float64{90, 96, 104, 110}, false},
		{"the put too far", all, []float64{80, 90, 95, 104, 110}, false},
		{"the call too far", all, []float64{80, 90, 96, 104.5, 110}, false},
		{"puts alone", all, []float64{80, 85, 90, 95, 96, 98, 99}, false},
		{"calls alone", all, []float64{101, 102, 104, 106, 110}, false},
		{"the nearest there are, though far", hole, []float64{70, 80, 90, 111, 120}, true},
		{"the nearest put, and no call near", append(hole, 140), []float64{70, 80, 90, 120, 130}, false},
		{"no strike above", all[:8], []float64{85, 90, 95, 98, 99}, false},
	} {
		name := func(file float64, o Options) (from Source, warned bool) {
			ch := chainOf("TEST", 100, tuesday, quotedAt(always(0.3), always(file), c.quoted, c.strikes...))
			o.Carry = "flat"
			s := fitted(t, ch, o)
			inner, open := math.Inf(1), -1 // the open strike nearest to the money between the outermost quotes
			for i, k := range ch.Strike {
				if s.Source[i] != FromQuote && k > c.quoted[0] && k < c.quoted[len(c.quoted)-1] && math.Abs(k-100) < inner {
					inner, open = math.Abs(k-100), i
				}
			}
			if open < 0 {
				return FromQuote, warns(s, "money-not-covered")
			}
			return s.Source[open], warns(s, "money-not-covered")
		}
		from, warned := name(0.4, Options{})
		if c.covers && from == FromFile || !c.covers && from == Interpolated {
			t.Errorf("%s: volatilities from %s", c.why, from)
		}
		// The file has volatilities at every strike, so the money is covered if there is one on either side.
		if warned != (c.why == "no strike above") {
			t.Errorf("%s: warned %v with the file's volatilities", c.why, warned)
		}
		if _, warned := name(0, Options{}); warned == c.covers {
			t.Errorf("%s: warned %v without any", c.why, warned)
		}
		if from, warned := name(0.4, Options{IV: "quote"}); warned == c.covers || from == FromFile {
			t.Errorf("%s, "+fault.Setting("iv")+" quote: warned %v, from %s", c.why, warned, from)
		}
	}
}

// TestMoneyWarning names the expiry and counts the others.
func TestMoneyWarning(t *testing.T) {
	far := []float64{60, 65, 70, 75, 80}
	one := quotedAt(always(0.5), always(0), far, append(far, 90, 100, 110)...)
	two := one
	two.at = one.at.Add(days(7))
	s := fitted(t, chainOf("TEST", 100, tuesday, one, two), Options{Carry: "flat"})
	for _, w := range s.Warnings {
		if w.Code == "money-not-covered" {
			if !strings.Contains(w.Message, "TEST 2025-12-18") || !strings.Contains(w.Message, "1 more") {
				t.Errorf("warning %q", w.Message)
			}
			return
		}
	}
	t.Errorf("no warning: %v", s.Warnings)
}

// TestFarPuts: five far puts do not decide what the money is worth while the file knows.
func TestFarPuts(t *testing.T) {
	smile := func(k float64) float64 { return 0.2 - 0.4*math.Log(k/100) }
	quoted := []float64{60, 65, 70, 75, 80}
	ch := chainOf("TEST", 100, tuesday, quotedAt(smile, smile, quoted, append(quoted, 90, 95, 100, 105, 110)...))
	s := fitted(t, ch, Options{Carry: "flat"})
	if math.Abs(s.Expiries[0].ATMVol-0.2) > 1e-9 || warns(s, "money-not-covered") {
		t.Errorf("volatility at the money %.12g, want 0.2: %v", s.Expiries[0].ATMVol, s.Warnings)
	}
}

// TestWings: beyond the outermost solved strike the file's volatilities give the shape, and the solved strike the level.
// From a file that counts time otherwise, the wing that quotes would have shown is found again.
func TestWings(t *testing.T) {
	smile := func(k float64) float64 {
		x := math.Log(k / 100)
		return 0.2 - 0.4*x + 2*x*x
	}
	strikes := []float64{70, 80, 90, 95, 98, 99, 100, 101, 102, 105, 110, 120, 130}
	inner := strikes[3:10]
	ch := chainOf("TEST", 100, tuesday, quotedAt(smile, func(k float64) float64 { return (1.1 - 0.2*math.Round(k/200)) * smile(k) }, inner, strikes...))
	s := fitted(t, ch, Options{Carry: "flat"})
	for i, k := range ch.Strike {
		want := FromQuote
		if k < 95 || k > 105 {
			want = FromFile
		}
		if s.Source[i] != want || math.Abs(s.Vol[i]-smile(k)) > 1e-9 {
			t.Errorf("%g: %.12g from %s, want %.12g from %s", k, s.Vol[i], s.Source[i], smile(k), want)
		}
	}
	flat := func(why string, o Options, file func(float64) float64) {
		ch := chainOf("TEST", 100, tuesday, quotedAt(smile, file, inner, strikes...))
		o.Carry = "flat"
		s := fitted(t, ch, o)
		for i, k := range ch.Strike {
			edge := math.Min(math.Max(k, 95), 105)
			if edge != k && (s.Source[i] != Interpolated || math.Abs(s.Vol[i]-smile(edge)) > 1e-9) {
				t.Errorf("%s, %g: %.12g from %s, want the outermost %.12g", why, k, s.Vol[i], s.Source[i], smile(edge))
			}
		}
	}
	flat(fault.Setting("iv")+" quote", Options{IV: "quote"}, smile)
	flat("the outermost has none in the file", Options{}, func(k float64) float64 {
		if k == 95 || k == 105 {
			return 0
		}
		return smile(k)
	})
	flat("the file has none", Options{}, always(0))
}

// TestWingNodes: strikes with a volatility of the file are nodes as the solved are, and those between them linear; the other
// leg's volatility serves where the out-of-the-money leg has none.
func TestWingNodes(t *testing.T) {
	file := func(k float64) float64 { return map[float64]float64{95: 0.3, 80: 0.6}[k] }
	inner := []float64{95, 98, 99, 101, 102}
	l := quotedAt(always(0.2), file, inner, append([]float64{70, 80, 90}, inner...)...)
	for i := range l.cells {
		if x := &l.cells[i]; x.strike == 80 && x.put {
			x.iv = 0
		}
	}
	ch := chainOf("TEST", 100, tuesday, l)
	s := fitted(t, ch, Options{Carry: "flat"})
	between := math.Log(95./90) / math.Log(95./80) // of the way from 95, at 0.2, to 80, at 0.4
	for i, k := range ch.Strike {
		want, ok := map[float64]float64{70: 0.4, 80: 0.4, 90: math.Sqrt(0.04 + between*(0.16-0.04)), 95: 0.2}[k]
		if ok && math.Abs(s.Vol[i]-want) > 1e-9 {
			t.Errorf("%g: %.12g from %s, want %.12g", k, s.Vol[i], s.Source[i], want)
		}
	}
}
