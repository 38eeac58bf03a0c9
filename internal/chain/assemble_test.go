package chain

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gex/internal/market"
)

const shortHeader = "underlying,spot,quote_time,root,expiration,strike,type,open_interest,multiplier\n"

// short writes rows for shortHeader.
func short(rows ...string) string {
	return shortHeader + "SPX,6700,2025-11-20 10:00," + strings.Join(rows, "\nSPX,6700,2025-11-20 10:00,") + "\n"
}

func TestOutReasons(t *testing.T) {
	_, c := readOne(t, short(
		"SPXW,2025-11-21,6700,C,10,",   // 2
		"SPXW,2025-11-21,6700,C,10,",   // 3: the same again
		"SPXW,2025-11-21,6700,P,20,",   // 4
		"SPXW,2025-11-21,6700,P,21,",   // 5: again, with other open interest
		"SPXW,2025-11-21,6700,P,-1,",   // 6: again, unreadable goes first
		"SPXW,2025-11-19,6700,C,30,",   // 7: settled yesterday
		"SPX,2025-11-20,6700,C,40,",    // 8: settled this morning
		"SPXW,2025-11-20,6700,C,50,",   // 9: settles this afternoon
		"SPX1,2025-11-21,6700,C,60,",   // 10: adjusted
		"SPX1,2025-11-21,6700,C,60,",   // 11: a duplicate goes before adjusted
		"SPX1,2025-11-21,6710,C,60,50", // 12: adjusted, but the multiplier is given
		"SPX1,2025-11-19,6700,C,60,",   // 13: adjusted goes before expired
		"SPX,2025-11-21,6700,C,70,",    // 14: the same strike under another root is another contract
		"SPXW,2025-11-21,6720,C,,",     // 15: missing open interest is left to package gex
	), Options{})
	want := map[int32]Reason{2: Live, 3: Duplicate, 4: Live, 5: Duplicate, 6: Unreadable, 7: Expired, 8: Expired, 9: Live,
		10: Adjusted, 11: Duplicate, 12: Live, 13: Adjusted, 14: Live, 15: Live}
	got := map[int32]Reason{}
	for i, line := range c.Line {
		got[line] = c.Out[i]
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("reasons by line (-want +got):\n%s", d)
	}
	wantNotes(t, c, "open-interest-differs")
	if !strings.Contains(c.Notes[0].Message, "lines 4 and 5 ") {
		t.Errorf("note %q", c.Notes[0].Message)
	}
}

// An expiry on a non-trading day counts as the trading day before: the former Saturdays, and holidays.
func TestExpiryRolled(t *testing.T) {
	const header = "underlying,spot,quote_time,expiration,strike,type\n"
	_, c := readOne(t, header+
		"SPY,200,2015-01-15 10:00,2015-01-17,200,C\n"+
		"SPY,200,2015-01-15 10:00,2015-01-16,201,C\n"+
		"SPY,200,2015-01-15 10:00,2015-04-03,200,C\n"+ // Good Friday
		"SPY,200,2015-01-15 10:00,2015-01-17,200,P\n", Options{})
	if len(c.Expiries) != 2 {
		t.Fatalf("expiries %v", c.Expiries)
	}
	if e := c.Expiries[0]; e.Date != (market.Date{Year: 2015, Month: 1, Day: 16}) || e.Hi != 3 || !e.Settlement.Equal(newYork(2015, 1, 16, 16, 0)) {
		t.Errorf("first expiry %v", e)
	}
	if e := c.Expiries[1]; e.Date != (market.Date{Year: 2015, Month: 4, Day: 2}) {
		t.Errorf("second expiry %v", e)
	}
	if want := []Repair{ExpiryRolled, ExpiryRolled, 0, ExpiryRolled}; !slices.Equal(c.Repaired, want) {
		t.Errorf("repaired %v, want %v", c.Repaired, want)
	}
	// Coins trade every day.
	_, c = readOne(t, header+"BTC,90000,2025-11-20 10:00,2025-11-22,90000,C\n", Options{})
	if c.Repaired[0] != 0 || c.Multiplier[0] != 1 {
		t.Errorf("BTC: repaired %v, multiplier %v", c.Repaired, c.Multiplier)
	}
}

func TestEverythingExpired(t *testing.T) {
	text := short("SPXW,2025-11-18,6700,C,10,", "SPXW,2025-11-19,6700,C,10,")
	e := refused(t, text, Options{})
	if !strings.Contains(e.What, "every contract settled by 2025-11-20 10:00 EST") || !strings.Contains(e.Hint, "2025-11-19 16:00 EST") {
		t.Errorf("error %v, hint %q", e, e.Hint)
	}
	_, c := readOne(t, text, Options{AsOf: market.When{Time: newYork(2025, 11, 19, 15, 59)}})
	if c.Out[0] != Expired || c.Out[1] != Live {
		t.Errorf("out %v", c.Out)
	}
	// A contract has settled at its settlement instant.
	if e := refused(t, text, Options{AsOf: market.When{Time: newYork(2025, 11, 19, 16, 0)}}); !strings.Contains(e.What, "settled by 2025-11-19 16:00 EST") || !errors.Is(e, ErrSettled) {
		t.Errorf("error %v", e)
	}
}

// The order of the rows affects only the line numbers.
func TestRowOrderDoesNotMatter(t *testing.T) {
	var rows []string
	for _, root := range []string{"SPX", "SPXW"} {
		for _, day := range []int{21, 24, 25, 26, 28} {
			for strike := 6500; strike < 6600; strike += 10 {
				for _, side := range "PC" {
					rows = append(rows, fmt.Sprintf("%s,2025-11-%d,%d,%c,%d,", root, day, strike, side, strike+day))
				}
			}
		}
	}
	_, want := readOne(t, short(rows...), Options{})
	random := rand.New(rand.NewPCG(1, 2))
	random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	_, got := readOne(t, short(rows...), Options{})
	if !slices.Equal(got.Strike, want.Strike) || !slices.Equal(got.Right, want.Right) || !slices.Equal(got.OpenInterest, want.OpenInterest) {
		t.Error("columns differ")
	}
	if d := cmp.Diff(want.Expiries, got.Expiries, cmp.Comparer(sameValue)); d != "" {
		t.Errorf("expiries differ:\n%s", d)
	}
}

// Only the first problems are kept; the others are counted.
func TestProblemsAreBounded(t *testing.T) {
	rows := []string{"SPXW,2025-11-21,6700,C,10,"}
	for range 50 {
		rows = append(rows, "SPXW,2025-11-21,x,C,10,")
	}
	f, c := readOne(t, short(rows...), Options{})
	if len(f.Problems) != 20 || f.More != 30 || c.Unread != 50 || c.UnreadOI != 500 {
		t.Errorf("%d problems and %d more, %d unread with open interest %v", len(f.Problems), f.More, c.Unread, c.UnreadOI)
	}
}

func TestExpiryOf(t *testing.T) {
	_, c := readOne(t, quotedataTop+row6700+row6750, Options{})
	for i, want := range []int{0, 0, 1, 1} {
		if got := c.ExpiryOf(i); got != want {
			t.Errorf("ExpiryOf(%d) = %d, want %d", i, got, want)
		}
	}
}
