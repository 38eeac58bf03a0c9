package sample

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"gex/internal/market"
)

// table reads a sample as rows by column.
func table(t *testing.T, o OpenClose) (rows []map[string]string) {
	t.Helper()
	var text bytes.Buffer
	if err := WriteOpenClose(&text, o); err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = r[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// whole is a column as a number.
func whole(t *testing.T, row map[string]string, name string) int {
	t.Helper()
	n, err := strconv.Atoi(row[name])
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// sidesOf adds what everybody bought and sold in a row.
func sidesOf(t *testing.T, row map[string]string) (bought, sold int) {
	for name := range row {
		switch {
		case strings.HasSuffix(name, "buy_vol"):
			bought += whole(t, row, name)
		case strings.HasSuffix(name, "sell_vol"):
			sold += whole(t, row, name)
		}
	}
	return bought, sold
}

var openCloseSize = Options{Contracts: 600, Seed: 5}

// TestOpenCloseBalances: rows balance, open interest follows from opened and closed positions, and the sum of all days is the truth.
func TestOpenCloseBalances(t *testing.T) {
	o := OpenClose{Options: openCloseSize, Days: 8}
	held, interest := map[string]int{}, map[string]int{}
	rows := table(t, o)
	for _, r := range rows {
		bought, sold := sidesOf(t, r)
		if total := whole(t, r, "total_exchange_vol"); bought != total || sold != total {
			t.Fatalf("bought %d, sold %d of %d", bought, sold, total)
		}
		key := r["option_symbol"] + r["expiration_date"] + r["strike_price"] + r["call_put_flag"]
		if _, again := held[key]; !again && whole(t, r, "open_interest") != 0 {
			t.Fatalf("a series is listed with open interest: %v", r)
		}
		held[key] += whole(t, r, "mm_buy_vol") - whole(t, r, "mm_sell_vol")
		interest[key] = whole(t, r, "open_interest")
		if n := held[key] - whole(t, r, "mm_buy_vol") + whole(t, r, "mm_sell_vol"); max(n, -n) > interest[key] {
			t.Fatalf("makers hold %d of %d", n, interest[key])
		}
	}
	truth, err := o.Holdings()
	if err != nil || len(rows) < 500 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, h := range truth {
		kind := map[bool]string{false: "C", true: "P"}[h.Put]
		for key, n := range held {
			if strings.HasPrefix(key, h.Root+h.Expiration.String()) && key == fmt.Sprintf("%s%s%s%s", h.Root, h.Expiration, strconv.FormatFloat(h.Strike, 'f', -1, 64), kind) && n != h.ByDay[len(h.ByDay)-1] {
				t.Errorf("%s: %d, and the truth is %d", key, n, h.ByDay[len(h.ByDay)-1])
			}
		}
	}
}

// TestOpenCloseIntervals: cumulative rows never fall, increments add up to the last of them, and both add up to the truth.
func TestOpenCloseIntervals(t *testing.T) {
	o := OpenClose{Options: openCloseSize, Days: 4, Layout: "interval"}
	o.AsOf = time.Date(2025, 11, 20, 13, 5, 0, 0, market.NewYork)
	last, sum := map[string]int{}, map[string]int{}
	key := func(r map[string]string) string {
		return r["option_symbol"] + r["expiration_date"] + r["strike_price"] + r["call_or_put"]
	}
	before := map[string]map[string]string{}
	for _, r := range table(t, o) {
		if b := before[key(r)]; b != nil {
			for name := range r {
				if strings.HasSuffix(name, "_vol") && whole(t, r, name) < whole(t, b, name) || b["trade_datetime"] >= r["trade_datetime"] {
					t.Fatalf("%v after %v", r, b)
				}
			}
		}
		before[key(r)] = r
		last[key(r)] = whole(t, r, "mm_buy_vol") - whole(t, r, "mm_sell_vol")
	}
	o.Layout = "increments"
	for _, r := range table(t, o) {
		sum[key(r)] += whole(t, r, "mm_buy_vol") - whole(t, r, "mm_sell_vol")
	}
	if len(last) < 50 || len(sum) != len(last) {
		t.Fatalf("%d and %d series", len(last), len(sum))
	}
	for k, n := range last {
		if sum[k] != n {
			t.Errorf("%s: %d as increments, %d cumulative", k, sum[k], n)
		}
	}
	truth, err := o.Holdings()
	if err != nil {
		t.Fatal(err)
	}
	moved := 0
	for _, h := range truth {
		moved += max(h.Contracts-h.ByDay[3], h.ByDay[3]-h.Contracts)
	}
	total := 0
	for _, n := range last {
		total += max(n, -n)
	}
	if moved != total {
		t.Errorf("makers moved by %d, and the rows say %d", moved, total)
	}
}

// TestOpenCloseOptions: what makes no sense is refused, and the same options make the same bytes.
func TestOpenCloseOptions(t *testing.T) {
	for _, o := range []OpenClose{{Days: -1}, {Days: 1e6}, {Options: Options{Underlyings: 3}}} {
		if err := WriteOpenClose(&bytes.Buffer{}, o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
	var a, b bytes.Buffer
	o := OpenClose{Options: Options{Contracts: 200, Underlying: "XYZ"}, Days: 3}
	if err := WriteOpenClose(&a, o); err != nil {
		t.Fatal(err)
	}
	if err := WriteOpenClose(&b, o); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("two samples differ: %v", err)
	}
}

// TestTrades: the trades of all days have the volumes of the Open-Close files, in the order of their times, and the prices of a share of
// them say who bought.
func TestTrades(t *testing.T) {
	o := OpenClose{Options: openCloseSize, Days: 4}
	key := func(r map[string]string, date, root, expiration, strike, kind string) string {
		return r[date][:len("2025-11-20")] + r[root] + r[expiration] + r[strike] + r[kind]
	}
	volume, makers := map[string]int{}, map[string]int{}
	for _, r := range table(t, o) {
		k := key(r, "quote_date", "option_symbol", "expiration_date", "strike_price", "call_put_flag")
		volume[k], makers[k] = whole(t, r, "total_exchange_vol"), whole(t, r, "mm_buy_vol")-whole(t, r, "mm_sell_vol")
	}
	o.Layout, o.Accuracy = "trades", 0.7
	before, trades := "", 0
	signed := map[float64]float64{}
	for _, accuracy := range []float64{0.7, 1} {
		o.Accuracy, before = accuracy, ""
		left, net := map[string]int{}, map[string]int{}
		for _, r := range table(t, o) {
			if r["time"] < before {
				t.Fatalf("%s after %s", r["time"], before)
			}
			before = r["time"]
			k := key(r, "time", "root", "expiration", "strike", "type")
			size := whole(t, r, "size")
			left[k] += size
			switch {
			case r["price"] == r["ask"] && r["ask"] > "0":
				net[k] -= size
			case r["price"] == r["bid"]:
				net[k] += size
			default:
				t.Fatalf("%v is at neither side", r)
			}
			if r["bid_size"] == r["size"] || r["ask_size"] == r["size"] {
				t.Fatalf("%v has the size of a quote", r)
			}
			trades++
		}
		for k, n := range volume {
			if left[k] != n {
				t.Fatalf("%s: %d contracts in trades and %d in volumes", k, left[k], n)
			}
			// One in five trades is between two customers: it has no side of market makers.
			signed[accuracy] += float64(net[k] * makers[k])
			signed[0] += float64(makers[k]*makers[k]) / 2
		}
	}
	if part := signed[1] / signed[0]; part < 0.9 || part > 1.1 {
		t.Errorf("with all sides right %v of what market makers hold", part)
	}
	if part := signed[0.7] / signed[0]; part < 0.3 || part > 0.5 { // 2a - 1
		t.Errorf("with 7 in 10 sides right %v of what market makers hold", part)
	}
	if trades < 1000 {
		t.Errorf("%d trades", trades)
	}
}
