package chain

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gex/internal/chain/input"
	"gex/internal/chain/tables"
	"gex/internal/soaktest"
)

// wholeTexts returns one file of every layout, with the options needed to read it.
func wholeTexts(t *testing.T) (texts []string, options []Options) {
	entries, err := os.ReadDir(filepath.Join("testdata", "samples"))
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range dialectSamples {
		texts, options = append(texts, sample(t, s.file)), append(options, sampleOptions(i))
	}
	for _, p := range pages {
		texts, options = append(texts, p.text), append(options, p.options)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".json") {
			texts, options = append(texts, sample(t, e.Name())), append(options, jsonOptions(e.Name()))
		}
	}
	var rows strings.Builder
	rows.WriteString(quotedataTop)
	for k := 6500; k <= 6900; k += 50 {
		fmt.Fprintf(&rows, "Fri Nov 21 2025,SPXW251121C%05d000,1,0,1,2,3,0.15,0.5,0.001,1000,%d.00,SPXW251121P%05d000,1,0,1,2,3,0.15,-0.5,0.001,1000\n", k, k, k)
	}
	texts, options = append(texts, rows.String(), longMarket()), append(options, Options{}, Options{})
	return texts, options
}

// longMarket has two underlyings with two expiries each, calls and puts alternating.
func longMarket() string {
	text := "underlying,spot,quote_time,root,expiration,strike,type,bid,ask,open_interest\n"
	for _, name := range []string{"ABC", "XYZ"} {
		for _, day := range []string{"2025-11-28", "2025-12-19"} {
			for k := 80; k <= 120; k += 5 {
				for _, right := range "CP" {
					text += fmt.Sprintf("%s,100,2025-11-20T10:00:00-05:00,%s,%s,%d,%c,1.20,1.30,%d\n", name, name, day, k, right, 1000+k)
				}
			}
		}
	}
	return text
}

func isTruncated(f *File, err error) bool {
	warned := func(c *Chain) bool {
		return slices.ContainsFunc(c.Notes, func(w Warning) bool { return w.Code == "truncated" })
	}
	return errors.Is(err, input.ErrTruncated) || f != nil && slices.ContainsFunc(f.Chains, warned)
}

// TestTruncatedAnywhere cuts a file of every layout at bytes all over it, in make soak four times as many. The rest is refused, or causes a warning, or ends with
// a row that could be whole: then its contracts are those of the whole file, except for the last cell.
func TestTruncatedAnywhere(t *testing.T) {
	texts, options := wholeTexts(t)
	for i, text := range texts {
		text = strings.TrimRight(text, "\r\n")
		whole := read(t, text, options[i])
		if isTruncated(whole, nil) {
			t.Errorf("%s is whole, but truncated", whole.Format)
		}
		cuts := 175
		if soaktest.Long() {
			cuts = 700
		}
		step := max(1, len(text)/cuts)
		for n := 1; n < len(text); n += step {
			f, err := readText(text[:n], options[i])
			if err != nil || isTruncated(f, err) {
				continue
			}
			if at := strings.LastIndexByte(text[:n], '\n') + 1; strings.HasPrefix(text[n:], "\n") || n == at || endsInLastCell(text, at, n) {
				continue
			}
			t.Errorf("%s: nothing is said of a file that ends in %q", whole.Format, text[max(0, n-60):n])
		}
	}
}

// endsInLastCell reports whether a cut at n falls into the last cell of the line that begins at at, or beyond the cells.
func endsInLastCell(text string, at, n int) bool {
	line, _, _ := strings.Cut(text[at:], "\n")
	cells := func(s string) int { return len(tables.SplitHeader([]byte(s))) }
	if strings.Contains(line, ";") {
		cells = func(s string) int { return strings.Count(s, ";") }
	}
	return cells(text[at:n]) == cells(line) || strings.TrimSpace(text[at:n]) == ""
}

// TestTruncatedRows: a short last line without a line end is not a row, wherever it is cut; with a line end it is damaged.
func TestTruncatedRows(t *testing.T) {
	text := longMarket()
	last := strings.LastIndexByte(strings.TrimRight(text, "\n"), '\n') + 1
	for n := last + 1; n < len(text)-5; n++ {
		e := refused(t, text[:n], Options{})
		if !errors.Is(e, input.ErrTruncated) || e.Line != strings.Count(text[:n], "\n")+1 {
			t.Fatalf("%q: %v", text[last:n], e)
		}
		for _, packed := range []string{text[:n], gzipped(t, text[:n])} {
			if _, _, err := bySections(packed, Options{}, fine); !errors.Is(err, input.ErrTruncated) {
				t.Fatalf("in parts: %q: %v", text[last:n], err)
			}
		}
		if f := read(t, text[:n]+"\n", Options{}); len(f.Problems) == 0 {
			t.Errorf("nothing is said of the row %q", text[last:n])
		}
	}
	for _, footer := range []string{"TOTAL,,,,,,,,,229500", "Total", "# end", "END OF FILE", "Source: made up,,"} {
		f := read(t, text+footer, Options{})
		if isTruncated(f, nil) || len(f.Problems) != 1 {
			t.Errorf("with %q: %v, %v", footer, f.Chains[1].Notes, f.Problems)
		}
	}
}

// TestTruncatedOtherwise: other signs of a truncated file than a short row.
func TestTruncatedOtherwise(t *testing.T) {
	text := longMarket()
	windows := strings.ReplaceAll(text, "\n", "\r\n")
	named := strings.Replace(text, "open_interest\n", "open_interest,comment\n", 1)
	named = strings.ReplaceAll(strings.ReplaceAll(named, "80\n", "80,é\n"), "5\n", "5,é\n")
	for name, text := range map[string]string{
		"half a line end":    windows[:len(windows)-1],
		"in quotation marks": strings.TrimRight(text, "\n")[:len(text)-5] + `"11`,
		"zeros":              strings.Repeat(text, 30) + "XYZ,100,2025-11-20T10:\x00\x00\x00\x00",
		"a page":             text + "<!DOCTYPE html>\n<html><body>504 Gateway Time-out</body></html>\n",
		"half a character":   strings.TrimRight(named, "\n")[:len(strings.TrimRight(named, "\n"))] + "\nXYZ,100,,,,,,,,1,\xc3",
		"one multiplier":     cutMultiplier(text),
		"a dangling point":   strings.Replace(text, "1120\n", "1120.5\n", 1) + "XYZ,100,2025-11-20T10:00:00-05:00,XYZ,2026-01-16,100,C,1,2,7.",
		"JSON":               sample(t, "cboe.json")[:300],
		"gzip":               gzipped(t, text)[:200],
		"zstd":               zstandard(t, text)[:200],
	} {
		if _, err := readText(text, Options{}); !errors.Is(err, input.ErrTruncated) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// cutMultiplier gives every row a multiplier of 100, of which the last one loses its last digit.
func cutMultiplier(text string) string {
	text = strings.ReplaceAll(strings.Replace(text, "interest\n", "interest,multiplier\n", 1), "5\n", "5,100\n")
	text = strings.ReplaceAll(text, "0\n", "0,100\n")
	return strings.TrimSuffix(strings.ReplaceAll(text, "100,100\n", "100\n"), "0\n")
}

// TestTruncatedBetweenRows: a cut at a line end shows only in the last expiry.
func TestTruncatedBetweenRows(t *testing.T) {
	lines := strings.SplitAfter(longMarket(), "\n")
	expiry := 18 // rows
	for name, c := range map[string]struct {
		rows int
		want bool
	}{
		"whole":                  {4 * expiry, false},
		"a call without its put": {4*expiry - 1, true},
		"strikes below spot":     {3*expiry + 6, true},
		"strikes around spot":    {3*expiry + 12, false},
		"an expiry less":         {3 * expiry, false},
		"the first underlying":   {expiry + 6, true},
	} {
		for _, end := range []string{"\n", ""} {
			text := strings.TrimSuffix(strings.Join(lines[:1+c.rows], ""), "\n") + end
			f := read(t, text, Options{})
			if got := isTruncated(f, nil); got != c.want {
				t.Errorf("%s, %q: truncated %v", name, end, got)
			}
			if p := wantSame(t, text, Options{}, fine); p == nil {
				t.Errorf("%s: no plan", name)
			}
		}
	}
	// Only the end of the file can be cut.
	rest := strings.Join(lines[1+2*expiry:], "")
	if f := read(t, strings.Join(lines[:1+expiry+6], "")+rest, Options{}); isTruncated(f, nil) {
		t.Errorf("the first of two: %v", f.Chains[0].Notes)
	}
}

// TestTruncatedPuts: if all calls come before all puts, a cut leaves expiries without puts.
func TestTruncatedPuts(t *testing.T) {
	text := "underlying,spot,quote_time,expiration,strike,type,open_interest\n"
	rows := 0
	for _, right := range "CP" {
		for _, day := range []string{"2025-11-28", "2025-12-19", "2026-01-16"} {
			for k := 80; k <= 120; k += 5 {
				text += fmt.Sprintf("ABC,100,2025-11-20T10:00:00-05:00,%s,%d,%c,%d\n", day, k, right, k)
				rows++
			}
		}
	}
	lines := strings.SplitAfter(text, "\n")
	for n := rows/2 + 1; n <= rows; n++ {
		f := read(t, strings.Join(lines[:1+n], ""), Options{})
		if got, want := isTruncated(f, nil), n <= rows-5; got != want {
			t.Errorf("%d of %d rows: truncated %v", n, rows, got)
		}
	}
}

// TestStrayRows inserts lines that are not contracts anywhere into a file: the contracts stay, and the lines are counted.
func TestStrayRows(t *testing.T) {
	text := longMarket()
	lines := strings.SplitAfter(text, "\n")
	want := read(t, text, Options{})
	for _, stray := range []string{lines[0], "TOTAL,,,,,,,,,229500\n", "Page 2 of 3\n", "\f\n", "GRAND TOTAL,,,,,,,,,1\n", "ABC,,,,,,,,,\n",
		strings.ToUpper(lines[0]), "---,---,---,---,---,---,---,---,---,---\n", "\"End of report\"\n", "Total,,,,,,,,\n"} {
		for _, at := range []int{1, 2, 20, 37, 40, len(lines) - 1} {
			changed := strings.Join(slices.Insert(slices.Clone(lines), at, stray), "")
			f := read(t, changed, Options{})
			wantSame(t, changed, Options{}, fine)
			unread, noted := 0, false
			for i, c := range f.Chains {
				unread += c.Unread
				noted = noted || slices.ContainsFunc(c.Notes, func(w Warning) bool { return w.Code == "stray-row" && strings.Contains(w.Message, fmt.Sprint(at+1)) })
				if c.UnreadOI != 0 || !slices.Equal(c.OpenInterest, want.Chains[i].OpenInterest) || !slices.Equal(c.Strike, want.Chains[i].Strike) {
					t.Errorf("%q in line %d: other contracts", stray, at+1)
				}
			}
			if len(f.Chains) != 2 || unread != 1 || len(f.Problems) != 1 || f.Problems[0].Line != at+1 || !noted && stray != "ABC,,,,,,,,,\n" {
				t.Errorf("%q in line %d: %d underlyings, %d unread, problems %v, noted %v", stray, at+1, len(f.Chains), unread, f.Problems, noted)
			}
		}
	}
}

// TestStrayRowsInEveryLayout: a footer and the header again leave the contracts of every csv as they are.
func TestStrayRowsInEveryLayout(t *testing.T) {
	texts, options := wholeTexts(t)
	for i, text := range texts {
		text = strings.TrimRight(text, "\n") + "\n"
		want := read(t, text, options[i])
		if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[") || want.Format == "thinkorswim" {
			continue
		}
		for _, stray := range []string{"Total\n", "Page 1 of 1\n"} {
			f := read(t, text+stray, options[i])
			for k, c := range f.Chains {
				if k >= len(want.Chains) || c.Len() != want.Chains[k].Len() || c.UnreadOI != want.Chains[k].UnreadOI {
					t.Errorf("%s with %q: %v", f.Format, stray, c)
				}
			}
			if len(f.Problems) == len(want.Problems) {
				t.Errorf("%s: nothing is said of %q", f.Format, stray)
			}
		}
	}
}

// TestJoined: two files in one are not one book.
func TestJoined(t *testing.T) {
	top := func(name, date string) string {
		return strings.Replace(strings.Replace(quotedataTop, "S&P 500 INDEX", name, 1), "November 20, 2025", date, 1)
	}
	first := quotedataTop + row6700
	parts := strings.Count(first, "\n") + 1
	for name, second := range map[string]string{
		"the same":        first,
		"another moment":  top("S&P 500 INDEX", "November 21, 2025") + row6700,
		"another index":   top("NASDAQ 100 INDEX", "November 20, 2025") + strings.ReplaceAll(row6700, "SPXW", "NDXP"),
		"without its top": strings.ReplaceAll(row6700, "SPXW", "NDXP"),
	} {
		e := refused(t, first+second, Options{})
		if e.Line != parts || !strings.Contains(e.What, "joined") || !strings.Contains(e.Hint, fmt.Sprintf("head -n %d ", parts-1)) {
			t.Errorf("%s: %v, %s", name, e, e.Hint)
		}
	}
	other := "strike,type,underlying,spot,quote_time,root,expiration,ask,bid,open_interest\n"
	text := longMarket()
	if e := refused(t, text+other+"100,C,ABC,100,2025-11-20T10:00:00-05:00,ABC,2026-01-16,2,1,7\n", Options{}); !strings.Contains(e.What, "joined") {
		t.Errorf("another header: %v", e)
	}
	f := read(t, text+text, Options{})
	for _, c := range f.Chains {
		live := 0
		for _, out := range c.Out {
			if out == Live {
				live++
			}
		}
		if !slices.ContainsFunc(c.Notes, func(w Warning) bool { return w.Code == "joined" }) {
			t.Errorf("%s twice: notes %v", c.Underlying, c.Notes)
		}
		if live != 36 {
			t.Errorf("%s: %d of %d are live", c.Underlying, live, c.Len())
		}
	}
	// The two halves of a chain, with the header of each, are one.
	var calls, puts string
	for line := range strings.SplitAfterSeq(text, "\n") {
		if !strings.Contains(line, ",P,") {
			calls += line
		}
		if !strings.Contains(line, ",C,") {
			puts += line
		}
	}
	want, got := read(t, text, Options{}), read(t, calls+puts, Options{})
	for i, c := range got.Chains {
		if c.Len() != want.Chains[i].Len() || !slices.Equal(c.OpenInterest, want.Chains[i].OpenInterest) {
			t.Errorf("%s from two halves: %d contracts", c.Underlying, c.Len())
		}
	}
}

// TestOpenInterestUnreadable: a column without any readable cell is an error that names it, one bad cell is not.
func TestOpenInterestUnreadable(t *testing.T) {
	lines := strings.SplitAfter(longMarket(), "\n")
	for i := 1; i < len(lines)-1; i++ {
		lines[i] = lines[i][:strings.LastIndexByte(lines[i], ',')] + ",1.5K\n"
	}
	e := refused(t, strings.Join(lines, ""), Options{})
	if e.Line != 2 || e.Column != "open_interest" || !strings.Contains(e.What, "1.5K") {
		t.Errorf("%v", e)
	}
	wantSame(t, strings.Join(lines, ""), Options{}, fine)
	lines[40] = strings.Replace(lines[40], "1.5K", "1500", 1)
	f := read(t, strings.Join(lines, ""), Options{})
	wantSame(t, strings.Join(lines, ""), Options{}, fine)
	if n := len(f.Problems) + f.More; n != 71 {
		t.Errorf("%d problems", n)
	}
	for _, v := range f.Chains[0].OpenInterest {
		if !math.IsNaN(v) {
			t.Errorf("an open interest of %v", v)
		}
	}
}

// TestTruncatedAboveSpot: a last expiry whose strikes go beyond spot, but less than a third as far as any other, is cut.
func TestTruncatedAboveSpot(t *testing.T) {
	text := "underlying,spot,quote_time,expiration,strike,type,open_interest\n"
	for _, day := range []string{"2025-11-28", "2025-12-05", "2025-12-12", "2025-12-19"} {
		for k := 80; k <= 120; k++ {
			text += fmt.Sprintf("ABC,100,2025-11-20T10:00:00-05:00,%s,%d,C,%d\nABC,100,2025-11-20T10:00:00-05:00,%s,%d,P,%d\n", day, k, k, day, k, k)
		}
	}
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")
	for end := 101; end <= 120; end++ {
		f := read(t, strings.Join(lines[:1+3*82+2*(end-79)], ""), Options{})
		if got, want := isTruncated(f, nil), end < 108; got != want { // a third of 0.2/√22.25 of 2025-12-12, times √29.25
			t.Errorf("up to %d: truncated %v", end, got)
		}
	}
}

// TestUnreadRowsGiveNoSpot puts a row with the underlying, but no contract, before the first contract: the price in it
// is not the underlying's.
func TestUnreadRowsGiveNoSpot(t *testing.T) {
	for format, rows := range map[string][2]string{
		"long": {"underlying,spot,quote_time,root,expiration,strike,type,bid,ask,open_interest\n" +
			"SPY,600,2025-11-20T10:00:00-05:00,SPY,2025-11-28,600,C,5,5.1,10\n",
			"SPY,12345,,SPY,Total,12345,C,1,1,12345\n"},
		"optionsdx": {"[QUOTE_READTIME], [UNDERLYING_LAST], [EXPIRE_DATE], [STRIKE], [C_BID], [C_ASK], [C_IV], [P_BID], [P_ASK], [P_IV], [C_VOLUME], [P_VOLUME]\n" +
			"2025-11-20 10:00, 600, 2025-11-28, 600, 5, 5.1, 0.15, 5, 5.1, 0.15, 10, 10\n",
			"Total, 12345, 12345, 12345, 1, 1, 1, 1, 1, 1, 12345, 12345\n"},
	} {
		o := Options{Format: format, Symbol: "SPY"}
		head, row, _ := strings.Cut(rows[0], "\n")
		f, c := readOne(t, head+"\n"+rows[1]+row, o)
		if c.Spot != 600 || c.Unread == 0 || len(f.Problems) == 0 {
			t.Errorf("%s: spot %v, %d unread, problems %v", format, c.Spot, c.Unread, f.Problems)
		}
		if slices.ContainsFunc(c.Notes, func(w Warning) bool { return w.Code == "spot-differs" }) {
			t.Errorf("%s: %v", format, c.Notes)
		}
	}
}
