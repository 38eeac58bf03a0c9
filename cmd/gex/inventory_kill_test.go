package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gex/internal/inventory"
	"gex/internal/sample"
)

// dayFiles writes an Open-Close file for each of some days.
func dayFiles(t *testing.T, days, contracts int) []string {
	t.Helper()
	var text bytes.Buffer
	if err := sample.WriteOpenClose(&text, sample.OpenClose{Options: sample.Options{Contracts: contracts}, Days: days}); err != nil {
		t.Fatal(err)
	}
	header, rows, _ := strings.Cut(text.String(), "\n")
	byDay, dates := map[string]*strings.Builder{}, []string{}
	for row := range strings.Lines(rows) {
		date := row[:len("2025-11-20")]
		if byDay[date] == nil {
			byDay[date], dates = &strings.Builder{}, append(dates, date)
			byDay[date].WriteString(header + "\n")
		}
		byDay[date].WriteString(row)
	}
	dir := t.TempDir()
	var names []string
	for _, d := range dates {
		name := filepath.Join(dir, d+".csv")
		if err := os.WriteFile(name, []byte(byDay[d].String()), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// TestInventoryKilledAnywhere kills runs at random moments, 50 of them in make soak. Whatever was killed, the state is whole or not there, and the run that
// comes to its end makes the bytes of one that was never disturbed.
func TestInventoryKilledAnywhere(t *testing.T) {
	files := dayFiles(t, 40, 1000)
	dir := t.TempDir()
	run := func(state, out string) []string {
		return append([]string{"inventory", "-q", "--state", state, "-f", "csv", "-o", out}, files...)
	}
	whole, book := filepath.Join(dir, "whole.csv"), filepath.Join(dir, "book.csv")
	begun := time.Now()
	if text, err := asGex(t, run(whole, filepath.Join(dir, "want.csv"))...).CombinedOutput(); err != nil {
		t.Fatal(err, string(text))
	}
	lasts := time.Since(begun)
	r := rand.New(rand.NewPCG(3, 9))
	killed, resumed := 0, 0
	for i := range some(50) {
		if startAndKill(t, r, lasts, run(book, filepath.Join(dir, "out.csv"))...) {
			killed++
		}
		in, err := os.Open(book)
		if os.IsNotExist(err) {
			continue
		}
		l, bad := inventory.ReadState(in, "book.csv")
		in.Close()
		if bad != nil || len(l.Days) == 0 {
			t.Fatalf("kill %d leaves %+v, %v", i, l, bad)
		}
		if resumed++; i%5 == 0 {
			os.Remove(book) // so that others are killed from the beginning
		}
	}
	if text, err := asGex(t, run(book, filepath.Join(dir, "out.csv"))...).CombinedOutput(); err != nil {
		t.Fatal(err, string(text))
	}
	for got, want := range map[string]string{"book.csv": "whole.csv", "out.csv": "want.csv"} {
		a, errA := os.ReadFile(filepath.Join(dir, got))
		b, errB := os.ReadFile(filepath.Join(dir, want))
		if errA != nil || errB != nil || !bytes.Equal(a, b) || len(a) == 0 {
			t.Errorf("after %d kills, %d of them with a state, %s is not as if nothing had happened: %v, %v", killed, resumed, got, errA, errB)
		}
	}
	if t.Logf("%d killed, %d left a state", killed, resumed); killed == 0 || resumed == 0 {
		t.Error("nothing was killed on the way")
	}
	left, err := filepath.Glob(filepath.Join(dir, ".gex-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
