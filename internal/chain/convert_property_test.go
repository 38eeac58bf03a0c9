package chain

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// magnitudes are numbers from tiny to more than a cell may hold.
func magnitudes() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		digits := rapid.IntRange(1, 99999).Draw(t, "digits")
		return fmt.Sprintf("%de%d", digits, rapid.IntRange(-15, 14).Draw(t, "exponent"))
	})
}

// Whatever a layout multiplies or divides, the values read the same from the converted file.
func TestWriteLongScaled(t *testing.T) {
	layouts := map[string]string{
		"coins csv": "instrument_name,ask_price,bid_price,creation_timestamp,estimated_delivery_price,last,mark_iv,open_interest,underlying_price,volume\n" +
			"BTC-26DEC25-100000-C,%[1]s,%[2]s,1763551236870,%[3]s,%[1]s,60,5,%[3]s,1\nBTC-26DEC25-100000-P,1,1,1763551236870,9e4,1,60,5,9e4,1\n",
		"coins JSON": `[{"instrument_name":"BTC-26DEC25-100000-C","bid_price":%[2]s,"ask_price":%[1]s,"last":%[2]s,"mark_iv":60,"open_interest":5,` +
			`"volume":1,"underlying_price":%[3]s,"estimated_delivery_price":%[3]s,"creation_timestamp":1763551236870},` +
			`{"instrument_name":"BTC-26DEC25-100000-P","bid_price":1,"ask_price":1,"mark_iv":60,"open_interest":5,"underlying_price":9e4,` +
			`"estimated_delivery_price":9e4,"creation_timestamp":1763551236870}]`,
		"thousandths": "date,exdate,cp_flag,strike_price,best_bid,best_offer,open_interest,impl_volatility,ticker,close\n" +
			"2025-11-20,2025-11-28,C,%[3]s,%[1]s,%[2]s,5,0.2,SPY,600\n2025-11-20,2025-11-28,P,600000,3,4,5,0.2,SPY,600\n",
		"percent": "underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest,iv\n" +
			"SPY,600,2025-11-20,2025-11-28,600,C,3,4,5,%[1]s\nSPY,600,2025-11-20,2025-11-28,600,P,3,4,5,%[2]s\n",
	}
	rapid.Check(t, func(rt *rapid.T) {
		a, b, c := magnitudes().Draw(rt, "a"), magnitudes().Draw(rt, "b"), magnitudes().Draw(rt, "c")
		for name, text := range layouts {
			f, err := Read(strings.NewReader(fmt.Sprintf(text, a, b, c)), Options{Name: "x.csv"})
			if err != nil {
				continue // strikes that are thousandths, or all that remained was unreadable
			}
			var out bytes.Buffer
			if err := f.WriteLong(&out); err != nil {
				rt.Fatal(err)
			}
			again, err := Read(bytes.NewReader(out.Bytes()), Options{Name: "y.csv"})
			if err != nil {
				rt.Fatalf("%s with %s, %s, %s: %v\n%s", name, a, b, c, err, out.String())
			}
			if len(again.Problems) != f.Chains[0].Unread || !sameNumbers(f.Chains[0], again.Chains[0]) {
				rt.Fatalf("%s with %s, %s, %s: %v\n%s", name, a, b, c, again.Problems, out.String())
			}
		}
	})
}

// sameNumbers reports whether two chains have the same cells to the bit.
func sameNumbers(a, b *Chain) bool {
	if a.Len() != b.Len() || a.Unread != b.Unread {
		return false
	}
	same := func(x, y []float64) bool {
		for i := range x {
			if math.Float64bits(x[i]) != math.Float64bits(y[i]) && !(math.IsNaN(x[i]) && math.IsNaN(y[i])) {
				return false
			}
		}
		return true
	}
	return same(a.Strike, b.Strike) && same(a.Bid, b.Bid) && same(a.Ask, b.Ask) && same(a.Last, b.Last) && same(a.IV, b.IV) &&
		same(a.OpenInterest, b.OpenInterest) && same(a.Multiplier, b.Multiplier) && same([]float64{a.Spot}, []float64{b.Spot})
}

// The assumptions made in reading are repeated for the converted file, with the same text and in the same order.
func TestWriteLongKeepsCaveats(t *testing.T) {
	dateOnly := "underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest,iv,a|b\\,\"c, \"\"d\"\"\"\n" +
		"SPY,600,2025-11-20,2025-11-28,600,C,3,4,5,0.2,,\nSPY,601,2025-11-20,2025-11-28,600,P,3,4,5,22,,\n" +
		"QQQ,500,2025-11-20,2025-11-28,500,P,3,4,,0.2,,\n"
	for name, text := range map[string]string{"date only": dateOnly, "lot": sample(t, "nse.json"), "last trade": sample(t, "yfinance.csv")} {
		f := read(t, text, Options{Name: "SPY-2025-11-28.csv"})
		again := converted(t, f)
		for i, c := range f.Chains {
			if len(c.Notes) == 0 {
				t.Errorf("%s: %s has no notes", name, c.Underlying)
			}
			if got, want := fmt.Sprint(again.Chains[i].Notes), fmt.Sprint(c.Notes); got != want {
				t.Errorf("%s: %s:\n%s\nwant\n%s", name, c.Underlying, got, want)
			}
		}
	}
}

func TestReadCaveats(t *testing.T) {
	const text = "underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest,caveats\n" +
		"SPY,600,2025-11-20 10:00,2025-11-28,600,C,3,4,5,%s\nSPY,600,2025-11-20 10:00,2025-11-28,600,P,3,4,5,\n"
	_, c := readOne(t, fmt.Sprintf(text, `lot-inferred: a \u007c b \\ | as-of-date-only: c: d | lot-inferred: e`), Options{})
	wantNotes(t, c, "lot-inferred", "as-of-date-only")
	if c.Notes[0].Message != `a | b \` || c.Notes[1].Message != "c: d" {
		t.Errorf("%q", c.Notes)
	}
	for _, cell := range []string{"nonsense", "Bad Code: x", ": x", "a: b |"} {
		f, _ := readOne(t, fmt.Sprintf(text, cell), Options{})
		if len(f.Problems) != 1 || f.Problems[0].Column != "caveats" {
			t.Errorf("%q: %v", cell, f.Problems)
		}
	}
}
