package market

import "time"

// mumbai is the clock of both exchanges, which has no summer time.
var mumbai = time.FixedZone("IST", 5*3600+30*60)

var rupee = Currency{Code: "INR", Key: "inr", Sign: "₹", ASCII: "Rs ", Name: "rupee", Plural: "rupees",
	Magnitudes: [2]Magnitude{{1e7, " crore"}, {1e5, " lakh"}}}

// nse is the National Stock Exchange of India: options are cash-settled at the close on the average of the index over
// the last half hour (nseindia.com, contract specifications of index options).
var nse = Venue{
	Name: "NSE", Zone: mumbai,
	Currency: rupee, Unit: Units,
	PartContracts: true,
	calendar:      indiaDays, sessions: true,
	known: [2]int{firstIndiaYear, lastIndiaYear},
	open:  9*60 + 15, close: 15*60 + 30, halfClose: 12*60 + 30, tradeDateEnd: 17 * 60, offSession: 0.12,
	monthly: indiaMonthly,
}

// bse is the former Bombay Stock Exchange. It has the hours, holidays and settlement of the National Stock Exchange.
var bse = Venue{
	Name: "BSE", Zone: mumbai,
	Currency: rupee, Unit: Units,
	PartContracts: true,
	calendar:      indiaDays, sessions: true,
	known: [2]int{firstIndiaYear, lastIndiaYear},
	open:  9*60 + 15, close: 15*60 + 30, halfClose: 12*60 + 30, tradeDateEnd: 17 * 60, offSession: 0.12,
	monthly: indiaMonthly,
}

// indianIndex is an option on an index of an exchange. Its multiplier is a lot, which depends on the expiry (Root.Lot).
func indianIndex(name string, v *Venue) Root {
	return Root{Name: name, Underlying: name, Venue: v, European: true, Multiplier: lastLot(name), Listed: true,
		CashSettled: true, CashIndex: true, HasLots: true}
}
