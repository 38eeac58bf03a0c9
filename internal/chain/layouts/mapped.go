package layouts

import (
	"fmt"
	"maps"
	"slices"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/suggest"
)

// mapped reads any table, csv or JSON: the options map the columns of the layout long to its columns. Cells may hold
// the same as in a dialect: a symbol can replace root, expiration, strike and type, and the underlying, the spot and
// the time may come from the options.
type mapped struct {
	Dialect
	twins    []tables.Twin  // columns that are mapped twice
	byName   []tables.Field // fields that are not mapped, read if the file uses their own names
	restores bool
	advise   func(src *input.Source) string // an additional hint if a column is missing; may be nil
}

// mappedOnly lists the columns that can be mapped in addition to those of the layout long.
var mappedOnly = []tables.Column{
	tables.Optional("symbol", "symbol of the option: OCC and others", "taken from the other columns", tables.Symbol),
	tables.Optional("settlement", "$ per unit of the underlying, the settlement price of the day", "last", tables.Settlement),
	tables.Optional("coin_price", "$ per coin, where bid, ask, last and settlement are in coins", "they are missing", tables.CoinPrice),
}

// Mappable lists the names that Options.Columns may have.
func Mappable() (names []string) {
	for _, c := range mappableColumns() {
		names = append(names, c.Name)
	}
	return names
}

func mappableColumns() []tables.Column {
	isCaveats := func(c tables.Column) bool { return c.Field == tables.Caveats }
	return append(slices.DeleteFunc(slices.Clone(LongTable.Columns), isCaveats), mappedOnly...)
}

// plainFields are read under their own names if they are not mapped. An unrelated column called root, multiplier or future
// would silently change every number, and one called symbol may hold the underlying's: these must be mapped.
var plainFields = []tables.Field{
	tables.Underlying, tables.Spot, tables.QuoteTime, tables.Expiry, tables.Strike, tables.Right, tables.Bid, tables.Ask, tables.Last, tables.Volume, tables.OpenInterest, tables.IV,
}

// newMapped gives the columns of long the names of the file.
func newMapped(src *input.Source, names map[string]string) (*mapped, error) {
	known := mappableColumns()
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !slices.ContainsFunc(known, func(c tables.Column) bool { return c.Name == name }) {
			return nil, src.Misuse(fmt.Sprintf("%q is not a column of the layout long", name), didYouMean(name, Mappable()))
		}
	}
	m := &mapped{Dialect: Dialect{ByVenue: true}}
	taken := map[string]tables.Field{}
	for _, c := range known {
		name, given := names[c.Name]
		if !given {
			continue
		}
		if of, twice := taken[tables.Canonical(name)]; twice {
			m.twins = append(m.twins, tables.Twin{Of: of, Field: c.Field})
			continue
		}
		taken[tables.Canonical(name)] = c.Field
		c.Name, c.Required = name, true
		m.Columns = append(m.Columns, c)
	}
	for _, c := range known {
		_, given := names[c.Name]
		if _, used := taken[tables.Canonical(c.Name)]; !given && !used && slices.Contains(plainFields, c.Field) {
			c.Required = false
			m.Columns = append(m.Columns, c)
			m.byName = append(m.byName, c.Field)
		}
	}
	return m, nil
}

// parseTable reads the rows under a header that has every mapped column.
func (m *mapped) parseTable(src *input.Source, a *assembly.Assembler, h *tables.Header, rows *tableRows) error {
	h.Twins = m.twins
	if err := m.identified(src, h); err != nil {
		return err
	}
	_, m.restores = h.HasRestored()
	m.Adjust = m.adjustMapped
	a.SettlementPrices = h.Has(tables.Settlement)
	if taken := m.takenByName(h); len(taken) > 0 {
		a.Notes = append(a.Notes, model.Warn("columns-by-name", "used under their own names, because "+fault.Setting("columns")+" does not map them: "+tables.ListNames(taken)))
	}
	return m.parseRows(src, a, h, rows)
}

// identified refuses a table whose rows do not identify an option.
func (m *mapped) identified(src *input.Source, h *tables.Header) error {
	if h.Has(tables.Symbol) {
		return nil
	}
	for _, f := range []tables.Field{tables.Strike, tables.Right} {
		if !h.Has(f) {
			name := LongTable.Name(f)
			return src.Misuse("no column holds the "+name+" of an option",
				fmt.Sprintf("name it: "+fault.Setting("columns")+" %s=…, or the option's symbol: "+fault.Setting("columns")+" symbol=…; the file has %s", name, tables.ListNames(h.Names)))
		}
	}
	return nil
}

// takenByName returns the columns that are used without being mapped.
func (m *mapped) takenByName(h *tables.Header) (names []string) {
	for _, f := range m.byName {
		if name := h.Name(f); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// adjustMapped reads the cells that only a mapped table can have.
func (m *mapped) adjustMapped(l *DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	h := l.Header
	if m.restores {
		r.Restore(l.A, h, d, row)
	}
	cell := row.Cell(tables.Settlement)
	if v, k := cells.Number(cell); tables.Rules[tables.Last].Accepts(v, k) {
		r.Value[tables.Last-tables.Bid] = v
	} else if k != cells.Missing {
		l.A.Problem(row.Line, h.Name(tables.Settlement), tables.Rules[tables.Last].Refusal(cell))
	}
	if !h.Has(tables.CoinPrice) {
		return
	}
	r.InDollars(l.PriceIn(tables.CoinPrice, r, row), row, l.A, h)
}

// mustHave refuses mapped columns that the header does not have.
func (m *mapped) mustHave(src *input.Source, h *tables.Header) error {
	if h.Line > 0 && len(h.Missing) == 0 {
		return nil
	}
	if h.Line == 0 {
		h.Names = likelyHeader(src)
		for _, c := range m.Columns {
			if c.Required {
				h.Missing = append(h.Missing, c.Name)
			}
		}
	}
	return m.noSuchColumn(src, h.Missing[0], h.Names)
}

// didYouMean suggests the closest known word, or lists all if none is close.
func didYouMean(word string, known []string) string {
	if meant := suggest.Closest(word, known); meant != "" {
		return fmt.Sprintf("did you mean %q?", meant)
	}
	return "the columns are " + tables.ListNames(known)
}

// noSuchColumn is the error for a mapped column that the file does not have.
func (m *mapped) noSuchColumn(src *input.Source, name string, names []string) error {
	hint := didYouMean(name, names)
	if m.advise != nil {
		hint += m.advise(src)
	}
	return src.Misuse(fmt.Sprintf("the file has no column %q", name), hint)
}

// likelyHeader returns the line near the top with the most text cells.
func likelyHeader(src *input.Source) (names []string) {
	most := 0
	for _, line := range tables.NewHead(input.HeadOf(src.Data)).Table() {
		cells := 0
		for _, key := range line.Keys {
			if key != "" {
				cells++
			}
		}
		if cells > most {
			most, names = cells, line.Names
		}
	}
	return names
}
