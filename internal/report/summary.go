package report

// Summary is one underlying among many: what a desk that scans a market looks at first.
type Summary struct {
	Header
	GammaLevels
	GrossGEX  Number // sum of |exposure| a contract
	Share0DTE Number // the part of it that settles later today; absent when nothing does
	Warnings  []Warning
}

// Levels returns all levels of the row: those that rest on more than gamma are absent.
func (s *Summary) Levels() *Levels { return s.GammaLevels.alone() }
