package vendors

import (
	"strings"

	"gex/internal/chain/cells"
	"gex/internal/market"
)

// indianClock is the time of both exchanges of India.
var indianClock = cells.ClockOf(market.LookupRoot("NIFTY").Venue)

// indianNames are the names of indices in the keys of brokers.
var indianNames = map[string]string{
	"NIFTY 50": "NIFTY", "NIFTY BANK": "BANKNIFTY", "BANK NIFTY": "BANKNIFTY", "NIFTY FIN SERVICE": "FINNIFTY", "NIFTY FINANCIAL SERVICES": "FINNIFTY",
	"NIFTY MID SELECT": "MIDCPNIFTY", "NIFTY MIDCAP SELECT": "MIDCPNIFTY", "NIFTY NEXT 50": "NIFTYNXT50", "BSE SENSEX": "SENSEX", "BSE BANKEX": "BANKEX",
}

// parseIndianName reads the name of an underlying, after its exchange or without it: NSE_INDEX|Nifty 50, NIFTY.
func parseIndianName(cell string) (string, error) {
	name := strings.ToUpper(strings.TrimSpace(cell[strings.LastIndexByte(cell, '|')+1:]))
	if index, ok := indianNames[name]; ok {
		return index, nil
	}
	return cells.ParseName(name)
}

// hundredth returns a price in paise as rupees. A cell that is not a number stays as it is, and is reported as such.
func hundredth(cell []byte) []byte {
	v, k := cells.Number(cell)
	if k != cells.Plain {
		return cell
	}
	return []byte(cells.FormatNumber(v / 100))
}
