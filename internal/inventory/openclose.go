package inventory

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"math"
	"unique"
)

// openCloseSeries are the columns of a series in Open-Close files.
var openCloseSeries = seriesNames{colUnderlying, colRoot, colExpiration, colStrike, colType}

// openClose reads a row of an Open-Close file, of whole days or of intervals.
func (r *reader) openClose(cells [][]byte) error {
	l := r.layout
	s, of, adjusted, err := r.series(cells, openCloseSeries)
	if err != nil {
		return err
	}
	var when moments
	if l.source == Intervals {
		when, err = r.moment(cells, colTime, of)
	} else {
		when.date, err = r.date(cells, of)
	}
	if err != nil || r.after(when.date) {
		return err
	}
	exchange, err := r.exchange(cells)
	if err != nil {
		return err
	}
	d := r.day(dayKey{when.date, exchange}) // of which the file has rows, whoever they are of
	if !r.wants(s.Underlying) {
		return nil
	}
	switch {
	case adjusted:
		d.leave(Adjusted)
		return nil
	case s.Expiration.Before(when.date):
		d.leave(Expired)
		return nil
	}
	row := openCloseRow{seconds: when.seconds, line: r.lines.line, hash: r.hash(cells)}
	if err := r.volumesOf(cells, &row); err != nil {
		return err
	}
	name := unique.Make(s)
	if repeated, err := d.repeats(name, &row); repeated || err != nil {
		return err
	}
	d.Traded += row.traded
	d.Industry += row.industry
	if !r.Unbalanced && l.flows.all && !row.balanced() {
		d.leave(Unbalanced)
		return nil
	}
	if l.source == Intervals {
		return d.interval(name, &row)
	}
	d.Entries = append(d.Entries, Entry{Name: name, Net: row.dealers.net(), Interest: row.interest, Volume: row.volume()})
	return nil
}

// volumesOf reads the numbers of a row.
func (r *reader) volumesOf(cells [][]byte, row *openCloseRow) error {
	f := &r.layout.flows
	r.volumes = r.volumes[:0]
	for i, at := range f.at {
		v, err := contracts(cells[at])
		if err != nil {
			return r.layout.inColumn(f.names[i], err)
		}
		r.volumes = append(r.volumes, v)
	}
	row.volumes = r.volumes
	row.dealers, row.everybody = f.sum(r.volumes)
	for _, c := range []struct {
		name string
		to   *float64
	}{{colTraded, &row.traded}, {colIndustry, &row.industry}, {colInterest, &row.interest}} {
		*c.to = math.NaN()
		cell := bytes.TrimSpace(r.cell(cells, c.name))
		if len(cell) == 0 {
			continue
		}
		v, err := contracts(cell)
		if err != nil {
			return r.layout.inColumn(c.name, err)
		}
		*c.to = v
	}
	return nil
}

// hash is a number for the cells of a row, to find rows that are there twice.
func (r *reader) hash(cells [][]byte) uint64 {
	var h maphash.Hash
	h.SetSeed(r.seed)
	for _, c := range cells {
		h.Write(c)
		h.WriteByte(0)
	}
	return h.Sum64()
}

// repeats reports whether a row is there again. Another row of the same series on a whole day is an error: one of the two is wrong.
func (d *dayBuilder) repeats(s Name, row *openCloseRow) (bool, error) {
	if d.Source == Intervals {
		return false, nil // their time tells them apart
	}
	before, again := d.seen[s]
	d.seen[s] = seenRow{row.line, row.hash}
	switch {
	case !again:
		return false, nil
	case before.hash == row.hash:
		d.leave(Repeated)
		return true, nil
	}
	return false, &misread{what: fmt.Sprintf("the same series and date as on line %d, with other volumes", before.line),
		hint: "keep one of the rows; those of two exchanges need a column exchange, or a file each"}
}
