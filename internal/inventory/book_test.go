package inventory

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gex/internal/market"
)

// eodHeader are the columns of a short Open-Close file of whole days with every actor.
var eodHeader = func() string {
	names := []string{"quote_date", "underlying_symbol", "option_symbol", "expiration_date", "strike_price", "call_put_flag", "series_type", "total_exchange_vol", "open_interest"}
	for _, actor := range actors {
		names = append(names, volumeNames(actor)...)
	}
	return strings.Join(names, ",") + "\n"
}()

// trade is what makers buy and sell of a series on a date; customers have the other side.
type trade struct {
	date, root, expiration string
	strike                 int
	kind                   string
	interest               int
	bought, sold           int // by makers
}

// row is a balanced row of it.
func (x trade) row() string {
	cells := []string{x.date, "^SPX", x.root, x.expiration, fmt.Sprint(x.strike), x.kind, "S", fmt.Sprint(x.bought + x.sold), fmt.Sprint(x.interest)}
	for _, actor := range actors {
		for _, name := range volumeNames(actor) {
			v := 0
			switch name {
			case "mm_buy_vol", "cust_lt_100_open_sell_vol":
				v = x.bought
			case "mm_sell_vol", "cust_lt_100_open_buy_vol":
				v = x.sold
			}
			cells = append(cells, fmt.Sprint(v))
		}
	}
	return strings.Join(cells, ",") + "\n"
}

// file reads a file of rows.
func file(t *testing.T, name, text string, o Options) *File {
	t.Helper()
	o.Name = name
	f, err := Read(strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// month is a random month of trades, by date.
func month(seed uint64) (dates []string, rows map[string]string) {
	r := rand.New(rand.NewPCG(seed, 5))
	rows = map[string]string{}
	d := market.Date{Year: 2025, Month: 11, Day: 3}
	for range 12 {
		date := d.String()
		dates = append(dates, date)
		for e, expiration := range []string{"2025-11-07", "2025-11-14", "2025-11-21", "2025-12-19"} {
			for strike := 6500; strike <= 6700; strike += 50 {
				if expiration < date || r.IntN(3) == 0 {
					continue
				}
				root := "SPXW"
				if e > 1 {
					root = "SPX"
				}
				rows[date] += trade{date, root, expiration, strike, []string{"C", "P"}[r.IntN(2)], r.IntN(3) * 500, r.IntN(900), r.IntN(900)}.row()
			}
		}
		d = market.NextTradingDay(d)
	}
	return dates, rows
}

func stateOf(t *testing.T, l *Ledger) string {
	t.Helper()
	var out bytes.Buffer
	if err := l.WriteState(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// reread is a ledger after it was written and read.
func reread(t *testing.T, l *Ledger) *Ledger {
	t.Helper()
	got, err := ReadState(strings.NewReader(stateOf(t, l)), "book.csv")
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestOneByOne: days carried one by one, through the state, all at once, in any order, or in several calls, make the same state.
func TestOneByOne(t *testing.T) {
	for seed := range uint64(20) {
		dates, rows := month(seed)
		var files []*File
		for _, d := range dates {
			files = append(files, file(t, d+".csv", eodHeader+rows[d], Options{}))
		}
		want := stateOf(t, after(t, &Ledger{}, files...))
		one := &Ledger{}
		for _, f := range files {
			one = reread(t, after(t, one, f))
		}
		if got := stateOf(t, one); got != want {
			t.Fatalf("seed %d: one by one\n%s\nall at once\n%s", seed, got, want)
		}
		slices.Reverse(files)
		if got := stateOf(t, after(t, &Ledger{}, files...)); got != want {
			t.Fatalf("seed %d: in another order\n%s\nwant\n%s", seed, got, want)
		}
		u := (&Ledger{}).Update()
		for _, f := range files {
			u.Add(f)
			u.Compact()
		}
		if l, _, err := u.Ledger(); err != nil || stateOf(t, l) != want {
			t.Fatalf("seed %d: compacted on the way it differs: %v", seed, err)
		}
	}
}

// TestSameFileTwice: a file that comes again changes nothing, in the same call or a later one, under any name.
func TestSameFileTwice(t *testing.T) {
	dates, rows := month(3)
	var files []*File
	for _, d := range dates {
		files = append(files, file(t, d+".csv", eodHeader+rows[d], Options{}))
	}
	book := after(t, &Ledger{}, files...)
	want := stateOf(t, book)
	again := file(t, "copy.csv", eodHeader+rows[dates[4]], Options{})
	if got := stateOf(t, after(t, book, again)); got != want {
		t.Error("a copy in a later call changes the state")
	}
	if got := stateOf(t, after(t, &Ledger{}, append(slices.Clone(files), again)...)); got != want {
		t.Error("a copy in the same call changes the state")
	}
}

// TestCorrection: another file for a date replaces what was there, and the book is that of the corrected files.
func TestCorrection(t *testing.T) {
	dates, rows := month(4)
	var files []*File
	for _, d := range dates {
		files = append(files, file(t, d+".csv", eodHeader+rows[d], Options{}))
	}
	fixed := file(t, dates[5]+".csv", eodHeader+trade{dates[5], "SPX", "2025-12-19", 6500, "C", 0, 77, 5}.row(), Options{})
	got := after(t, after(t, &Ledger{}, files...), fixed)
	files[5] = fixed
	if want := after(t, &Ledger{}, files...); stateOf(t, got) != stateOf(t, want) {
		t.Errorf("%s\nwant\n%s", stateOf(t, got), stateOf(t, want))
	}
}

// TestExchanges: files of two exchanges for one date add, in one call, or in two when each names its own; but not copies of each other.
func TestExchanges(t *testing.T) {
	a := trade{"2025-11-19", "SPXW", "2025-11-21", 6500, "C", 100, 30, 5}
	b := trade{"2025-11-19", "SPXW", "2025-11-21", 6500, "C", 100, 7, 20}
	net := func(l *Ledger) float64 {
		book, err := l.Carry(Carrying{Underlying: "SPX"})
		if err != nil || len(book.Positions) != 1 || book.Positions[0].Unknown != 100 || book.Positions[0].Days != 1 {
			t.Fatalf("%+v, %v", book, err)
		}
		return book.Positions[0].Qty
	}
	plain := []*File{file(t, "a.csv", eodHeader+a.row(), Options{}), file(t, "b.csv", eodHeader+b.row(), Options{})}
	if got := net(after(t, &Ledger{}, plain...)); got != 25-13 {
		t.Errorf("in one call %v", got)
	}
	if got := net(after(t, after(t, &Ledger{}, plain[0]), plain[1])); got != -13 {
		t.Errorf("in two calls the later one replaces: %v", got)
	}
	named := []*File{file(t, "a.csv", eodHeader+a.row(), Options{Exchange: "C1"}), file(t, "b.csv", eodHeader+b.row(), Options{Exchange: "C2"})}
	if got := net(after(t, after(t, &Ledger{}, named[0]), named[1])); got != 25-13 {
		t.Errorf("named, in two calls %v", got)
	}
	u := after(t, &Ledger{}, plain[0]).Update()
	u.Add(named[1])
	if _, _, err := u.Ledger(); err == nil || !strings.Contains(err.Error(), "a.csv does not say which exchange its volumes of 2025-11-19 are of, and b.csv is of C2") {
		t.Errorf("%v", err)
	}
	// Four rows, of which one was corrected.
	var text string
	for k := range 40 {
		text += trade{"2025-11-19", "SPXW", "2025-11-21", 6500 + 5*k, "C", 100, 30 + k, 5}.row()
	}
	u = (&Ledger{}).Update()
	u.Add(file(t, "day.csv", eodHeader+text, Options{}))
	u.Add(file(t, "day-v2.csv", eodHeader+text+trade{"2025-11-19", "SPXW", "2025-11-21", 6900, "C", 100, 30, 5}.row(), Options{}))
	if _, _, err := u.Ledger(); err == nil || !strings.Contains(err.Error(), "day.csv and day-v2.csv have the same volumes of 2025-11-19") {
		t.Errorf("%v", err)
	}
}

// TestMakersAreMinusOthers: what market makers bought more than sold is what everybody else sold more than bought.
func TestMakersAreMinusOthers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var names []string
	for _, actor := range actors {
		names = append(names, volumeNames(actor)...)
	}
	f, err := flowsOf(names, "mm")
	if err != nil || !f.all {
		t.Fatal(err)
	}
	for range 1000 {
		volumes := make([]float64, len(names))
		buys, sells := 0.0, 0.0
		for i := range volumes {
			volumes[i] = float64(r.IntN(1000))
			if f.buys[i] {
				buys += volumes[i]
			} else {
				sells += volumes[i]
			}
		}
		if i := slices.Index(names, "cust_lt_100_open_sell_vol"); buys >= sells { // balance the row
			volumes[i] += buys - sells
		} else {
			volumes[slices.Index(names, "cust_lt_100_open_buy_vol")] += sells - buys
		}
		makers, all := f.sum(volumes)
		others := sides{all.bought - makers.bought, all.sold - makers.sold}
		if all.net() != 0 || makers.net() != -others.net() {
			t.Fatalf("makers %v, others %v", makers, others)
		}
		// Everybody as dealers leaves nobody to trade with but customers.
		wide, _ := flowsOf(names, "mm+bd+firm")
		if w, _ := wide.sum(volumes); w.bought < makers.bought || w.sold < makers.sold {
			t.Fatalf("%v within %v", makers, w)
		}
	}
}

// TestIncrements: rows of a date add when a volume of any series falls within it, and the last one counts otherwise; the order of
// the rows, oldest or newest first, does not matter.
func TestIncrements(t *testing.T) {
	const header = "trade_datetime,underlying,option_symbol,expiration_date,strike_price,call_or_put,mm_buy_vol,mm_sell_vol\n"
	row := func(clock string, strike, bought, sold int) string {
		return fmt.Sprintf("2025-11-20 %s,^SPX,SPXW,20251120,%d,C,%d,%d\n", clock, strike, bought, sold)
	}
	for name, c := range map[string]struct {
		rows []string
		want map[float64]float64
	}{
		"cumulative": {[]string{row("10:00", 6700, 40, 90), row("10:00", 6710, 1, 0), row("10:10", 6700, 70, 130), row("10:20", 6710, 5, 2)},
			map[float64]float64{6700: -60, 6710: 3}},
		"one series falls": {[]string{row("10:00", 6700, 40, 90), row("10:00", 6710, 9, 0), row("10:10", 6700, 70, 130), row("10:20", 6710, 5, 2)},
			map[float64]float64{6700: -110, 6710: 12}},
		"equal": {[]string{row("10:00", 6700, 40, 90), row("10:10", 6700, 40, 90)}, map[float64]float64{6700: -50}},
	} {
		for _, order := range []string{"oldest first", "newest first"} {
			rows := slices.Clone(c.rows)
			if order == "newest first" {
				slices.Reverse(rows)
			}
			b, err := after(t, &Ledger{}, file(t, "i.csv", header+strings.Join(rows, ""), Options{})).Carry(Carrying{Underlying: "SPX"})
			if err != nil || len(b.Positions) != len(c.want) {
				t.Fatalf("%s: %+v, %v", name, b, err)
			}
			for _, p := range b.Positions {
				if p.Qty != c.want[p.Series.Strike] || !math.IsNaN(p.Unknown) {
					t.Errorf("%s, %s: %+v, want %v", name, order, p, c.want)
				}
			}
		}
	}
	_, err := Read(strings.NewReader(header+row("10:00", 6700, 1, 1)+row("10:20", 6700, 2, 2)+row("10:10", 6700, 3, 3)), Options{Name: "i.csv"})
	if err == nil || err.Error() != "i.csv:4: rows of a series are out of order: line 3 is of 10:20:00, this one of 10:10:00" {
		t.Errorf("%v", err)
	}
}

// TestSettlement: a series leaves with the day on which it expires, but not with a part of that day, unless it settles at the open.
func TestSettlement(t *testing.T) {
	days := eodHeader + trade{"2025-11-20", "SPXW", "2025-11-21", 6500, "C", 0, 10, 0}.row() + trade{"2025-11-20", "SPX", "2025-11-21", 6500, "C", 0, 20, 0}.row() +
		trade{"2025-11-20", "SPXW", "2025-11-24", 6500, "C", 0, 30, 0}.row()
	const part = "trade_datetime,underlying,option_symbol,expiration_date,strike_price,call_or_put,mm_buy_vol,mm_sell_vol\n" +
		"2025-11-21 10:00:00,^SPX,SPXW,20251121,6500,C,1,0\n"
	whole := eodHeader + trade{"2025-11-21", "SPXW", "2025-11-24", 6500, "C", 30, 4, 0}.row()
	qty := func(files ...*File) (list []float64) {
		b, err := after(t, &Ledger{}, files...).Carry(Carrying{Underlying: "SPX"})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range b.Positions {
			list = append(list, p.Qty)
		}
		return list
	}
	first := file(t, "1.csv", days, Options{})
	for name, c := range map[string]struct{ got, want []float64 }{
		"the day before":    {qty(first), []float64{20, 10, 30}},
		"a part of the day": {qty(first, file(t, "2.csv", part, Options{})), []float64{11, 30}},
		"the day":           {qty(first, file(t, "3.csv", whole, Options{})), []float64{34}},
		"both":              {qty(first, file(t, "2.csv", part, Options{}), file(t, "3.csv", whole, Options{})), []float64{34}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
}

// TestUnknown: open interest of the first day is unknown and never grows; that of a new series is 0, and so is what is unknown.
func TestUnknown(t *testing.T) {
	text := eodHeader + trade{"2025-11-18", "SPXW", "2025-11-24", 6500, "C", 0, 10, 0}.row() + trade{"2025-11-19", "SPXW", "2025-11-24", 6500, "C", 9000, 10, 0}.row() +
		trade{"2025-11-19", "SPXW", "2025-11-24", 6510, "C", 500, 0, 30}.row() + trade{"2025-11-20", "SPXW", "2025-11-24", 6510, "C", 800, 0, 1}.row()
	b, err := after(t, &Ledger{}, file(t, "a.csv", text, Options{})).Carry(Carrying{Underlying: "SPX"})
	if err != nil || len(b.Positions) != 2 {
		t.Fatalf("%+v, %v", b, err)
	}
	for i, want := range []Position{{Qty: 20, Unknown: 0, Days: 2}, {Qty: -31, Unknown: 500, Days: 2}} {
		if p := b.Positions[i]; p.Qty != want.Qty || p.Unknown != want.Unknown || p.Days != want.Days {
			t.Errorf("%+v, want %+v", p, want)
		}
	}
}

// TestClipping: exercise, which no file has, shows in the open interest of American series alone.
func TestClipping(t *testing.T) {
	for root, want := range map[string]float64{"XYZ": -40 - 5, "SPXW": -100 - 5} {
		text := strings.ReplaceAll(eodHeader+trade{"2025-11-19", root, "2025-11-24", 65, "C", 0, 0, 100}.row()+trade{"2025-11-20", root, "2025-11-24", 65, "C", 40, 0, 5}.row(), "^SPX", map[string]string{"XYZ": "XYZ", "SPXW": "SPX"}[root])
		l := after(t, &Ledger{}, file(t, "a.csv", text, Options{}))
		b, err := l.Carry(Carrying{})
		if err != nil || b.Positions[0].Qty != want || b.Positions[0].Clipped != (root == "XYZ") {
			t.Errorf("%s: %+v, %v, want %v", root, b, err, want)
		}
		// The open interest of a chain comes after all rows before it.
		b, err = l.Carry(Carrying{Asked: day(t, "2025-11-21"), InterestOf: day(t, "2025-11-21"), Interest: func(Series) (float64, bool) { return 7, true }})
		if z := b.Positions[0].Qty; err != nil || root == "XYZ" && z != -7 || root == "SPXW" && z != want {
			t.Errorf("%s with a chain: %v, %v", root, z, err)
		}
	}
}

// TestGaps: a trading day without a file is an error, and with Gaps widens what is unknown; weekends and holidays are none.
func TestGaps(t *testing.T) {
	row := func(date string, bought int) string {
		return trade{date, "SPXW", "2025-12-19", 6500, "C", 0, bought, 10}.row()
	}
	read := func(rows ...string) *Ledger {
		return after(t, &Ledger{}, file(t, "a.csv", eodHeader+strings.Join(rows, ""), Options{}))
	}
	if _, err := read(row("2025-11-26", 1), row("2025-11-28", 1), row("2025-12-01", 1)).Carry(Carrying{}); err != nil {
		t.Errorf("Thanksgiving and a weekend: %v", err)
	}
	l := read(row("2025-11-17", 20), row("2025-11-20", 50))
	if _, err := l.Carry(Carrying{}); err == nil || err.Error() != "no file has 2025-11-18, 2025-11-19, which are trading days" {
		t.Errorf("%v", err)
	}
	b, err := l.Carry(Carrying{Gaps: true})
	if err != nil || len(b.Gaps) != 2 || b.Positions[0].Unknown != 2*60 || b.Positions[0].Qty != 10+40 {
		t.Errorf("%+v, %v", b, err)
	}
}

// TestRowsLeftOut: rows that take no part are counted, and those that do not balance are used when asked for.
func TestRowsLeftOut(t *testing.T) {
	good := trade{"2025-11-19", "SPXW", "2025-11-21", 6500, "C", 0, 30, 5}.row()
	adjusted := strings.Replace(trade{"2025-11-19", "SPXW", "2025-11-21", 6600, "C", 0, 30, 5}.row(), ",S,", ",N,", 1)
	odd := strings.Replace(trade{"2025-11-19", "SPXW", "2025-11-21", 6700, "C", 0, 30, 5}.row(), ",35,", ",36,", 1)
	text := eodHeader + good + adjusted + odd + good
	for unbalanced, want := range map[bool]LeftOut{false: {Adjusted: 1, Unbalanced: 1, Repeated: 1}, true: {Adjusted: 1, Repeated: 1}} {
		l := reread(t, after(t, &Ledger{}, file(t, "a.csv", text, Options{Unbalanced: unbalanced})))
		b, err := l.Carry(Carrying{})
		if err != nil || b.LeftOut != want || len(b.Positions) != 1+map[bool]int{true: 1}[unbalanced] {
			t.Errorf("%v: %+v, %v", unbalanced, b, err)
		}
	}
}

// TestThrough: what a run does not read, a later one does: the state of a file that was read to a date is not that of the file.
func TestThrough(t *testing.T) {
	dates, rows := month(6)
	text := eodHeader
	for _, d := range dates {
		text += rows[d]
	}
	whole := after(t, &Ledger{}, file(t, "month.csv", text, Options{}))
	for _, d := range dates[:len(dates)-1] {
		part := reread(t, after(t, &Ledger{}, file(t, "month.csv", text, Options{Through: day(t, d)})))
		if last, _ := part.Last(); last.String() != d {
			t.Fatalf("through %s ends on %s", d, last)
		}
		again := after(t, part, file(t, "month.csv", text, Options{Through: day(t, d)}))
		if stateOf(t, again) != stateOf(t, part) {
			t.Errorf("through %s again, and the state is another", d)
		}
		if got := after(t, part, file(t, "month.csv", text, Options{})); stateOf(t, got) != stateOf(t, whole) {
			t.Errorf("after %s the rest of the file is not read", d)
		}
	}
}
