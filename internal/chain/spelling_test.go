package chain

import (
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
)

// spelled is longTop and more in another spelling of csv.
func spelled(comma, decimal string) string {
	text := longTop + "SPX,6700,2025-11-20T10:00:00-05:00,SPXW,2025-11-21,6800.5,P,130.25,131.75,130.5,1234,50,0.15,-0.5,100,2\n"
	text = strings.ReplaceAll(text, ",", "\x00")
	if decimal == "," {
		text = strings.ReplaceAll(text, ".", ",")
	}
	return strings.ReplaceAll(text, "\x00", comma)
}

func TestSpellingsAgree(t *testing.T) {
	want := read(t, spelled(",", "."), Options{})
	for _, s := range []struct{ comma, decimal string }{{";", ","}, {";", "."}, {"\t", "."}, {"\t", ","}, {"|", "."}, {"|", ","}} {
		for _, end := range []string{"\n", "\r\n"} {
			text := strings.ReplaceAll(spelled(s.comma, s.decimal), "\n", end)
			for _, o := range []Options{{}, {Decimal: s.decimal[0]}, {Format: "long"}} {
				got := read(t, "\ufeff"+text, o)
				got.SHA256 = want.SHA256
				sameFile(t, got, want)
			}
		}
	}
	// The vendor's csv too; with a comma for both, every cell is in quotation marks.
	_, c := readOne(t, strings.ReplaceAll(sample(t, "deltaneutral.csv"), ",", ";"), Options{})
	if c.Len() != 4 || c.Bid[0] != 3.1 {
		t.Errorf("%d contracts, bid %v", c.Len(), c.Bid)
	}
	quoted := strings.ReplaceAll(`"`+strings.ReplaceAll(strings.TrimSpace(sample(t, "long-european.csv")), ";", `","`)+`"`, "\r\n", "\"\n\"")
	quoted = strings.Replace(quoted, "\"\ufeff", "\ufeff\"", 1)
	_, c = readOne(t, quoted, Options{Decimal: ','})
	if c.Len() != 4 || c.Bid[0] != 3.1 || c.OpenInterest[0] != 5400 {
		t.Errorf("%d contracts, bid %v, open interest %v", c.Len(), c.Bid, c.OpenInterest)
	}
}

func TestDecimalMarkUnclear(t *testing.T) {
	const header = "underlying;spot;quote_time;expiration;strike;type;open_interest\n"
	row := func(spot, oi string) string { return "SPX;" + spot + ";2025-11-20;2025-11-21;6700;C;" + oi + "\n" }
	for name, c := range map[string]struct {
		text    string
		refused bool
		spot    float64
	}{
		"no fractions":   {header + row("6700", "5"), false, 6700},
		"a point":        {header + row("6700.5", "5"), false, 6700.5},
		"a comma":        {header + row("6700,5", "5"), false, 6700.5},
		"point, groups":  {header + row("6,700.5", "1,500"), false, 6700.5},
		"comma, groups":  {header + row("6.700,5", "1.500"), false, 6700.5},
		"only groups":    {header + row("6,700", "5"), true, 0},
		"only groups, .": {header + row("6.700", "5"), true, 0},
		"both":           {header + row("6700,5", "5") + row("6700.5", "5"), true, 0},
	} {
		if c.refused {
			if e := refused(t, c.text, Options{}); !strings.Contains(e.Hint, fault.Setting("decimal")) {
				t.Errorf("%s: %v, hint %q", name, e, e.Hint)
			}
			continue
		}
		if _, got := readOne(t, c.text, Options{}); got.Spot != c.spot {
			t.Errorf("%s: spot %v", name, got.Spot)
		}
	}
	_, got := readOne(t, header+row("6,700", "5"), Options{Decimal: '.'})
	if got.Spot != 6700 {
		t.Errorf("with a point given: spot %v", got.Spot)
	}
	_, got = readOne(t, header+row("6.700", "5.000"), Options{Decimal: ','})
	if got.Spot != 6700 || got.OpenInterest[0] != 5000 {
		t.Errorf("with a comma given: spot %v, open interest %v", got.Spot, got.OpenInterest)
	}
}

func TestDatesInNumbers(t *testing.T) {
	columns := map[string]string{"expiration": "exp", "quote_time": "when"}
	file := func(when, expiry string) string {
		return "underlying,spot,when,exp,strike,type,open_interest\nSPY,670," + when + "," + expiry + ",670,C,1\n"
	}
	day := func(d int) time.Time { return newYork(2025, 11, d, 16, 0) }
	for _, c := range []struct {
		when, expiry string
		dates        DateOrder
		asOf, settle time.Time // zero: refused
	}{
		{"11/20/2025", "11/21/2025", DatesByContent, day(20), day(21)},
		{"20/11/2025", "21/11/2025", DatesByContent, day(20), day(21)},
		{"20.11.2025", "21.11.25", DatesByContent, day(20), day(21)},
		{"06/11/2025", "21/11/2025", DatesByContent, day(6), day(21)}, // one date decides for the others
		{"11/06/2025", "11/21/2025", DatesByContent, day(6), day(21)},
		{"11/06/2025", "11/07/2025", DatesByContent, time.Time{}, time.Time{}},
		{"11/06/2025", "11/07/2025", MonthFirst, day(6), day(7)},
		{"06/11/2025", "07/11/2025", DayFirst, day(6), day(7)},
		{"2025-11-06", "11/07/2025", DatesByContent, time.Time{}, time.Time{}},
		{"2025-11-06", "11/11/2025", DatesByContent, day(6), day(11)},
		{"20/11/2025", "11/21/2025", DatesByContent, day(20), day(21)}, // each in its only valid order
		{"20/11/2025", "21/11/2025", MonthFirst, day(20), day(21)},
		{"20251120", "21-Nov-2025", DatesByContent, day(20), day(21)},
		{"20NOV2025", "21Nov25", DatesByContent, day(20), day(21)},
		{"1/6/2025 0:00:00", "13/6/2025", DatesByContent, time.Date(2025, 6, 1, 16, 0, 0, 0, day(1).Location()), time.Date(2025, 6, 13, 16, 0, 0, 0, day(1).Location())},
		{"11/20/2025 9:52", "11/21/2025", DatesByContent, newYork(2025, 11, 20, 9, 52), day(21)},
		{"11/20/2025 3:52 PM", "11/21/2025", DatesByContent, newYork(2025, 11, 20, 15, 52), day(21)},
		{"1763650320", "2025-11-21", DatesByContent, newYork(2025, 11, 20, 9, 52), day(21)},
		{"1763650320000", "2025-11-21", DatesByContent, newYork(2025, 11, 20, 9, 52), day(21)},
		{"2025-11-20T14:52:00Z", "2025-11-21", DatesByContent, newYork(2025, 11, 20, 9, 52), day(21)},
		{"2025-11-20 00:00:00", "2025-11-21 00:00:00", DatesByContent, day(20), day(21)},
		{"2025-11-20T00:00:00Z", "2025-11-21", DatesByContent, newYork(2025, 11, 19, 19, 0), day(21)},
	} {
		o := Options{Columns: columns, Dates: c.dates}
		if c.asOf.IsZero() {
			if e := refused(t, file(c.when, c.expiry), o); !strings.Contains(e.Hint, fault.Setting("dates")) {
				t.Errorf("%s, %s: %v, hint %q", c.when, c.expiry, e, e.Hint)
			}
			continue
		}
		_, got := readOne(t, file(c.when, c.expiry), o)
		if !got.AsOf.Equal(c.asOf) || !got.Expiries[0].Settlement.Equal(c.settle) {
			t.Errorf("%s, %s: as of %v, settles %v", c.when, c.expiry, got.AsOf, got.Expiries[0].Settlement)
		}
	}
	// The vendor's convention decides if the dates do not, and never contradicts them.
	text := sample(t, "deltaneutral.csv")
	open := strings.NewReplacer("11/21/2025", "11/07/2025", "11/20/2025", "11/06/2025", "AAPL251121", "AAPL251107").Replace(text)
	if _, c := readOne(t, open, Options{}); !c.AsOf.Equal(day(6)) {
		t.Errorf("as of %v", c.AsOf)
	}
	swapped := strings.NewReplacer("11/21/2025", "21/11/2025", "11/20/2025", "20/11/2025").Replace(text)
	if _, c := readOne(t, swapped, Options{}); !c.AsOf.Equal(day(20)) {
		t.Errorf("as of %v", c.AsOf)
	}
}

func TestUnitOfVolatilities(t *testing.T) {
	file := func(ivs ...string) string {
		text := "underlying,spot,quote_time,expiration,strike,type,iv,open_interest\n"
		for i, iv := range ivs {
			text += "SPY,670,2025-11-20,2025-11-28," + []string{"670", "671", "672", "900", "901", "902", "903"}[i] + ",C," + iv + ",1\n"
		}
		return text
	}
	for name, c := range map[string]struct {
		text  string
		unit  IVUnit
		first float64
		notes []string
	}{
		"fractions":               {file("0.15", "0.16"), IVByContent, 0.15, nil},
		"percent":                 {file("15", "16"), IVByContent, 0.15, []string{"iv-percent"}},
		"percent with signs":      {file("15%", "16%"), IVByContent, 0.15, nil},
		"signs against the flag":  {file("15%", "16%"), IVPercent, 0.15, nil},
		"high with signs":         {file("450%", "460%"), IVByContent, 4.5, nil},
		"wings are high":          {file("0.9", "0.8", "0.9", "4", "5", "6", "7"), IVByContent, 0.9, nil},
		"mixed":                   {file("0.15", "16", "0.17"), IVByContent, 0.15, []string{"iv-unit-mixed"}},
		"mostly percent":          {file("15", "16", "0.17"), IVByContent, 0.15, []string{"iv-percent", "iv-unit-mixed"}},
		"said to be percent":      {file("0.9", "0.8"), IVPercent, percentOf(0.9), nil},
		"said to be fractions":    {file("15", "16"), IVFraction, 15, nil},
		"zeros say nothing":       {file("0", "0"), IVByContent, 0, nil},
		"only far from the money": {file("", "", "", "40", "50"), IVByContent, 0, []string{"iv-percent"}},
	} {
		_, got := readOne(t, c.text, Options{IVUnit: c.unit})
		if iv := got.IV[0]; iv != c.first && c.text != file("", "", "", "40", "50") {
			t.Errorf("%s: %v, want %v", name, iv, c.first)
		}
		var codes []string
		for _, n := range got.Notes {
			if n.Code != "as-of-date-only" {
				codes = append(codes, n.Code)
			}
		}
		if strings.Join(codes, " ") != strings.Join(c.notes, " ") {
			t.Errorf("%s: notes %v, want %v", name, codes, c.notes)
		}
	}
	// Layouts with a fixed unit keep it, whatever the numbers look like.
	if _, c := readOne(t, strings.Replace(sample(t, "deltaneutral.csv"), ",0.31,", ",31,", 1), Options{}); c.IV[0] != 31 {
		t.Errorf("iv %v", c.IV[0])
	}
	if _, c := readOne(t, sample(t, "deltaneutral.csv"), Options{IVUnit: IVPercent}); c.IV[0] != percentOf(0.31) {
		t.Errorf("iv %v", c.IV[0])
	}
}

// percentOf divides in float64, unlike constants.
func percentOf(v float64) float64 { return v / 100 }
