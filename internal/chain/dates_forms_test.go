package chain

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gex/internal/chain/cells"
	"gex/internal/market"
)

// dayForms are unambiguous ways to write a date.
func dayForms(d market.Date) map[string]string {
	t := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
	forms := map[string]string{}
	for _, layout := range []string{
		"2006-01-02", "20060102", "2006/01/02", "2006.01.02", "2006-1-2", "02-Jan-2006", "02Jan2006", "02Jan06", "2 Jan 06", "02-Jan-06",
		"Jan 2, 2006", "January 2, 2006", "Jan 2 '06", "Jan 02 ’06", "2 Jan '06", "Jan-02-2006", "Mon Jan 02 2006", "Monday, January 2, 2006",
		"2006-01-02T00:00:00Z", "2006-01-02T00:00:00", "2006-01-02 00:00:00", "2006-01-02T00:00:00+01:00",
		"2006-01-02T00:00:00.000Z", "2006-01-02 00:00:00+00:00", "2006-01-02 00:00:00 UTC", "20060102T000000Z", "20060102 00:00:00",
		"2006年1月2日", "2006年01月02日", "2006년 1월 2일",
	} {
		forms[layout] = t.Format(layout)
	}
	date := t.Format(time.DateOnly)
	forms["settlement"], forms["clock"], forms["evening"] = date+"T16:00:00-05:00", date+" 16:00", date+"T21:00:00Z"
	forms["shouted"] = strings.ToUpper(t.Format("2 Jan 06")) + " (12)"
	forms["s"] = fmt.Sprint(t.Unix())
	forms["s.0"] = fmt.Sprintf("%d.0", t.Unix())
	forms["ms"] = fmt.Sprint(t.UnixMilli())
	forms["µs"] = fmt.Sprint(t.UnixMicro())
	forms["ns"] = fmt.Sprint(t.UnixNano())
	forms["afternoon s"] = fmt.Sprint(t.Unix() + 21*3600)
	return forms
}

// An expiry is read in the same way in all layouts, in any form.
func TestDayForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := market.Date{Year: 2004, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 20000).Draw(t, "days"))
		for form, cell := range dayForms(d) {
			if got, err := cells.ParseDay(cell, DatesByContent); err != nil || got != d {
				t.Fatalf("%s: %q is read as %v, %v", form, cell, got, err)
			}
		}
	})
}

func TestDayFormsInLayouts(t *testing.T) {
	const when = "2025-11-20T10:00:00-05:00"
	expiry := market.Date{Year: 2025, Month: 11, Day: 21}
	forms := dayForms(expiry)
	forms["mdy"], forms["dmy"], forms["short"], forms["dotted"] = "11/21/2025", "21/11/2025", "11/21/25", "21.11.25"
	forms["six"], forms["mdy six"], forms["mdy eight"] = "251121", "112125", "11212025"
	delete(forms, "251121")
	for form, cell := range forms {
		quoted := `"` + cell + `"`
		for layout, f := range map[string]struct {
			text string
			o    Options
		}{
			"long": {"underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest\nSPY,670," + when + "," + quoted + ",670,C,3,3.1,5\n", Options{}},
			"mapped": {"u,s,w,e,k,t,b,a,o\nSPY,670," + when + "," + quoted + ",670,C,3,3.1,5\n", Options{Columns: map[string]string{"underlying": "u",
				"spot": "s", "quote_time": "w", "expiration": "e", "strike": "k", "type": "t", "bid": "b", "ask": "a", "open_interest": "o"}}},
			"nse-csv": {"Ticker,Expiration,Strike,Type,LTP,IV,Volume,OI,Bid,Ask,Change,Spot,T_years\nSPY," + quoted + ",670,C,3,15,1,5,3,3.1,0,670,0\n",
				Options{AsOf: market.When{Time: newYork(2025, 11, 20, 10, 0)}, Multiplier: 75}},
		} {
			file, c := readOne(t, f.text, f.o)
			if file.Format != layout || len(file.Problems) > 0 || len(c.Expiries) != 1 || c.Expiries[0].Date != expiry {
				t.Errorf("%s in %s: %q: format %s, problems %v, expiries %v", form, layout, cell, file.Format, file.Problems, c.Expiries)
			}
		}
	}
}

// Both symbols of a row have its date, so any form is accepted.
func TestQuotedataDayForms(t *testing.T) {
	forms := dayForms(market.Date{Year: 2025, Month: 11, Day: 20})
	forms["mdy"], forms["dmy"], forms["dashes"] = "11/20/2025", "20/11/2025", "20-11-25"
	for form, cell := range forms {
		for _, order := range []DateOrder{DatesByContent, DayFirst, MonthFirst} {
			f, _ := readOne(t, quotedataTop+strings.Replace(row6700, "Thu Nov 20 2025", `"`+cell+`"`, 1), Options{Dates: order})
			if len(f.Problems) > 0 {
				t.Errorf("%s: %v", form, f.Problems)
			}
		}
	}
	row := strings.NewReplacer("Thu Nov 20 2025", "04/03/2026", "251120", "260304").Replace(row6700)
	f, c := readOne(t, quotedataTop+row, Options{})
	if len(f.Problems) > 0 || c.Expiries[0].Date != (market.Date{Year: 2026, Month: 3, Day: 4}) {
		t.Errorf("%v: %v", f.Problems, c.Expiries)
	}
}

func TestWhenForms(t *testing.T) {
	want := newYork(2025, 11, 20, 9, 52)
	for _, cell := range []string{
		"2025-11-20T14:52:00Z", "2025-11-20T09:52:00-05:00", "2025-11-20T09:52:00.000-05:00", "2025-11-20 14:52:00+00:00", "2025-11-20 14:52:00+0000",
		"2025-11-20 14:52:00 UTC", "2025-11-20 14:52:00.000000 UTC", "2025-11-20T15:52+01:00", "20251120T145200Z", "20251120145200 UTC",
		"2025-11-20 09:52", "2025/11/20 09:52:00", "20251120 09:52", "20251120 095200", "11/20/2025 9:52 AM", "11/20/25 9:52", "20.11.2025 09:52",
		"20-Nov-2025 09:52:00", "Nov 20 '25 9:52 AM EST", "Thu Nov 20 2025 09:52:00 GMT-0500 (Eastern Standard Time)",
		"1763650320", "1763650320.0", "1763650320000", "1763650320000000", "1763650320000000000", "1.763650320e9", "1.763650320000e+12",
		"20 ноября 2025 г. в 9:52 GMT-5", "20 novembre 2025 alle ore 09:52 GMT-5", "2025年11月20日 09:52 GMT-5", "2025年11月20日 午前9時52分 GMT-5",
		"2025년 11월 20일 오전 9시 52분 GMT-5", "20. November 2025 um 15:52 MEZ", "20 November 2025 at 20:22 IST", "20 november 2025 om 15:52 CET",
		"20 listopada 2025 o 15:52 CET", "20 Kasım 2025 09:52 GMT-5", "20 november 2025 kl. 15:52 CET",
	} {
		for name, read := range map[string]func(string) (time.Time, error){
			"parseWhen": func(s string) (time.Time, error) { w, err := cells.ParseWhen(s, DatesByContent); return w.At, err },
			"ParseTime": func(s string) (time.Time, error) { at, _, err := cells.ParseTime(s); return at, err },
		} {
			if got, err := read(cell); err != nil || !got.Equal(want) {
				t.Errorf("%s(%q) = %v, %v", name, cell, got, err)
			}
		}
	}
	got, err := cells.ParseWhen("1763650320.25", DatesByContent)
	if err != nil || !got.At.Equal(want.Add(250*time.Millisecond)) {
		t.Errorf("a fraction: %v, %v", got.At, err)
	}
	for _, cell := range []string{"17636503200", "1.76365e+09", "-1763650320", "1763650320,5", "99999999", "9999999999", "1763650320x"} {
		if got, err := cells.ParseWhen(cell, DatesByContent); err == nil {
			t.Errorf("%q is read as %v", cell, got.At)
		}
	}
}

// An unambiguous date is read whatever the order set by the user; an ambiguous one follows that order,
// or the symbol in its row.
func TestOpenDates(t *testing.T) {
	table := func(expiry, symbol string) string {
		return "date, symbol, under, expiration, strike, put/call, bid, ask, price, volume, open interest, implied vol, delta, gamma, rho, theta, vega, nonstd\n" +
			"2025-03-03," + symbol + ",SPY," + expiry + ",670,C,3,3.1,3,1,5,0.2,0.5,0,0,0,0,\n"
	}
	for _, c := range []struct {
		expiry, symbol string
		order          DateOrder
		want           string
	}{
		{"04/03/2025", "SPY   250304C00670000", DatesByContent, "2025-03-04"},
		{"04/03/2025", "SPY   250403C00670000", DatesByContent, "2025-04-03"},
		{"04/03/2025", "SPY   250304C00670000", MonthFirst, "2025-03-04"},
		{"28/03/2025", "", MonthFirst, "2025-03-28"},
		{"04/03/2025", "", MonthFirst, "2025-04-03"},
		{"04/03/2025", "", DayFirst, "2025-03-04"},
		{"032825", "", DatesByContent, "2025-03-28"},
		{"250328", "", DatesByContent, "2025-03-28"},
		{"040325", "", DayFirst, "2025-03-04"},
		{"040325", "", MonthFirst, "2025-04-03"},
	} {
		f, chain := readOne(t, table(c.expiry, c.symbol), Options{Dates: c.order})
		if len(f.Problems) > 0 || chain.Expiries[0].Date.String() != c.want {
			t.Errorf("%s beside %q: %v, problems %v", c.expiry, c.symbol, chain.Expiries[0].Date, f.Problems)
		}
	}
}

// A time at midnight UTC is doubted, except for coins.
func TestMidnightUTC(t *testing.T) {
	const header = "underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest\n"
	_, c := readOne(t, header+"SPY,670,2025-11-20T00:00:00Z,2025-11-28,670,C,3,3.1,5\n", Options{})
	wantNotes(t, c, "as-of-midnight")
	if !c.AsOf.Equal(newYork(2025, 11, 19, 19, 0)) {
		t.Errorf("as of %v", c.AsOf)
	}
	_, c = readOne(t, header+"BTC,90000,2025-11-20T00:00:00Z,2025-11-28,90000,C,3000,3100,5\n", Options{})
	wantNotes(t, c)
}
