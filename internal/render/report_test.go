package render

import (
	"bytes"
	"testing"

	"gex/internal/fault"
	"gex/internal/report"
)

func TestReportGolden(t *testing.T) {
	cases := []struct {
		name   string
		report *report.Report
		format Format
		opt    Options
	}{
		{"spx.txt", spx(), Table, Options{}},
		{"spx-ascii.txt", spx(), Table, Options{ASCII: true}},
		{"spx-color.txt", spx(), Table, Options{Color: true}},
		{"spx-bare.txt", spx(), Table, Options{NoHeader: true}},
		{"spx.md", spx(), Markdown, Options{Color: true}},
		{"spx.json", spx(), JSON, Options{}},
		{"stock.txt", stock(), Table, Options{}},
		{"stock.json", stock(), JSON, Options{}},
		{"empty.txt", empty(), Table, Options{}},
		{"empty.md", empty(), Markdown, Options{}},
		{"empty.ndjson", empty(), NDJSON, Options{}},
		{"shares.txt", shares(), Table, Options{}},
	}
	for _, c := range cases {
		c.opt.Spell = fault.AsFlag
		t.Run(c.name, func(t *testing.T) {
			golden(t, c.name, written(t, func(w *bytes.Buffer) error { return Report(w, c.report, c.format, c.opt) }))
		})
	}
}
