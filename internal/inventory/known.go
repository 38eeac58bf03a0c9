package inventory

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"gex/internal/chain/cells"
	"gex/internal/fault"
	"gex/internal/market"
)

// Known is a position of dealers that is public, and overrides what is inferred.
type Known struct {
	Series Series
	Qty    float64 // contracts; negative: short
	Label  string
}

// knownColumns are those of a file of public positions; all but the label are mandatory.
var knownColumns = []string{"root", "expiration", "strike", "type", "dealer_qty", "label"}

const knownHint = "a csv with the columns root, expiration, strike, type, dealer_qty and, if you like, label"

// ReadKnown reads public positions as csv text. Errors are fault.Input.
func ReadKnown(in io.Reader, name string) ([]Known, error) {
	l := newLines(in)
	head, err := l.next()
	if err != nil {
		return nil, at(name, 0, &misread{what: "the file is empty", hint: knownHint})
	}
	columns := make([]int, len(knownColumns))
	for i, want := range knownColumns {
		columns[i] = slices.IndexFunc(head, func(c []byte) bool { return plain(c) == want })
		if columns[i] < 0 && want != "label" {
			return nil, at(name, l.line, &misread{column: want, what: "no such column", hint: knownHint})
		}
	}
	var list []Known
	width, lines := len(head), map[Series]int{}
	for {
		row, err := l.next()
		if err != nil && ended(err) {
			return list, nil
		}
		if err != nil {
			return nil, unreadable(name, err)
		}
		if len(row) != width {
			return nil, at(name, l.line, cutShort(len(row), width))
		}
		k, err := readKnown(row, columns)
		if err != nil {
			return nil, at(name, l.line, err)
		}
		if before := lines[k.Series]; before > 0 {
			return nil, at(name, l.line, fmt.Errorf("the same series as on line %d", before))
		}
		lines[k.Series] = l.line
		list = append(list, k)
	}
}

// readKnown reads a row.
func readKnown(row [][]byte, columns []int) (k Known, err error) {
	in := func(i int, err error) error {
		return &misread{column: knownColumns[i], what: err.Error(), hint: knownHint}
	}
	s := &k.Series
	if s.Root, err = rootName(strings.TrimSpace(string(row[columns[0]]))); err != nil {
		return k, in(0, err)
	}
	s.Underlying = market.LookupRoot(s.Root).Underlying
	if s.Expiration, err = calendarDate(strings.TrimSpace(string(row[columns[1]]))); err != nil {
		return k, in(1, err)
	}
	s.Expiration = s.root().Venue.SettlementDate(s.Expiration)
	if s.Strike, err = strike(row[columns[2]]); err != nil {
		return k, in(2, err)
	}
	if s.Type, err = side(row[columns[3]]); err != nil {
		return k, in(3, err)
	}
	qty, kind := cells.Number(row[columns[4]])
	if kind != cells.Plain || math.Abs(qty) > mostContracts {
		return k, in(4, fmt.Errorf("%s is not a number of contracts", quote(row[columns[4]])))
	}
	k.Qty = qty
	if columns[5] >= 0 {
		k.Label = strings.TrimSpace(string(row[columns[5]]))
	}
	return k, nil
}

// CheckAccuracy refuses an accuracy from which nothing follows.
func CheckAccuracy(a float64) error {
	if a > 0.5 && a <= 1 {
		return nil
	}
	return fault.New(fault.Usage, "0.8 or 80%: the share of trades whose side is right", "an accuracy of %s is not above one half and at most 1: signs no better than chance say nothing", strconv.FormatFloat(a, 'g', -1, 64))
}
