package sample

import (
	"bytes"
	"encoding/csv"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gex/internal/market"
)

func TestDefaults(t *testing.T) {
	o, err := Options{}.complete()
	if err != nil {
		t.Fatal(err)
	}
	want := Options{
		Seed: 1, Underlying: "SPX", Contracts: 20000, Underlyings: 1, Layout: "cboe",
		AsOf: market.Date{Year: 2025, Month: time.November, Day: 20}.At(10, 0), Rate: new(0.04), Yield: new(0.012),
	}
	if diff := cmp.Diff(want, o, cmp.AllowUnexported(Options{})); diff != "" {
		t.Errorf("defaults (-want +got):\n%s", diff)
	}
	for name, spot := range map[string]float64{"SPX": 6700, "SPY": 560} {
		if truth := truthOf(t, Options{Underlying: name}); truth.Spot != spot || truth.FileSpot != spot {
			t.Errorf("the spot of %s is %v, want %v", name, truth.Spot, spot)
		}
	}
	if spot := truthOf(t, Options{Underlying: "ABC"}).Spot; spot < 100 || spot > 200 {
		t.Errorf("the spot of a stock is %v", spot)
	}
}

// TestZeroIsARate: what is not given takes the default, 0 does not.
func TestZeroIsARate(t *testing.T) {
	truth := truthOf(t, Options{Rate: new(0.0), Yield: new(0.0)})
	if truth.Rate != 0 || truth.Yield != 0 || truth.Forward(1) != truth.Spot {
		t.Errorf("rate %v, yield %v, forward %v at spot %v", truth.Rate, truth.Yield, truth.Forward(1), truth.Spot)
	}
}

func TestLayoutFollowsFromTheRest(t *testing.T) {
	for _, o := range []Options{{NoNoise: true}, {Underlyings: 3}} {
		if got, err := o.complete(); err != nil || got.Layout != layoutLong {
			t.Errorf("%+v: layout %q, %v", o, got.Layout, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	for want, o := range map[string]Options{
		"layout":       {Layout: "parquet"},
		"contracts":    {Contracts: -1},
		"underlyings":  {Underlyings: -2},
		"cannot make":  {Underlyings: math.MaxInt},
		"exact prices": {NoNoise: true, Layout: "cboe"},
		"several":      {Underlyings: 2, Layout: "cboe"},
		"only":         {Underlyings: 2, Underlying: "SPX"},
		"capital":      {Underlying: "S,P"},
		"spot NaN":     {Spot: math.NaN()},
		"spot -1":      {Spot: -1},
		"spot +Inf":    {Spot: math.Inf(1)},
		"beyond":       {Rate: new(math.Inf(-1))},
		"offset NaN":   {SpotOffset: math.NaN()},
	} {
		var out bytes.Buffer
		err := Write(&out, o)
		if err == nil || !strings.Contains(err.Error(), want) || out.Len() > 0 {
			t.Errorf("%+v: error %v with %d bytes written, want one about %q", o, err, out.Len(), want)
		}
		if _, truthErr := o.Truth(); truthErr == nil {
			t.Errorf("%+v: a truth without a sample", o)
		}
	}
}

// fullDisk takes some bytes and no more.
type fullDisk struct{ free int }

var errFull = errors.New("disk full")

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.free {
		return 0, errFull
	}
	d.free -= len(p)
	return len(p), nil
}

func TestWriteErrorsArrive(t *testing.T) {
	for _, free := range []int{0, 1 << 19} {
		if err := Write(&fullDisk{free}, Options{}); !errors.Is(err, errFull) {
			t.Errorf("with %d bytes free: %v", free, err)
		}
	}
}

// TestFutureByPrice: ES at the price of the index is the future, with its multiplier and without early exercise taken off; at that of the
// stock of the same symbol it is the stock.
func TestFutureByPrice(t *testing.T) {
	for spot, want := range map[float64]string{6719.75: "50", 65: "100"} {
		var text bytes.Buffer
		if err := Write(&text, Options{Underlying: "ES", Spot: spot, Contracts: 40, Layout: "long"}); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&text).ReadAll()
		if err != nil || len(rows) < 20 {
			t.Fatal(len(rows), err)
		}
		at := slices.Index(rows[0], "multiplier")
		for _, r := range rows[1:] {
			if r[at] != want {
				t.Fatalf("at %v: %v", spot, r)
			}
		}
		truth, err := Options{Underlying: "ES", Spot: spot, Contracts: 40, Layout: "long"}.Truth()
		if err != nil || truth.American != (want == "100") {
			t.Errorf("at %v: %+v, %v", spot, truth, err)
		}
	}
}
