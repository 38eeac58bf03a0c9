package chain

import "gex/internal/chain/input"

func (m *mapped) parseJSON(src *input.Source, a *assembler) error {
	h := header{line: 1}
	known := m.vocabulary()
	walk := func(column func(string) field, do func(*row)) error {
		t := jsonTable{jsonRows: newJSONRows(src, nil), column: column, do: do}
		return t.all()
	}
	rows := 0
	index := map[string]bool{}
	err := walk(func(path string) field {
		if !index[path] && len(index) < maxKeys {
			index[path] = true
			h.names = append(h.names, path)
		}
		return fIgnored
	}, func(*row) { rows++ })
	if err != nil {
		return err
	}
	if rows == 0 {
		return src.Fail(0, "", "there are no rows: no array of objects, and no object a line", "fetch the file again, or see gex formats")
	}
	m.matchKeys(&h, known)
	if len(h.missing) > 0 {
		return m.noSuchColumn(src, h.missing[0], h.names)
	}
	if len(h.twice) > 0 {
		return src.Fail(0, listNames(h.twice), "keys that mean the same", "keep one of them")
	}
	fields := map[string]field{}
	for i, name := range h.names {
		fields[name] = h.fields[i]
	}
	return m.parseTable(src, a, &h, &tableRows{
		each:     func(do func(*row)) error { return walk(func(path string) field { return fields[path] }, do) },
		expected: rows,
	})
}

// matchKeys says what the keys hold.
func (m *mapped) matchKeys(h *header, known map[string]field) {
	line := headLine{names: h.names}
	for _, name := range h.names {
		line.keys = append(line.keys, canonical(name))
	}
	matched := m.match(&line, known)
	matched.line = 1
	*h = matched
}

// longJSON is the layout long as rows of JSON.
var longJSON = layout{
	Format: Format{
		Name:    "long-json",
		Title:   "rows of the layout long in JSON, or an object a line",
		Columns: longTable.columns,
		Example: `[{"underlying":"SPY","spot":600,"quote_time":"2025-11-20T10:00:00-05:00","expiration":"2025-11-28","strike":600,` +
			`"type":"C","bid":5.1,"ask":5.2,"open_interest":3000}]`,
	},
	fit: func(text *head) fit {
		if !isJSONRows(text.text) {
			return fit{}
		}
		return fitKeys(text, "underlying", "spot", "expiration", "strike", "type")
	},
	parse: func(src *input.Source, a *assembler) error { return longMapped().parseJSON(src, a) },
}
