package report

// Summary is one underlying among many: what a desk that scans a market looks at first.
type Summary struct {
	Header
	GEX       Number
	GrossGEX  Number // sum of |exposure| a contract
	Share0DTE Number // the part of it that settles later today; absent when nothing does
	Regime    Regime
	ZeroGamma Number // the flip nearest to spot
	CallWall  Number
	PutWall   Number
	Warnings  []Warning
}
