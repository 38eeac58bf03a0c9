package history

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gex/internal/pipeline"
	"gex/internal/report"
)

// dayOf is a chain of two contracts at 10:00 of a date.
func dayOf(date string, volume, interest int) string {
	text := "underlying,spot,quote_time,expiration,strike,type,volume,open_interest,iv\n"
	for _, kind := range []string{"C", "P"} {
		text += fmt.Sprintf("XYZ,100,%sT10:00:00-05:00,2026-01-16,100,%s,%d,%d,0.3\n", date, kind, volume, interest)
	}
	return text
}

// sharesOf runs a history over a directory and returns the shares by trade date.
func sharesOf(t *testing.T, dir, output string) (map[string]float64, []report.Snapshot) {
	t.Helper()
	var rows []report.Snapshot
	err := Run(&disk{}, pipeline.Request{}, Options{Dir: dir, Output: output, CSV: true}, func(now []report.Snapshot) error {
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
