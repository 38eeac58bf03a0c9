package market_test

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/bs"
	"gex/internal/chain"
	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/vol"
)

// osakaChain is a file of options on an index at 40,000, quoted without noise at a volatility of 20% and no rate, at 10:00
// in Osaka on Friday 21 November 2025, which is 20:00 of the day before in New York.
func osakaChain(v *market.Venue) string {
	const spot, sigma = 40000.0, 0.2
	asOf := v.At(market.Date{Year: 2025, Month: time.November, Day: 21}, 10, 0)
	var out strings.Builder
	fmt.Fprintln(&out, "underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest")
	for _, expiry := range []string{"2025-11-24", "2025-11-25", "2025-12-12", "2025-12-30"} {
		date, _ := market.ParseDate(expiry)
		years := market.Years(asOf, market.LookupRoot("NKTEST").SettlementInstant(date))
		for strike := spot - 3000; strike <= spot+3000; strike += 250 {
			for _, right := range []bs.Right{bs.Call, bs.Put} {
				price := bs.Option{Right: right, Spot: spot, Strike: strike, Years: years, Vol: sigma}.Price()
				half := math.Min(0.01*price, 5)
				fmt.Fprintf(&out, "NKTEST,%g,%s,%s,%g,%c,%.6f,%.6f,100\n", spot, asOf.Format(time.RFC3339), expiry, strike, "CP"[right], price-half, price+half)
			}
		}
	}
	return out.String()
}

// TestNewVenue: a venue and a root are all that a new market takes. Every package from the reader to the tables follows its
// calendar, hours, settlement, clock, currency and monthlies, and none knows it.
func TestNewVenue(t *testing.T) {
	v := market.Osaka(t)
	file, err := chain.Read(strings.NewReader(osakaChain(v)), chain.Options{Name: "osaka.csv"})
	if err != nil {
		t.Fatal(err)
	}
	c := file.Chains[0]

	// The reader: settlement at 15:00 in Osaka, 11:00 on the half day; an expiry on a holiday is that of the day before it.
	var settlements []string
	for _, e := range c.Expiries {
		settlements = append(settlements, e.Settlement.Format(time.RFC3339))
	}
	want := []string{"2025-11-21T15:00:00+09:00", "2025-11-25T15:00:00+09:00", "2025-12-12T15:00:00+09:00", "2025-12-30T11:00:00+09:00"}
	if !slices.Equal(settlements, want) {
		t.Errorf("settlements %v, want %v", settlements, want)
	}

	// The fit: the clock of Osaka's six hours, on which a day is 21,600 + 0.2·64,800 s; quotes of the session, so no gap.
	s, err := vol.Fit(c, vol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.WeightedDay(); s.ClockAssumption != "trading" || got != 34560 || s.Gap != 0 {
		t.Errorf("clock %s, day of %g s, gap %g", s.ClockAssumption, got, s.Gap)
	}
	tuesday := c.Expiries[1].Settlement // 5 h of session, 9 at night, a day without trading, and 9 + 6 more
	if got, want := s.Weighted(c.AsOf, tuesday), 3600*(5+0.2*9+0.2*9+6); math.Abs(got-want) > 1e-6 {
		t.Errorf("%g weighted seconds to Tuesday's close, want %g", got, want)
	}

	// The book: trade date, buckets, the steps of the day and the unit of GEX.
	b, err := gex.NewBook(c, s, gex.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := gex.Build(b)
	if at := r.AsOf.Format(time.RFC3339); r.TradeDate != "2025-11-21" || r.Conventions.GEXUnit != "jpy_per_1pct" || at != "2025-11-21T10:00:00+09:00" {
		t.Errorf("trade date %s, unit %s, as of %s", r.TradeDate, r.Conventions.GEXUnit, at)
	}
	contracts := map[string]int{}
	for _, k := range r.Buckets {
		contracts[k.Bucket] = k.Contracts
	}
	if contracts["0DTE"] != 50 || contracts["1DTE"] != 50 || contracts["8-30"] != 50 || contracts["31-90"] != 50 {
		t.Errorf("contracts by bucket: %v", contracts)
	}
	steps := map[string]string{}
	for _, step := range r.Flows.Time {
		steps[step.Label] = step.At.Format("2006-01-02 15:04 MST")
	}
	if steps["close"] != "2025-11-21 15:00 JST" || steps["next open"] != "2025-11-25 09:00 JST" || steps["next close"] != "2025-11-25 15:00 JST" {
		t.Errorf("steps of the day: %v", steps)
	}
	if got := market.LookupRoot("NKTEST").NextMonthly(market.Date{Year: 2025, Month: time.November, Day: 21}).String(); got != "2025-12-12" {
		t.Errorf("the next monthly is %s", got)
	}
	if !slices.ContainsFunc(r.Warnings, func(w report.Warning) bool {
		return w.Code == "currency" && strings.HasPrefix(w.Message, "prices and amounts are in yen,")
	}) {
		t.Errorf("no warning about the currency: %v", r.Warnings)
	}

	// The tables: yen, and the time of Osaka.
	foreign := regexp.MustCompile(`\$|dollar|\d\d:\d\d ET\b|¥`)
	for _, ascii := range []bool{false, true} {
		var out bytes.Buffer
		if err := render.Report(&out, r, render.Table, render.Options{ASCII: ascii}); err != nil {
			t.Fatal(err)
		}
		sign := map[bool]string{false: "¥", true: "JPY "}[ascii]
		if found := foreign.FindAllString(out.String(), -1); !strings.Contains(out.String(), sign) || slices.ContainsFunc(found, func(s string) bool { return s != sign }) {
			t.Errorf("ASCII %v: amounts in %q, times of New York or dollars:\n%s", ascii, found, out.String())
		}
	}
}
