package settings

import "fmt"

// readDocument reads the text of a configuration file.
func readDocument(name string, text []byte) (*document, error) {
	f := &document{Name: name}
	entries, err := parse(name, text)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		switch {
		case e.Key == "defaults" && e.table:
			f.Defaults = e.Table
		case e.Key == "preset" && e.table:
			f.Presets = e.Table
		default:
			return nil, f.stray(e)
		}
	}
	for _, e := range f.Presets {
		if !e.table {
			return nil, f.wrong(e.Line, "a preset is a table with a name: [preset.NAME]", "preset.%s is not a table", e.Key)
		}
	}
	return f, nil
}

// stray refuses a table with another name, and a key outside any table.
func (f *document) stray(e entry) error {
	if e.table {
		return f.wrong(e.Line, fmt.Sprintf("tables are [defaults], [preset.NAME], and for one verb alone [defaults.VERB]: [defaults.%s]?", e.Key),
			"unknown table %s", e.Key)
	}
	return f.wrong(e.Line, "put it below a line [defaults] or [preset.NAME]", "%s is outside any table", e.Key)
}
