package report

// Summary is one underlying in the table of many that gex levels prints.
type Summary struct {
	Header
	GammaLevels
	GrossGEX  Number // sum of |exposure| per contract
	Share0DTE Number // share of gross GEX that settles later today; absent when nothing does
	Warnings  []Warning
}

// WarningList returns the warnings.
func (s *Summary) WarningList() []Warning { return s.Warnings }

// Levels returns all levels of the row; those that need more than gamma are absent.
func (s *Summary) Levels() *Levels { return s.GammaLevels.alone() }
