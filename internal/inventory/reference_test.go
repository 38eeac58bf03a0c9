package inventory

import (
	"bytes"
	"math"
	"strconv"
	"testing"

	"gex/internal/market"
	"gex/internal/reftest"
)

// readReference reads a file of the reference.
func readReference(t *testing.T, name string, o Options) *File {
	t.Helper()
	o.Name = name
	f, err := Read(bytes.NewReader(reftest.Read(t, name)), o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// after is the ledger after some files.
func after(t *testing.T, l *Ledger, files ...*File) *Ledger {
	t.Helper()
	u := l.Update()
	for _, f := range files {
		u.Add(f)
	}
	out, _, err := u.Ledger()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func day(t *testing.T, text string) market.Date {
	t.Helper()
	d, err := market.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

type referencePosition struct {
	Root       string
	Expiration string
	Strike     float64
	Type       string
	Qty        float64 `json:"dealer_qty"`
	First      string
	Days       int
	Unknown    float64
}

func TestReferenceCarriedBook(t *testing.T) {
	var in struct{ File, Through string }
	var want struct{ Book []referencePosition }
	reftest.Case(t, "inventory.json", "carried_book", &in, &want)
	f := readReference(t, in.File, Options{Through: day(t, in.Through)})
	b, err := after(t, &Ledger{}, f).Carry(Carrying{Underlying: "SPX"})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Positions) != len(want.Book) || b.LeftOut != (LeftOut{}) || b.Files != 1 {
		t.Fatalf("%+v", b)
	}
	for i, w := range want.Book {
		p := b.Positions[i]
		got := referencePosition{p.Series.Root, p.Series.Expiration.String(), p.Series.Strike, string(p.Series.Type), p.Qty, p.First.String(), p.Days, p.Unknown}
		if got != w {
			t.Errorf("%d: %+v, want %+v", i, got, w)
		}
	}
}

func TestReferenceIntraday(t *testing.T) {
	var in struct{ File string }
	var want struct {
		Start      float64
		Qty        float64 `json:"dealer_qty"`
		Cumulative []float64
	}
	reftest.Case(t, "inventory.json", "intraday", &in, &want)
	eod := after(t, &Ledger{}, readReference(t, "openclose_eod.csv", Options{}))
	qty := func(l *Ledger) float64 {
		b, err := l.Carry(Carrying{Underlying: "SPX"})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range b.Positions {
			if p.Series.Strike == 6700 {
				return p.Qty
			}
		}
		return math.NaN()
	}
	if got := qty(eod); got != want.Start {
		t.Errorf("start %v, want %v", got, want.Start)
	}
	if got := qty(after(t, eod, readReference(t, in.File, Options{}))); got != want.Qty {
		t.Errorf("%v, want %v", got, want.Qty)
	}
	// The book after every row of the file.
	text := reftest.Read(t, in.File)
	lines := bytes.SplitAfter(text, []byte("\n"))
	for i, w := range want.Cumulative {
		f, err := Read(bytes.NewReader(bytes.Join(lines[:2+i], nil)), Options{Name: in.File})
		if err != nil {
			t.Fatal(err)
		}
		if got := qty(after(t, eod, f)); got != w {
			t.Errorf("after %d rows %v, want %v", i+1, got, w)
		}
	}
}

func TestReferenceClassifiedTrades(t *testing.T) {
	var in struct {
		Trades []struct {
			Size             float64
			Price, Bid, Ask  string
			BidSize, AskSize float64
		}
		Accuracy string
	}
	var raw struct {
		Trades []map[string]any
	}
	var want struct {
		Signs    []int
		Net      float64 `json:"customers_net"`
		Qty      float64 `json:"dealer_qty"`
		Unsigned string  `json:"unsigned_share"`
		Unbiased string  `json:"unbiased_dealer_qty"`
		SE       string  `json:"standard_error"`
	}
	reftest.Case(t, "inventory.json", "classified_trades", &raw, &want)
	reftest.Case(t, "inventory.json", "classified_trades", &in, &want)
	text := bytes.NewBufferString("underlying,time,root,expiration,strike,type,size,price,bid,ask,bid_size,ask_size\n")
	for i, x := range raw.Trades {
		num := func(name string) float64 {
			if s, ok := x[name].(string); ok {
				v, _ := strconv.ParseFloat(s, 64)
				return v
			}
			return x[name].(float64)
		}
		if got := Classify(num("price"), num("size"), Quote{num("bid"), num("ask"), num("bid_size"), num("ask_size")}); got != want.Signs[i] {
			t.Errorf("trade %d: sign %d, want %d", i, got, want.Signs[i])
		}
		text.WriteString("SPX,2025-11-20 " + x["time"].(string) + ",SPXW,2025-11-21,6700,C")
		for _, name := range []string{"size", "price", "bid", "ask", "bid_size", "ask_size"} {
			text.WriteString("," + strconv.FormatFloat(num(name), 'f', -1, 64))
		}
		text.WriteString("\n")
	}
	f, err := Read(text, Options{Name: "trades.csv"})
	if err != nil {
		t.Fatal(err)
	}
	accuracy, _ := strconv.ParseFloat(in.Accuracy, 64)
	for a, qty := range map[float64]string{0: strconv.FormatFloat(want.Qty, 'f', -1, 64), accuracy: want.Unbiased} {
		b, err := after(t, &Ledger{}, f).Carry(Carrying{Underlying: "SPX", Accuracy: a})
		if err != nil {
			t.Fatal(err)
		}
		p := b.Positions[0]
		close := func(what string, got float64, want string) {
			w, _ := strconv.ParseFloat(want, 64)
			if !(math.Abs(got-w) <= 1e-9*math.Abs(w)) {
				t.Errorf("accuracy %v: %s %v, want %s", a, what, got, want)
			}
		}
		close("qty", p.Qty, qty)
		close("unsigned", b.UnsignedPart, want.Unsigned)
		if a > 0 {
			close("se", p.SE, want.SE)
		}
		if p.Raw != -want.Net || !b.Aggressor {
			t.Errorf("%+v", p)
		}
	}
}
