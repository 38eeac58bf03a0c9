package history

import (
	"gex/internal/market"
	"gex/internal/report"
)

// rowKey identifies a row of a file, which may have many dates.
type rowKey struct {
	file, sum  string
	date       market.Date
	underlying string
}

func rowKeyOf(row report.Snapshot) rowKey {
	return rowKey{row.File, row.SHA256, row.AsOf.Day(), row.Underlying}
}
