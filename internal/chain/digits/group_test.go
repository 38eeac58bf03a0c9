package digits

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// eachPath runs a test on every path that the machine has.
func eachPath(t *testing.T, run func(t *testing.T)) {
	former := simd
	defer func() { simd = former }()
	for _, a := range append(assemblies(), nil) {
		simd = a
		t.Run(pathName(a), run)
	}
}

func pathName(a *assembly) string {
	if a == nil {
		return "scalar"
	}
	return a.name
}

// untouched is what columns hold before they are read into.
const untouched = -12345.5

// row is what Group.Read is to find.
type row struct {
	end    int
	bits   []uint64
	bounds [][2]int
}

// read reads the cells of a text as numbers within limits, but for those that are none.
func read(text []byte, numbers []bool, lo, hi float64) (r row) {
	column := make([]float64, len(numbers)+1)
	var cells []Cell
	for i, number := range numbers {
		column[i+1] = untouched
		c := Cell{At: i, Lo: lo, Hi: hi}
		if number {
			c.To = &column
		}
		cells = append(cells, c)
	}
	g := NewGroup(cells)
	if r.end = g.Read(text, 1); r.end < 0 {
		return r
	}
	for i := range numbers {
		r.bits = append(r.bits, math.Float64bits(column[i+1]))
		start, end := g.Bounds(0, i)
		r.bounds = append(r.bounds, [2]int{start, end})
	}
	return r
}

// expected reads the cells one byte at a time.
func expected(text []byte, numbers []bool, lo, hi float64) (r row) {
	start := 0
	for i, number := range numbers {
		end := start
		for end < len(text) && text[end] >= '-' {
			end++
		}
		if end == len(text) || i < len(numbers)-1 && text[end] != ',' {
			return row{end: -1}
		}
		v := untouched
		if number {
			var ok bool
			if v, ok = Decimal(text[start:end]); start == end {
				v = math.NaN()
			} else if !ok || v < lo || v > hi {
				return row{end: -1}
			}
		}
		r.bits, r.bounds = append(r.bits, math.Float64bits(v)), append(r.bounds, [2]int{start, end})
		start = end + 1
		r.end = end
	}
	return r
}

// wantRow compares a path with what is expected. At the end of a text all paths decline, but not elsewhere.
func wantRow(t *testing.T, text []byte, numbers []bool, lo, hi float64) {
	t.Helper()
	got, want := read(text, numbers, lo, hi), expected(text, numbers, lo, hi)
	if got.end < 0 && want.end >= 0 && want.end+2*blockLen+8 > len(text) {
		return
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("%q, numbers %v:\n%v, want\n%v", text, numbers, got, want)
	}
}

func all(n int) []bool { return bytesOf(n, func(int) bool { return true }) }

func bytesOf[T any](n int, at func(i int) T) (list []T) {
	for i := range n {
		list = append(list, at(i))
	}
	return list
}

// behind is text behind the cells, enough for every path.
var behind = strings.Repeat("x,", blockLen+4)

// Every odd cell, in every place of a group of every size, is read or declined as it is alone.
func TestReadOddCells(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		for n := 1; n <= Most; n++ {
			for at := range n {
				for _, cell := range odd {
					cells := bytesOf(n, func(i int) string { return fmt.Sprint(i) })
					cells[at] = cell
					text := []byte(strings.Join(cells, ",") + "\n" + behind)
					wantRow(t, text, all(n), -1e9, 1e9)
					wantRow(t, text, all(n), 0, 20)
					numbers := all(n)
					numbers[at] = false
					wantRow(t, text, numbers, -1e9, 1e9)
				}
			}
		}
	})
}

// Every number of up to five digits has the bits of Decimal, with its point anywhere and either sign.
func TestReadNumbers(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		var cells []string
		for n := range 100000 {
			digits := fmt.Sprint(n)
			point := n % (len(digits) + 1)
			cell := digits[:point] + "." + digits[point:]
			if n%7 == 0 {
				cell = "-" + cell
			}
			if cells = append(cells, cell); len(cells) == Most {
				text := []byte(strings.Join(cells, ",") + "\n" + behind)
				wantRow(t, text, all(Most), math.Inf(-1), math.Inf(1))
				cells = cells[:0]
			}
		}
	})
}

// Limits are inclusive.
func TestReadLimits(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		for _, c := range []struct {
			cell   string
			lo, hi float64
			ok     bool
		}{
			{"1", 1, 2, true}, {"2", 1, 2, true}, {"0.9999", 1, 2, false}, {"2.0001", 1, 2, false},
			{"-0.5", -0.5, 0, true}, {"-0.5001", -0.5, 0, false}, {"", 1, 2, true}, {"-0", 0, 0, true},
			{"123456.789012", 0, 123456.789012, true}, {"123456.789012", 0, 123456.789011, false},
		} {
			text := []byte("1," + c.cell + ",2," + behind)
			got := read(text, []bool{false, true, false}, c.lo, c.hi)
			if (got.end >= 0) != c.ok {
				t.Errorf("%q within %g and %g: %v", c.cell, c.lo, c.hi, got)
			}
			wantRow(t, text, []bool{false, true, false}, c.lo, c.hi)
		}
	})
}

// Cells may be of any length, and separators anywhere.
func TestReadLengths(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		for first := range 150 {
			for _, more := range []int{0, 1, 60, 62, 63, 64, 65, 130} {
				text := []byte(strings.Repeat("x", first) + ",1.5," + strings.Repeat("y", more) + ",,-2,,3;" + behind)
				wantRow(t, text, []bool{false, true, false, true, true, true, true}, -1e9, 1e9)
				wantRow(t, text, []bool{false, true, false, true, true, true, true, true}, -1e9, 1e9)
			}
		}
		for n := range 3 * blockLen {
			wantRow(t, []byte(strings.Repeat(",", n)+"\n"+behind), all(Most), 0, 1)
		}
	})
}

// random returns the text of cells, most of them ordinary.
func random(r *rand.Rand) []byte {
	var text bytes.Buffer
	for range 1 + r.IntN(3*Most) {
		switch r.IntN(12) {
		case 0:
		case 1:
			text.WriteString(odd[r.IntN(len(odd))])
		case 2:
			for range r.IntN(30) {
				text.WriteByte("0123456789.-/x"[r.IntN(14)])
			}
		case 3, 4, 5:
			fmt.Fprint(&text, r.IntN(100000))
		default:
			fmt.Fprint(&text, float64(r.IntN(2000000)-1000000)/[]float64{10, 100, 10000}[r.IntN(3)])
		}
		text.WriteByte(",,,,,,,,,,,,,,,\n"[r.IntN(16)])
	}
	return text.Bytes()
}

func TestReadRandom(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(1, 2))
		for range 30000 {
			n := 1 + r.IntN(Most)
			text := random(r)
			if r.IntN(4) > 0 {
				text = append(text, behind...)
			}
			wantRow(t, text, bytesOf(n, func(int) bool { return r.IntN(8) > 0 }), -1e5, 1e5)
		}
	})
}

// The paths agree where the text ends, too: all decline the same rows.
func TestReadDeclinesAlike(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	former := simd
	defer func() { simd = former }()
	for range 30000 {
		text, numbers := random(r), all(1+r.IntN(Most))
		simd = nil
		want := read(text, numbers, -1e5, 1e5)
		for _, simd = range assemblies() {
			if got := read(text, numbers, -1e5, 1e5); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("%s: %q: %v, want %v", pathName(simd), text, got, want)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("15,C,7.35,7.45,0,0,0,0,1,-0.5,100,\n"), uint8(12), uint16(0xffd))
	f.Add([]byte(strings.Join(odd, ",")), uint8(16), uint16(0xffff))
	f.Fuzz(func(t *testing.T, text []byte, n uint8, numbers uint16) {
		which := bytesOf(int(n)%Most+1, func(i int) bool { return numbers>>i&1 == 1 })
		former := simd
		defer func() { simd = former }()
		for _, simd = range append(assemblies(), nil) {
			wantRow(t, text, which, -1e6, 1e6)
			wantRow(t, append(bytes.Clone(text), behind...), which, -1e6, 1e6)
		}
	})
}

func TestChoose(t *testing.T) {
	wide, narrow := &assembly{name: "avx512"}, &assembly{name: "avx2"}
	both := []*assembly{wide, narrow}
	for _, c := range []struct {
		name string
		of   []*assembly
		want *assembly
	}{
		{"", both, wide}, {"avx2", both, narrow}, {"avx512", both, wide}, {"scalar", both, nil}, {"sse", both, wide},
		{"avx512", both[1:], narrow}, {"", both[1:], narrow}, {"", nil, nil}, {"avx2", nil, nil},
	} {
		if got := choose(c.name, c.of); got != c.want {
			t.Errorf("%q of %d: %v", c.name, len(c.of), got)
		}
	}
}

// BenchmarkRead reads the cells of a row of the layout long, from its strike on.
func BenchmarkRead(b *testing.B) {
	text := []byte("15.5,C,7.35,7.45,0.0001,0,1234,0,1,-0.4312,100,\n" + behind)
	column := make([]float64, Most)
	cells := bytesOf(12, func(i int) Cell { return Cell{&column, i, -1e9, 1e9} })
	cells[1].To = nil
	former := simd
	defer func() { simd = former }()
	for _, simd = range append(assemblies(), nil) {
		b.Run(pathName(simd), func(b *testing.B) {
			g := NewGroup(cells)
			for b.Loop() {
				g.Read(text, 0)
			}
		})
	}
}
