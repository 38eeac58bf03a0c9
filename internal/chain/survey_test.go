package chain

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gex/internal/chain/input"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/soaktest"
)

// fine is a grain at which files of 64 kB are large, as much as detection looks at.
var fine = grain{first: input.HeadLen + 1, block: 1 << 10}

func opening(text string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}

// bySections reads a text in sections, several at once, and joins the results.
func bySections(text string, o Options, g grain) (*Plan, *File, error) {
	if o.Name == "" {
		o.Name = "chain.csv"
	}
	p, err := survey(opening(text), o, g)
	if err != nil {
		return nil, nil, err
	}
	files := make([]*File, p.Sections())
	errs := make([]error, p.Sections())
	var reading sync.WaitGroup
	n := 0
	err = p.Each(func(s *Section) error {
		i := n
		n++
		reading.Go(func() { files[i], errs[i] = s.Read() })
		return nil
	})
	reading.Wait()
	if err := cmp.Or(append([]error{err}, errs...)...); err != nil {
		return p, nil, err
	}
	return p, joined(files), nil
}

// joined returns the file that consists of these parts.
func joined(parts []*File) *File {
	whole := *parts[0]
	for _, f := range parts[1:] {
		whole.Chains = append(whole.Chains, f.Chains...)
		whole.Problems = append(whole.Problems, f.Problems...)
		whole.More += f.More
	}
	slices.SortFunc(whole.Chains, func(a, b *Chain) int { return strings.Compare(a.Underlying, b.Underlying) })
	if over := len(whole.Problems) - namedProblems; over > 0 {
		whole.Problems, whole.More = whole.Problems[:namedProblems], whole.More+over
	}
	return &whole
}

// wantSame reads a text whole and in sections, which must give the same result or the same error.
func wantSame(t *testing.T, text string, o Options, g grain) *Plan {
	t.Helper()
	want, wantErr := readText(text, o)
	p, got, err := bySections(text, o, g)
	if err != nil || wantErr != nil {
		var a, b *fault.Error
		if !errors.As(err, &a) || !errors.As(wantErr, &b) || a.Error() != b.Error() || a.Hint != b.Hint {
			t.Fatalf("in parts: %v; whole: %v", err, wantErr)
		}
		return p
	}
	sameFile(t, got, want)
	return p
}

const marketHeader = "underlying,spot,quote_time,root,expiration,strike,type,bid,ask,last,volume,open_interest,iv,delta,gamma,multiplier,dealer_qty\n"

// marketRows returns the rows of an underlying.
func marketRows(r *rand.Rand, name string, n int) []string {
	var rows []string
	spot := 10 + float64(r.IntN(5000))/10
	for i := range n {
		day := time.Date(2025, 11, 21, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*(4*i/n))
		strike := spot*(0.8+0.4*r.Float64()) + 0.5
		rows = append(rows, fmt.Sprintf("%s,%g,2025-11-20T10:00:00-05:00,%s,%s,%.2f,%c,%.2f,%.2f,,%d,%d,%.4f,%.4f,%.5f,100,\n", name, spot, name,
			day.Format(time.DateOnly), strike, "CP"[i%2], 5*r.Float64(), 5+r.Float64(), r.IntN(1000), r.IntN(5000), 0.1+r.Float64(), r.Float64(), r.Float64()))
	}
	return rows
}

// testMarket returns the lines of a file with several underlyings.
func testMarket(r *rand.Rand, names []string, rows int) []string {
	lines := []string{marketHeader}
	for _, name := range names {
		lines = append(lines, marketRows(r, name, rows)...)
	}
	return lines
}

var someNames = []string{"AAPL", "BRK.B", "GME", "IBM", "SPX", "X", "ZM"}

func TestSurvey(t *testing.T) {
	lines := testMarket(rand.New(rand.NewPCG(1, 1)), someNames, 150)
	row := func(line string) []string { return append(slices.Clone(lines), line) }
	at := func(i int, line string) []string { return slices.Insert(slices.Clone(lines), i, line) }
	each := func(change func(string) string) []string {
		var changed []string
		for i, line := range lines {
			if i > 0 {
				line = change(line)
			}
			changed = append(changed, line)
		}
		return changed
	}
	cell := func(n int, v string) func(string) string {
		return func(line string) string {
			cells := strings.Split(line, ",")
			cells[n] = v
			return strings.Join(cells, ",")
		}
	}
	for name, c := range map[string]struct {
		lines    []string
		o        Options
		sections int
	}{
		"as it is":            {lines, Options{}, 7},
		"no sum":              {lines, Options{NoSum: true}, 7},
		"Windows":             {each(func(s string) string { return strings.Replace(s, "\n", "\r\n", 1) }), Options{}, 7},
		"old Macintosh":       {strings.SplitAfter(strings.ReplaceAll(strings.Join(lines, ""), "\n", "\r"), "\r"), Options{}, 1},
		"byte order mark":     {append([]string{"\ufeff"}, lines...), Options{}, 7},
		"blank lines":         {each(func(s string) string { return s + "\n , ,\n" }), Options{}, 7},
		"text above":          {append([]string{"made by hand\n", "\n"}, lines...), Options{}, 7},
		"no final newline":    {append(lines[:len(lines)-1:len(lines)-1], strings.TrimSuffix(lines[len(lines)-1], "\n")), Options{}, 7},
		"footer":              {append(lines[:len(lines):len(lines)], "End of file"), Options{}, 7},
		"truncated":           {append(lines[:len(lines):len(lines)], "ZM,1,2"), Options{}, 0},
		"symbol":              {lines, Options{Symbol: "ibm"}, 1},
		"first symbol":        {at(1, "rubbish\n"), Options{Symbol: "AAPL"}, 1},
		"rubbish, symbol":     {at(1, "rubbish\n"), Options{Symbol: "IBM"}, 1},
		"last symbol":         {row("rubbish\n"), Options{Symbol: "ZM"}, 1},
		"no such symbol":      {lines, Options{Symbol: "TSLA"}, 0},
		"as of":               {lines, Options{AsOf: market.When{Time: newYork(2025, 11, 20, 9, 0)}}, 7},
		"settled":             {lines, Options{AsOf: market.When{Time: newYork(2026, 11, 20, 9, 0)}}, 0},
		"nearly settled":      {lines, Options{AsOf: market.When{Time: newYork(2025, 12, 12, 15, 59)}}, 7},
		"multiplier":          {lines, Options{Multiplier: 10}, 7},
		"format":              {lines, Options{Format: "long"}, 7},
		"mapped":              {lines, Options{Columns: map[string]string{"delta": "gamma", "gamma": "delta"}}, 1},
		"quote date":          {lines, Options{QuoteDate: lateNovember}, 1},
		"dates":               {lines, Options{Dates: DayFirst}, 1},
		"semicolons":          {each(func(s string) string { return strings.ReplaceAll(s, ",", ";") }), Options{}, 0},
		"rubbish before":      {at(1, "rubbish\n"), Options{}, 7},
		"rubbish between":     {at(151, "rubbish,1,2\n"), Options{}, 7},
		"rubbish after":       {row("S P" + lines[1][4:]), Options{}, 7},
		"apart":               {row(lines[1]), Options{}, 1},
		"quoted":              {at(310, `"GME"`+lines[301][3:]), Options{}, 7},
		"quoted across lines": {at(300, "\"GME\n\""+lines[301][3:]), Options{}, 1},
		"unclosed":            {at(300, `"GME`+lines[301][3:]), Options{}, 1},
		"names in two ways":   {at(152, "^brk.b"+lines[152][5:]), Options{}, 7},
		"two prices":          {at(152, "BRK.B,77"+lines[152][len("BRK.B,77"):]), Options{}, 7},
		"two moments":         {at(152, strings.Replace(lines[152], "10:00", "10:01", 1)), Options{}, 0},
		"no moment":           {at(152, strings.Replace(lines[152], "2025-11-20T10:00:00-05:00", "", 1)), Options{}, 7},
		"no moments":          {each(cell(2, "")), Options{}, 0},
		"no price":            {each(cell(1, "")), Options{}, 7},
		"a price at the end":  {append(each(cell(1, "")), lines[len(lines)-1]), Options{}, 7},
		"no contract":         {each(cell(5, "")), Options{}, 0},
		"one without contract": {append(lines[:len(lines):len(lines)],
			"ZZ,5,2025-11-20T10:00:00-05:00,ZZ,2025-11-21,,C,,,,,7,,,,,\n"), Options{}, 8},
		"percent":         {each(cell(12, "31.5")), Options{}, 7},
		"percent signs":   {each(cell(12, "31.5%")), Options{}, 7},
		"percent asked":   {lines, Options{IVUnit: IVPercent}, 7},
		"some in percent": {append(lines[:100:100], testMarketPercent(lines[100:])...), Options{}, 7},
		"thousandths":     {each(cell(5, "4697000")), Options{}, 0},
		"header only":     {lines[:1], Options{}, 0},
		"unknown columns": {append([]string{strings.Replace(lines[0], "gamma", "color", 1)}, lines[1:]...), Options{}, 7},
		"column last": {func() []string {
			var moved []string
			for _, line := range lines {
				first, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ",")
				moved = append(moved, rest+","+first+"\n")
			}
			return moved
		}(), Options{}, 7},
		"column within": {func() []string {
			var moved []string
			for _, line := range lines {
				first, rest, _ := strings.Cut(line, ",")
				second, rest, _ := strings.Cut(rest, ",")
				moved = append(moved, second+","+first+","+rest)
			}
			return moved
		}(), Options{}, 7},
		"too large": {lines, Options{MaxBytes: 90_000}, 0},
		"small":     {lines[:2], Options{}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Join(c.lines, "")
			for _, packed := range []string{text, gzipped(t, text), zstandard(t, text)} {
				p := wantSame(t, packed, c.o, fine)
				if c.sections > 0 && (p == nil || p.Sections() != c.sections) {
					t.Errorf("%v, want %d sections", p, c.sections)
				}
			}
		})
	}
}

// testMarketPercent puts the volatilities of some rows in percent.
func testMarketPercent(rows []string) []string {
	changed := slices.Clone(rows)
	for i, row := range rows {
		if i%10 == 0 {
			changed[i] = strings.Replace(row, ",100,\n", ",100,-1\n", 1)
			cells := strings.Split(changed[i], ",")
			cells[12] = "42.5"
			changed[i] = strings.Join(cells, ",")
		}
	}
	return changed
}

var lateNovember = market.Date{Year: 2025, Month: 11, Day: 20}

// The file is so large that the census uses a sample of the lines.
func TestSurveySample(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	lines := testMarket(r, []string{"A", "B", "C", "D"}, sampledLines/2)
	for i := range lines {
		if i > sampledLines/2 && i%sampledEvery != 0 {
			lines[i] = strings.Join(append(strings.SplitN(lines[i], ",", 13)[:12], "40,,,,\n"), ",")
		}
	}
	if p := wantSame(t, strings.Join(lines, ""), Options{}, fine); p.Sections() != 4 {
		t.Errorf("%d sections, want 4", p.Sections())
	}
	for i, line := range lines[1:] { // each underlying has its price in its second row
		cells := strings.Split(line, ",")
		spot, _ := strconv.ParseFloat(cells[1], 64)
		strike, _ := strconv.ParseFloat(cells[5], 64)
		if i%(sampledLines/2) != 1 {
			cells[1] = ""
		}
		switch {
		case i < sampledLines:
			cells[12] = ""
		case math.Abs(strike/spot-1) < 0.08:
			cells[12] = "40"
		default:
			cells[12] = "0.4"
		}
		lines[i+1] = strings.Join(cells, ",")
	}
	if p := wantSame(t, strings.Join(lines, ""), Options{}, fine); p.Sections() != 4 {
		t.Errorf("%d sections of late prices, want 4", p.Sections())
	}
}

// TestSurveyBlocks: wherever the blocks end that a file is scanned in, and however many are scanned at once, the rows of an
// underlying begin where they do, and a file that is cut off is so at its line.
func TestSurveyBlocks(t *testing.T) {
	lines := testMarket(rand.New(rand.NewPCG(5, 1)), someNames, 100)
	lines[1] += strings.Repeat("\n", sampledLines) // of the lines after these few are in the sample
	want := []run{{"AAPL", true, int64(len(marketHeader)), 1}}
	for i, spoil := range []func(string) string{
		func(s string) string { return "rubbish,1,2\nrubbish,3,4\n" + s },            // one cell, but no underlying
		func(s string) string { return strings.Replace(s, "BRK.B", `"BRK.B"`, 1) },   // the same underlying in two ways
		func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n\r\n,,\n") }, // ends of lines, blank lines
		func(s string) string { return s + strings.ReplaceAll(s, "IBM", " ibm") },    // and in a third
		func(s string) string { return s + "\"SPX\",\"6,7\"\n" + s },                 // a comma within a cell
		func(s string) string { return s[:strings.IndexByte(s, ',')+1] + s[strings.Index(s, ",2025"):] },
		func(s string) string { return strings.TrimSuffix(s, "\n") },
	} {
		row := 1 + 100*i + 50
		lines[row] = spoil(lines[row])
		if i > 0 {
			lines[1+100*i] = someNames[i] + ",1,2\n" + lines[1+100*i] // no row, so of the underlying before
			before := strings.Join(lines[:1+100*i], "") + someNames[i] + ",1,2\n"
			want = append(want, run{someNames[i], true, int64(len(before)), strings.Count(before, "\n")})
		}
	}
	text := strings.Join(lines, "")
	broken := text[:strings.LastIndexByte(text, ',')-40]
	cores, step := []int{1, 3}, 17
	if soaktest.Long() {
		cores, step = []int{1, 2, 3, 4, 5, 6, 7, 8}, 1
	}
	for _, n := range cores {
		before := runtime.GOMAXPROCS(n)
		for block := 400; block < 520; block += step {
			g := grain{first: fine.first, block: block}
			p, err := survey(opening(text), Options{}, g)
			if err != nil || !slices.Equal(p.runs, want) || p.size != int64(len(text)) || len(p.Underlyings) != len(someNames) {
				t.Errorf("%d cores, blocks of %d bytes: %v %v, want %v", n, block, p, err, want)
			}
			_, err = survey(opening(broken), Options{}, g)
			var cut *fault.Error
			if !errors.As(err, &cut) || cut.Line != strings.Count(broken, "\n")+1 {
				t.Errorf("%d cores, blocks of %d bytes: %v", n, block, err)
			}
		}
		runtime.GOMAXPROCS(before)
	}
}

// TestSectionsInUsedMemory: a section that is read in the memory of one that was dropped is what it is in its own, whatever that
// memory holds, and the problems of the dropped one are still there.
func TestSectionsInUsedMemory(t *testing.T) {
	var lines []string
	for i, name := range someNames { // some are larger than those before them, some smaller, and some in another order
		rows := marketRows(rand.New(rand.NewPCG(7, uint64(i))), name, 100+(i*37)%100)
		if i%2 == 0 {
			slices.Reverse(rows)
		}
		rows[3] = strings.Replace(rows[3], ",100,", ",,", 1)
		lines = append(lines, rows...)
		lines = append(lines, name+",1,2\n", strings.Replace(rows[5], name+",20", name+",x20", 1))
	}
	text := marketHeader + strings.Join(lines, "")
	whole := read(t, text, Options{})
	p, err := survey(opening(text), Options{Name: "chain.csv", NoSum: true}, grain{first: 4 << 10, block: 4 << 10})
	if err != nil || p.Sections() != len(someNames) {
		t.Fatal(p, err)
	}
	var parts []*File
	before, used := map[*float64]bool{}, 0
	err = p.Each(func(s *Section) error {
		f, err := s.Read()
		if err != nil {
			return err
		}
		i := slices.IndexFunc(whole.Chains, func(c *Chain) bool { return c.Underlying == s.Underlying })
		sameFile(t, &File{Chains: f.Chains}, &File{Chains: whole.Chains[i : i+1]})
		c := f.Chains[0]
		spoil(c)
		for _, column := range numbers(c) {
			if before[&column[0]] {
				used++
			}
		}
		clear(before)
		for _, column := range numbers(c) {
			before[&column[0]] = true
		}
		parts = append(parts, &File{Chains: f.Chains, Problems: f.Problems})
		f.Drop()
		if f.Chains != nil {
			t.Error("a dropped file has chains")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if used == 0 {
		t.Error("no section was read in the memory of the one before")
	}
	sameFile(t, &File{Problems: joined(parts).Problems}, &File{Problems: whole.Problems})
}

// numbers are the columns of a chain that hold numbers.
func numbers(c *Chain) [][]float64 {
	return [][]float64{c.Strike, c.Bid, c.Ask, c.Last, c.Volume, c.OpenInterest, c.IV, c.Delta, c.Gamma, c.Multiplier, c.DealerQty}
}

// spoil writes what makes no sense into the columns of a chain.
func spoil(c *Chain) {
	for _, column := range numbers(c) {
		for i := range column {
			column[i] = -7
		}
	}
	for i := range c.Line {
		c.Line[i], c.Right[i], c.Out[i], c.Repaired[i] = -7, 7, 7, 7
	}
}

// A file that changes between the passes is refused, whatever the change.
func TestSurveyChanged(t *testing.T) {
	lines := testMarket(rand.New(rand.NewPCG(1, 1)), someNames, 150)
	text := strings.Join(lines, "")
	for name, second := range map[string]string{
		"shorter":         text[:len(text)-1],
		"longer":          text + "\n",
		"empty":           "",
		"another":         strings.Replace(text, "\nGME,", "\nGMX,", 1),
		"a row longer":    strings.Replace(text, "\nAAPL,", "\n AAPL,", 1),
		"another instead": strings.ReplaceAll(text, "GME", "AMC"),
	} {
		now := text
		p, err := survey(func() (io.ReadCloser, error) { return opening(now)() }, Options{}, fine)
		if err != nil || p.Sections() != len(someNames) {
			t.Fatal(p, err)
		}
		now = second
		err = p.Each(func(s *Section) error { _, err := s.Read(); return err })
		if err == nil || !strings.Contains(err.Error(), "the file changed while it was read") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The modification time of the file shows changes that keep its length and underlyings.
func TestSurveyTouched(t *testing.T) {
	name := filepath.Join(t.TempDir(), "market.csv")
	text := strings.Join(testMarket(rand.New(rand.NewPCG(1, 1)), someNames, 150), "")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	open := func() (io.ReadCloser, error) { return os.Open(name) }
	p, err := survey(open, Options{Name: name, Symbol: "IBM"}, fine)
	if err != nil {
		t.Fatal(err)
	}
	read := func() error {
		return p.Each(func(s *Section) error {
			f, err := s.Read()
			if err == nil && (f.Name != "market.csv" || f.Chains[0].Len() != 150) {
				t.Errorf("%s: %d contracts", f.Name, f.Chains[0].Len())
			}
			return err
		})
	}
	if err := read(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(name, time.Time{}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := read(); err == nil {
		t.Error("a file of another time was read")
	}
}

func TestSurveyErrors(t *testing.T) {
	missing := errors.New("not there")
	if _, err := Survey(func() (io.ReadCloser, error) { return nil, missing }, Options{}); err != missing {
		t.Errorf("error %v", err)
	}
	text := strings.Join(testMarket(rand.New(rand.NewPCG(1, 1)), someNames, 150), "")
	packed := gzipped(t, text)
	p := wantSame(t, packed[:len(packed)-1000], Options{}, fine)
	if p != nil {
		t.Errorf("a plan of a damaged file: %v", p)
	}
	stop := errors.New("enough")
	p, err := survey(opening(text), Options{}, fine)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	if err := p.Each(func(*Section) error { n++; return stop }); err != stop || n != 1 {
		t.Errorf("after %d: %v", n, err)
	}
}

// FuzzSurvey makes a file of random rows, and reads it whole and in parts.
func FuzzSurvey(f *testing.F) {
	f.Add(uint64(1), "rubbish\n", 3, 5)
	f.Add(uint64(2), "\"A\nB\",,,\n", 2, 100)
	f.Add(uint64(3), "\r\n\n,,\n", 7, 500)
	f.Add(uint64(4), "SPX,,,,2025-11-21,6700,C,1,2,3,4,5,6%,7,8,9,10\n", 7, 500)
	f.Fuzz(func(t *testing.T, seed uint64, odd string, names, at int) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 1 + int(uint(names)%uint(len(someNames)))
		lines := testMarket(r, someNames[:n], 1+1000/n)
		for range 1 + r.IntN(4) {
			lines = slices.Insert(lines, 1+int(uint(at)%uint(len(lines))), odd)
			at += r.IntN(len(lines))
		}
		if seed%2 == 0 {
			lines[1] += strings.Repeat("\n", sampledLines)
		}
		for range r.IntN(4) { // spoil a cell
			i, cells := 1+r.IntN(len(lines)-1), []string(nil)
			cells = strings.Split(lines[i], ",")
			cells[r.IntN(len(cells))] = []string{"", "x", "12%", "9e9", `"`, odd}[r.IntN(6)]
			lines[i] = strings.Join(cells, ",")
		}
		g := grain{first: fine.first, block: 300 + r.IntN(1000)}
		wantSame(t, strings.Join(lines, ""), Options{Format: "long"}, g)
		wantSame(t, strings.Join(lines, ""), Options{Format: "long", Symbol: someNames[r.IntN(n)]}, g)
	})
}

// How many problems package assembly lists, and how it samples the lines of a file: all of the first, then one in so many.
const (
	namedProblems = 20
	sampledLines  = 1 << 12
	sampledEvery  = 251
)
