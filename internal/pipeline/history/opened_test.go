package history

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/report"
)

// dayOf is a chain of two contracts at 10:00 of a date.
func dayOf(date string, volume, interest int) string {
	text := "underlying,spot,quote_time,expiration,strike,type,volume,open_interest,iv\n"
	for _, kind := range []string{"C", "P"} {
		text += fmt.Sprintf("XYZ,100,%sT16:05:00-05:00,2026-01-16,100,%s,%d,%d,0.3\n", date, kind, volume, interest)
	}
	return text
}

// sharesOf runs a history over a directory and returns the shares by trade date.
func sharesOf(t *testing.T, dir, output string) (map[string]float64, []report.Snapshot) {
	t.Helper()
	return sharesWith(t, pipeline.Request{}, dir, output)
}

// sharesWith does so for a request.
func sharesWith(t *testing.T, q pipeline.Request, dir, output string) (map[string]float64, []report.Snapshot) {
	t.Helper()
	var rows []report.Snapshot
	err := Run(&disk{}, q, Options{Dir: dir, Output: output, CSV: true}, func(now []report.Snapshot) error {
		rows = now
		f, err := os.Create(output)
		if err != nil {
			return err
		}
		defer f.Close()
		return writeCSV(f, now)
	})
	if err != nil {
		t.Fatal(err)
	}
	shares := map[string]float64{}
	for _, r := range rows {
		shares[r.TradeDate] = float64(r.OpenedShare)
	}
	return shares, rows
}

// writeCSV writes rows as the output of a history.
func writeCSV(f *os.File, rows []report.Snapshot) error {
	for _, row := range append([][]string{report.SnapshotColumns()}, report.SnapshotCells(rows)...) {
		for i, cell := range row {
			if i > 0 {
				f.WriteString(",")
			}
			fmt.Fprintf(f, "%q", cell)
		}
		if _, err := f.WriteString("\n"); err != nil {
			return err
		}
	}
	return nil
}

// TestOpenedShare: a row has the share of the volume of the trading day before that became open interest, whatever the order in which
// files are read and whichever of them were there already; without a file of that day it has none.
func TestOpenedShare(t *testing.T) {
	texts := map[string]string{"2025-11-18": dayOf("2025-11-18", 200, 1000), "2025-11-19": dayOf("2025-11-19", 400, 1050), "2025-11-20": dayOf("2025-11-20", 10, 1250), "2025-11-24": dayOf("2025-11-24", 5, 1250)}
	want := map[string]float64{"2025-11-18": math.NaN(), "2025-11-19": 0.25, "2025-11-20": 0.5, "2025-11-24": math.NaN()}
	dates := []string{"2025-11-18", "2025-11-19", "2025-11-20", "2025-11-24"}
	same := func(what string, got map[string]float64) {
		t.Helper()
		for date, w := range want {
			if g, ok := got[date]; !ok || g != w && !(math.IsNaN(g) && math.IsNaN(w)) {
				t.Errorf("%s: %s has %v, want %v", what, date, g, w)
			}
		}
	}
	for _, backwards := range []bool{false, true} {
		dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out.csv")
		for i, date := range dates {
			name := fmt.Sprintf("%d.csv", i)
			if backwards {
				name = fmt.Sprintf("%d.csv", 9-i)
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(texts[date]), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		got, _ := sharesOf(t, dir, out)
		same(fmt.Sprintf("all at once, backwards %v", backwards), got)
		// Without rows of one date, that is made again, and the others get what they had.
		for _, date := range dates {
			_, rows := sharesOf(t, dir, filepath.Join(t.TempDir(), "fresh.csv"))
			rows = slices.DeleteFunc(rows, func(r report.Snapshot) bool { return r.TradeDate == date })
			for i := range rows {
				if next := slices.Index(dates, rows[i].TradeDate); next > 0 && dates[next-1] == date {
					rows[i].OpenedShare = report.None() // as it was before that file had been read
				}
			}
			f, err := os.Create(out)
			if err != nil {
				t.Fatal(err)
			}
			if err := writeCSV(f, rows); err != nil || f.Close() != nil {
				t.Fatal(err)
			}
			got, _ := sharesOf(t, dir, out)
			same("resumed without "+date, got)
		}
	}
}

// TestOpenedShareOfBooks: combined books have a share over all their members, and filters select whose volume it is; whether the day
// before was read in the same run or by an earlier one.
func TestOpenedShareOfBooks(t *testing.T) {
	indexDay := func(root string, spot float64, date string, volume, interest int) string {
		text := "underlying,spot,quote_time,root,expiration,strike,type,volume,open_interest,iv\n"
		for _, expiration := range []string{"2025-11-21", "2026-01-16"} {
			for _, kind := range []string{"C", "P"} {
				text += fmt.Sprintf("%s,%g,%sT16:05:00-05:00,%s,%s,%g,%s,%d,%d,0.2\n", root, spot, date, root, expiration, spot, kind, volume, interest)
				interest += 2 * volume // later ones open more
			}
		}
		return text
	}
	files := map[string]string{
		"spx-18.csv": indexDay("SPX", 6700, "2025-11-18", 100, 1000), "xsp-18.csv": indexDay("XSP", 670, "2025-11-18", 1000, 5000),
		"spx-19.csv": indexDay("SPX", 6700, "2025-11-19", 100, 1030), "xsp-19.csv": indexDay("XSP", 670, "2025-11-19", 1000, 5500),
		"spx-20.csv": indexDay("SPX", 6700, "2025-11-20", 100, 1080), "xsp-20.csv": indexDay("XSP", 670, "2025-11-20", 1000, 5500),
	}
	near := [2]int{0, 7}
	for name, c := range map[string]struct {
		q    pipeline.Request
		want map[string]float64 // by trade date and underlying
	}{
		"each":     {pipeline.Request{}, map[string]float64{"2025-11-19 SPX": 0.3, "2025-11-19 XSP": 0.5, "2025-11-20 SPX": 0.5, "2025-11-20 XSP": 0}},
		"filtered": {pipeline.Request{Gex: gex.Options{DTE: &near}}, map[string]float64{"2025-11-19 SPX": 0.3, "2025-11-20 XSP": 0}},
		"combined": {pipeline.Request{Combine: "SPX"}, map[string]float64{"2025-11-19 SPX": 0.4, "2025-11-20 SPX": 0.25}},
	} {
		dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out.csv")
		write := func(day string) {
			for file, text := range files {
				if strings.Contains(file, day) {
					if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		var rows []report.Snapshot
		for _, day := range []string{"-18", "-19", "-20"} { // resumed each day
			write(day)
			_, rows = sharesWith(t, c.q, dir, out)
		}
		_, fresh := sharesWith(t, c.q, dir, filepath.Join(t.TempDir(), "fresh.csv"))
		for _, list := range [][]report.Snapshot{rows, fresh} {
			got := map[string]float64{}
			for _, r := range list {
				got[r.TradeDate+" "+r.Underlying] = float64(r.OpenedShare)
			}
			for key, w := range c.want {
				if g, ok := got[key]; !ok || !(math.Abs(g-w) <= 1e-12) {
					t.Errorf("%s: %s has %v, want %v", name, key, g, w)
				}
			}
			if g := got["2025-11-18 SPX"]; !math.IsNaN(g) {
				t.Errorf("%s: the first day has %v", name, g)
			}
		}
	}
}
