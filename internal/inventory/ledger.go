package inventory

import (
	"cmp"
	"slices"
	"strings"

	"gex/internal/market"
)

// Ledger is what all files say of all dates: everything that a book is made of. Its days are in the order of their dates,
// exchanges and files, and have no entries of series that have settled by the last of them.
type Ledger struct {
	Settings string // with which its files were read
	Days     []*Day
}

func compareDays(a, b *Day) int {
	return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.Exchange, b.Exchange), cmp.Compare(a.Source, b.Source), strings.Compare(a.SHA256, b.SHA256))
}

// Last is the last date; part: only a part of it is covered.
func (l *Ledger) Last() (date market.Date, part bool) {
	for _, d := range l.Days {
		if c := d.Date.Compare(date); c > 0 {
			date, part = d.Date, d.Source != EndOfDay
		} else if c == 0 && d.Source == EndOfDay {
			part = false
		}
	}
	return date, part
}

// Has reports whether a file is among those of the ledger.
func (l *Ledger) Has(sha256 string) bool {
	return slices.ContainsFunc(l.Days, func(d *Day) bool { return d.SHA256 == sha256 })
}

// Sums are the checksums that files of a name have.
func (l *Ledger) Sums(name string) []string {
	var list []string
	for _, d := range l.Days {
		if d.File == name && !slices.Contains(list, d.SHA256) {
			list = append(list, d.SHA256)
		}
	}
	return list
}

// Rows is how many entries there are.
func (l *Ledger) Rows() int {
	n := 0
	for _, d := range l.Days {
		n += len(d.Entries)
	}
	return n
}

// Underlyings lists them, in the order of their names.
func (l *Ledger) Underlyings() []string {
	found := map[string]bool{}
	var list []string
	for _, d := range l.Days {
		last := ""
		for i := range d.Entries { // they are in the order of their underlyings
			u := d.Entries[i].Series().Underlying
			if u != last && !found[u] {
				found[u], list = true, append(list, u)
			}
			last = u
		}
	}
	slices.Sort(list)
	return list
}

// settle removes entries of series that have settled by the last date.
func (l *Ledger) settle() {
	last, part := l.Last()
	for i, d := range l.Days {
		if slices.ContainsFunc(d.Entries, func(e Entry) bool { return settled(e.Series(), last, part) }) {
			own := *d
			own.Entries = slices.DeleteFunc(slices.Clone(d.Entries), func(e Entry) bool { return settled(e.Series(), last, part) })
			l.Days[i] = &own
		}
	}
}

// settled reports whether a series has settled by the end of a date, or by the part of it that is covered: options that settle
// at the open have left then, and those that settle at the close have not.
func settled(s Series, last market.Date, part bool) bool {
	c := s.Expiration.Compare(last)
	return c < 0 || c == 0 && (!part || s.root().Settlement == market.AM)
}
