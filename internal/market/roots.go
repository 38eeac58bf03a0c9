package market

// roots is the table of all roots that are no ordinary stock options.
//
// Settlement and style follow Cboe's contract specifications: VIX weeklies settle on a Wednesday morning as the
// monthlies do, OEX and its European twin XEO on the closing prices of the expiry date.
var roots = withRoots(map[string]Root{
	"SPX":   index("SPX", "SPX", AM),
	"SPXW":  index("SPXW", "SPX", PM),
	"XSP":   index("XSP", "XSP", PM),
	"SPXPM": index("SPXPM", "SPX", PM), // third Fridays at the close, until 2017
	"NDX":   index("NDX", "NDX", AM),
	"NDXP":  index("NDXP", "NDX", PM),
	"XND":   index("XND", "XND", PM),
	"RUT":   index("RUT", "RUT", AM),
	"RUTW":  index("RUTW", "RUT", PM),
	"MRUT":  index("MRUT", "MRUT", PM),
	"DJX":   index("DJX", "DJX", AM),
	"XEO":   index("XEO", "OEX", PM),
	"OEX":   american(index("OEX", "OEX", PM)),
	"VIX":   volatility(index("VIX", "VIX", AM)),
	"VIXW":  volatility(index("VIXW", "VIX", AM)),
	"BTC":   coin("BTC"),
	"ETH":   coin("ETH"),
	"SOL":   coin("SOL"),
	"XRP":   coin("XRP"),

	// Nanos have a multiplier of 1. Options on Cboe's indices of bitcoin funds.
	"NANOS": sized(index("NANOS", "NANOS", PM), 1),
	"CBTX":  index("CBTX", "CBTX", PM),
	"MBTX":  index("MBTX", "MBTX", PM),

	// Indices by the names that vendors give them.
	"SX5E":   eurexIndex("SX5E", 10, 12),
	"ESTX50": eurexIndex("ESTX50", 10, 12),

	// Binary options of Cboe, which pay a fixed sum.
	"BSZ": binary("BSZ", "SPX"),
	"BVZ": binary("BVZ", "VIX"),

	"NIFTY":      indianIndex("NIFTY", &nse),
	"BANKNIFTY":  indianIndex("BANKNIFTY", &nse),
	"FINNIFTY":   indianIndex("FINNIFTY", &nse),
	"MIDCPNIFTY": indianIndex("MIDCPNIFTY", &nse),
	"NIFTYNXT50": indianIndex("NIFTYNXT50", &nse),
	"SENSEX":     indianIndex("SENSEX", &bse),
	"BANKEX":     indianIndex("BANKEX", &bse),
	"SENSEX50":   indianIndex("SENSEX50", &bse),

	// Deribit's linear options, margined in USDC.
	"BTC_USDC":  coin("BTC_USDC"),
	"ETH_USDC":  coin("ETH_USDC"),
	"SOL_USDC":  coin("SOL_USDC"),
	"XRP_USDC":  coin("XRP_USDC"),
	"AVAX_USDC": coin("AVAX_USDC"),
	"TRX_USDC":  coin("TRX_USDC"),
}, venueRoots)

// withRoots adds roots to a table. A symbol that is a US stock's too is not among them: what it means is for the file to say
// (Namesake).
func withRoots(table map[string]Root, lists [][]Root) map[string]Root {
	for _, list := range lists {
		for _, r := range list {
			if _, ambiguous := namesakes[r.Name]; !ambiguous {
				table[r.Name] = r
			}
		}
	}
	return table
}

func index(name, underlying string, s Settlement) Root {
	return Root{Name: name, Underlying: underlying, Venue: &newYork, Settlement: s, European: true, Multiplier: 100,
		Listed: true, CashSettled: true, CashIndex: true, SpotFreezes: true}
}

func american(r Root) Root {
	r.European = false
	return r
}

func sized(r Root, multiplier float64) Root {
	r.Multiplier = multiplier
	return r
}

func volatility(r Root) Root {
	r.OffFutures, r.NoCarry = true, true
	return r
}

func binary(name, underlying string) Root {
	r := index(name, underlying, AM)
	r.Adjusted = true
	return r
}

// coin is an option of Deribit, which counts contracts in coins.
func coin(name string) Root {
	return Root{Name: name, Underlying: name, Venue: &deribit, European: true, Multiplier: 1, Listed: true, CashSettled: true, OffFutures: true}
}

// LookupRoot returns the root table's entry, or that of an ordinary stock for a name it does not list.
func LookupRoot(name string) Root {
	if r, ok := roots[name]; ok {
		return r
	}
	return stock(name)
}

// stock is an option on an ordinary US stock or fund, or an adjusted one.
func stock(name string) Root {
	return Root{Name: name, Underlying: name, Venue: &newYork, Multiplier: 100, Adjusted: endsInDigit(name)}
}

// Named is a root with a name of its own on the same underlying that no table has: ESZ5 or EW3 on ES, OG on GC, NIFTYW on
// NIFTY. It has the multiplier, the style and the hours of the others. It is false for US stocks, for names in the table, and
// for names that end in a digit on US indices, which may be adjusted.
func (r Root) Named(name string) (Root, bool) {
	if _, known := roots[name]; known || !r.Listed || name == "" || name == r.Name || r.Venue == &newYork && endsInDigit(name) {
		return r, false
	}
	r.Name = name
	if r.Venue == &newYork && r.Underlying != "VIX" {
		r.Settlement = PM // as weeklies and quarterlies with a root of their own are: SPXQ
	}
	return r, true
}

func endsInDigit(name string) bool {
	if name == "" {
		return false
	}
	last := name[len(name)-1]
	return last >= '0' && last <= '9'
}

// IndianRoot is what a name means at the National Stock Exchange: an index of the table, else a stock, whose options are
// European, deliver it, and have a lot of its own, which is not known here.
func IndianRoot(name string) Root {
	if r, ok := roots[name]; ok && r.Venue.Currency == rupee {
		return r
	}
	return Root{Name: name, Underlying: name, Venue: &nse, European: true, HasLots: true}
}

// USRoot is what a name means among options that are listed in the United States: BTC, ETH and SOL are funds and stocks there,
// and MGC is one too.
func USRoot(name string) Root {
	if r := LookupRoot(name); r.Venue == &newYork {
		return r
	}
	return stock(name)
}

// IsUSNamesake reports whether a root is a US stock whose name alone means something else.
func (r Root) IsUSNamesake() bool { return r.Venue == &newYork && LookupRoot(r.Name).Venue != &newYork }

// IsIndianStock reports whether a root is a stock of India, which IndianRoot knows by its market alone: LookupRoot would take
// the name for a US stock.
func (r Root) IsIndianStock() bool { return r.Venue == &nse && !r.Listed }
