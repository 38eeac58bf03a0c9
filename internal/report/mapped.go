package report

// Mapped holds the levels as prices of another instrument, such as a future, whose price was given by the user. The levels
// outside Mapped remain those of the underlying.
type Mapped struct {
	Symbol     string    `json:"symbol"`
	Price      Number    `json:"price"`  // when the underlying is at spot
	By         string    `json:"by"`     // ratio or offset
	Ratio      Number    `json:"ratio"`  // price / spot; absent by offset
	Offset     Number    `json:"offset"` // price - spot; absent by ratio
	Levels     Levels    `json:"levels"` // gex and regime are those of the underlying
	Levels0DTE *Levels   `json:"levels_0dte"`
	Outlook    []Outlook `json:"outlook,omitempty"`
}
