package inventory

import (
	"strings"
	"testing"

	"gex/internal/fault"
)

// TestBadFiles: an error names file, line, column and value, and what to do.
func TestBadFiles(t *testing.T) {
	good := trade{"2025-11-19", "SPXW", "2025-11-21", 6500, "C", 0, 30, 5}.row()
	with := func(old, new string) string { return eodHeader + good + strings.Replace(good, old, new, 1) }
	for what, c := range map[string]struct{ text, want, hint string }{
		"empty":       {"", "a.csv: the file is empty", "give Cboe's Open-Close files"},
		"JSON":        {`{"a":1}`, "a.csv: JSON is not csv", "Open-Close"},
		"other csv":   {"a,b\n1,2\n", "a.csv:1: quote_date: no such column, which an Open-Close file of whole days has", "--columns"},
		"quantities":  {strings.ReplaceAll(eodHeader, "_vol", "_qty") + good, "a.csv:1: mm_buy_qty: the columns that end in _qty count trades and not contracts", "mm_buy_vol"},
		"OCC":         {"quantity,underlying,symbol,actype,porc,exchange,actdate,contractDate\n", "a.csv:1: OCC's volume by account type does not say who bought and who sold", "Open-Close"},
		"no makers":   {strings.ReplaceAll(eodHeader, "mm_sell_vol", "x") + good, "a.csv:1: no column mm_sell_vol, which market makers need", "Open-Close"},
		"date":        {with("2025-11-19", "2025-11-32"), `a.csv:3: quote_date: "2025-11-32" is not a date`, "accepted dates: 2025-11-28, 20251128"},
		"root":        {with(",SPXW,", ",SP XW,"), `a.csv:3: option_symbol: "SP XW" is not an option root`, "correct the row"},
		"strike":      {with(",6500,", ",n/a,"), `a.csv:3: strike_price: a strike is missing`, "correct the row"},
		"type":        {with(",C,", ",X,"), `a.csv:3: call_put_flag: "X" is neither call nor put`, "correct the row"},
		"no number":   {with(",35,0,30,5,", ",35,0,many,5,"), `a.csv:3: mm_buy_vol: "many" is not a number of contracts`, "correct the row"},
		"negative":    {with(",35,0,30,5,", ",35,0,-30,5,"), `a.csv:3: mm_buy_vol: "-30" is negative, and a volume is not: sales have a column of their own`, "correct the row"},
		"nothing":     {with(",35,0,30,5,", ",35,0,,5,"), "a.csv:3: mm_buy_vol: the cell is empty, and a volume is a number: write 0 where nothing was traded", "correct the row"},
		"cut short":   {eodHeader + good + good[:60], "a.csv:3: 16 cells and not the 43 of the line of names: the row is cut short", "download the file again"},
		"two volumes": {eodHeader + good + trade{"2025-11-19", "SPXW", "2025-11-21", 6500, "C", 0, 31, 5}.row(), "a.csv:3: the same series and date as on line 2, with other volumes", "keep one of the rows"},
	} {
		_, err := Read(strings.NewReader(c.text), Options{Name: "a.csv"})
		if err == nil || fault.Of(err).Code != fault.Input || err.Error() != c.want || !strings.Contains(fault.Spell(fault.HintOf(err), fault.AsFlag), c.hint) {
			t.Errorf("%s: %v, hint %q; want %s", what, err, fault.HintOf(err), c.want)
		}
	}
	_, err := Read(strings.NewReader(eodHeader), Options{Name: "a.csv", Columns: map[string]string{"mm_buy_vol": "Makers Bought"}})
	if err == nil || err.Error() != "a.csv:1: Makers Bought: the file has no such column" {
		t.Errorf("%v", err)
	}
}

// TestColumns: a file with other names of columns is read by those given, and by spellings that vendors use.
func TestColumns(t *testing.T) {
	const text = "\ufeffTrade Date;Root;Expiry;Strike;Put Call;MM Bought;MM Sold\r\n11/19/2025;SPXW;20251121;\"6,500.0\";put;1200;200\r\n"
	f, err := Read(strings.NewReader(text), Options{Name: "a.csv", Columns: map[string]string{"mm_buy_vol": "mm bought", "mm_sell_vol": "MM Sold"}})
	if err != nil {
		t.Fatal(err)
	}
	e := &f.Days[0].Entries[0]
	if want := (Series{"SPX", "SPXW", day(t, "2025-11-21"), 6500, 'P'}); e.Series() != want || e.Net != 1000 || f.Days[0].Date != day(t, "2025-11-19") {
		t.Errorf("%+v", f.Days[0])
	}
}

// TestTradeLayouts: trades are read as vendors write them.
func TestTradeLayouts(t *testing.T) {
	want := Series{"SPX", "SPXW", day(t, "2025-11-21"), 6700, 'C'}
	for name, c := range map[string]struct {
		text     string
		net      float64
		unsigned float64
		canceled int
	}{
		"DataShop": {"underlying_symbol,quote_datetime,sequence_number,root,expiration,strike,option_type,exchange_id,trade_size,trade_price,trade_condition_id," +
			"canceled_trade_condition_id,best_bid,best_ask,trade_iv,trade_delta,underlying_bid,underlying_ask,number_of_exchanges,exchange,bid_size,bid,ask_size,ask\n" +
			"^SPX,2025-11-20 10:00:01.123,1,SPXW,2025-11-21,6700.000,C,5,50,3.20,18,0,3.00,3.20,0.1,0.5,1,1,1,5,10,3.00,40,3.20\n" + // above the middle: customers bought
			"^SPX,2025-11-20 10:00:02.123,2,SPXW,2025-11-21,6700.000,C,5,25,3.20,18,0,3.00,3.20,0.1,0.5,1,1,1,5,40,3.00,25,3.20\n" + // as large as the ask: sold
			"^SPX,2025-11-20 10:00:03.123,3,SPXW,2025-11-21,6700.000,C,5,70,3.20,119,0,3.00,3.20,0.1,0.5,1,1,1,5,40,3.00,26,3.20\n" + // a leg
			"^SPX,2025-11-20 10:00:04.123,4,SPXW,2025-11-21,6700.000,C,5,90,3.20,41,0,3.00,3.20,0.1,0.5,1,1,0\n" +
			"^SPX,2025-11-20 10:00:05.123,5,SPXW,2025-11-21,6700.000,C,5,90,3.20,18,40,3.00,3.20,0.1,0.5,1,1,0\n", -50 + 25, 70, 2},
		"emlama": {"ticker,sip_timestamp,price,size,strike,opt_type,bid,ask,side\nO:SPXW251121C06700000,1763650801000000000,3.2,50,6700,C,3.0,3.2,buy\n" +
			"O:SPXW251121C06700000,1763650802000000000,3.0,20,6700,C,3.0,3.2,sell\n", -50 + 20, 0, 0},
		"sides": {"time,root,expiration,strike,type,size,side\n2025-11-20 10:00,SPXW,2025-11-21,6700,C,50,sell\n2025-11-20 10:01,SPXW,2025-11-21,6700,C,7,\n", 50, 7, 0},
	} {
		f, err := Read(strings.NewReader(c.text), Options{Name: "t.csv"})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		d := f.Days[0]
		if len(d.Entries) != 1 || d.Entries[0].Series() != want || d.Entries[0].Net != c.net || d.Unsigned != c.unsigned || d.LeftOut[Canceled] != c.canceled || d.Date != day(t, "2025-11-20") {
			t.Errorf("%s: %+v", name, d)
		}
	}
	f, err := Read(strings.NewReader("timestamp,instrument_name,direction,amount,price\n1763650801000,BTC-28NOV25-90000-C,buy,2.5,0.01\n"), Options{Name: "t.csv"})
	if err != nil || f.Days[0].Entries[0].Net != -2.5 || f.Days[0].Entries[0].Series() != (Series{"BTC", "BTC", day(t, "2025-11-28"), 90000, 'C'}) {
		t.Errorf("Deribit: %+v, %v", f, err)
	}
}

// TestKnownFile: public positions are read, and bad ones refused with their place.
func TestKnownFile(t *testing.T) {
	list, err := ReadKnown(strings.NewReader("root,expiration,strike,type,dealer_qty,label\nSPX,2025-12-31,5500,P,\"-40,000\",collar\n"), "known.csv")
	if err != nil || len(list) != 1 || list[0].Qty != -40000 || list[0].Label != "collar" || list[0].Series.Underlying != "SPX" {
		t.Fatalf("%+v, %v", list, err)
	}
	_, err = ReadKnown(strings.NewReader("root,expiration,strike,type,dealer_qty\nSPX,2025-12-31,5500,P,lots\n"), "known.csv")
	if err == nil || err.Error() != `known.csv:2: dealer_qty: "lots" is not a number of contracts` {
		t.Errorf("%v", err)
	}
	b, err := after(t, &Ledger{}, file(t, "a.csv", eodHeader+trade{"2025-11-19", "SPX", "2025-12-31", 5500, "P", 70, 30, 5}.row(), Options{})).Carry(Carrying{Underlying: "SPX", Known: list})
	if err != nil || len(b.Positions) != 1 || b.Positions[0].Qty != -40000 || b.Positions[0].Unknown != 0 || b.Positions[0].Label != "collar" {
		t.Errorf("%+v, %v", b, err)
	}
}

// TestBadState: a state that is not whole, or not one at all, is refused.
func TestBadState(t *testing.T) {
	whole := stateOf(t, after(t, &Ledger{}, file(t, "a.csv", eodHeader+trade{"2025-11-19", "SPX", "2025-12-31", 5500, "P", 70, 30, 5}.row(), Options{})))
	lines := strings.SplitAfter(whole, "\n")
	for name, text := range map[string]string{
		"empty": "", "another file": eodHeader, "no end": strings.Join(lines[:3], ""), "a row missing": lines[0] + lines[1] + lines[2] + lines[4],
		"a row twice": strings.Join(lines[:4], "") + lines[3] + lines[4], "another version": strings.Replace(whole, "inventory/v1", "inventory/v2", 1),
	} {
		if _, err := ReadState(strings.NewReader(text), "book.csv"); err == nil || !strings.HasPrefix(err.Error(), "book.csv:") || fault.HintOf(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if l, err := ReadState(strings.NewReader(whole), "book.csv"); err != nil || stateOf(t, l) != whole {
		t.Errorf("%v", err)
	}
}

// FuzzRead: no text makes a reader panic, and what is read is written and read again as it was.
func FuzzRead(f *testing.F) {
	good := trade{"2025-11-19", "SPXW", "2025-11-21", 6500, "C", 0, 30, 5}.row()
	f.Add([]byte(eodHeader + good))
	f.Add([]byte("trade_datetime,underlying,option_symbol,expiration_date,strike_price,call_or_put,mm_buy_vol,mm_sell_vol\n2025-11-20 10:00,^SPX,SPXW,20251120,6700,C,1,2\n"))
	f.Add([]byte("time,root,expiration,strike,type,size,price,bid,ask\n2025-11-20 10:00,SPXW,2025-11-21,6700,C,50,3.1,3,\"3.2\"\n"))
	f.Add([]byte("timestamp,instrument_name,direction,amount\n1763650801000,BTC-28NOV25-90000-C,buy,2.5\n"))
	f.Add([]byte("root,expiration,strike,type,dealer_qty,label\nSPX,2025-12-31,5500,P,-4,x\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		_, _ = ReadState(strings.NewReader(string(text)), "s.csv")
		_, _ = ReadKnown(strings.NewReader(string(text)), "k.csv")
		got, err := Read(strings.NewReader(string(text)), Options{Name: "f.csv"})
		if err != nil {
			if fault.Of(err).Code != fault.Input || fault.HintOf(err) == "" {
				t.Errorf("%v: code %d, hint %q", err, fault.Of(err).Code, fault.HintOf(err))
			}
			return
		}
		u := (&Ledger{}).Update()
		u.Add(got)
		l, _, err := u.Ledger()
		if err != nil {
			return
		}
		if again := reread(t, l); stateOf(t, again) != stateOf(t, l) {
			t.Errorf("%s\nread again\n%s", stateOf(t, l), stateOf(t, again))
		}
		_, _ = l.Carry(Carrying{Gaps: true})
	})
}
