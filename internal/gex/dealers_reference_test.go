package gex

import (
	"fmt"
	"strings"
	"testing"

	"gex/internal/chain"
	"gex/internal/reftest"
	"gex/internal/series"
	"gex/internal/vol"
)

// signedChain is a chain of SPXW expiring at the close of its day, 6 1/2 hours later, with rows of strike, type, open interest, position
// and what is unknown.
func signedChain(t *testing.T, spot, iv string, rows ...string) *chain.Chain {
	t.Helper()
	text := "underlying,spot,quote_time,root,expiration,strike,type,open_interest,dealer_qty,dealer_unknown,iv\n"
	for _, r := range rows {
		text += "SPX," + spot + ",2025-11-20T09:30:00-05:00,SPXW,2025-11-20," + r + "," + iv + "\n"
	}
	f, err := chain.Read(strings.NewReader(text), chain.Options{Name: "signed.csv"})
	if err != nil {
		t.Fatal(err)
	}
	return f.Chains[0]
}

var noCarry = vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(0)}

func TestReferenceInventoryExposure(t *testing.T) {
	var in struct {
		Spot, IV     string
		OpenInterest map[string]float64 `json:"open_interest"`
	}
	var book struct {
		Book []struct {
			Root, Type      string
			Strike, Unknown float64
			Qty             float64 `json:"dealer_qty"`
		}
	}
	var want struct {
		GEX   decimal
		Naive decimal `json:"gex_naive"`
	}
	reftest.Case(t, "inventory.json", "exposure", &in, &want)
	reftest.Case(t, "inventory.json", "carried_book", &struct{}{}, &book)
	var rows []string
	for _, p := range book.Book {
		if n, ok := in.OpenInterest[fmt.Sprint(p.Strike)]; ok {
			rows = append(rows, fmt.Sprintf("%v,%s,%v,%v,%v", p.Strike, p.Type, n, p.Qty, p.Unknown))
		}
	}
	c := signedChain(t, in.Spot, in.IV, rows...)
	s, err := vol.Fit(c, noCarry)
	if err != nil {
		t.Fatal(err)
	}
	d, err := BuildInventory(c, s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	totals := d.Inventory.Totals
	near(t, "gex", float64(totals.GEX), float64(want.GEX), referenceTol, 0)
	near(t, "naive", float64(totals.Naive), float64(want.Naive), referenceTol, 0)
	if totals.Low != totals.GEX || totals.High != totals.GEX || d.Inventory.KnownShare != 1 {
		t.Errorf("of a book that is all known: %+v", d.Inventory)
	}
	for sign, want := range map[string]decimal{"column": want.GEX, "naive": want.Naive} {
		near(t, sign, float64(Build(bookFrom(t, c, noCarry, Options{Sign: sign})).Totals.GEX), float64(want), referenceTol, 0)
	}
}

// TestDealerBand: what is unknown may be the dealers' either way, contract by contract, and a contract without a position counts
// with all of its open interest.
func TestDealerBand(t *testing.T) {
	c := signedChain(t, "6689", "0.16", "6700,C,560,-60,100", "6600,P,900,,900", "6650,P,40,10,0")
	b := bookFrom(t, c, noCarry, Options{Sign: "column"})
	head := Build(b).DealerBook
	unit := map[float64]float64{}
	long := bookFrom(t, c, noCarry, Options{Sign: "long"})
	interest := 0.0
	for k, i := range long.row {
		unit[c.Strike[i]] = long.gex[k] / c.OpenInterest[i]
		interest += long.gex[k]
	}
	known := -60*unit[6700] + 10*unit[6650]
	unknown := 100*unit[6700] + 900*unit[6600]
	near(t, "low", float64(head.Low), known-unknown, 1e-12, 0)
	near(t, "high", float64(head.High), known+unknown, 1e-12, 0)
	near(t, "share", float64(head.KnownShare), 1-unknown/interest, 1e-12, 0)
	s, _ := vol.Fit(c, noCarry)
	d, err := BuildInventory(c, s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "inventory low", float64(d.Inventory.Totals.Low), float64(head.Low), 1e-12, 0)
	if d.Inventory.Totals.SignAgreement != 0 {
		t.Errorf("no sign agrees, and %v do", d.Inventory.Totals.SignAgreement)
	}
	if len(d.Inventory.Buckets) != 1 || d.Inventory.Buckets[0].Calls != -60 || d.Inventory.Buckets[0].Puts != 10 || d.Inventory.Buckets[0].NaivePuts != -940 {
		t.Errorf("%+v", d.Inventory.Buckets)
	}
	// Without the column there is no band, nor under an assumed sign.
	if Build(long).DealerBook != nil {
		t.Error("an assumed sign has a dealers' book")
	}
	// column,naive fills the put alone.
	filled := bookFrom(t, c, noCarry, Options{Sign: "column,naive"})
	near(t, "filled", float64(Build(filled).Totals.GEX), known-900*unit[6600], 1e-12, 0)
}
