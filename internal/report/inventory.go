package report

// Inventory is the dealers' book. All quantities are contracts, negative when dealers are short.
type Inventory struct {
	Dealers       string           `json:"dealers"` // mm, mm+bd or mm+bd+firm
	Source        string           `json:"source"`  // actors; aggressor where trades were classified
	First         string           `json:"first"`   // dates of the files
	Last          string           `json:"last"`
	Until         Text             `json:"until"` // time of the last row, where only a part of the last date is covered
	Files         int              `json:"files"`
	Exchanges     []string         `json:"exchanges"`
	ExchangeShare Number           `json:"exchange_share"` // of the industry's volume that the files have; 1 for what is listed on one exchange alone
	Gaps          []string         `json:"gaps"`           // trading days without a file
	Accuracy      Number           `json:"accuracy"`       // of classified trades, where it was given
	UnsignedShare Number           `json:"unsigned_share"` // of the contracts of trades, those that could not be classified
	KnownShare    Number           `json:"known_share"`    // of the gamma of open interest
	Clipped       int              `json:"clipped"`        // series bounded by open interest
	Book          []DealerPosition `json:"book"`
	Buckets       []DealerBucket   `json:"buckets"`
	Totals        DealerTotals     `json:"totals"`
	LeftOut       []RowsLeftOut    `json:"left_out"`
}

// Sources of a book.
const (
	SourceActors    = "actors"
	SourceAggressor = "aggressor"
)

// DealerPosition is what dealers hold of a series.
type DealerPosition struct {
	Root       string `json:"root" csv:"root"`
	Expiration string `json:"expiration" csv:"expiration"`
	Strike     Number `json:"strike" csv:"strike"`
	Type       string `json:"type" csv:"type"` // C or P
	Qty        Number `json:"dealer_qty" csv:"dealer_qty"`
	Raw        Number `json:"raw_qty" csv:"raw_qty"`       // before the correction for the accuracy of signs
	SE         Number `json:"se" csv:"se"`                 // standard error of dealer_qty, with an accuracy
	Unknown    Number `json:"unknown" csv:"unknown"`       // contracts from before the first file, of which dealers may hold any number, either way
	First      Text   `json:"first" csv:"first"`           // date of the first row
	Days       int    `json:"days" csv:"days"`             // dates with rows
	Clipped    bool   `json:"clipped,omitempty" csv:"-"`   // by open interest
	Label      Text   `json:"label,omitempty" csv:"label"` // of a public position
}

// DealerTotals are the exposures of a book at spot, in the unit of GEX, beside those of the naive sign.
type DealerTotals struct {
	GEX           Number `json:"gex"`
	Low           Number `json:"gex_low"` // with what is unknown at either extreme
	High          Number `json:"gex_high"`
	Naive         Number `json:"gex_naive"`
	SignAgreement Number `json:"sign_agreement"` // share of naive |GEX| whose sign is that of the book
}

// DealerBucket is the book in one range of days to expiry.
type DealerBucket struct {
	Bucket     string `json:"bucket" csv:"bucket"`
	Series     int    `json:"series" csv:"series"`
	Calls      Number `json:"calls" csv:"calls"`
	Puts       Number `json:"puts" csv:"puts"`
	NaiveCalls Number `json:"naive_calls" csv:"naive_calls"`
	NaivePuts  Number `json:"naive_puts" csv:"naive_puts"`
	GEX        Number `json:"gex" csv:"gex"`
	Low        Number `json:"gex_low" csv:"gex_low"`
	High       Number `json:"gex_high" csv:"gex_high"`
	Naive      Number `json:"gex_naive" csv:"gex_naive"`
}

// RowsLeftOut counts rows of files that take no part.
type RowsLeftOut struct {
	Reason string `json:"reason"`
	Rows   int    `json:"rows"`
}
