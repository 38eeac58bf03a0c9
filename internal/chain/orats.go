package chain

import (
	"math"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/fault"
)

// orats is the daily table of ORATS, a row a strike with its call and its put; delta and gamma are of the call. A date
// is its close. Read from its public lists of columns, of which there is an older one with short names.
var orats = oratsDialect.layout("orats", "ORATS strikes (unverified: no real file was at hand)",
	"ticker,tradeDate,expirDate,dte,strike,stockPrice,callVolume,callOpenInterest,callBidSize,callAskSize,putVolume,"+
		"putOpenInterest,putBidSize,putAskSize,callBidPrice,callValue,callAskPrice,putBidPrice,putValue,putAskPrice,callBidIv,"+
		"callMidIv,callAskIv,smvVol,putBidIv,putMidIv,putAskIv,residualRate,delta,gamma,theta,vega,rho,phi,driftlessTheta")

var oratsDialect = &dialect{
	dates: model.MonthFirst,
	mend:  mendORATS,
	table: table{
		columns: []Column{
			required("ticker", "name", "the row is unreadable", fUnderlying),
			required("tradeDate", "2006-01-02; its close", "the date of the other rows, or "+fault.Setting("as-of"), fQuoteTime),
			required("expirDate", "2006-01-02", "the row is unreadable", fExpiry),
			required("strike", "$ per unit of the underlying", "the row is unreadable", fStrike),
			required("stockPrice", "$ per unit of the underlying", "the spot of the other rows", fSpot),
			required("callOpenInterest", "contracts at the last close", "missing, not 0", fOpenInterest),
			required("putOpenInterest", "contracts at the last close", "missing, not 0", fOpenInterest+putSide),
			optional("callVolume", "contracts that day", "missing", fVolume),
			optional("putVolume", "contracts that day", "missing", fVolume+putSide),
			optional("callBidPrice", "$ per unit of the underlying; 0: none", "missing", fBid),
			optional("putBidPrice", "$ per unit of the underlying; 0: none", "missing", fBid+putSide),
			optional("callAskPrice", "$ per unit of the underlying", "missing", fAsk),
			optional("putAskPrice", "$ per unit of the underlying", "missing", fAsk+putSide),
			optional("callMidIv", "fraction a year; 0: none", "smvVol", fIV),
			optional("putMidIv", "fraction a year; 0: none", "smvVol", fIV+putSide),
			optional("smvVol", "fraction a year, of both; 0: none", "missing", fBothIV),
			optional("delta", "of one call", "missing", fDelta),
			optional("gamma", "per $ of the underlying, of both", "missing", fGamma),
			unused("dte"),
			unused("callBidSize"),
			unused("callAskSize"),
			unused("putBidSize"),
			unused("putAskSize"),
			unused("callValue"),
			unused("putValue"),
			unused("callBidIv"),
			unused("callAskIv"),
			unused("putBidIv"),
			unused("putAskIv"),
			unused("residualRate"),
			unused("theta"),
			unused("vega"),
			unused("rho"),
			unused("phi"),
			unused("driftlessTheta"),
			unused("callSmvVol"),
			unused("putSmvVol"),
			unused("extSmvVol"),
			unused("extCallValue"),
			unused("extPutValue"),
			unused("spotPrice"),
			unused("quoteDate"),
			unused("updatedAt"),
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
		if v, k := cells.Number(row.cell(fBothIV)); rules[fIV].Accepts(v, k) {
			*iv = v
		}
	}
	if v, k := cells.Number(row.cell(fGamma)); side == putSide && rules[fGamma].Accepts(v, k) {
		r.value[fGamma-fBid] = v
	}
	if delta := &r.value[fDelta-fBid]; side == putSide {
		*delta = math.NaN()
	}
}
