package chain

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// vendorFacts are of the vendors' real files: records, sides, open interest and the rest counted with Python's csv and
// json modules. Open interest is NaN where no cell gives one.
var vendorFacts = []struct {
	file, format  string
	options       Options
	underlying    string
	spot          float64
	asOf          time.Time
	calls, puts   int
	callOI, putOI float64
	expiries      int
	expired       int
	notes         []string
}{
	{file: "cboe-json/RUT_2023-09-21_cdn-api.json.gz", format: "cboe-json", underlying: "RUT", spot: 1806.1193,
		asOf: time.Date(2023, 9, 21, 3, 17, 42, 0, time.UTC), calls: 3340, puts: 3340, callOI: 219293, putOI: 436814,
		expiries: 26, expired: 338},
	{file: "tda/MSFT_2021-05-17_TDA-chains.json", format: "schwab", underlying: "MSFT", spot: 245.375,
		asOf: time.UnixMilli(1621281599996), puts: 380, putOI: 780895, expiries: 19, notes: []string{"as-of-latest-quote"}},
}

func TestVendorFiles(t *testing.T) {
	for _, want := range vendorFacts {
		t.Run(filepath.Base(want.file), func(t *testing.T) {
			f, c := readVendor(t, want.file, want.options)
			if f.Format != want.format || len(f.Problems) != 0 || c.Unread != 0 {
				t.Errorf("read as %s, %d unread, problems %v", f.Format, c.Unread, f.Problems)
			}
			if c.Underlying != want.underlying || !sameValue(c.Spot, want.spot) || !c.AsOf.Equal(want.asOf) {
				t.Errorf("%s at %v as of %v", c.Underlying, c.Spot, c.AsOf)
			}
			s := sidesOf(c)
			if s.count != [2]int{want.calls, want.puts} || !sameValue(s.oi[Call], want.callOI) || !sameValue(s.oi[Put], want.putOI) {
				t.Errorf("calls, puts %v with open interest %v", s.count, s.oi)
			}
			if s.out[Expired] != want.expired || s.out[Live] != c.Len()-want.expired || len(c.Expiries) != want.expiries {
				t.Errorf("%d expiries, out %v", len(c.Expiries), s.out)
			}
			wantNotes(t, c, want.notes...)
		})
	}
}

// readVendor reads a real file that holds one chain. Its name in the options is its own, unless they give one.
func readVendor(t *testing.T, path string, o Options) (*File, *Chain) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(realChains(t, filepath.Dir(path)), filepath.Base(path)))
	if err != nil {
		t.Fatal(err)
	}
	if o.Name == "" {
		o.Name = filepath.Base(path)
	}
	return readOne(t, string(text), o)
}

// sides are the contracts of a chain counted.
type sides struct {
	count [2]int
	oi    [2]float64 // NaN when no cell of that side has any
	out   map[Reason]int
}

func sidesOf(c *Chain) sides {
	s := sides{out: map[Reason]int{}}
	given := [2]bool{}
	for i, r := range c.Right {
		s.count[r]++
		s.out[c.Out[i]]++
		if v := c.OpenInterest[i]; !math.IsNaN(v) {
			s.oi[r] += v
			given[r] = true
		}
	}
	for r := range given {
		if s.count[r] > 0 && !given[r] {
			s.oi[r] = math.NaN()
		}
	}
	return s
}
