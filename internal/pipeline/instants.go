package pipeline

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/par"
)

// Look is what is known of a file before it is put into a combined book.
type Look struct {
	Name   string
	SHA256 string
	Err    error // why it cannot be used

	of []moment // by underlying
}

// moment is an underlying of a file.
type moment struct {
	underlying string
	at         time.Time
	day        market.Date
	roots      []string
}

// Look reads files to find out which underlyings they are of and when.
func (j *Job) Look(out Outside, files []string) []Look {
	looks := make([]Look, len(files))
	par.Each(len(files), true, func(i int) { looks[i] = j.look(out, files[i]) })
	return looks
}

func (j *Job) look(out Outside, name string) Look {
	own := *j
	own.Strict = false // it is judged when it is used
	w := own.readWhole(out, name)
	l := Look{Name: name, Err: w.err}
	if w.err != nil {
		return l
	}
	l.SHA256 = w.file.SHA256
	var parts []gex.Part
	for _, c := range w.list {
		l.of, parts = append(l.of, momentOf(c)), append(parts, gex.Part{Chain: c, Where: name})
	}
	if l.Err = gex.CheckFamily(j.Combine, parts); len(parts) == 0 {
		l.Err = fault.New(fault.Input, "", "%s: no underlying in it", name)
	}
	return l
}

func momentOf(c *chain.Chain) moment {
	m := moment{underlying: c.Underlying, at: c.AsOf, day: c.Of().Venue.TradeDate(c.AsOf)}
	for _, e := range c.Expiries {
		if !slices.Contains(m.roots, e.Root.Name) {
			m.roots = append(m.roots, e.Root.Name)
		}
	}
	return m
}

// axis returns the moment of the axis in a file, nil when it is not in it.
func (l *Look) axis(axis string) *moment {
	for i := range l.of {
		if gex.SameSymbol(l.of[i].underlying, axis) {
			return &l.of[i]
		}
	}
	return nil
}

// Instant is the files of one combined book, those of the axis first.
type Instant struct {
	Files []Look

	at  time.Time // of the axis
	day market.Date
}

// Names are those of the files.
func (i *Instant) Names() []string {
	var names []string
	for _, l := range i.Files {
		names = append(names, l.Name)
	}
	return names
}

// Leftover is a file that is in no book, and why.
type Leftover struct {
	Name string
	Why  error
}

// Instants puts the files of one instant together: around each file of the axis, of every other underlying the one that is nearest
// to it in time, at most gex.FarApart and on the same trade date. Files of one underlying and instant are together when they have
// other roots, or the same time. What is then left is returned with the reason: a fault.Input when no file of the axis is near.
func Instants(axis string, looks []Look) (list []Instant, left []Leftover) {
	looks = slices.Clone(looks)
	slices.SortStableFunc(looks, func(a, b Look) int { return cmp.Or(a.of[0].at.Compare(b.of[0].at), cmp.Compare(a.Name, b.Name)) })
	var others []Look
	for _, l := range looks {
		m := l.axis(axis)
		if m == nil {
			others = append(others, l)
			continue
		}
		if n := len(list); n > 0 && m.at.Sub(list[n-1].at) <= gex.FarApart && list[n-1].takes(&l) {
			list[n-1].Files = append(list[n-1].Files, l)
			continue
		}
		list = append(list, Instant{Files: []Look{l}, at: m.at, day: m.day})
	}
	taken := make([]bool, len(others))
	for _, p := range pairs(list, others) {
		if !taken[p.file] && list[p.instant].takes(&others[p.file]) {
			list[p.instant].Files, taken[p.file] = append(list[p.instant].Files, others[p.file]), true
		}
	}
	for n, l := range others {
		if !taken[n] {
			left = append(left, Leftover{l.Name, whyLeft(axis, &l, list)})
		}
	}
	for i := range list {
		slices.SortStableFunc(list[i].Files, func(a, b Look) int {
			first := func(l *Look) int {
				if l.axis(axis) != nil {
					return 0
				}
				return 1
			}
			return cmp.Or(first(&a)-first(&b), cmp.Compare(a.Name, b.Name))
		})
	}
	return list, left
}

// takes reports whether a file can be in a book with those that it has: what both have is of other roots, or of one time.
func (i *Instant) takes(l *Look) bool {
	for _, have := range i.Files {
		for _, a := range have.of {
			for _, b := range l.of {
				if a.underlying == b.underlying && !a.at.Equal(b.at) && slices.ContainsFunc(a.roots, func(root string) bool { return slices.Contains(b.roots, root) }) {
					return false
				}
			}
		}
	}
	return true
}

// pair is a file that is near to an instant.
type pair struct {
	instant, file int
	away          time.Duration
}

// pairs are all of them, the nearest first.
func pairs(list []Instant, others []Look) []pair {
	var all []pair
	for i := range list {
		for n := range others {
			m := others[n].of[0]
			if away := m.at.Sub(list[i].at).Abs(); away <= gex.FarApart && m.day == list[i].day {
				all = append(all, pair{i, n, away})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(a.away, b.away) })
	return all
}

// whyLeft says why a file is in no book.
func whyLeft(axis string, l *Look, list []Instant) error {
	m := l.of[0]
	for _, i := range list {
		if m.at.Sub(i.at).Abs() > gex.FarApart || m.day != i.day {
			continue
		}
		for _, have := range i.Files {
			if slices.ContainsFunc(have.of, func(o moment) bool { return o.underlying == m.underlying }) {
				return fault.New(fault.Done, "", "%s: not used: %s of %s is nearer to %s of %s", l.Name, filepath.Base(have.Name), clockOf(have.of[0].at), axis, clockOf(i.at))
			}
		}
	}
	return fault.New(fault.Input, "fetch "+axis+" with it", "%s: no file of %s is within %d minutes of it: %s as of %s",
		l.Name, axis, int(gex.FarApart.Minutes()), l.underlyings(), m.at.Format(time.RFC3339))
}

// underlyings are those of the file.
func (l *Look) underlyings() string {
	var names []string
	for _, o := range l.of {
		names = append(names, o.underlying)
	}
	return strings.Join(names, ", ")
}

func clockOf(at time.Time) string { return fmt.Sprintf("%02d:%02d", at.Hour(), at.Minute()) }
