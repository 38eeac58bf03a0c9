package gex

import (
	"reflect"
	"slices"
	"testing"

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
