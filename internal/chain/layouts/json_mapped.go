package layouts

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/tables"
)

func (m *mapped) parseJSON(src *input.Source, a *assembly.Assembler) error {
	h := tables.Header{Line: 1}
	known := m.Vocabulary()
	walk := func(column func(string) tables.Field, do func(*tables.Row)) error {
		t := tables.JSONTable{JSONRows: tables.NewJSONRows(src, nil), Column: column, Do: do}
		return t.All()
	}
	rows := 0
	index := map[string]bool{}
	err := walk(func(path string) tables.Field {
		if !index[path] && len(index) < tables.MaxKeys {
			index[path] = true
			h.Names = append(h.Names, path)
		}
		return tables.Ignored
	}, func(*tables.Row) { rows++ })
	if err != nil {
		return err
	}
	if rows == 0 {
		return src.Fail(0, "", "the file has no rows: neither an array of objects nor one object per line", "fetch the file again, or see gex formats")
	}
	m.matchKeys(&h, known)
	if len(h.Missing) > 0 {
		return m.noSuchColumn(src, h.Missing[0], h.Names)
	}
	if len(h.Twice) > 0 {
		return src.Fail(0, tables.ListNames(h.Twice), "keys with the same meaning", "keep one of them")
	}
	fields := map[string]tables.Field{}
	for i, name := range h.Names {
		fields[name] = h.Fields[i]
	}
	return m.parseTable(src, a, &h, &tableRows{
		each: func(do func(*tables.Row)) error {
			return walk(func(path string) tables.Field { return fields[path] }, do)
		},
		expected: rows,
	})
}

// matchKeys determines what the keys hold.
func (m *mapped) matchKeys(h *tables.Header, known map[string]tables.Field) {
	line := tables.HeadLine{Names: h.Names}
	for _, name := range h.Names {
		line.Keys = append(line.Keys, tables.Canonical(name))
	}
	matched := m.Match(&line, known)
	matched.Line = 1
	*h = matched
}

// LongJSON is the layout long in JSON.
var LongJSON = assembly.Layout{
	Format: tables.Format{
		Name:    "long-json",
		Title:   "rows of the layout long in JSON, or one object per line",
		Columns: LongTable.Columns,
		Example: `[{"underlying":"SPY","spot":600,"quote_time":"2025-11-20T10:00:00-05:00","expiration":"2025-11-28","strike":600,` +
			`"type":"C","bid":5.1,"ask":5.2,"open_interest":3000}]`,
	},
	Fit: func(text *tables.Head) tables.Fit {
		if !tables.IsJSONRows(text.Text) {
			return tables.Fit{}
		}
		return tables.FitKeys(text, "underlying", "spot", "expiration", "strike", "type")
	},
	Parse: func(src *input.Source, a *assembly.Assembler) error { return longMapped().parseJSON(src, a) },
}
