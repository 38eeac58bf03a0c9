package digits

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// oneByOne reads rows as ReadRows does, with Read: numbers of a column each, and bounds.
func oneByOne(g *Group, columns [][]float64, text, same []byte, most int) (rows, next int, bounds [][2]int) {
	for rows < min(most, Rows) && bytes.HasPrefix(text[next:], append(bytes.Clone(same), ',')) {
		cells := next + len(same) + 1
		end := g.Read(text[cells:], rows)
		if end < 0 {
			break
		}
		line := text[cells+end:]
		switch {
		case bytes.HasPrefix(line, []byte("\n")):
		case bytes.HasPrefix(line, []byte("\r\n")):
			end++
		default:
			return rows, next, bounds
		}
		for i := range columns {
			lo, hi := g.Bounds(0, i)
			bounds = append(bounds, [2]int{cells + lo, cells + hi})
		}
		rows, next = rows+1, cells+end+1
	}
	return rows, next, bounds
}

// wantRows compares ReadRows with Read. A row near the end of the text may be declined.
func wantRows(t *testing.T, text, same []byte, numbers []bool, most int) (rows int) {
	t.Helper()
	columnsOf := func() (columns [][]float64, g *Group) {
		var cells []Cell
		columns = make([][]float64, len(numbers))
		for i, number := range numbers {
			columns[i] = make([]float64, Rows)
			c := Cell{Lo: -1e5, Hi: 1e5}
			if number {
				c.To = &columns[i]
			}
			cells = append(cells, c)
		}
		return columns, NewGroup(cells)
	}
	columns, g := columnsOf()
	alone, single := columnsOf()
	rows, next := g.ReadRows(text, same, most)
	g.Write(rows, 0)
	single.ReadRows(text, same, most) // of which nothing is left
	wantRows, wantNext, bounds := oneByOne(single, alone, text, same, most)
	if rows > wantRows || rows == wantRows && next != wantNext || rows < wantRows && simd != nil && simd.readRows != nil &&
		len(same) <= LongestSame && next+len(same)+1+2*blockLen+8 <= len(text) && !longRow(text[next:]) {
		t.Fatalf("%q, the same %q, numbers %v: %d rows up to %d, want %d up to %d", text, same, numbers, rows, next, wantRows, wantNext)
	}
	for row := range rows {
		for i := range numbers {
			if a, b := columns[i][row], alone[i][row]; math.Float64bits(a) != math.Float64bits(b) {
				t.Fatalf("%q: row %d, cell %d: %v, want %v", text, row, i, a, b)
			}
			if lo, hi := g.Bounds(row, i); bounds[row*len(numbers)+i] != [2]int{lo, hi} {
				t.Fatalf("%q: row %d, cell %d is at %d to %d, want %v", text, row, i, lo, hi, bounds[row*len(numbers)+i])
			}
		}
		if row > 0 && g.Begin(row, same) <= g.Begin(row-1, same) || !bytes.HasPrefix(text[g.Begin(row, same):], same) {
			t.Fatalf("%q: row %d begins at %d", text, row, g.Begin(row, same))
		}
	}
	return rows
}

// longRow reports whether the first row of a text has cells that are too long for vectors.
func longRow(text []byte) bool {
	return bytes.IndexByte(text, '\n') >= 2*blockLen
}

// rowsOf returns rows that begin with the same bytes, most of them ordinary.
func rowsOf(r *rand.Rand, same string, cells int) []byte {
	var text bytes.Buffer
	for range r.IntN(2 * Rows) {
		text.WriteString(same)
		for range cells {
			text.WriteByte(',')
			switch r.IntN(100) {
			case 0:
			case 1:
				text.WriteString(odd[r.IntN(len(odd))])
			case 2:
				fmt.Fprint(&text, r.Float64()) // too long for a vector
			default:
				fmt.Fprint(&text, float64(r.IntN(2000000)-1000000)/[]float64{10, 100, 10000}[r.IntN(3)])
			}
		}
		text.WriteString([]string{"\n", "\r\n", "\r", ",\n", ""}[max(0, r.IntN(40)-35)])
	}
	return text.Bytes()
}

// Many rows at once are read, or declined, as each is alone.
func TestReadRows(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(7, 8))
		read := 0
		for range 4000 {
			n, most := 1+r.IntN(Most), r.IntN(Rows+3)
			same := strings.Repeat("ABC,2025-11-21", 10)[:r.IntN(LongestSame+3)]
			text := rowsOf(r, same, n)
			if r.IntN(4) > 0 {
				text = append(text, behind...)
			}
			read += wantRows(t, text, []byte(same), bytesOf(n, func(int) bool { return r.IntN(8) > 0 }), most)
		}
		if many := simd != nil && simd.readRows != nil; many != (read > 10000) {
			t.Errorf("%d rows", read)
		}
	})
}

// Ordinary rows are read as many at a time as there may be, after any bytes that fit.
func TestReadRowsFull(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		for n := range LongestSame + 2 {
			same := strings.Repeat("s", n)
			text := []byte(strings.Repeat(same+",15.5,,-0.25,100\n", 2*Rows) + behind)
			want := Rows
			if n > LongestSame || simd == nil || simd.readRows == nil {
				want = 0
			}
			if rows := wantRows(t, text, []byte(same), all(4), 100); rows != want {
				t.Errorf("%d rows after %d bytes, want %d", rows, n, want)
			}
			for i := range n { // a byte that is not the same
				other := bytes.Clone(text)
				other[len(same+",15.5,,-0.25,100\n")+i]++
				if rows := wantRows(t, other, []byte(same), all(4), 100); rows != min(1, want) {
					t.Errorf("%d rows before another that differs in byte %d of %d", rows, i, n)
				}
			}
		}
	})
}

func FuzzReadRows(f *testing.F) {
	f.Add([]byte("A,1,2\nA,3,4\r\nA,5,x\n"), uint8(1), uint8(2), uint16(3), uint8(32))
	f.Fuzz(func(t *testing.T, text []byte, size, n uint8, numbers uint16, most uint8) {
		same := text[:min(len(text), int(size))]
		which := bytesOf(int(n)%Most+1, func(i int) bool { return numbers>>i&1 == 1 })
		former := simd
		defer func() { simd = former }()
		for _, simd = range append(assemblies(), nil) {
			wantRows(t, text, same, which, int(most))
			wantRows(t, append(bytes.Clone(text), behind...), same, which, int(most))
		}
	})
}
