package parquet

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "gex/internal/soaktest"
)

// allKinds has a column of every kind, and a name that csv quotes.
var allKinds = []Column{{"name", Text}, {"a, \"b\"", Number}, {"n", Count}, {"day", Day}, {"at", Instant}}

// written is the file of some rows.
func written(t testing.TB, columns []Column, rows ...[]string) []byte {
	t.Helper()
	table := NewTable(columns)
	for _, row := range rows {
		if err := table.Add(row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := table.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// csvOf reads a file.
func csvOf(data []byte, limit int64) (string, error) {
	f, err := Open(bytes.NewReader(data), int64(len(data)), limit)
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(f.CSV(), 1<<22))
	return string(text), err
}

func TestTable(t *testing.T) {
	data := written(t, allKinds,
		[]string{"SPX", "6712.25", "-3", "2025-11-21", "2025-11-20T09:52:00-05:00"},
		[]string{"", "", "", "", ""},
		[]string{"a, \"b\"\nc", "1e-9", "9223372036854775807", "1969-12-31", "1969-12-31T23:59:59.25Z"},
	)
	got, err := csvOf(data, 1<<20)
	want := "name,\"a, \"\"b\"\"\",n,day,at\n" +
		"SPX,6712.25,-3,2025-11-21,2025-11-20T14:52:00Z\n" +
		",,,,\n" +
		"\"a, \"\"b\"\" c\",1e-09,9223372036854775807,1969-12-31,1969-12-31T23:59:59.25Z\n"
	if err != nil || got != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
	if got, err := csvOf(written(t, allKinds[:1]), 1<<20); got != "name\n" || err != nil {
		t.Errorf("a table without rows is %q, %v", got, err)
	}
	for _, row := range [][]string{{"x"}, {"", "x", "", "", ""}, {"", "", "1.5", "", ""}, {"", "", "", "21.11.2025", ""}, {"", "", "", "", "2025-11-20"}} {
		table := NewTable(allKinds)
		if err := errors.Join(table.Add(row), table.Write(io.Discard)); err == nil {
			t.Errorf("%q is written", row)
		}
	}
}

// TestNanoseconds: a column keeps what is shorter than a microsecond, in all of its rows.
func TestNanoseconds(t *testing.T) {
	column := []Column{{"at", Instant}}
	for _, last := range []string{"2025-11-20T00:00:00.000001Z", "2025-11-20T00:00:00.000000001Z"} {
		got, err := csvOf(written(t, column, []string{"2025-11-19T00:00:00Z"}, []string{last}), 1<<20)
		if want := "at\n2025-11-19T00:00:00Z\n" + last + "\n"; got != want || err != nil {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
}

// TestRoundTrip: any table reads as it was written, over several row groups, and is written to the same bytes again.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		cell := map[Kind]*rapid.Generator[string]{
			Text:   rapid.StringMatching(`[ -~éß€]{0,12}`),
			Number: rapid.Custom(func(r *rapid.T) string { return fmt.Sprint(rapid.Float64Range(-1e18, 1e18).Draw(r, "x")) }),
			Count:  rapid.Custom(func(r *rapid.T) string { return fmt.Sprint(rapid.Int64().Draw(r, "n")) }),
			Day: rapid.Custom(func(r *rapid.T) string {
				return string(days(nil, le32(rapid.Int32Range(firstDay, lastDay).Draw(r, "day"))))
			}),
			Instant: rapid.Custom(func(r *rapid.T) string {
				return string(timestamps(1e3, true)(nil, le64(rapid.Int64Range(-1e15, 1e16).Draw(r, "at"))))
			}),
		}
		var rows [][]string
		for range rapid.IntRange(0, 40).Draw(r, "rows") {
			var row []string
			for _, c := range allKinds {
				text := ""
				if rapid.IntRange(0, 3).Draw(r, "there") > 0 {
					text = cell[c.Kind].Draw(r, c.Name)
				}
				row = append(row, text)
			}
			rows = append(rows, row)
		}
		data := written(t, allKinds, rows...)
		if !bytes.Equal(data, written(t, allKinds, rows...)) {
			r.Fatal("the same rows are written to other bytes")
		}
		text, err := csvOf(data, 1<<24)
		if err != nil {
			r.Fatal(err)
		}
		got, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			r.Fatal(err)
		}
		for i, row := range got[1:] {
			for j := range row {
				if row[j] != rows[i][j] && !sameNumber(row[j], rows[i][j]) {
					r.Fatalf("row %d, %s: %q, want %q", i+1, allKinds[j].Name, row[j], rows[i][j])
				}
			}
		}
		if len(got) != len(rows)+1 {
			r.Fatalf("%d rows, want %d", len(got)-1, len(rows))
		}
	})
}

func sameNumber(a, b string) bool {
	var x, y float64
	n, _ := fmt.Sscan(a, &x)
	m, _ := fmt.Sscan(b, &y)
	return n == 1 && m == 1 && x == y
}

func le32(n int32) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n)) }
func le64(n int64) []byte { return binary.LittleEndian.AppendUint64(nil, uint64(n)) }

// TestRowGroups: a table of more rows than a group is read to its end.
func TestRowGroups(t *testing.T) {
	const n = 2*groupRows + 5
	table := NewTable([]Column{{"n", Count}})
	for i := range n {
		table.Add([]string{fmt.Sprint(i)})
	}
	var out bytes.Buffer
	if err := table.Write(&out); err != nil {
		t.Fatal(err)
	}
	text, err := csvOf(out.Bytes(), 1<<20)
	if err != nil || strings.Count(text, "\n") != n+1 || !strings.HasSuffix(text, fmt.Sprintf("\n%d\n", n-1)) {
		t.Errorf("%d lines, %v", strings.Count(text, "\n"), err)
	}
}

// TestTexts: a value of each type is the cell that it is in csv.
func TestTexts(t *testing.T) {
	for _, c := range []struct {
		text texter
		in   []byte
		want string
	}{
		{booleans, []byte{1}, "True"}, {booleans, []byte{0}, "False"},
		{integers(1, true), le32(-5), "-5"}, {integers(1, false), le32(-1), "4294967295"},
		{integers(2, true), le64(-5), "-5"}, {integers(2, false), le64(-1), "18446744073709551615"},
		{doubles, le64(int64(math.Float64bits(0.1))), "0.1"}, {doubles, le64(int64(math.Float64bits(6e15))), "6e+15"},
		{doubles, le64(int64(math.Float64bits(math.NaN()))), ""}, {doubles, le64(int64(math.Float64bits(math.Inf(-1)))), "-Inf"},
		{floats, le32(int32(math.Float32bits(0.1))), "0.1"}, {floats, le32(int32(math.Float32bits(16777216))), "16777216"},
		{halfs, []byte{0x00, 0x3c}, "1"}, {halfs, []byte{0xff, 0xfb}, "-65504"}, {halfs, []byte{1, 0}, "5.9604645e-08"}, {halfs, []byte{0, 0x7e}, ""},
		{days, le32(0), "1970-01-01"}, {days, le32(-1), "1969-12-31"}, {days, le32(math.MaxInt32), unreadable},
		{timestamps(1e6, true), le64(1763650320000), "2025-11-20T14:52:00Z"}, {timestamps(1e6, false), le64(-1), "1969-12-31T23:59:59.999"},
		{timestamps(1e3, false), le64(1763650320000001), "2025-11-20T14:52:00.000001"}, {timestamps(1, true), le64(math.MaxInt64), "2262-04-11T23:47:16.854775807Z"},
		{timestamps(1e6, true), le64(math.MaxInt64), unreadable}, {timestamps(1, true), le32(1), unreadable},
		{oldTimestamps, append(le64(53_520e9), le32(2461000)...), "2025-11-20T14:52:00"},
		{timesOfDay(1, 1e6), le32(53_520_000), "14:52:00"}, {timesOfDay(2, 1), le64(-1), unreadable},
		{decimals(1, 2), le32(671225), "6712.25"}, {decimals(2, 3), le64(-5), "-0.005"}, {decimals(1, 0), le32(7), "7"},
		{decimals(6, 2), []byte{0xff, 0x9c}, "-1.00"}, {decimals(7, 4), []byte{0, 0, 1}, "0.0001"}, {decimals(1, -1), le32(1), unreadable},
		{uuids, []byte{0xab, 1}, "ab01"},
	} {
		if got := string(c.text(nil, c.in)); got != c.want {
			t.Errorf("% x is %q, want %q", c.in, got, c.want)
		}
	}
}

// TestEncodings: values in each encoding, worked out by hand from Encodings.md.
func TestEncodings(t *testing.T) {
	take := func(v interface{ next() ([]byte, error) }, err error, n int) (list []string) {
		for range n {
			if err != nil {
				return append(list, err.Error())
			}
			var b []byte
			b, err = v.next()
			list = append(list, fmt.Sprintf("%x", b))
		}
		return list
	}
	d, err := newDelta([]byte{128, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0b11111111, 0, 0, 0, 0, 0, 0, 0}) // 7, and differences of -2 or 1... in 2 bits
	if err != nil {
		t.Fatal(err)
	}
	var got []int64
	for range 5 {
		x, err := d.next()
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, x)
	}
	if want := []int64{7, 8, 9, 10, 11}; !slices.Equal(got, want) { // least difference -2, and 3 more
		t.Errorf("deltas %v, want %v", got, want)
	}
	h, _ := newHybrid([]byte{3 << 1, 5, 1<<1 | 1, 0b10001000, 0b11000110, 0b11111010}, 3) // the example of Encodings.md
	var levels []uint32
	for range 11 {
		x, err := h.next()
		if err != nil {
			t.Fatal(err)
		}
		levels = append(levels, x)
	}
	if want := []uint32{5, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7}; !slices.Equal(levels, want) {
		t.Errorf("runs %v, want %v", levels, want)
	}
	v, err := split([]byte{1, 2, 3, 4}, 2)
	if got := take(v, err, 2); !slices.Equal(got, []string{"0103", "0204"}) {
		t.Errorf("split %q", got)
	}
	v, err = newRunBools([]byte{2, 0, 0, 0, 3 << 1, 1})
	if got := take(v, err, 3); !slices.Equal(got, []string{"01", "01", "01"}) {
		t.Errorf("booleans %q", got)
	}
}

// TestClaims: what a file claims to hold takes no memory until it is there.
func TestClaims(t *testing.T) {
	list := []byte{0x29, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07} // field 2, a list of 2^31 structures
	if _, err := walk(list); !errors.Is(err, errShort) {
		t.Errorf("a list that is not there: %v", err)
	}
	if _, err := walk(bytes.Repeat([]byte{0x1c}, 100)); !errors.Is(err, errStructure) {
		t.Errorf("structures in structures: %v", err)
	}
	data := written(t, allKinds, []string{"SPX", "1", "1", "2025-11-21", ""})
	if _, err := csvOf(data, 10); !errors.Is(err, ErrTooLarge) {
		t.Errorf("pages beyond the limit: %v", err)
	}
}

// TestDamaged: a file that is cut anywhere is refused, and one with a byte changed is refused or read; nothing panics.
func TestDamaged(t *testing.T) {
	whole := written(t, allKinds, []string{"SPX", "6712.25", "3", "2025-11-21", "2025-11-20T14:52:00Z"}, []string{"", "", "", "", ""}, []string{"NDX", "1", "2", "", ""})
	for n := range whole {
		if text, err := csvOf(whole[:n], 1<<20); err == nil {
			t.Errorf("cut at %d it is %q", n, text)
		}
	}
	want, _ := csvOf(whole, 1<<20)
	read := 0
	for i := range whole {
		for _, change := range []byte{1, 0x80, 0xff} {
			data := slices.Clone(whole)
			data[i] ^= change
			if text, err := csvOf(data, 1<<20); err == nil && text == want {
				read++
			}
		}
	}
	if read == 3*len(whole) {
		t.Error("no byte matters")
	}
}

// FuzzCSV feeds any bytes: nothing may panic or take memory without bound.
func FuzzCSV(f *testing.F) {
	f.Add(written(f, allKinds, []string{"SPX", "6712.25", "3", "2025-11-21", "2025-11-20T14:52:00Z"}, []string{"", "", "", "", ""}))
	f.Add(written(f, allKinds[:1]))
	f.Add([]byte("PAR1\x00\x00\x00\x00PAR1"))
	f.Add([]byte("PAR1\x29\xfc\xff\xff\xff\xff\x07\x07\x00\x00\x00PAR1"))
	f.Add([]byte("PAR1PARE"))
	f.Fuzz(func(t *testing.T, data []byte) {
		csvOf(data, 1<<20)
	})
}
