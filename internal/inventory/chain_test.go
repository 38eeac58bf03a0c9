package inventory

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gex/internal/market"
	"gex/internal/sample"
)

// interestOf is the open interest of a truth as a chain has it.
func interestOf(truth []sample.Holding) func(Series) (float64, bool) {
	of := map[Series]float64{}
	for _, h := range truth {
		of[seriesOf(h)] = float64(h.Interest)
	}
	return func(s Series) (float64, bool) {
		n, ok := of[s]
		return n, ok
	}
}

// TestStartedLateWithChain: the open interest of a chain narrows what is unknown, and what market makers hold still lies within it, in
// every draw: with files that have open interest, and with trades, which have none and of which all sides are right.
func TestStartedLateWithChain(t *testing.T) {
	narrowed, compared := 0, 0
	for seed := range uint64(8) {
		o := sample.OpenClose{Options: sample.Options{Seed: 300 + seed, Contracts: 200}, Days: 6, Accuracy: 1}
		o.AsOf = market.Date{Year: 2025, Month: 11, Day: 20}.At(9, 0) // before the open: no part of a day
		truth, err := o.Holdings()
		if err != nil {
			t.Fatal(err)
		}
		asked := market.Date{Year: 2025, Month: 11, Day: 20}
		for _, layout := range []string{"eod", "trades"} {
			all := sampled(t, o, layout, Options{})
			for skip := range all.Days {
				l := after(t, &Ledger{}, &File{SHA256: "x", Days: all.Days[skip:]})
				alone, err := l.Carry(Carrying{Underlying: "SPX"})
				if err != nil {
					t.Fatal(err)
				}
				b, err := l.Carry(Carrying{Underlying: "SPX", Asked: asked, InterestOf: asked, Interest: interestOf(truth)})
				if err != nil {
					t.Fatal(err)
				}
				of := map[Series]Position{}
				for _, p := range b.Positions {
					of[p.Series] = p
				}
				for _, p := range alone.Positions {
					if u := of[p.Series].Unknown; u < p.Unknown || math.IsNaN(p.Unknown) && !math.IsNaN(u) {
						narrowed++
					}
				}
				for _, h := range truth {
					p, ok := of[seriesOf(h)]
					if !ok {
						continue
					}
					compared++
					if z := float64(h.ByDay[len(h.ByDay)-1]); !(z >= p.Qty-p.Unknown && z <= p.Qty+p.Unknown) {
						t.Fatalf("seed %d, %s without %d days: %+v, and the truth is %v", seed, layout, skip, p, z)
					}
				}
			}
		}
	}
	if narrowed < 500 || compared < 2000 {
		t.Errorf("%d positions narrowed of %d", narrowed, compared)
	}
}

// TestUnknownWithoutOpenInterest: trades say nothing of open interest, and what there was before them may be closed by now: of a series
// in which dealers sold 1,000 and nothing is open they held 1,000.
func TestUnknownWithoutOpenInterest(t *testing.T) {
	const text = "time,root,expiration,strike,type,size,side\n2025-11-18 10:00,SPXW,2025-11-24,6600,P,1000,buy\n2025-11-19 15:30,SPXW,2025-11-24,6700,C,20,sell\n"
	asked := day(t, "2025-11-20")
	chain := func(s Series) (float64, bool) { return map[float64]float64{6600: 0, 6700: 500}[s.Strike], true }
	l := after(t, &Ledger{}, file(t, "t.csv", text, Options{}))
	b, err := l.Carry(Carrying{Asked: asked, InterestOf: asked, Interest: chain, Gaps: true})
	if err != nil || len(b.Positions) != 2 || b.Positions[0].Unknown != 1000 || b.Positions[1].Unknown != 520 {
		t.Errorf("%+v, %v", b, err)
	}
	// Open interest of the morning is that from before the trades of the day.
	b, err = l.Carry(Carrying{Through: day(t, "2025-11-18"), Asked: day(t, "2025-11-18"), InterestOf: day(t, "2025-11-18"), Interest: chain})
	if err != nil || b.Positions[0].Unknown != 0 {
		t.Errorf("%+v, %v", b, err)
	}
	// Of Open-Close files with more than can be.
	l = after(t, &Ledger{}, file(t, "a.csv", eodHeader+trade{"2025-11-19", "SPXW", "2025-11-24", 6700, "C", 7000, 40, 60}.row(), Options{}))
	b, err = l.Carry(Carrying{Asked: asked, InterestOf: asked, Interest: chain})
	if err != nil || b.Positions[0].Unknown != 520 || b.Positions[0].Qty != -20 {
		t.Errorf("%+v, %v", b, err)
	}
}

// TestTimeAndSales: trades of a sample in which four sides of five are right. Over 1,000 draws the estimate is within three standard errors
// of what market makers hold in 99%, for single series and for all of them together, and without bias.
func TestTimeAndSales(t *testing.T) {
	const draws, accuracy = 1000, 0.8
	inside, series, whole, sum := 0, 0, 0, 0.0
	for seed := range uint64(draws) {
		o := sample.OpenClose{Options: sample.Options{Seed: seed + 1, Contracts: 40}, Days: 1, Accuracy: accuracy}
		o.AsOf = market.Date{Year: 2025, Month: 11, Day: 20}.At(9, 0)
		truth, err := o.Holdings()
		if err != nil {
			t.Fatal(err)
		}
		b, err := after(t, &Ledger{}, sampled(t, o, "trades", Options{})).Carry(Carrying{Underlying: "SPX", Accuracy: accuracy})
		if err != nil {
			t.Fatal(err)
		}
		of := map[Series]Position{}
		for _, p := range b.Positions {
			of[p.Series] = p
		}
		off, squares := 0.0, 0.0
		for _, h := range truth {
			p, ok := of[seriesOf(h)]
			if !ok {
				continue
			}
			d := p.Qty - float64(h.ByDay[len(h.ByDay)-1])
			if off, squares = off+d, squares+float64(p.SE*p.SE); math.Abs(d) <= 3*p.SE {
				inside++
			}
			series++
		}
		off /= math.Sqrt(squares)
		if sum += off; math.Abs(off) <= 3 {
			whole++
		}
	}
	mean := sum / draws
	t.Logf("%d of %d series and %d of %d draws within three standard errors, mean %.3f", inside, series, whole, draws, mean)
	if float64(inside) < 0.99*float64(series) || whole < 0.99*draws || math.Abs(mean) > 0.1 || series < 10*draws {
		t.Errorf("%d of %d series and %d of %d draws within three standard errors, mean %v", inside, series, whole, draws, mean)
	}
}

// TestNarrowGaps: a day of which the files have only the morning is a gap as soon as a later day follows, or a later chain; one that they
// follow to the close is none, and neither is a half day.
func TestNarrowGaps(t *testing.T) {
	const header = "trade_datetime,underlying,option_symbol,expiration_date,strike_price,call_or_put,mm_buy_vol,mm_sell_vol\n"
	part := func(date, clock string) *File {
		return file(t, "p.csv", header+date+" "+clock+",^SPX,SPXW,20251219,6500,C,40,90\n", Options{})
	}
	whole := func(date string) *File {
		return file(t, "w.csv", eodHeader+trade{date, "SPXW", "2025-12-19", 6500, "C", 500, 40, 60}.row(), Options{})
	}
	for _, c := range []struct {
		first, second *File
		want          string
	}{
		{part("2025-11-18", "11:40"), whole("2025-11-19"), "no file has 2025-11-18 after 11:40:00"},
		{part("2025-11-18", "11:40"), whole("2025-11-20"), "no file has 2025-11-18 after 11:40:00, 2025-11-19"},
		{part("2025-11-18", "15:50"), whole("2025-11-19"), ""},
		{part("2025-11-28", "12:50"), whole("2025-12-01"), ""}, // the day after Thanksgiving
		{part("2025-11-28", "11:50"), whole("2025-12-01"), "no file has 2025-11-28 after 11:50:00"},
		{part("2025-11-18", "11:40"), whole("2025-11-18"), ""},
		{whole("2025-11-17"), part("2025-11-18", "11:40"), ""},
	} {
		l := after(t, &Ledger{}, c.first, c.second)
		_, err := l.Carry(Carrying{})
		if got := fmt.Sprint(err); got != c.want && !(err == nil && c.want == "") {
			t.Errorf("%v, want %q", err, c.want)
		}
		if b, err := l.Carry(Carrying{Gaps: true}); err != nil || (len(b.Gaps) == 0) != (c.want == "") {
			t.Errorf("%+v, %v", b, err)
		}
	}
	l := after(t, &Ledger{}, part("2025-11-18", "11:40"))
	if _, err := l.Carry(Carrying{Asked: day(t, "2025-11-18")}); err != nil {
		t.Error(err)
	}
	if _, err := l.Carry(Carrying{Asked: day(t, "2025-11-19")}); err == nil {
		t.Error("the afternoon before the chain is missing")
	}
	b, err := after(t, &Ledger{}, part("2025-11-18", "11:40"), whole("2025-11-19")).Carry(Carrying{Gaps: true})
	if err != nil || !math.IsNaN(b.Positions[0].Unknown) {
		t.Errorf("%+v, %v", b, err)
	}
}

// TestDates: rows of days on which nothing is traded are refused, those of series that have settled are counted, and times have the clock
// of the venue, or the zone that is written. The evening belongs to the next trading day.
func TestDates(t *testing.T) {
	refused := func(text, want string) {
		t.Helper()
		if _, err := Read(strings.NewReader(text), Options{Name: "a.csv"}); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	refused(eodHeader+trade{"2025-11-22", "SPXW", "2025-11-28", 6500, "C", 0, 1, 2}.row(), `a.csv:2: quote_date: "2025-11-22": 2025-11-22, Saturday, is not a trading day`)
	refused(eodHeader+trade{"2025-11-27", "SPXW", "2025-11-28", 6500, "C", 0, 1, 2}.row(), `a.csv:2: quote_date: "2025-11-27": 2025-11-27, Thursday, is not a trading day`)
	refused(eodHeader+trade{"19/11/2025", "SPXW", "2025-11-28", 6500, "C", 0, 1, 2}.row(), `a.csv:2: quote_date: "19/11/2025" has the day before the month: write 2025-11-20 or 11/20/2025`)
	const header = "time,root,expiration,strike,type,size,side\n"
	refused(header+"2025-11-22 10:00,SPXW,2025-11-28,6500,C,1,buy\n", `a.csv:2: time: "2025-11-22 10:00": 2025-11-22, Saturday, is not a trading day`)
	f := file(t, "a.csv", eodHeader+trade{"2025-11-19", "SPXW", "2025-11-18", 6500, "C", 0, 1, 2}.row()+trade{"2025-11-19", "SPXW", "2025-11-19", 6500, "C", 0, 1, 2}.row(), Options{})
	if d := f.Days[0]; d.LeftOut[Expired] != 1 || len(d.Entries) != 1 {
		t.Errorf("%+v", d)
	}
	for written, want := range map[string]string{
		"2025-11-20 10:00:00": "2025-11-20 10:00:00", "2025-11-20T15:00:00Z": "2025-11-20 10:00:00", "2025-11-20T10:00:00.25-05:00": "2025-11-20 10:00:00",
		"20251120 10:00": "2025-11-20 10:00:00", "11/20/2025 10:00": "2025-11-20 10:00:00", "1763650800000": "2025-11-20 10:00:00",
		"2025-11-19 20:30": "2025-11-20 00:00:00", "2025-11-23 20:30": "2025-11-24 00:00:00", "2025-11-20 16:10": "2025-11-20 16:10:00",
	} {
		d := file(t, "t.csv", header+written+",SPXW,2025-11-28,6500,C,1,buy\n", Options{}).Days[0]
		if got := d.Date.String() + " " + d.Until; got != want {
			t.Errorf("%s: %s, want %s", written, got, want)
		}
	}
	// A coin's day is that of its exchange, in UTC.
	d := file(t, "t.csv", "timestamp,instrument_name,direction,amount,price\n1763604000000,BTC-28NOV25-90000-C,buy,2.5,0.01\n", Options{}).Days[0]
	if d.Date != day(t, "2025-11-20") || d.Until != "02:00:00" {
		t.Errorf("%+v", d)
	}
}

// TestExchangeShareOfDays: an interval file, which does not say what was traded elsewhere, does not hide what others say.
func TestExchangeShareOfDays(t *testing.T) {
	const eod = "quote_date,underlying_symbol,option_symbol,expiration_date,strike_price,call_put_flag,total_exchange_vol,total_industry_vol,mm_buy_vol,mm_sell_vol\n" +
		"2025-11-19,XYZ,XYZ,2025-12-19,65,C,30,120,4,3\n"
	const part = "trade_datetime,underlying,option_symbol,expiration_date,strike_price,call_or_put,mm_buy_vol,mm_sell_vol\n2025-11-20 10:00,XYZ,XYZ,20251219,65,C,4,3\n"
	b, err := after(t, &Ledger{}, file(t, "a.csv", eod, Options{}), file(t, "b.csv", part, Options{})).Carry(Carrying{})
	if err != nil || b.Traded != 30 || b.Industry != 120 {
		t.Errorf("%+v, %v", b, err)
	}
}
