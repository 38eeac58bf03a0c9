package chain

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gex/internal/chain/input"
	"gex/internal/parquet"
)

// asTable is a csv as a Parquet file, all of whose columns are texts but those given.
func asTable(t testing.TB, text string, kinds map[string]parquet.Kind) string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var columns []parquet.Column
	for _, name := range all[0] {
		columns = append(columns, parquet.Column{Name: name, Kind: kinds[name]})
	}
	table := parquet.NewTable(columns)
	for _, row := range all[1:] {
		if err := table.Add(row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := table.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// longKinds are the types that the columns of the layout long have in Parquet.
var longKinds = map[string]parquet.Kind{"spot": parquet.Number, "quote_time": parquet.Instant, "expiration": parquet.Day, "strike": parquet.Number,
	"bid": parquet.Number, "ask": parquet.Number, "volume": parquet.Count, "open_interest": parquet.Count, "iv": parquet.Number}

// TestParquet: a chain as a Parquet table is that of the csv, by its content, typed or all texts, plain or in a zip archive.
func TestParquet(t *testing.T) {
	text := longMarket()
	want := read(t, text, Options{Name: "x.csv"})
	for name, table := range map[string]string{"texts": asTable(t, text, nil), "typed": asTable(t, text, longKinds)} {
		for _, c := range []struct{ what, data, file, sum string }{
			{"alone", table, "x.bin", checksum(table)},
			{"in zip", zipOf(t, file{"x.parquet", table}), "x.bin:x.parquet", checksum(table)},
		} {
			got := read(t, c.data, Options{Name: "x.bin"})
			if got.Name != c.file || got.SHA256 != c.sum || got.Format != want.Format || len(got.Chains) != len(want.Chains) {
				t.Fatalf("%s %s: %s, %s, %s, %d underlyings", name, c.what, got.Name, got.SHA256, got.Format, len(got.Chains))
			}
			for i, chain := range got.Chains {
				var a, b bytes.Buffer
				one, other := File{Chains: []*Chain{chain}}, File{Chains: []*Chain{want.Chains[i]}}
				if one.WriteLong(&a) != nil || other.WriteLong(&b) != nil || a.String() != b.String() {
					t.Errorf("%s %s: %s is another chain", name, c.what, chain.Underlying)
				}
			}
			if sum, err := Checksum(strings.NewReader(c.data), Options{}); sum != got.SHA256 || err != nil {
				t.Errorf("%s %s: checksum %s, %v", name, c.what, sum, err)
			}
		}
	}
}

func checksum(text string) string {
	sum, err := Checksum(io.MultiReader(strings.NewReader("x"), strings.NewReader(text)), Options{}) // no Parquet file
	if err != nil {
		panic(err)
	}
	whole := hash([]byte("x"+text), false)()
	if sum != whole {
		panic("a checksum is not that of the bytes")
	}
	return hash([]byte(text), false)()
}

// TestParquetPlaces: a problem is at its row and column, as rows have no lines.
func TestParquetPlaces(t *testing.T) {
	lines := strings.SplitAfter(longMarket(), "\n")
	cells := strings.Split(lines[3], ",")
	at := slices.Index(strings.Split(lines[0], ","), "bid")
	cells[at] = "what"
	lines[3] = strings.Join(cells, ",")
	f := read(t, asTable(t, strings.Join(lines, ""), nil), Options{Name: "x.parquet"})
	wantProblems(t, f, `x.parquet: row 3: bid: "what" is not a number`)
	e := refused(t, asTable(t, "a,b\n1,2\n", nil), Options{Name: "x.parquet"})
	if !strings.HasPrefix(e.Error(), `x.parquet: no known format: the file begins with "a,b"`) {
		t.Error(e)
	}
}

// TestParquetSurvey: a large table is read by underlyings, as the csv is.
func TestParquetSurvey(t *testing.T) {
	text := longMarket()
	name := filepath.Join(t.TempDir(), "x.parquet")
	table := asTable(t, text, nil)
	if err := os.WriteFile(name, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	small := grain{first: 4 << 10, block: 4 << 10}
	plan, err := survey(func() (io.ReadCloser, error) { return os.Open(name) }, Options{Name: name}, small)
	if err != nil {
		t.Fatal(err)
	}
	want := read(t, text, Options{})
	n := 0
	err = plan.Each(func(s *Section) error {
		f, err := s.Read()
		if err != nil {
			return err
		}
		if f.SHA256 != checksum(table) || f.Chains[0].Underlying != want.Chains[n].Underlying || f.Chains[0].Len() != want.Chains[n].Len() {
			t.Errorf("section %d: %s, %d contracts", n, f.Chains[0].Underlying, f.Chains[0].Len())
		}
		n++
		return nil
	})
	if err != nil || n != len(want.Chains) || plan.Underlyings == nil {
		t.Errorf("%d sections of %q: %v", n, plan.Underlyings, err)
	}
}

// TestParquetRefused: what is no whole Parquet file says so, and its size is limited as that of text is.
func TestParquetRefused(t *testing.T) {
	whole := asTable(t, longTop, nil)
	for text, want := range map[string]string{
		whole[:len(whole)-1]:                               "the file is truncated: its description, which is at the end, is missing",
		whole[:len(whole)-4] + "PARE":                      "the file is encrypted",
		whole[:8] + "\xff" + whole[9:]:                     "damaged Parquet data: ",
		whole[:len(whole)-8] + "\xff\xff\xff\x7f" + "PAR1": "damaged Parquet data: the description of the file has 2147483647 bytes",
	} {
		if e := refused(t, text, Options{Name: "x.parquet"}); !strings.HasPrefix(e.What, want) || e.File != "x.parquet" {
			t.Errorf("%v, want %s", e, want)
		}
	}
	if e := refused(t, whole, Options{MaxBytes: 1000}); !strings.HasPrefix(e.What, "too large: more than 1000 bytes") && !strings.HasPrefix(e.What, "too large: its pages") {
		t.Error(e)
	}
}

// TestRows: what can be said of lines can be said of rows.
func TestRows(t *testing.T) {
	src := input.NewSource(&Options{Name: "x", Table: true})
	for line, want := range map[int]string{0: "x: column: what", 1: "x: column: what", 2: "x: row 1: column: what"} {
		if got := src.Fail(line, "column", "what", "").Error(); got != want {
			t.Errorf("line %d: %s, want %s", line, got, want)
		}
	}
}
