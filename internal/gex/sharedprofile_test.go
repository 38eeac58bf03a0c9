package gex

import (
	"testing"

	"gex/internal/report"
)

// TestSharedProfilesFindTheSameFlips: runs whose profile follows from that of the base have the levels of a book of their own:
// with several flips, with spikes of the last minutes, under a moving smile and whatever the base's own sign is.
func TestSharedProfilesFindTheSameFlips(t *testing.T) {
	today := hours(0.3)
	minutes := []leg{
		{true, 99, today, 0.02, 2000, -1}, {false, 101, today, 0.02, 1900, 1}, {false, 104, 0.05, 0.2, 300, 1}, {true, 97, 0.05, 0.22, 310, -1}, {true, 90, 0.2, 0.3, 900, -1},
	}
	straddles := []leg{
		{false, 90, 0.05, 0.25, 900, 1}, {true, 95, 0.05, 0.22, 1500, -1}, {false, 104, 0.05, 0.2, 1700, 1}, {true, 109, 0.05, 0.2, 1500, -1}, {false, 114, 0.05, 0.21, 900, 1},
		{true, 100, today, 0.15, 500, -1},
	}
	for name, legs := range map[string][]leg{"usual": variedLegs(), "straddles": straddles, "minutes": minutes} {
		for _, o := range []Options{{}, {Sign: "0.3,-1"}, {Sign: "short"}, {VolRule: "sticky-moneyness"}, {Unit: "shares", Range: 0.5}} {
			b, d := varied(t, makeChain(100, legs), o, report.GroupSign, report.GroupContracts)
			base := d.Sensitivity.Runs[0]
			for _, x := range b.variations(Variations{Groups: []string{report.GroupSign, report.GroupContracts}}) {
				other, err := x.book(new(memory))
				run := runNamed(d, x.group, x.name)
				if err != nil || run == nil {
					t.Fatalf("%s %+v %s: %v, %v", name, o, x.name, run, err)
				}
				if shares := x.profile != nil; shares == (x.name == "column") {
					t.Errorf("%s shares a profile: %v", x.name, shares)
				}
				l := BuildKeys(other).Levels
				want := runOf(x.group, x.name, float64(base.ZeroGamma), &l)
				if run.GEX != want.GEX || run.Regime != want.Regime || !sameNumber(run.CallWall, want.CallWall) || !sameNumber(run.PutWall, want.PutWall) || run.ZeroGamma.OK() != want.ZeroGamma.OK() {
					t.Errorf("%s %+v: %+v, want %+v", name, o, run, want)
				}
				if want.ZeroGamma.OK() {
					near(t, name+" "+x.name, float64(run.ZeroGamma), float64(want.ZeroGamma), 1e-10, 0)
				}
			}
		}
	}
}

// TestProfileOfLittle: what is left of a profile has the flips of its own where it is less than the rounding of the whole.
func TestProfileOfLittle(t *testing.T) {
	for _, strike := range []float64{101, 130, 150, 180} {
		var legs []leg
		for i := range 10 {
			legs = append(legs, leg{i%2 == 1, strike + float64(i), 0.02, 0.2, 50 + float64(i), 1})
		}
		for i := range 41 {
			n := float64(i * 37 % 41)
			legs = append(legs, leg{false, 80 + float64(i), 0.03, 0.2 + n/1000, 1000 + 97*n, 1}, leg{true, 80 + float64(i), 0.03, 0.2 + n/1000, 5000 - 93*n, -1})
		}
		b := bookOn(t, makeChain(100, legs), Options{})
		l := b.newLadder()
		whole := newSharedProfile(b, l, BuildLevels(b).Profile.GEX)
		for i := range b.expiries {
			kept := b.expiries[i : i+1]
			got, want := b.keysOf(kept, l, whole.of(kept)), b.keysOf(kept, l, nil)
			if got.Regime != want.Regime || len(got.Flips) != len(want.Flips) {
				t.Fatalf("strikes from %v, expiry %d: %+v, want %+v", strike, i, got, want)
			}
			for j, f := range want.Flips {
				near(t, "flip", float64(got.Flips[j].Spot), float64(f.Spot), 1e-9, 0)
			}
		}
	}
}
