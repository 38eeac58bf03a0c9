package chain

import (
	"math"

	"gex/internal/fault"
)

// orats is the daily table of ORATS, a row a strike with its call and its put; delta and gamma are of the call. A date
// is its close. Read from its public lists of columns, of which there is an older one with short names.
var orats = oratsDialect.layout("orats", "ORATS strikes (unverified: no real file was at hand)",
	"ticker,tradeDate,expirDate,dte,strike,stockPrice,callVolume,callOpenInterest,callBidSize,callAskSize,putVolume,"+
		"putOpenInterest,putBidSize,putAskSize,callBidPrice,callValue,callAskPrice,putBidPrice,putValue,putAskPrice,callBidIv,"+
		"callMidIv,callAskIv,smvVol,putBidIv,putMidIv,putAskIv,residualRate,delta,gamma,theta,vega,rho,phi,driftlessTheta")

var oratsDialect = &dialect{
	dates: MonthFirst,
	mend:  mendORATS,
	table: table{
		columns: []Column{
			{"ticker", true, "name", "the row is unreadable", fUnderlying},
			{"tradeDate", true, "2006-01-02; its close", "the date of the other rows, or " + fault.Setting("as-of"), fQuoteTime},
			{"expirDate", true, "2006-01-02", "the row is unreadable", fExpiry},
			{"strike", true, "$ per unit of the underlying", "the row is unreadable", fStrike},
			{"stockPrice", true, "$ per unit of the underlying", "the spot of the other rows", fSpot},
			{"callOpenInterest", true, "contracts at the last close", "missing, not 0", fOpenInterest},
			{"putOpenInterest", true, "contracts at the last close", "missing, not 0", fOpenInterest + putSide},
			{"callVolume", false, "contracts that day", "missing", fVolume},
			{"putVolume", false, "contracts that day", "missing", fVolume + putSide},
			{"callBidPrice", false, "$ per unit of the underlying; 0: none", "missing", fBid},
			{"putBidPrice", false, "$ per unit of the underlying; 0: none", "missing", fBid + putSide},
			{"callAskPrice", false, "$ per unit of the underlying", "missing", fAsk},
			{"putAskPrice", false, "$ per unit of the underlying", "missing", fAsk + putSide},
			{"callMidIv", false, "fraction a year; 0: none", "smvVol", fIV},
			{"putMidIv", false, "fraction a year; 0: none", "smvVol", fIV + putSide},
			{"smvVol", false, "fraction a year, of both; 0: none", "missing", fBothIV},
			{"delta", false, "of one call", "missing", fDelta},
			{"gamma", false, "per $ of the underlying, of both", "missing", fGamma},
			{"dte", false, "not used", "missing", fIgnored},
			{"callBidSize", false, "not used", "missing", fIgnored},
			{"callAskSize", false, "not used", "missing", fIgnored},
			{"putBidSize", false, "not used", "missing", fIgnored},
			{"putAskSize", false, "not used", "missing", fIgnored},
			{"callValue", false, "not used", "missing", fIgnored},
			{"putValue", false, "not used", "missing", fIgnored},
			{"callBidIv", false, "not used", "missing", fIgnored},
			{"callAskIv", false, "not used", "missing", fIgnored},
			{"putBidIv", false, "not used", "missing", fIgnored},
			{"putAskIv", false, "not used", "missing", fIgnored},
			{"residualRate", false, "not used", "missing", fIgnored},
			{"theta", false, "not used", "missing", fIgnored},
			{"vega", false, "not used", "missing", fIgnored},
			{"rho", false, "not used", "missing", fIgnored},
			{"phi", false, "not used", "missing", fIgnored},
			{"driftlessTheta", false, "not used", "missing", fIgnored},
			{"callSmvVol", false, "not used", "missing", fIgnored},
			{"putSmvVol", false, "not used", "missing", fIgnored},
			{"extSmvVol", false, "not used", "missing", fIgnored},
			{"extCallValue", false, "not used", "missing", fIgnored},
			{"extPutValue", false, "not used", "missing", fIgnored},
			{"spotPrice", false, "not used", "missing", fIgnored},
			{"quoteDate", false, "not used", "missing", fIgnored},
			{"updatedAt", false, "not used", "missing", fIgnored},
		},
		also: map[string]string{
			"trade_date": "tradeDate", "stkPx": "stockPrice", "cOi": "callOpenInterest", "pOi": "putOpenInterest",
			"cVolu": "callVolume", "pVolu": "putVolume", "cBidPx": "callBidPrice", "pBidPx": "putBidPrice",
			"cAskPx": "callAskPrice", "pAskPx": "putAskPrice", "cMidIv": "callMidIv", "pMidIv": "putMidIv",
			"smoothSmvVol": "smvVol", "cValue": "callValue", "pValue": "putValue", "cBidIv": "callBidIv", "cAskIv": "callAskIv",
			"pBidIv": "putBidIv", "pAskIv": "putAskIv",
		},
	},
}

// mendORATS gives call and put what the row has for both.
func mendORATS(_ *dialectReader, _ *draft, r *record, row *row, side field) {
	if iv := &r.value[fIV-fBid]; !(*iv > 0) {
		if v, k := number(row.cell(fBothIV)); rules[fIV].accepts(v, k) {
			*iv = v
		}
	}
	if v, k := number(row.cell(fGamma)); side == putSide && rules[fGamma].accepts(v, k) {
		r.value[fGamma-fBid] = v
	}
	if delta := &r.value[fDelta-fBid]; side == putSide {
		*delta = math.NaN()
	}
}
