package chain

import (
	"bytes"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// converted writes a file in the layout long and reads it again.
func converted(t *testing.T, f *File) *File {
	t.Helper()
	var b bytes.Buffer
	if err := f.WriteLong(&b); err != nil {
		t.Fatal(err)
	}
	again, err := Read(&b, Options{Name: "converted.csv"})
	if err != nil {
		t.Fatal(err)
	}
	checkIdentities(t, again)
	if again.Format != "long" {
		t.Errorf("read again as %s", again.Format)
	}
	return again
}

// wantSameFigures compares everything that results depend on, and the notes. Rows, lines and problems belong to the file.
func wantSameFigures(t *testing.T, got, want *File) {
	t.Helper()
	a, b := *want, *got
	for _, f := range []*File{&a, &b} {
		chains := make([]*Chain, len(f.Chains))
		for i, c := range f.Chains {
			plain := *c
			plain.Rows, plain.Line, plain.GuessedIV = 0, make([]int32, c.Len()), IVByContent
			chains[i] = &plain
		}
		f.Chains, f.Name, f.SHA256, f.Format, f.Problems, f.More, f.Unpriced = chains, "", "", "", nil, 0, nil
	}
	sameFile(t, &b, &a)
}

func TestWriteLong(t *testing.T) {
	odd := quotedataTop + row6700 + row6750 +
		strings.Replace(row6700, "54,", "?,", 1) + // an invalid price
		strings.Replace(row6750, "1500", "-1500", 1) + // an invalid open interest
		"rubbish\n" + row6700 // an invalid row, and a repeated one
	adjusted := "underlying,spot,quote_time,root,expiration,strike,type,open_interest\n" +
		"TSLA,250,2025-11-20 10:00:00.25,TSLA1,2025-11-22,250,C,5\nTSLA,250,2025-11-20 10:00:00.25,TSLA,2025-11-20,250,P,0.1\n" +
		"TSLA,,,TSLA,2025-11-28,1e-7,P,1e8\n"
	for name, text := range map[string]string{
		"quotedata": odd, "several": severalUnderlyings, "long": longTop, "adjusted": adjusted,
		"deribit": sample(t, "deribit.csv"), "flag": strings.Replace(sample(t, "optionmetrics.csv"), ",0,0,AAPL", ",0,1,AAPL", 1),
		"no spot": sample(t, "nonstd.csv"), "no open interest": sample(t, "optionsdx.txt"),
	} {
		t.Run(name, func(t *testing.T) {
			f := read(t, text, Options{Name: "spx_1.csv"})
			again := converted(t, f)
			wantSameFigures(t, again, f)
			wantSameFigures(t, converted(t, again), again)
		})
	}
}

// The content of a file must not depend on its layout.
func TestWriteLongRealFiles(t *testing.T) {
	root := filepath.Dir(realChains(t, "cboe-quotes"))
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, err := Read(bytes.NewReader(text), Options{Name: filepath.Base(path)})
		if err != nil {
			return nil // incomplete: the facts of each file say what is missing
		}
		wantSameFigures(t, converted(t, f), f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWriteLongKeepsTheDelay(t *testing.T) {
	f := read(t, quotedataTop+row6700, Options{})
	if got := converted(t, f).Chains[0].Delay; got != 15*time.Minute {
		t.Errorf("delay %v", got)
	}
}

func TestLongRestores(t *testing.T) {
	const header = "underlying,spot,quote_time,expiration,strike,type,open_interest,delay,future,repaired,left_out\n"
	const row = "SPY,670,2025-11-20 10:00,2025-11-28,670,C,1,"
	_, c := readOne(t, header+row+"7.5,671.25,expiry-rolled cell-unread,adjusted\n", Options{})
	if c.Delay != 450*time.Second || c.Expiries[0].Future != 671.25 || c.Repaired[0] != ExpiryRolled|CellUnread || c.Out[0] != Adjusted {
		t.Errorf("delay %v, future %v, repaired %b, out %v", c.Delay, c.Expiries[0].Future, c.Repaired[0], c.Out[0])
	}
	if _, c := readOne(t, header+row+",,,adjusted\n", Options{Multiplier: 10}); c.Out[0] != Live || !math.IsNaN(c.Expiries[0].Future) {
		t.Errorf("out %v, future %v", c.Out[0], c.Expiries[0].Future)
	}
	f, _ := readOne(t, header+row+"-1,x,ironed,expired\n", Options{})
	wantProblems(t, f,
		`chain.csv:2: delay: "-1" is not a number of minutes`,
		`chain.csv:2: future: "x" is not a number`,
		`chain.csv:2: repaired: "ironed" is not a known repair`,
		`chain.csv:2: left_out: "expired" is neither adjusted nor unreadable`)
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriteLongReportsErrors(t *testing.T) {
	f := read(t, longTop, Options{})
	if err := f.WriteLong(fullDisk{}); err == nil {
		t.Error("no error")
	}
}
