package report

// Mapped is the levels as prices of another instrument, such as a future, whose price was given beside the spot of the
// report. The levels of the report itself stay those of the underlying.
type Mapped struct {
	Symbol     string    `json:"symbol"`
	Price      Number    `json:"price"`  // while the underlying is at spot
	By         string    `json:"by"`     // ratio or offset
	Ratio      Number    `json:"ratio"`  // price / spot; absent by offset
	Offset     Number    `json:"offset"` // price - spot; absent by ratio
	Levels     Levels    `json:"levels"` // gex and regime are the underlying's
	Levels0DTE *Levels   `json:"levels_0dte"`
	Outlook    []Outlook `json:"outlook,omitempty"`
}

// Elsewhere returns the document with spot and levels of the instrument they were mapped to; the document itself when they
// were not.
func (r *LevelsDocument) Elsewhere() *LevelsDocument {
	m := r.Mapped
	if m == nil {
		return r
	}
	on := *r
	on.Spot, on.Levels, on.Levels0DTE, on.Outlook = m.Price, m.Levels, m.Levels0DTE, m.Outlook
	return &on
}
