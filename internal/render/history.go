package render

import (
	"bytes"
	"fmt"
	"io"

	"gex/internal/report"
)

// History writes snapshots as csv, or as a JSON object a line.
func History(w io.Writer, rows []report.Snapshot, f Format, o Options) error {
	if f == Parquet {
		var table Rows
		if err := table.add(recordsFrom(report.SnapshotColumns(), report.SnapshotCells(rows))); err != nil {
			return err
		}
		return table.Write(w)
	}
	out, err := historyBytes(rows, f, o)
	if err != nil {
		return err
	}
	_, err = w.Write(out)
	return err
}

func historyBytes(rows []report.Snapshot, f Format, o Options) ([]byte, error) {
	switch f {
	case CSV:
		return recordsFrom(report.SnapshotColumns(), report.SnapshotCells(rows)).encode(!o.NoHeader), nil
	case NDJSON:
		var out bytes.Buffer
		for _, row := range rows {
			line, err := encode(row, false)
			if err != nil {
				return nil, err
			}
			out.Write(line)
		}
		return out.Bytes(), nil
	}
	return nil, fmt.Errorf("a history has no format %q", f)
}
