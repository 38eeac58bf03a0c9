package render

import "gex/internal/report"

// boundsNotes says what 0DTE gamma can be by now, where more contracts were traded today than were open: open interest is then this
// morning's.
func boundsNotes(l *report.Levels, s style) []string {
	if l == nil || l.Bounds == nil || !(l.Bounds.Volume > l.Bounds.OpenInterest) {
		return nil
	}
	x := l.Bounds
	return []string{"0DTE: " + s.gex.SizeGain(x.NaiveOI) + " by open interest, " + s.gex.SizeGain(x.NaiveOIVolume) + " by open interest and volume, at most " +
		s.plusMinus() + s.gex.Size(x.GrossHigh)}
}
