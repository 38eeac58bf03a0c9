package chain

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/fault"
	"gex/internal/suggest"
)

// mapped reads any table, csv or rows of JSON: the options say how it calls the columns of the layout long. Cells may hold
// what those of a dialect may: a symbol can stand for root, expiration, strike and type, and the underlying, the spot and
// the time may be left to the options.
type mapped struct {
	dialect
	twins    []twin  // columns that are mapped twice
	byName   []field // those that no one mapped, taken where the file calls them so
	restores bool
	advise   func(src *input.Source) string // what to do besides, when a column is not there; may be nil
}

// mappedOnly are columns that can be mapped besides those of the layout long.
var mappedOnly = []Column{
	optional("symbol", "symbol of the option: OCC and others", "the other columns tell", fSymbol),
	optional("settlement", "$ per unit of the underlying, the settlement price of the day", "last", fSettlement),
	optional("coin_price", "$ per coin, where bid, ask, last and settlement are in coins", "they are missing", fCoinPrice),
}

// Mappable lists the names that Options.Columns may have.
func Mappable() (names []string) {
	for _, c := range mappableColumns() {
		names = append(names, c.Name)
	}
	return names
}

func mappableColumns() []Column {
	isCaveats := func(c Column) bool { return c.field == fCaveats }
	return append(slices.DeleteFunc(slices.Clone(longTable.columns), isCaveats), mappedOnly...)
}

// plainFields are taken by their own names when no one maps them. A stray column called root, multiplier or future would
// change every number without a word, and one called symbol may hold the underlying's: these have to be asked for.
var plainFields = []field{
	fUnderlying, fSpot, fQuoteTime, fExpiry, fStrike, fRight, fBid, fAsk, fLast, fVolume, fOpenInterest, fIV,
}

// mappedLayout is a layout for any table.
func mappedLayout(src *input.Source, o *model.Options) (layout, error) {
	if o.Format != "" {
		return layout{}, src.Misuse(fmt.Sprintf("columns are given, but also the format %s, which has its own", o.Format), "give one of them")
	}
	m, err := newMapped(src, o.Columns)
	if err != nil {
		return layout{}, err
	}
	m.advise = knownAs
	return layout{
		Format: Format{Name: "mapped", Title: "table with the columns named by " + fault.Setting("columns"), Columns: m.columns},
		fit:    m.fitTable,
		parse:  m.parseMapped,
	}, nil
}

func (m *mapped) fitTable(text *head) fit {
	if isJSONRows(text.text) {
		return fit{score: 100}
	}
	return m.fit(text)
}

// newMapped names the columns of long as the file does.
func newMapped(src *input.Source, names map[string]string) (*mapped, error) {
	known := mappableColumns()
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !slices.ContainsFunc(known, func(c Column) bool { return c.Name == name }) {
			return nil, src.Misuse(fmt.Sprintf("%q is no column of the layout long", name), didYouMean(name, Mappable()))
		}
	}
	m := &mapped{}
	taken := map[string]field{}
	for _, c := range known {
		name, given := names[c.Name]
		if !given {
			continue
		}
		if of, twice := taken[canonical(name)]; twice {
			m.twins = append(m.twins, twin{of: of, field: c.field})
			continue
		}
		taken[canonical(name)] = c.field
		c.Name, c.Required = name, true
		m.columns = append(m.columns, c)
	}
	for _, c := range known {
		_, given := names[c.Name]
		if _, used := taken[canonical(c.Name)]; !given && !used && slices.Contains(plainFields, c.field) {
			c.Required = false
			m.columns = append(m.columns, c)
			m.byName = append(m.byName, c.field)
		}
	}
	return m, nil
}

func (m *mapped) parseMapped(src *input.Source, a *assembler) error {
	if isJSONRows(src.Data) {
		return m.parseJSON(src, a)
	}
	h := m.find(src.Data)
	if err := m.mustHave(src, &h); err != nil {
		return err
	}
	if err := m.check(src, h); err != nil {
		return err
	}
	if err := mustBeWhole(src, &h); err != nil {
		return err
	}
	return m.parseTable(src, a, &h, rowsOf(src, &h))
}

// parseTable reads the rows under a header that has every column that was named.
func (m *mapped) parseTable(src *input.Source, a *assembler, h *header, rows *tableRows) error {
	h.twins = m.twins
	if err := m.identified(src, h); err != nil {
		return err
	}
	_, m.restores = h.hasRestored()
	m.mend = m.mendMapped
	a.settled = h.has(fSettlement)
	if taken := m.takenByName(h); len(taken) > 0 {
		a.notes = append(a.notes, model.Warn("columns-by-name", "taken by their own names, as "+fault.Setting("columns")+" does not name them: "+listNames(taken)))
	}
	return m.parseRows(src, a, h, rows)
}

// identified refuses a table whose rows do not tell which option they are about.
func (m *mapped) identified(src *input.Source, h *header) error {
	if h.has(fSymbol) {
		return nil
	}
	for _, f := range []field{fStrike, fRight} {
		if !h.has(f) {
			name := longTable.name(f)
			return src.Misuse("no column is the "+name+" of an option",
				fmt.Sprintf("name it: "+fault.Setting("columns")+" %s=…, or the option's symbol: "+fault.Setting("columns")+" symbol=…; the file has %s", name, listNames(h.names)))
		}
	}
	return nil
}

// takenByName are the columns that no one named.
func (m *mapped) takenByName(h *header) (names []string) {
	for _, f := range m.byName {
		if name := h.name(f); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// mendMapped reads the cells that only a mapped table has.
func (m *mapped) mendMapped(l *dialectReader, d *draft, r *record, row *row, _ field) {
	h := l.header
	if m.restores {
		r.restore(l.a, h, d, row)
	}
	cell := row.cell(fSettlement)
	if v, k := cells.Number(cell); rules[fLast].Accepts(v, k) {
		r.value[fLast-fBid] = v
	} else if k != cells.Missing {
		l.a.problem(row.line, h.name(fSettlement), rules[fLast].Refusal(cell))
	}
	if !h.has(fCoinPrice) {
		return
	}
	coin := cells.Price(row.cell(fCoinPrice))
	if coin == 0 {
		coin = math.NaN()
		r.repaired |= model.CellUnread
		l.a.problem(row.line, h.name(fCoinPrice), fmt.Sprintf("%s is no price", cells.Quote(row.cell(fCoinPrice))))
	}
	r.inDollars(coin, row, l.a, h)
}

// mustHave refuses names that the header does not have.
func (m *mapped) mustHave(src *input.Source, h *header) error {
	if h.line > 0 && len(h.missing) == 0 {
		return nil
	}
	if h.line == 0 {
		h.names = likelyHeader(src)
		for _, c := range m.columns {
			if c.Required {
				h.missing = append(h.missing, c.Name)
			}
		}
	}
	return m.noSuchColumn(src, h.missing[0], h.names)
}

// didYouMean names the known word that is nearest, or all when none is near.
func didYouMean(word string, known []string) string {
	if meant := suggest.Closest(word, known); meant != "" {
		return fmt.Sprintf("did you mean %q?", meant)
	}
	return "there are " + listNames(known)
}

// noSuchColumn is the error for a column that was named and is not there.
func (m *mapped) noSuchColumn(src *input.Source, name string, names []string) error {
	hint := didYouMean(name, names)
	if m.advise != nil {
		hint += m.advise(src)
	}
	return src.Misuse(fmt.Sprintf("the file has no column %q", name), hint)
}

// knownAs says when a file is read without any names of columns.
func knownAs(src *input.Source) string {
	l, _, err := detect(src, &model.Options{}, layouts())
	if err != nil {
		return ""
	}
	return "; the file looks like " + l.Name + ", which is read without " + fault.Setting("columns")
}

// likelyHeader is the line near the top that has the most cells with text.
func likelyHeader(src *input.Source) (names []string) {
	most := 0
	for _, line := range newHead(input.HeadOf(src.Data)).table() {
		cells := 0
		for _, key := range line.keys {
			if key != "" {
				cells++
			}
		}
		if cells > most {
			most, names = cells, line.names
		}
	}
	return names
}
