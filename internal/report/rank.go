package report

// Rank is where a number of a book stands among the earlier rows of a history.
type Rank struct {
	Quantity   string `json:"quantity"` // one of RankQuantities
	Value      Number `json:"value"`
	Percentile Number `json:"percentile"` // fraction of the rows at or below; absent with fewer than RankRows
	Z          Number `json:"z"`          // standard deviations above the mean; likewise
	Rows       int    `json:"rows"`       // that have the number
}

// RankRows is how many rows a rank needs.
const RankRows = 20
