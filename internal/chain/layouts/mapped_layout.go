package layouts

import (
	"fmt"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// MappedLayout returns a layout for any table. advise returns an additional hint for a column that does not exist.
func MappedLayout(src *input.Source, o *model.Options, advise func(src *input.Source) string) (assembly.Layout, error) {
	if o.Format != "" {
		return assembly.Layout{}, src.Misuse(fmt.Sprintf("columns are mapped, but the format %s has its own", o.Format), "set only one of them")
	}
	m, err := newMapped(src, o.Columns)
	if err != nil {
		return assembly.Layout{}, err
	}
	m.advise = advise
	return assembly.Layout{
		Format: tables.Format{Name: "mapped", Title: "table with the columns named by " + fault.Setting("columns"), Columns: m.Columns},
		Fit:    m.fitTable,
		Parse:  m.parseMapped,
		Dated:  m.dated,
	}, nil
}

func (m *mapped) fitTable(text *tables.Head) tables.Fit {
	if tables.IsJSONRows(text.Text) {
		return tables.Fit{Score: 100}
	}
	return m.Fit(text)
}

func (m *mapped) parseMapped(src *input.Source, a *assembly.Assembler) error {
	if tables.IsJSONRows(src.Data) {
		return m.parseJSON(src, a)
	}
	h := m.Find(src.Data)
	if err := m.mustHave(src, &h); err != nil {
		return err
	}
	if err := m.Check(src, h); err != nil {
		return err
	}
	if err := tables.MustBeWhole(src, &h); err != nil {
		return err
	}
	return m.parseTable(src, a, &h, rowsOf(src, &h))
}

// dated says how the rows of a mapped csv are dated.
func (m *mapped) dated(src *input.Source, o *model.Options) *assembly.Dated {
	if tables.IsJSONRows(src.Data) {
		return nil
	}
	h := m.Find(src.Data)
	if m.mustHave(src, &h) != nil || m.Check(src, h) != nil {
		return nil
	}
	h.Twins = m.twins
	return m.datedWith(src, o, h, m.nameOf)
}
