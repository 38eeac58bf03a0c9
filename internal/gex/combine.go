package gex

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/vol"
)

// Part is one chain of a combined book with its own fit, and the files that it is from.
type Part struct {
	Chain   *chain.Chain
	Surface *vol.Surface
	Files   []string // base names
	Sums    []string // SHA-256 of each, "" when not known
	Where   string   // what an error about it begins with, such as the paths of its files; "": nothing
}

// at puts before an error what it is about.
func (p Part) at(err error) error {
	if p.Where == "" {
		return err
	}
	return fault.At(p.Where, err)
}

// members are the underlyings of a combined book, the axis first, and what each expiry of its chain belongs to.
type members struct {
	list     []member
	parts    []Part    // of all members, in their order
	books    []*Book   // of each part alone
	owner    []int     // by expiry of the chain: index in list
	part     []int     // by expiry of the chain: index in parts
	ratio    []float64 // by expiry: axis spot over the price of what its options are on
	bin      float64   // distance of the strikes of walls; 0: every strike is one
	warnings []report.Warning
}

// member is one underlying of a combined book.
type member struct {
	underlying string
	files      []string
	sums       []string
	asOf       time.Time
	spot       float64
	source     string // of spot
	sign       string
	dealers    []float64 // the file's dealer positions, of any of its parts
	rows       int
	unread     tally
	warnings   []report.Warning
}

// of returns the member of an expiry.
func (m *members) of(x int) *member { return &m.list[m.owner[x]] }

// several reports whether there is more than one member, so that strikes are those of different prices.
func (m *members) several() bool { return m != nil && len(m.list) > 1 }

// Combine returns one book over several underlyings that move by the same percent, on the price of one of them, the axis S_a:
//
//	G(x) = Σ G_j(S_j x/S_a)      K' = K S_a/S_j      ω' = ω S_j/S_a
//
// which leaves every exposure in currency as it is in the member's own book. Options on a future are on that future, F in the
// place of S_j, unless they are the axis themselves. Each part keeps its own fit: years, rate, carry and volatilities. Parts of one
// underlying are one member, at the prices of its first; a contract that an earlier one has is left out as a duplicate.
// Members are in an order of their own, so that the order of the parts changes nothing else.
//
// Errors, fault.Input and fault.Usage: those of NewBook, and members that do not belong together: another index, currency or
// trade date, or a price that is not the usual part of the axis's.
func Combine(axis string, parts []Part, o Options) (*Book, error) {
	parts, err := sortParts(axis, parts)
	if err != nil {
		return nil, err
	}
	m := &members{parts: parts}
	if err := m.collect(parts, o); err != nil {
		return nil, err
	}
	if err := m.checkSigns(o.Sign); err != nil {
		return nil, err
	}
	c, s := m.joined()
	if m.several() {
		m.bin = cmp.Or(o.Bin, m.usualStep(c))
	}
	o.members = m
	if sign := m.list[0].sign; !slices.ContainsFunc(m.list, func(one member) bool { return one.sign != sign }) {
		o.Sign = sign
	}
	return NewBook(c, s, o)
}

// joined returns the contracts of all parts on the price of the axis, and their surface.
func (m *members) joined() (*chain.Chain, *vol.Surface) {
	c, from := sequence(m.parts)
	s := m.project(c, from, m.parts)
	m.expire(c, from)
	m.dropDuplicates(c)
	return c, s
}

// sortParts returns the parts of the axis first, then by the place of their underlying in the family.
func sortParts(axis string, parts []Part) ([]Part, error) {
	if err := CheckMembers(axis, parts); err != nil {
		return nil, err
	}
	family := familyOf(axis)
	place := func(p Part) int {
		if SameSymbol(p.Chain.Underlying, axis) {
			return -1
		}
		return placeIn(family, p.Chain.Underlying)
	}
	parts = slices.Clone(parts)
	slices.SortStableFunc(parts, func(a, b Part) int { return place(a) - place(b) })
	return parts, nil
}

// CheckMembers refuses chains of underlyings that do not move with the axis, and those without the axis itself.
func CheckMembers(axis string, parts []Part) error {
	if err := CheckFamily(axis, parts); err != nil {
		return err
	}
	var names []string
	for _, p := range parts {
		if SameSymbol(p.Chain.Underlying, axis) {
			return nil
		}
		names = append(names, p.Chain.Underlying)
	}
	return fault.New(fault.Usage, "name one of "+strings.Join(slices.Compact(slices.Sorted(slices.Values(names))), ", "), "no file is of %s, on whose price the book should be", axis)
}

// CheckFamily refuses chains of underlyings that do not move with the axis.
func CheckFamily(axis string, parts []Part) error {
	family := familyOf(axis)
	for _, p := range parts {
		if name := p.Chain.Underlying; !SameSymbol(name, axis) && placeIn(family, name) < 0 {
			return p.at(fault.New(fault.Input, "combine "+relativesOf(axis, family), "%s does not move with %s", name, axis))
		}
	}
	return nil
}

// relativesOf lists what can be combined with an axis.
func relativesOf(axis string, family []relative) string {
	if family == nil {
		return "files of " + axis + " alone: no index or fund is known to move with it"
	}
	var names []string
	for _, r := range family {
		names = append(names, r.symbol)
	}
	return "only " + listed(names)
}

// collect checks each part against the axis and gathers what is known of its member.
func (m *members) collect(parts []Part, o Options) error {
	axis := parts[0]
	for _, p := range parts {
		n := len(m.list)
		first := n == 0 || m.list[n-1].underlying != p.Chain.Underlying
		if first {
			m.list = append(m.list, member{
				underlying: p.Chain.Underlying, asOf: p.Chain.AsOf, spot: p.Surface.Spot, source: p.Surface.SpotSource,
				sign: cmp.Or(signFor(o.Sign, p.Chain.Underlying), Signs[0]),
			})
			n++
		}
		one := &m.list[n-1]
		one.files, one.sums = append(one.files, p.Files...), append(one.sums, p.Sums...)
		one.dealers = append(one.dealers, p.Chain.DealerQty...)
		one.rows += p.Chain.Rows
		one.unread.add(p.Chain.Unread, p.Chain.UnreadOI)
		part, err := partBook(p, o)
		if err != nil {
			return p.at(fault.At(p.Chain.Underlying, err))
		}
		if err := m.agrees(axis, p, part, o); err != nil {
			return p.at(err)
		}
		m.books = append(m.books, part)
		one.warnings = append(one.warnings, part.warnings()...)
		if w := apart(&m.list[0], one, p, first); w != "" {
			one.warnings = append(one.warnings, report.Warning{Code: "as-of-apart", Message: w})
		}
	}
	m.warnSources()
	return nil
}

// partBook is the book of one part alone, for what is to be said of it in its own prices.
func partBook(p Part, o Options) (*Book, error) {
	// What is on other prices is for the whole book.
	lenient := o.Anyway
	o.Map, o.Contract, o.Anyway, o.partial = Mapping{}, "", true, true
	b, err := NewBook(p.Chain, p.Surface, o)
	if err != nil {
		return nil, err
	}
	if !lenient && slices.Contains(b.asked, true) {
		if err := b.missingPositions(); err != nil {
			err.Err = ErrNoPosition
			return nil, err
		}
	}
	return b, nil
}

// agrees refuses a part whose currency, trade date or price does not go with the axis.
func (m *members) agrees(axis, p Part, book *Book, o Options) error {
	name, of := p.Chain.Underlying, axis.Chain.Underlying
	a, b := axis.Chain.Of().Venue, p.Chain.Of().Venue
	day := o.TradeDate
	if day.IsZero() {
		day = a.TradeDate(axis.Chain.AsOf)
	}
	switch {
	case a.Currency.Key != b.Currency.Key:
		return fault.New(fault.Input, "combine files in one currency", "%s is in %s and %s in %s", name, b.Currency.Plural, of, a.Currency.Plural)
	case book.TradeDate != day:
		return fault.New(fault.Input, "combine files of one trade date", "%s is of trade date %s and %s of %s", name, book.TradeDate, of, day)
	}
	usual, within := usualRatio(of, name)
	ratio := axis.Surface.Spot / p.Surface.Spot
	if name == of || usual == 0 || math.Abs(ratio/usual-1) <= within {
		return nil
	}
	return fault.New(fault.Input, "check the prices and dates of both files, and for a split",
		"different share basis: %s at %s is %s times %s at %s, and usually about %s", of, points(axis.Surface.Spot), trim(ratio), name, points(p.Surface.Spot), trim(usual))
}

// FarApart is how much time between two files of a combined book is reported.
const FarApart = 15 * time.Minute

// apart says that a part is of another time than the axis or, if it is not the first of its member, than that.
func apart(axis, one *member, p Part, first bool) string {
	from, what := axis, axis.underlying
	if !first {
		from, what = one, one.files[0]
	}
	away := p.Chain.AsOf.Sub(from.asOf)
	if away.Abs() <= FarApart {
		return ""
	}
	when := "after"
	if away < 0 {
		when = "before"
	}
	gap := 100 * (p.Surface.Spot/from.spot - 1)
	if first {
		usual, _ := usualPrice(slices.Concat(families, coins), one.underlying, axis.underlying)
		gap = 100 * (p.Surface.Spot/axis.spot/usual - 1)
	}
	than := "its spot is %+.2f%% from that spot"
	if first {
		than = "its spot is %+.2f%% from the usual ratio to that spot"
	}
	return fmt.Sprintf("%s (%s) is as of %s, %s %s %s: "+than, one.underlying, strings.Join(p.Files, ", "),
		p.Chain.AsOf.In(p.Chain.Of().Venue.Zone).Format("15:04"), inMinutes(away.Abs()), when, what, gap)
}

// inMinutes writes a time span: 16 min, 8 h 21 min.
func inMinutes(d time.Duration) string {
	minutes := int(math.Round(d.Minutes()))
	if minutes < 60 {
		return fmt.Sprintf("%d min", minutes)
	}
	return fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
}

// warnSources warns when some spots are those of the files and others are implied by quotes.
func (m *members) warnSources() {
	a := m.list[0]
	for _, one := range m.list[1:] {
		if one.source != a.source {
			m.warnings = append(m.warnings, report.Warning{Code: "spot-sources", Message: fmt.Sprintf(
				"the spot of %s is %s and that of %s %s: their ratio is of two moments", one.underlying, sourceWords(one.source), a.underlying, sourceWords(a.source))})
		}
	}
}

// sourceWords says where a spot is from.
func sourceWords(source string) string {
	switch source {
	case "file":
		return "the file's"
	case "implied":
		return "implied by its quotes"
	}
	return "given"
}

// checkSigns refuses a sign for an underlying that is no member.
func (m *members) checkSigns(sign string) error {
	var names []string
	for _, one := range m.list {
		names = append(names, one.underlying)
	}
	for _, word := range strings.Split(sign, ",") {
		name, _, named := strings.Cut(word, "=")
		known := func(member string) bool { return SameSymbol(member, strings.TrimSpace(name)) }
		if named && !slices.ContainsFunc(names, known) {
			return fault.New(fault.Usage, "the book has "+strings.Join(names, ", "), "%s %s: no file is of %s", fault.Setting("sign"), sign, strings.TrimSpace(name))
		}
	}
	return nil
}
