package sample

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"gex/internal/market"
)

func date(s string) market.Date {
	d, err := market.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func names(board []*series) []string {
	var list []string
	for _, s := range board {
		list = append(list, s.root.Name+" "+s.date.String())
	}
	return list
}

func spxBoard(asOf time.Time) []*series {
	return indexBoard(asOf, market.LookupRoot("SPX"), market.LookupRoot("SPXW"))
}

func TestIndexBoard(t *testing.T) {
	list := names(spxBoard(date("2025-11-20").At(10, 0)))
	for _, want := range []string{
		"SPXW 2025-11-20", "SPX 2025-11-21", "SPXW 2025-11-21", "SPXW 2025-11-28",
		"SPXW 2026-01-30", "SPX 2026-06-18", "SPX 2029-12-21",
	} {
		if !slices.Contains(list, want) {
			t.Errorf("%s is not listed", want)
		}
	}
	for _, not := range []string{"SPXW 2025-11-27", "SPX 2025-11-20", "SPX 2026-06-19", "SPXW 2025-12-25"} {
		if slices.Contains(list, not) {
			t.Errorf("%s is listed", not)
		}
	}
	if first := list[0]; first != "SPXW 2025-11-20" || len(list) < 45 {
		t.Errorf("%d expiries from %s on", len(list), first)
	}
}

func TestStockBoard(t *testing.T) {
	list := names(stockBoard(date("2025-04-14").At(10, 0), market.LookupRoot("ABC")))
	want := []string{"ABC 2025-04-17", "ABC 2025-04-25", "ABC 2025-05-02"} // Good Friday is the 18th
	if !slices.Equal(list[:3], want) {
		t.Errorf("listed first: %v, want %v", list[:3], want)
	}
}

func TestBoardsAreAliveSortedAndTradingDays(t *testing.T) {
	for _, asOf := range []time.Time{
		date("2025-11-20").At(10, 0), date("2025-11-20").At(16, 0), date("2025-11-21").At(9, 45),
		date("2025-11-27").At(12, 0), date("2025-12-31").At(23, 59), date("2024-02-29").At(3, 0),
	} {
		for _, board := range [][]*series{spxBoard(asOf), stockBoard(asOf, market.LookupRoot("ABC"))} {
			for i, s := range board {
				if !s.settlement.After(asOf) || !market.IsTradingDay(s.date) {
					t.Errorf("at %v: %s of %v is listed", asOf, s.root.Name, s.date)
				}
				if i > 0 && s.settlement.Before(board[i-1].settlement) {
					t.Errorf("at %v: %v comes after %v", asOf, s.settlement, board[i-1].settlement)
				}
			}
			if list := names(board); len(slices.Compact(list)) != len(board) {
				t.Errorf("at %v: an expiry is listed twice", asOf)
			}
		}
	}
}

func TestThin(t *testing.T) {
	board := spxBoard(date("2025-11-20").At(10, 0))
	for _, n := range []int{1, 2, 7, len(board), len(board) + 5} {
		got := thin(board, n)
		if len(got) != min(n, len(board)) || got[0] != board[0] {
			t.Errorf("thin to %d: %d left, first %s", n, len(got), got[0].date)
		}
		if n > 1 && got[len(got)-1] != board[len(board)-1] {
			t.Errorf("thin to %d loses the last", n)
		}
	}
}

func TestAllot(t *testing.T) {
	for _, tt := range []struct {
		total   int
		weights []float64
		want    []int
	}{
		{10, []float64{1, 1, 3}, []int{2, 2, 6}},
		{1, []float64{1, 1, 1}, []int{0, 1, 0}},
		{0, []float64{1, 2}, []int{0, 0}},
		{7, []float64{5}, []int{7}},
	} {
		if got := allot(tt.total, tt.weights); !slices.Equal(got, tt.want) {
			t.Errorf("allot(%d, %v) = %v, want %v", tt.total, tt.weights, got, tt.want)
		}
	}
}

func TestRoundness(t *testing.T) {
	base := stepNear(6700, 0.00075)
	if steps[base] != 5*mil {
		t.Fatalf("strikes of the S&P 500 are %d mils apart", steps[base])
	}
	for strike, want := range map[int64]int{6705: 0, 6710: 1, 6725: 2, 6750: 3, 6700: 4, 7000: 4} {
		if got := roundness(strike*mil, base); got != want {
			t.Errorf("roundness of %d = %d, want %d", strike, got, want)
		}
	}
	for spot, want := range map[float64]int64{560: 1000, 150: 2500, 25: 250, 1: 50} {
		fraction := 0.0167
		if spot == 560 {
			fraction = 0.0018
		}
		if got := steps[stepNear(spot, fraction)]; got != want {
			t.Errorf("step at %v is %d mils, want %d", spot, got, want)
		}
	}
}

func TestChooseStrikes(t *testing.T) {
	truth := truthOf(t, Options{})
	base := stepNear(truth.Spot, 0.00075)
	for _, tt := range []struct {
		years float64
		n     int
	}{{6.0 / 8760, 100}, {30.0 / 365, 200}, {0.5, 200}, {2, 80}, {5, 40}, {0.1, 5000}} {
		t.Run(fmt.Sprintf("%d in %.3f years", tt.n, tt.years), func(t *testing.T) {
			cut := truth.section(tt.years)
			strikes := choose(cut, tt.n, base)
			if len(strikes) != tt.n || !slices.IsSorted(strikes) || len(slices.Compact(strikes)) != tt.n {
				t.Fatalf("%d strikes, sorted %v", len(strikes), slices.IsSorted(strikes))
			}
			lo, hi := float64(strikes[0])/mil, float64(strikes[tt.n-1])/mil
			lopsided := tt.n < 1000 && cut.forward-lo < hi-cut.forward // short of steps, the upper side goes on
			if lo >= cut.forward || hi <= cut.forward || lopsided {
				t.Errorf("from %v to %v around %v", lo, hi, cut.forward)
			}
		})
	}
}
