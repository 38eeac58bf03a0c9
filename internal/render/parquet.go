package render

import (
	"io"
	"slices"
	"strings"

	"gex/internal/escape"
	"gex/internal/parquet"
)

// columnKinds are the columns that do not hold numbers, by the name that they have in every table; all others do.
var columnKinds = map[string]parquet.Kind{
	"as_of": parquet.Instant, "as_of_utc": parquet.Instant, "known_at": parquet.Instant, "at": parquet.Instant, "settlement": parquet.Instant,
	"quote_time": parquet.Instant, "inferred_time": parquet.Instant,

	"trade_date": parquet.Day, "expiry": parquet.Day, "expiration": parquet.Day,

	"line": parquet.Count, "contracts": parquet.Count, "dte": parquet.Count, "pairs": parquet.Count, "used": parquet.Count,
	"usable": parquet.Count, "outliers": parquet.Count, "delta_contracts": parquet.Count, "gamma_contracts": parquet.Count,
	"delta_line": parquet.Count, "gamma_line": parquet.Count, "failed": parquet.Count,

	"underlying": parquet.Text, "scope": parquet.Text, "regime": parquet.Text, "regime_0dte": parquet.Text, "root": parquet.Text,
	"style": parquet.Text, "bucket": parquet.Text, "type": parquet.Text, "vol_source": parquet.Text, "left_out": parquet.Text,
	"scenario": parquet.Text, "side": parquet.Text, "label": parquet.Text, "by": parquet.Text, "name": parquet.Text,
	"group": parquet.Text, "run": parquet.Text, "effect": parquet.Text, "forward_source": parquet.Text, "warnings": parquet.Text, "options": parquet.Text, "folder": parquet.Text,
	"version": parquet.Text, "file": parquet.Text, "sha256": parquet.Text, "format": parquet.Text, "flips": parquet.Text, "flip_directions": parquet.Text,
	"member": parquet.Text, "members": parquet.Text, "max_pain_style": parquet.Text, "caveats": parquet.Text, "repaired": parquet.Text, "key": parquet.Text, "what": parquet.Text,
}

// kind is what a column of the records holds.
func (r records) kind(name string) parquet.Kind {
	if r.texts || slices.Contains(r.words, name) {
		return parquet.Text
	}
	return kindOf(name)
}

// Rows are the rows of several results that become one Parquet file: unlike those of csv, files cannot follow each other.
type Rows struct{ table *parquet.Table }

// kindOf is what a column holds.
func kindOf(name string) parquet.Kind {
	kind, known := columnKinds[name]
	switch {
	case known:
		return kind
	case strings.HasSuffix(name, "_expiry"): // the expiry that a level is of
		return parquet.Day
	case strings.HasPrefix(name, "rank_") && strings.HasSuffix(name, "_rows"):
		return parquet.Count
	}
	return parquet.Number
}

// add appends records, all of which have the same header.
func (r *Rows) add(list records) error {
	if r.table == nil {
		columns := make([]parquet.Column, len(list.header))
		for j, name := range list.header {
			columns[j] = parquet.Column{Name: name, Kind: list.kind(name)}
		}
		r.table = parquet.NewTable(columns)
	}
	for row := range list.rows {
		if err := r.table.Add(row); err != nil {
			return err
		}
	}
	return nil
}

// Write writes the file, if there was any result. Its bytes pass a writer that spells what a terminal must not get.
func (r *Rows) Write(w io.Writer) error {
	if r.table == nil {
		return nil
	}
	var out strings.Builder
	if err := r.table.Write(&out); err != nil {
		return err
	}
	_, err := escape.Own(w, out.String())
	return err
}
