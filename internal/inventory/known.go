package inventory

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

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
	cells, err := l.next()
	if err != nil {
		return nil, at(name, 0, &misread{what: "the file is empty", hint: knownHint})
	}
	columns := make([]int, len(knownColumns))
	for i, want := range knownColumns {
		columns[i] = slices.IndexFunc(cells, func(c []byte) bool { return plain(c) == want })
		if columns[i] < 0 && want != "label" {
			return nil, at(name, l.line, &misread{column: want, what: "no such column", hint: knownHint})
		}
	}
	var list []Known
	width, lines := len(cells), map[Series]int{}
	for {
		cells, err := l.next()
		if err != nil && ended(err) {
			return list, nil
		}
		if err != nil {
			return nil, unreadable(name, err)
		}
		if len(cells) != width {
			return nil, at(name, l.line, cutShort(len(cells), width))
		}
		k, err := readKnown(cells, columns)
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
func readKnown(cells [][]byte, columns []int) (k Known, err error) {
	in := func(i int, err error) error {
		return &misread{column: knownColumns[i], what: err.Error(), hint: knownHint}
	}
	s := &k.Series
	if s.Root, err = rootName(cells[columns[0]], "an option root"); err != nil {
		return k, in(0, err)
	}
	s.Underlying = market.LookupRoot(s.Root).Underlying
	if s.Expiration, err = expiryOf(*s)(cells[columns[1]]); err != nil {
		return k, in(1, err)
	}
	if s.Strike, err = number(cells[columns[2]], "strike"); err != nil {
		return k, in(2, err)
	}
	if s.Type, err = side(cells[columns[3]]); err != nil {
		return k, in(3, err)
	}
	text := strings.TrimSpace(string(cells[columns[4]]))
	if k.Qty, err = strconv.ParseFloat(ungrouped(strings.TrimPrefix(text, "-")), 64); err != nil || !(k.Qty <= mostContracts) {
		return k, in(4, fmt.Errorf("%s is not a number of contracts", quote(cells[columns[4]])))
	}
	if strings.HasPrefix(text, "-") {
		k.Qty = -k.Qty
	}
	if columns[5] >= 0 {
		k.Label = strings.TrimSpace(string(cells[columns[5]]))
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
