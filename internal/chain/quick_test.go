package chain

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gex/internal/chain/input"
	"gex/internal/chain/vendors"
	"gex/internal/market"
)

// wantQuick reads a text on the fast path and with the general reader: every value, note and problem is the same.
func wantQuick(t *testing.T, text, format string, o Options) {
	t.Helper()
	l, err := named(&input.Source{}, format, vendors.Layouts())
	if err != nil {
		t.Fatal(err)
	}
	var files [2]*File
	var errs [2]error
	for i := range files {
		src := &input.Source{Name: "chain.csv", Data: input.Normalize([]byte(text)), Dated: !o.AsOf.IsZero(), NoQuick: i == 1}
		files[i], errs[i] = parse(src, l, o)
	}
	if errs[0] != nil || errs[1] != nil {
		if errs[0] == nil || errs[1] == nil || errs[0].Error() != errs[1].Error() {
			t.Fatalf("quickly %v, else %v", errs[0], errs[1])
		}
		return
	}
	sameFile(t, files[0], files[1])
}

// oddCells are put into ordinary rows, for the fast path to notice.
var oddCells = []string{"", "0", "-0", ".5", "5.", ".", "-", "-.5", "--5", "1.2.3", "12345678", "-1234567", "123456.789012", "1e3", "5%", "$5", " 5", "5 ",
	"+5", "1_000", "0x1", "\"5\"", "\"1,000\"", "\"5", "NaN", "9007199254740993", "1000000001", "5\r", "a", "C", "put", "call", "\xff", "/", "5/", ",", "\n"}

// spoiled returns variations of a text in which one cell is replaced.
func spoiled(text string, do func(name, text string)) {
	lines := strings.SplitAfter(text, "\n")
	middle := len(lines) / 2
	cells := strings.Split(strings.TrimSuffix(lines[middle], "\n"), ",")
	for i := range cells {
		for _, odd := range oddCells {
			changed := append([]string(nil), cells...)
			changed[i] = odd
			all := append([]string(nil), lines...)
			all[middle] = strings.Join(changed, ",") + "\n"
			do(strconv.Itoa(i)+" "+odd, strings.Join(all, ""))
		}
	}
}

func TestQuick(t *testing.T) {
	day := Options{AsOf: market.When{Time: newYork(2025, 11, 20, 10, 0)}}
	for name, c := range map[string]struct{ format, text string }{
		"long":      {"long", longTop + strings.Repeat(longTop[len(longHeader):], 9)},
		"quotedata": {"cboe-quotedata", quotedataTop + strings.Repeat(row6700+row6750, 5)},
	} {
		t.Run(name, func(t *testing.T) {
			spoiled(c.text, func(name, text string) {
				wantQuick(t, text, c.format, day)
				wantQuick(t, strings.ReplaceAll(text, "\n", "\r\n"), c.format, day)
				if t.Failed() {
					t.Fatal(name)
				}
			})
			wantQuick(t, c.text, c.format, Options{AsOf: day.AsOf, Multiplier: 10})
			wantQuick(t, c.text, c.format, Options{AsOf: day.AsOf, Symbol: "XSP"})
		})
	}
}

// Every sample and every real file reads the same on the fast path, with the general reader and, cell by cell, with gocsv.
func TestQuickOnFiles(t *testing.T)     { quickOnFiles(t, filepath.Join("..", "..", "testdata", "chains")) }
func TestQuickOnRealFiles(t *testing.T) { quickOnFiles(t, realChains(t, "cboe-quotes")) }

func quickOnFiles(t *testing.T, folder string) {
	files, _ := filepath.Glob(filepath.Join(folder, "*.csv"))
	if len(files) == 0 {
		t.Error("no files")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		src := input.NewSource(&Options{})
		src.Data = input.Normalize(text)
		l, err := choose(src, &Options{}, vendors.Layouts())
		if err != nil {
			t.Fatal(file, err)
		}
		o := Options{AsOf: market.When{Time: newYork(2022, 2, 5, 20, 9)}}
		wantQuick(t, string(text), l.Name, o)
		fast, careful := bothWays(t, string(text), l.Name, o)
		sameFile(t, fast, careful)
	}
}

func FuzzQuick(f *testing.F) {
	f.Add([]byte("SPX,6700,2025-11-20T10:00:00-05:00,SPXW,2025-11-21,6800,P,1,2,.5,100,1000,0.15,-0.5,100,-3\n"), false)
	f.Add([]byte(row6750), true)
	f.Fuzz(func(t *testing.T, row []byte, twoSided bool) {
		format, text := "long", longTop+longTop[len(longHeader):]+string(row)+longTop[len(longHeader):]
		if twoSided {
			format, text = "cboe-quotedata", quotedataTop+row6700+string(row)+row6750+row6700
		}
		wantQuick(t, text+strings.Repeat("\n", 100), format, Options{AsOf: market.When{Time: newYork(2025, 11, 20, 10, 0)}})
	})
}
