package assembly

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/market"
	_ "gex/internal/soaktest"
)

func TestLongListsOfDates(t *testing.T) {
	var dates []market.Date
	for i := range 96 {
		dates = append(dates, market.Date{Year: 2025, Month: 1, Day: 1}.AddDays(i))
	}
	if got := listDates(dates); got != "2025-01-01 … 2025-04-06" {
		t.Errorf("%s", got)
	}
	if got := listDates(dates[:2]); got != "2025-01-01, 2025-01-02" {
		t.Errorf("%s", got)
	}
	if got := tables.ListNames(strings.Split(strings.Repeat("x,", 1000), ",")); len(got) > 80 || !strings.HasSuffix(got, "and 981 more") {
		t.Errorf("%s", got)
	}
}

func TestNamesOfFiles(t *testing.T) {
	for name, want := range map[string]string{
		"NVDA-2026-02-13.csv": "NVDA 2026-02-13", "$spx-options-exp-2022-12-16-monthly-show-all-stacked-12-03-2022.csv": "SPX 2022-12-16", "dir-2020-01-01/brk.b_2026-02-13": "BRK.B 2026-02-13",
		"_SPX-x": "SPX ", "-": " ", "": " ", "2026-02-13.csv": " 2026-02-13", "chain.csv": " ", "SPY-2026-02-31.csv": "SPY ",
		"BANKNIFTY-2026-07-28.json": "BANKNIFTY 2026-07-28", "MIDCPNIFTY_x": "MIDCPNIFTY ", "quotations-2026-07-28.csv": " 2026-07-28",
	} {
		date, ok := dateInName(name)
		got := symbolInName(name) + " "
		if ok {
			got += date.String()
		}
		if got != want {
			t.Errorf("%q says %q, want %q", name, got, want)
		}
	}
}

func TestCaveatEscapes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var notes []model.Warning
		for i, message := range rapid.SliceOfN(rapid.StringOf(rapid.SampledFrom([]rune(`\\|x0d "',;:=`+"\n\r\t\x00\x7fä日"))), 0, 4).Draw(t, "messages") {
			notes = append(notes, model.Warning{Code: fmt.Sprintf("code-%d", i), Message: "m" + message + "."})
		}
		var d Draft
		if cell := FormatCaveats(notes); cell != "" {
			if err := d.readCaveats(cell); err != nil {
				t.Fatal(err)
			}
		}
		if fmt.Sprintf("%q", d.Notes) != fmt.Sprintf("%q", notes) {
			t.Fatalf("%q is read as %q", notes, d.Notes)
		}
	})
}

// TestLotOf: the quantities of an expiry give its lot size, the table confirms it, and either is used if the other is missing.
func TestLotOf(t *testing.T) {
	offered := func(n int, of ...float64) (q Quantities) {
		for range n {
			for _, v := range of {
				q.Add(v)
			}
		}
		return q
	}
	for _, c := range []struct {
		what, root, expiry, day string
		q                       Quantities
		want                    lot
	}{
		{"quantities", "NIFTY", "2025-12-30", "2025-12-05", offered(10, 150, 225), lot{size: 75, inferred: true, n: 20}},
		{"the next year's", "NIFTY", "2026-01-27", "2025-12-05", offered(10, 130, 195), lot{size: 65, inferred: true, n: 20}},
		{"all multiples of two lots", "NIFTY", "2025-12-30", "2025-12-05", offered(10, 150, 300), lot{size: 75, inferred: true, n: 20}},
		{"few that fit", "NIFTY", "2025-12-30", "2025-12-05", offered(1, 150), lot{size: 75, inferred: true, n: 1}},
		{"few that do not", "NIFTY", "2025-12-30", "2025-12-05", offered(1, 130), lot{size: 75, assumed: true}},
		{"many that do not", "NIFTY", "2025-12-30", "2025-12-05", offered(20, 130), lot{size: 130, inferred: true, n: 20, listed: 75}},
		{"none", "NIFTY", "2025-12-30", "2025-12-05", Quantities{}, lot{size: 75}},
		{"zeros", "NIFTY", "2025-12-30", "2025-12-05", offered(30, 0), lot{size: 75}},
		{"parts", "NIFTY", "2025-12-30", "2025-12-05", offered(30, 37.5), lot{size: 75, assumed: true}},
		{"ones", "NIFTY", "2025-12-30", "2025-12-05", offered(15, 64, 65), lot{size: 75, assumed: true}},
		{"after the table", "NIFTY", "2031-03-25", "2031-03-03", offered(20, 40, 60), lot{size: 20, inferred: true, n: 40}},
		{"after the table, without", "NIFTY", "2031-03-25", "2031-03-03", Quantities{}, lot{size: 65, assumed: true}},
		{"before the table", "NIFTY", "2009-03-26", "2009-03-03", Quantities{}, lot{size: 25, assumed: true}},
	} {
		root := market.LookupRoot(c.root)
		got := lotOf(root, parseDate(t, c.expiry), parseDate(t, c.day), c.q)
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.what, got, c.want)
		}
	}
}

func parseDate(t *testing.T, s string) market.Date {
	t.Helper()
	d, err := market.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestRenew: an assembler that has forgotten is as a new one, but for memory.
func TestRenew(t *testing.T) {
	src, o := &input.Source{Name: "chain.csv"}, model.Options{Symbol: "ABC", Multiplier: 10}
	a := NewAssembler(src, o)
	for range 2 {
		d := a.Underlying("ABC")
		a.Row(d)
		a.Underlying("XYZ")
		series, _ := a.SeriesOf(d, "ABC", market.Date{Year: 2025, Month: 12, Day: 19})
		a.Add(&Record{Series: series, Line: 2, Strike: 100})
		a.Problem(3, "bid", "no number")
		a.Unread(1, 5)
		a.IVUnit, a.Refusal, a.InUnits = model.IVPercent, src.Fail(0, "", "no", ""), true
		if a.Contracts() != 1 || a.Expiries() != 1 || len(a.Drafts) != 2 || d.Rows != 1 {
			t.Fatalf("%d contracts of %d expiries, %d underlyings, %d rows", a.Contracts(), a.Expiries(), len(a.Drafts), d.Rows)
		}
		a.Renew()
		if a.Contracts() != 0 || a.Expiries() != 0 || len(a.Drafts) != 0 || a.Current != &a.unassigned || len(a.chunk) != 0 {
			t.Errorf("%d contracts of %d expiries, %d underlyings are left", a.Contracts(), a.Expiries(), len(a.Drafts))
		}
		left, fresh := *a, *NewAssembler(src, o)
		for _, a := range []*Assembler{&left, &fresh} {
			a.cols, a.Drafts, a.series, a.chunk, a.Current = columns{}, nil, nil, nil, nil
		}
		if !reflect.DeepEqual(left, fresh) {
			t.Errorf("left: %+v", left)
		}
	}
}

// TestSeriesOf: every root and date of an underlying is one series, however many there are and in whatever order they come.
func TestSeriesOf(t *testing.T) {
	a := NewAssembler(&input.Source{}, model.Options{})
	rng := rand.New(rand.NewPCG(1, 1))
	known := map[seriesKey]int32{}
	first := market.Date{Year: 2026, Month: 1, Day: 7} // none of the Wednesdays after it is a holiday
	for range 5000 {
		d := a.Underlying([]string{"ABC", "SPX", "XYZ"}[rng.IntN(3)])
		most := map[string]int{"ABC": fewExpiries / 2, "SPX": 3 * fewExpiries, "XYZ": fewExpiries + 1}[d.Underlying]
		key := seriesKey{d, []string{d.Underlying, d.Underlying + "W"}[rng.IntN(2)], first.AddDays(7 * rng.IntN((most+1)/2))}
		index, _ := a.SeriesOf(d, key.root, key.date)
		want, seen := known[key]
		if !seen {
			want = int32(len(known))
			known[key] = want
		}
		if s := a.series[index]; index != want || s.of != d || s.date != key.date || s.root.Name != key.root {
			t.Fatalf("%s of %v is series %d, %s of %v, want %d", key.root, key.date, index, s.root.Name, s.date, want)
		}
	}
	if len(a.series) != len(known) || len(known) < 4*fewExpiries {
		t.Errorf("%d series of %d", len(a.series), len(known))
	}
}

// TestRootNamed: the root that is remembered is that of the name, the underlying and what that is known to be.
func TestRootNamed(t *testing.T) {
	a := NewAssembler(&input.Source{}, model.Options{})
	rng := rand.New(rand.NewPCG(1, 1))
	for range 1000 {
		d := a.Underlying([]string{"SPX", "NIFTY"}[rng.IntN(2)])
		d.Root = []market.Root{{}, market.LookupRoot(d.Underlying), market.IndianRoot(d.Underlying)}[rng.IntN(3)]
		name := []string{"SPX", "SPXW", "NIFTY", "ABC"}[rng.IntN(4)]
		if got, want := a.rootNamed(d, name), a.rootOf(d, name); got != want {
			t.Fatalf("%s on %s is %+v, want %+v", name, d.Underlying, got, want)
		}
	}
}

// TestColumnsGrow: contracts are kept when there are more than memory was reserved for, or has been prepared of it.
func TestColumnsGrow(t *testing.T) {
	for _, reserved := range []int{0, 100, manyParts, manyParts + 1} {
		var c columns
		c.reserve(reserved)
		n := reserved + partLen + 100
		for i := range n {
			r := Record{Line: int32(i), Strike: float64(i), Right: model.Right(i % 2)}
			r.Value[len(r.Value)-1] = float64(-i)
			if c.add(&r); c.ready < c.n || c.ready > len(c.strike) {
				t.Fatalf("memory for %d contracts of %d with %d of them", c.ready, len(c.strike), c.n)
			}
		}
		for i := range n {
			if c.line[i] != int32(i) || c.strike[i] != float64(i) || c.right[i] != model.Right(i%2) || c.value[len(c.value)-1][i] != float64(-i) {
				t.Fatalf("of %d contracts, %d is one of line %d with strike %g", n, i, c.line[i], c.strike[i])
			}
		}
	}
}
