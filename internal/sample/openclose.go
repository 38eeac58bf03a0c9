package sample

import (
	"bufio"
	"io"

	"gex/internal/market"
)

// Holding is what market makers hold of a series, as the sample knows it.
type Holding struct {
	Root       string
	Expiration market.Date
	Strike     float64
	Put        bool
	Contracts  int   // negative: short
	Interest   int   // open interest
	ByDay      []int // position at the close of each day of the files
}

// WriteOpenClose writes a sample of an Open-Close file, or of what is true of it. Errors: options that make no sense, and those of w.
func WriteOpenClose(w io.Writer, o OpenClose) error {
	t, err := newTape(o)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<18)
	switch t.o.Layout {
	case openCloseDays:
		t.writeDays(out)
	case openCloseTruth:
		t.writeTruth(out)
	case openCloseTrades:
		if err := t.writeSales(out); err != nil {
			return err
		}
	default:
		t.writeIntervals(out, t.o.Layout == openCloseIncrements)
	}
	return out.Flush() // which has the error of any write before
}

// Holdings returns what market makers hold of every series that is listed by the end of the sample, settled or not.
func (o OpenClose) Holdings() ([]Holding, error) {
	t, err := newTape(o)
	if err != nil {
		return nil, err
	}
	list := make([]Holding, len(t.series))
	t.run(func(day int) {
		if day < len(t.days) {
			for i := range t.series {
				list[i].ByDay = append(list[i].ByDay, t.series[i].makers)
			}
		}
	})
	for i := range t.series {
		s := &t.series[i]
		list[i].Root, list[i].Expiration, list[i].Strike, list[i].Put = s.of.root.Name, s.of.date, float64(s.strike)/mil, s.put
		list[i].Contracts, list[i].Interest = s.makers, s.interest()
	}
	return list, nil
}
