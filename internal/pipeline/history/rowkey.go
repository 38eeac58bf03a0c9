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
	return rowKey{row.File, row.SHA256, dateOf(row), row.Underlying}
}

// dateOf is the quote date of a row, whose time is on the clock of its venue.
func dateOf(row report.Snapshot) market.Date {
	year, month, day := row.AsOf.Date()
	return market.Date{Year: year, Month: month, Day: day}
}
