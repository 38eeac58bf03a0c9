package chain

// Format is one known layout.
type Format struct {
	Name    string   // cboe-quotedata, long
	Title   string   // what a person calls it
	Columns []Column // the column contract
	Example string   // its header line or lines
}

// Column is one column of a layout.
type Column struct {
	Name     string
	Required bool
	Unit     string // what a cell holds
	Empty    string // what an empty cell means

	field field
}

// layout is a format with what it takes to read it.
type layout struct {
	Format

	// fit looks at the first bytes of a file. They end with a whole line unless the file has only one.
	fit func(text *head) fit

	// parse gives every record of the file to the assembler. It returns an error only when the file as a whole
	// cannot be used; for records and cells it tells the assembler.
	parse func(src *source, a *assembler) error
}

// fit is how well a file suits a layout.
type fit struct {
	score int    // 0: it does not; 100: nothing could suit better
	lacks string // the only required column that a file which nearly fits has not
}

// layouts lists the known layouts, in the order in which Formats shows them. A new one is a file with its column
// contract and a line here.
func layouts() []layout {
	return []layout{
		cboeQuotedata, cboeJSON, datashopQuotes, datashopCalcs, historicalOptionData, deltaNeutral, nonstd, optionsDX, orats,
		optionMetrics, yfinance, polygon, schwab, thinkorswim, ibSnapshot, barchart, nasdaq, deribitJSON, deribitCSV, nseJSON,
		nseCSV, long, longJSON,
	}
}

// Formats lists the known layouts in the order in which they are tried.
func Formats() []Format {
	var list []Format
	for _, l := range layouts() {
		list = append(list, l.Format)
	}
	return list
}
