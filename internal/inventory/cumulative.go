package inventory

import (
	"fmt"
	"math"
	"slices"
)

// interval takes a row of a part of the day.
func (d *dayBuilder) interval(s Name, row *openCloseRow) error {
	d.last = max(d.last, row.seconds)
	p := d.parts[s]
	if p == nil {
		d.parts[s] = &parts{
			first: row.seconds, last: row.seconds, line: row.line, hash: row.hash, rows: 1, volumes: slices.Clone(row.volumes),
			early: row.dealers, late: row.dealers, sum: row.dealers, firstInterest: row.interest,
			volume: row.volume(), volBegin: row.volume(), volEnd: row.volume(),
		}
		return nil
	}
	if row.seconds == p.last {
		if row.hash == p.hash {
			d.leave(Repeated)
			return nil
		}
		return &misread{what: fmt.Sprintf("the same series and time as on line %d, with other volumes", p.line),
			hint: "keep one of the rows; those of two exchanges need a column exchange, or a file each"}
	}
	p.forth, p.back = p.forth || row.seconds > p.last, p.back || row.seconds < p.last
	if p.forth && p.back {
		return &misread{what: fmt.Sprintf("rows of a series are out of order: line %d is of %s, this one of %s", p.line, clockOf(p.last), clockOf(row.seconds)),
			hint: "sort the file by " + d.layout.named(colTime)}
	}
	for i, v := range row.volumes {
		p.rises, p.falls = p.rises || v > p.volumes[i], p.falls || v < p.volumes[i]
		p.volumes[i] = v
	}
	p.sum.add(row.dealers)
	p.volume += row.volume()
	p.last, p.line, p.hash, p.late, p.volEnd, p.rows = row.seconds, row.line, row.hash, row.dealers, row.volume(), p.rows+1
	if math.IsNaN(p.firstInterest) {
		p.firstInterest = row.interest
	}
	return nil
}

// decreases reports whether a volume becomes less in time.
func (p *parts) decreases() bool {
	if p.back {
		return p.rises
	}
	return p.falls
}

// joinParts makes an entry of the rows of each series. They are cumulative when no volume of any series falls within the date;
// the last row then has the whole. Otherwise they are increments, which add. Files that begin every interval at 0 and files that
// count on are both common, and no column says which one it is.
func (d *dayBuilder) joinParts() error {
	increments := false
	for _, p := range d.parts {
		increments = increments || p.decreases()
	}
	for s, p := range d.parts {
		e := Entry{Name: s, Net: p.late.net(), Interest: p.firstInterest, Volume: p.volEnd}
		switch {
		case increments:
			e.Net, e.Volume = p.sum.net(), p.volume
		case p.back: // the newest row came first
			e.Net, e.Volume = p.early.net(), p.volBegin
		}
		d.Entries = append(d.Entries, e)
	}
	d.Traded, d.Industry = math.NaN(), math.NaN() // rows of a date may repeat what was traded before
	return nil
}
