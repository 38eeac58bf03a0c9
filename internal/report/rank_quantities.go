package report

// RankQuantity is a number that is ranked, of a document and of a row.
type RankQuantity struct {
	Name  string
	Of    func(*LevelsDocument) Number
	OfRow func(*Snapshot) Number
}

// RankQuantities are all of them, in order.
var RankQuantities = []RankQuantity{
	{"gex", func(d *LevelsDocument) Number { return d.Totals.GEX }, func(s *Snapshot) Number { return s.GEX }},
	{"gross_gex", func(d *LevelsDocument) Number { return d.Totals.GrossGEX }, func(s *Snapshot) Number { return s.GrossGEX }},
	{"breakeven_put_per_call", func(d *LevelsDocument) Number { return d.Totals.Breakeven }, func(s *Snapshot) Number { return s.Breakeven }},
	{"flip_distance", func(d *LevelsDocument) Number { return d.Levels.ZeroGamma/d.Spot - 1 }, func(s *Snapshot) Number { return s.Level("zero_gamma")/s.Spot - 1 }},
	{"gap", func(d *LevelsDocument) Number { return d.Carry.Gap }, func(s *Snapshot) Number { return s.Gap }},
}
