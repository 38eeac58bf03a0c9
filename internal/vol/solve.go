package vol

func (f *fitter) solve(q *quotes, w []float64, source []Source, as Source) {}
