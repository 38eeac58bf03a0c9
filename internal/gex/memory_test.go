package gex

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"testing"

	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/sample"
	"gex/internal/vol"
)

// TestBooksInUsedMemory: a book in the memory of others, larger and smaller ones, is the one that a book with its own is.
func TestBooksInUsedMemory(t *testing.T) {
	used, n := new(memory), 0
	for _, contracts := range []int{3000, 400, 5000} {
		b := sampleBook(t, sample.Options{Seed: 8, Contracts: contracts}, vol.Options{Exercise: "european"}, Options{})
		for _, x := range b.variations(Variations{}) {
			own, err := x.book(new(memory))
			if err != nil {
				continue
			}
			other, err := x.book(used)
			if err != nil {
				t.Fatal(err)
			}
			n++
			same := slices.Equal(own.row, other.row) && slices.Equal(own.count, other.count) && slices.Equal(own.qty, other.qty) &&
				slices.Equal(own.gex, other.gex) && reflect.DeepEqual(own.columns, other.columns) && reflect.DeepEqual(own.whole, other.whole)
			if !same || !slices.Equal(own.batch.DeltaTo(nil, []float64{b.Spot}), other.batch.DeltaTo(nil, []float64{b.Spot})) {
				t.Errorf("%d contracts, %s %s: another book in used memory", contracts, x.group, x.name)
			}
		}
	}
	if n < 30 {
		t.Errorf("%d books", n)
	}
}

// TestDocumentsWithoutBook: no document changes when the memory of its book, its fit and its chain is taken for something else.
func TestDocumentsWithoutBook(t *testing.T) {
	for name, build := range map[string]func(*Book) report.Document{
		"report":      func(b *Book) report.Document { return Build(b) },
		"strikes":     func(b *Book) report.Document { return BuildStrikes(b) },
		"expiries":    func(b *Book) report.Document { return BuildExpiries(b) },
		"buckets":     func(b *Book) report.Document { return BuildBuckets(b) },
		"levels":      func(b *Book) report.Document { return BuildLevels(b) },
		"keys":        func(b *Book) report.Document { return BuildKeys(b) },
		"row":         func(b *Book) report.Document { return BuildRow(b) },
		"summary":     func(b *Book) report.Document { return Summarize(b) },
		"flows":       func(b *Book) report.Document { return BuildFlows(b) },
		"greeks":      func(b *Book) report.Document { return BuildGreeks(b) },
		"profile":     func(b *Book) report.Document { return BuildProfile(b) },
		"pictures":    func(b *Book) report.Document { return BuildPlot(b) },
		"page":        func(b *Book) report.Document { return BuildPage(b) },
		"tape":        func(b *Book) report.Document { return BuildTapeColumn(b) },
		"cascade":     func(b *Book) report.Document { return BuildCascade(b, CascadeOptions{}) },
		"check":       func(b *Book) report.Document { return Audit(b) },
		"side":        func(b *Book) report.Document { return BuildSide(b) },
		"sensitivity": func(b *Book) report.Document { return BuildSensitivity(b, Variations{}) },
	} {
		b := sampleBook(t, sample.Options{Seed: 8, Contracts: 400}, vol.Options{}, Options{})
		text := func(d report.Document) string {
			out, err := json.Marshal(d)
			if err != nil {
				t.Fatal(name, err)
			}
			return string(out)
		}
		d := build(b)
		before := text(d)
		b.memory.spoil()
		for i := range b.surface.Vol {
			b.surface.Vol[i], b.surface.Source[i] = math.NaN(), vol.None
		}
		clear(b.surface.Expiries)
		spoil(b.chain)
		if text(d) != before {
			t.Errorf("%s: it is in the memory of its book", name)
		}
		if !math.IsNaN(b.gex[0]) || !math.IsNaN(b.strike[0]) {
			t.Fatal("the memory of the book was not spoiled")
		}
	}
}

// spoil writes what makes no sense into every column of a chain.
func spoil(c *chain.Chain) {
	for _, column := range [][]float64{c.Strike, c.Bid, c.Ask, c.Last, c.Volume, c.OpenInterest, c.IV, c.Delta, c.Gamma, c.Multiplier, c.DealerQty} {
		for i := range column {
			column[i] = math.NaN()
		}
	}
	for i := range c.Line {
		c.Line[i], c.Right[i], c.Out[i], c.Repaired[i] = -7, 7, 7, 7
	}
}

// spoil writes what makes no sense into every column.
func (m *memory) spoil() {
	for _, column := range [][]float64{m.count, m.qty, m.gex, m.sigma, m.columns.strike, m.columns.sigma, m.columns.weight, m.strikes[0], m.strikes[1], m.spots} {
		for i := range column {
			column[i] = math.NaN()
		}
	}
	for i := range m.row {
		m.row[i] = 0
	}
	for i := range m.out {
		m.out[i] = chain.NoPosition
	}
	for i, put := range m.columns.put {
		m.columns.put[i] = !put
	}
}

// TestGEXByStrike: levels have the exposures of those who list strikes, in the memory of any list.
func TestGEXByStrike(t *testing.T) {
	b := sampleBook(t, sample.Options{Seed: 8, Contracts: 400}, vol.Options{Exercise: "european"}, Options{})
	for _, scope := range [][]expiry{b.expiries, b.expiries[:1], b.expiries[1:3]} {
		want, held := b.byStrike(scope), 0.0
		for j := range want {
			held += want[j].oi[chain.Call] + want[j].volume[chain.Put]
			want[j].oi, want[j].volume = [2]float64{}, [2]float64{}
		}
		old := slices.Repeat([]strike{{k: 7, sums: sums{contracts: 7, gross: 7}}}, len(b.strikes))
		if got := b.gexByStrike(old, scope); held == 0 || !slices.Equal(got, want) {
			t.Errorf("%d expiries: %v, want %v", len(scope), got, want)
		}
	}
}
