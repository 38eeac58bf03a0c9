package chain

import (
	"bytes"
	"errors"
	"testing"

	"gex/internal/fault"
	"gex/internal/market"
)

func fuzzSample(f *testing.F, format, name string) { fuzzFormat(f, format, sample(f, name)) }

func FuzzHistoricalOptionData(f *testing.F) {
	fuzzSample(f, "historicaloptiondata", "historicaloptiondata.csv")
}
func FuzzDatashopQuotes(f *testing.F) { fuzzSample(f, "cboe-eodquotes", "cboe-eodquotes.csv") }
func FuzzDatashopCalcs(f *testing.F)  { fuzzSample(f, "cboe-eodcalcs", "cboe-eodcalcs.csv") }
func FuzzDeltaNeutral(f *testing.F)   { fuzzSample(f, "deltaneutral", "deltaneutral.csv") }
func FuzzNonstd(f *testing.F)         { fuzzSample(f, "nonstd", "nonstd.csv") }
func FuzzYfinance(f *testing.F)       { fuzzSample(f, "yfinance", "yfinance.csv") }
func FuzzPolygon(f *testing.F)        { fuzzSample(f, "polygon", "polygon.csv") }
func FuzzIBSnapshot(f *testing.F)     { fuzzSample(f, "ib-snapshot", "ib-snapshot.csv") }
func FuzzOptionsDX(f *testing.F)      { fuzzSample(f, "optionsdx", "optionsdx.txt") }
func FuzzORATS(f *testing.F)          { fuzzSample(f, "orats", "orats.csv") }
func FuzzOptionMetrics(f *testing.F)  { fuzzSample(f, "optionmetrics", "optionmetrics.csv") }
func FuzzDeribitCSV(f *testing.F)     { fuzzSample(f, "deribit-csv", "deribit.csv") }
func FuzzNSECSV(f *testing.F)         { fuzzSample(f, "nse-csv", "nse.csv") }
func FuzzLong(f *testing.F)           { fuzzFormat(f, "long", longTop, sample(f, "long-european.csv")) }

func FuzzAlphaVantageCSV(f *testing.F) { fuzzSample(f, "alphavantage-csv", "alphavantage.csv") }
func FuzzMarketDataCSV(f *testing.F)   { fuzzSample(f, "marketdata-csv", "marketdata.csv") }
func FuzzOpenBB(f *testing.F)          { fuzzSample(f, "openbb", "openbb.csv") }
func FuzzThetaData(f *testing.F)       { fuzzSample(f, "thetadata", "thetadata.csv") }
func FuzzThetaDataOI(f *testing.F)     { fuzzSample(f, "thetadata-oi", "thetadata-oi.csv") }

// FuzzDetect feeds any bytes to detection: reading with the detected format by name must give the same.
func FuzzDetect(f *testing.F) {
	for _, s := range dialectSamples {
		f.Add([]byte(sample(f, s.file)))
	}
	f.Add([]byte(quotedataTop + row6700))
	f.Fuzz(func(t *testing.T, data []byte) {
		o := Options{Name: "SPX-2026-01-16.csv", AsOf: market.When{Time: newYork(2020, 1, 2, 12, 0)}, MaxBytes: 1 << 20}
		file, err := Read(bytes.NewReader(data), o)
		if err != nil {
			return
		}
		checkIdentities(t, file)
		o.Format = file.Format
		named, err := Read(bytes.NewReader(data), o)
		if err != nil {
			t.Fatalf("as %s: %v", file.Format, err)
		}
		sameFile(t, named, file)
	})
}

// FuzzMapped names columns at random.
func FuzzMapped(f *testing.F) {
	f.Add([]byte("K,cp,exp,OI\n670,C,2026-01-16,5\n"), "strike", "K", "type", "cp")
	f.Add([]byte("K;cp;exp;spot\n670,5;P;16.1.26;7\n"), "symbol", "K", "expiration", "exp")
	f.Fuzz(func(t *testing.T, data []byte, name1, column1, name2, column2 string) {
		file, err := Read(bytes.NewReader(data), Options{
			Name: "fuzz", Columns: map[string]string{name1: column1, name2: column2}, Symbol: "SPY",
			Expiration: market.Date{Year: 2026, Month: 1, Day: 16}, AsOf: market.When{Time: newYork(2020, 1, 2, 12, 0)}, MaxBytes: 1 << 20,
		})
		if err == nil {
			checkIdentities(t, file)
			return
		}
		var e *fault.Error
		if !errors.As(err, &e) || e.What == "" || e.Hint == "" {
			t.Fatalf("error without reason or hint: %#v", err)
		}
	})
}

// FuzzWriteLong converts whatever can be read: reading it again must give the same values.
func FuzzWriteLong(f *testing.F) {
	for _, s := range dialectSamples {
		f.Add([]byte(sample(f, s.file)))
	}
	f.Add([]byte(quotedataTop + row6700 + row6750))
	f.Add([]byte(longTop))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Read(bytes.NewReader(data), Options{Name: "SPX-2026-01-16.csv", AsOf: market.When{Time: newYork(2020, 1, 2, 12, 0)}, MaxBytes: 1 << 16})
		if err == nil {
			wantSameFigures(t, converted(t, file), file)
		}
	})
}
