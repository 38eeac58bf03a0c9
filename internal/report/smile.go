package report

// Smile is the volatilities of one expiry by strike, with what its quotes leave open. Only pictures show it.
type Smile struct {
	Root       string
	Expiry     string
	Settlement Time
	Bucket     string
	DTE        int
	Years      Number // to settlement, ACT/365
	Forward    Number
	ATMVol     Number // at the forward, a fraction a year, like all volatilities
	Strikes    []SmileStrike
}

// SmileStrike is one strike of a smile, a point of the fitted curve. Source says where its volatility is from, as that of a
// Contract does; Bid and Ask are the volatilities at which its quote is bid and offered, absent when it is from no quote.
type SmileStrike struct {
	Strike, Vol, Bid, Ask Number
	Source                string
}

// TermPoint is one expiry of the term structure of volatility. Only pictures show it.
type TermPoint struct {
	Root         string
	Expiry       string
	Settlement   Time
	Bucket       string
	DTE          int
	Years        Number // to settlement, ACT/365
	Forward      Number
	ATMVol       Number // at the forward, a fraction a year
	Move         Number // one standard deviation of spot until settlement, in its currency
	ForwardVol   Number // of the time since an earlier expiry, at least a week before this one; absent where variance falls
	ForwardYears Number // to that earlier expiry
}
