package render

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Market is a table of many underlyings, one for each currency.
type Market struct {
	Rows   []*report.Summary // as the files have them
	Failed int               // underlyings and files without a row, because of an error
	Top    int               // how many rows of each currency to show; 0: all
}

// Write writes the table as people read it; machines take the levels of every underlying.
func (m Market) Write(w io.Writer, f Format, o Options) error {
	return view{conventions: m.Rows[0].Conventions, page: m.page}.write(w, f, o)
}

func (m Market) page(s style) page {
	if m.mixed() {
		s.gex = phrase.Unit{Per: s.gex.Per, Long: "the currency of each, of dealer delta " + s.gex.Per + " of spot"}
	}
	p := page{head: m.head(s)}
	findings := findingsOf(m.Rows)
	marks := marked(m.Rows, findings)
	for _, g := range m.groups() {
		p.sections = append(p.sections, m.section(g, marks, s))
	}
	last := &p.sections[len(p.sections)-1]
	last.tail = m.notes(marks, s)
	for _, f := range findings {
		p.warnings = append(p.warnings, f.warning())
	}
	return p
}

// head words what all rows share, or how many rows have which variant.
func (m Market) head(s style) []string {
	of := func(fact func(*report.Summary) string) string { return agreed(m.Rows, fact) }
	return []string{
		s.list(underlyings(len(m.Rows)),
			of(func(r *report.Summary) string { return fileFact(r.Header) }),
			of(func(r *report.Summary) string { return instant(r.AsOf) }),
			"trade date "+of(func(r *report.Summary) string { return date(r.TradeDate) })),
		s.list(labeled("position", of(func(r *report.Summary) string { return r.Conventions.Weight })),
			labeled("contracts", of(func(r *report.Summary) string { return filters(r.Conventions.Filters) }))),
		s.list("GEX in "+s.gex.Long, of(func(r *report.Summary) string { return r.Conventions.Sign })),
		s.list(labeled("volatility", of(func(r *report.Summary) string { return brief(r.Conventions.IV) })),
			labeled("forwards", of(func(r *report.Summary) string { return brief(r.Conventions.Carry) }))),
	}
}

// mixed reports whether amounts are in more than one currency.
func (m Market) mixed() bool {
	return slices.ContainsFunc(m.Rows, func(r *report.Summary) bool { return r.Conventions.Currency() != m.Rows[0].Conventions.Currency() })
}

// groups are the rows of each currency, in the order in which the currencies first appear. Each has a table of its own:
// amounts in two currencies cannot be ranked, and share no unit.
func (m Market) groups() [][]*report.Summary {
	var groups [][]*report.Summary
	at := map[string]int{}
	for _, r := range m.Rows {
		code := r.Conventions.Currency().Code
		i, seen := at[code]
		if !seen {
			i = len(groups)
			at[code], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	return groups
}

// several is how many different facts are listed; more are counted.
const several = 3

// agreed returns the fact that all rows share. Several facts are listed with their number of rows, or counted if many.
func agreed(rows []*report.Summary, fact func(*report.Summary) string) string {
	var facts []string
	number := map[string]int{}
	for _, r := range rows {
		f := fact(r)
		if number[f] == 0 {
			facts = append(facts, f)
		}
		number[f]++
	}
	switch {
	case len(facts) == 1:
		return facts[0]
	case len(facts) > several:
		return fmt.Sprintf("%s and %s others", facts[0], count(len(facts)-1))
	}
	for i, f := range facts {
		facts[i] = cmp.Or(f, "none") + " (" + count(number[f]) + ")"
	}
	return strings.Join(facts, ", ")
}

// section is the table of one currency. The head has what all rows have in common, so a column of times appears only when
// they differ, and one of currencies only when there are several: rows without headings need it.
func (m Market) section(group []*report.Summary, marks func(*report.Summary) string, s style) section {
	rows, order := m.shown(group)
	title, unit := "Market", phrase.GEX(group[0].Conventions, s.ASCII)
	scaled := scaleAmong(rows, unit)
	timed := slices.ContainsFunc(m.Rows, func(r *report.Summary) bool { return !r.AsOf.Equal(m.Rows[0].AsOf.Time) })
	columns := []column{word("symbol"), word(""), num("spot"), num("GEX"), spare(3, num("gross")), word("gamma")}
	columns = append(columns, headlineColumns(func(v *report.Level) string { return v.Short })...)
	columns = append(columns, spare(2, num("0DTE %")), spare(1, word("as of")))
	table := newGrid(columns...)
	mixed := m.mixed()
	if mixed {
		title += " (" + group[0].Conventions.Currency().Code + ")"
	}
	narrow := func(j int) bool { return !timed || columns[j].name != "gross" || len(rows) < len(group) }
	for _, r := range rows {
		when := ""
		if timed {
			when = r.AsOf.Format("2 Jan 15:04")
		}
		currency := ""
		if mixed {
			currency = r.Conventions.Currency().Code
		}
		cells := []string{r.Underlying + marks(r), currency, price(r.Spot), s.paint(r.GEX, scaled.Signed(r.GEX)), scaled.Fixed(r.GrossGEX), phrase.RegimeInColumn(r.Regime)}
		cells = append(cells, headlineCells(r.Levels(), r.Spot)...)
		table.add(append(cells, shown(r.Share0DTE, func(n report.Number) string { return percent(n, 1) }), when)...)
	}
	return section{title: title, note: order + "; GEX in " + unit.In(scaled), table: table.keep(narrow).dense()}
}

// shown are the rows of a currency's table and their order: all as the files have them, or the largest.
func (m Market) shown(group []*report.Summary) (rows []*report.Summary, order string) {
	if m.Top == 0 || len(group) <= m.Top {
		return group, "in input order"
	}
	rows = slices.Clone(group)
	slices.SortStableFunc(rows, func(a, b *report.Summary) int { return cmp.Compare(size(b.GrossGEX), size(a.GrossGEX)) })
	return rows[:m.Top], fmt.Sprintf("top %s of %s by gross GEX", count(m.Top), count(len(group)))
}

// size is a gross exposure as a sort key: an unknown one comes last.
func size(n report.Number) float64 {
	if !n.OK() {
		return -1
	}
	return float64(n)
}

// notes words how to see hidden rows, and which spots are not the file's.
func (m Market) notes(marks func(*report.Summary) string, s style) []string {
	var notes []string
	if hidden := m.hidden(); hidden != "" {
		notes = append(notes, hidden+" hidden: "+s.setting("top")+" 0 shows all; csv and ndjson have every level of each")
	}
	if m.Failed > 0 {
		notes = append(notes, "not shown, could not be read or used: "+count(m.Failed))
	}
	for _, from := range []struct{ source, words string }{{"implied", "spot from the quotes"}, {"flag", "spot as given"}} {
		var names []string
		for _, r := range m.Rows {
			if r.SpotSource == from.source {
				names = append(names, r.Underlying)
			}
		}
		if len(names) > 0 {
			notes = append(notes, from.words+": "+someOf(names))
		}
	}
	if slices.ContainsFunc(m.Rows, func(r *report.Summary) bool { return marks(r) != "" }) {
		notes = append(notes, "! after a symbol: it has a warning below that most others do not have")
	}
	notes = append(notes, "walls "+m.Rows[0].Conventions.Wall)
	if rule := ruleFact(m.Rows[0].Conventions); rule != "" {
		notes = append(notes, rule)
	}
	return notes
}

// hidden counts the underlyings that the tables leave out, as the subject of a sentence with its verb.
func (m Market) hidden() string {
	n := 0
	if m.Top > 0 {
		for _, g := range m.groups() {
			n += max(len(g)-m.Top, 0)
		}
	}
	among, verb := "", " are"
	if m.mixed() {
		among = " in their currency"
	}
	switch n {
	case 0:
		return ""
	case 1:
		among, verb = strings.Replace(among, "their", "its", 1), " is"
	}
	return underlyings(n) + " with smaller gross GEX" + among + verb
}

// finding is a warning and the underlyings that have it.
type finding struct {
	report.Warning // of the first
	names          []string
	differ         bool // their messages differ
}

// findingsOf groups the warnings of all rows by code, the rarest first.
func findingsOf(rows []*report.Summary) []finding {
	var list []finding
	at := map[string]int{}
	for _, r := range rows {
		for _, w := range r.Warnings {
			j, seen := at[w.Code]
			if !seen {
				j = len(list)
				at[w.Code], list = j, append(list, finding{Warning: w})
			}
			list[j].names = append(list[j].names, r.Underlying)
			list[j].differ = list[j].differ || w.Message != list[j].Message
		}
	}
	slices.SortStableFunc(list, func(a, b finding) int { return cmp.Compare(len(a.names), len(b.names)) })
	return list
}

// warning returns the finding as one warning that names its underlyings. Where messages differ, it has the first.
func (f finding) warning() report.Warning {
	message := f.Message
	if f.differ {
		message = "of " + f.names[0] + ", " + message
	}
	return report.Warning{Code: f.Code, Message: someOf(f.names) + ": " + message}
}

// marked returns a function that gives the mark of a row with a warning. A warning that more than half of the rows share does
// not count.
func marked(rows []*report.Summary, findings []finding) func(*report.Summary) string {
	rare := map[string]bool{}
	for _, f := range findings {
		rare[f.Code] = 2*len(f.names) <= len(rows)
	}
	return func(r *report.Summary) string {
		if slices.ContainsFunc(r.Warnings, func(w report.Warning) bool { return rare[w.Code] }) {
			return " !"
		}
		return ""
	}
}

// someOf lists the first of some names and counts the others.
func someOf(names []string) string {
	if len(names) <= several+1 {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:several], ", ") + " and " + count(len(names)-several) + " more"
}

// scaleAmong is the scale of exposures that span orders of magnitude: by the row in the middle, but with five digits
// before the point at most.
func scaleAmong(rows []*report.Summary, unit phrase.Unit) phrase.Scale {
	var gross []report.Number
	largest := 0.0
	for _, r := range rows {
		if g := r.GrossGEX; g.OK() {
			gross = append(gross, g)
			largest = max(largest, math.Abs(float64(g)))
		}
	}
	if len(gross) == 0 {
		return unit.ScaleFor()
	}
	slices.Sort(gross)
	s := unit.ScaleFor(gross[len(gross)/2], report.Number(largest/1e3))
	s.Decimals = min(s.Decimals, 2)
	return s
}

// underlyings counts them.
func underlyings(n int) string {
	if n == 1 {
		return "1 underlying"
	}
	return count(n) + " underlyings"
}
