package vendors

import (
	"math"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// orats is the daily table of ORATS, one row per strike with its call and its put; delta and gamma are of the call. A date
// means its close. Written from its public lists of columns, including an older one with short names.
var orats = oratsDialect.Layout("orats", "ORATS strikes (unverified: not tested with a real file)",
	"ticker,tradeDate,expirDate,dte,strike,stockPrice,callVolume,callOpenInterest,callBidSize,callAskSize,putVolume,"+
		"putOpenInterest,putBidSize,putAskSize,callBidPrice,callValue,callAskPrice,putBidPrice,putValue,putAskPrice,callBidIv,"+
		"callMidIv,callAskIv,smvVol,putBidIv,putMidIv,putAskIv,residualRate,delta,gamma,theta,vega,rho,phi,driftlessTheta")

var oratsDialect = &layouts.Dialect{
	Dates:  model.MonthFirst,
	Adjust: adjustORATS,
	Table: tables.Table{
		Columns: []tables.Column{
			tables.Required("ticker", "name", "the row is unreadable", tables.Underlying),
			tables.Required("tradeDate", "2006-01-02; its close", "the date of the other rows, or "+fault.Setting("as-of"), tables.QuoteTime),
			tables.Required("expirDate", "2006-01-02", "the row is unreadable", tables.Expiry),
			tables.Required("strike", "$ per unit of the underlying", "the row is unreadable", tables.Strike),
			tables.Required("stockPrice", "$ per unit of the underlying", "the spot of the other rows", tables.Spot),
			tables.Required("callOpenInterest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
			tables.Required("putOpenInterest", "contracts at the last close", "missing, not 0", tables.OpenInterest+tables.PutSide),
			tables.Optional("callVolume", "contracts that day", "missing", tables.Volume),
			tables.Optional("putVolume", "contracts that day", "missing", tables.Volume+tables.PutSide),
			tables.Optional("callBidPrice", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
			tables.Optional("putBidPrice", "$ per unit of the underlying; 0: none", "missing", tables.Bid+tables.PutSide),
			tables.Optional("callAskPrice", "$ per unit of the underlying", "missing", tables.Ask),
			tables.Optional("putAskPrice", "$ per unit of the underlying", "missing", tables.Ask+tables.PutSide),
			tables.Optional("callMidIv", "annualized fraction; 0: none", "smvVol", tables.IV),
			tables.Optional("putMidIv", "annualized fraction; 0: none", "smvVol", tables.IV+tables.PutSide),
			tables.Optional("smvVol", "annualized fraction, of both; 0: none", "missing", tables.BothIV),
			tables.Optional("delta", "of one call", "missing", tables.Delta),
			tables.Optional("gamma", "per $ of the underlying, of both", "missing", tables.Gamma),
			tables.Unused("dte"),
			tables.Unused("callBidSize"),
			tables.Unused("callAskSize"),
			tables.Unused("putBidSize"),
			tables.Unused("putAskSize"),
			tables.Unused("callValue"),
			tables.Unused("putValue"),
			tables.Unused("callBidIv"),
			tables.Unused("callAskIv"),
			tables.Unused("putBidIv"),
			tables.Unused("putAskIv"),
			tables.Unused("residualRate"),
			tables.Unused("theta"),
			tables.Unused("vega"),
			tables.Unused("rho"),
			tables.Unused("phi"),
			tables.Unused("driftlessTheta"),
			tables.Unused("callSmvVol"),
			tables.Unused("putSmvVol"),
			tables.Unused("extSmvVol"),
			tables.Unused("extCallValue"),
			tables.Unused("extPutValue"),
			tables.Unused("spotPrice"),
			tables.Unused("quoteDate"),
			tables.Unused("updatedAt"),
		},
		Also: map[string]string{
			"trade_date": "tradeDate", "stkPx": "stockPrice", "cOi": "callOpenInterest", "pOi": "putOpenInterest",
			"cVolu": "callVolume", "pVolu": "putVolume", "cBidPx": "callBidPrice", "pBidPx": "putBidPrice",
			"cAskPx": "callAskPrice", "pAskPx": "putAskPrice", "cMidIv": "callMidIv", "pMidIv": "putMidIv",
			"smoothSmvVol": "smvVol", "cValue": "callValue", "pValue": "putValue", "cBidIv": "callBidIv", "cAskIv": "callAskIv",
			"pBidIv": "putBidIv", "pAskIv": "putAskIv",
		},
	},
}

// adjustORATS sets the values that the row has for both call and put.
func adjustORATS(_ *layouts.DialectReader, _ *assembly.Draft, r *assembly.Record, row *tables.Row, side tables.Field) {
	if iv := &r.Value[tables.IV-tables.Bid]; !(*iv > 0) {
		if v, k := cells.Number(row.Cell(tables.BothIV)); tables.Rules[tables.IV].Accepts(v, k) {
			*iv = v
		}
	}
	if v, k := cells.Number(row.Cell(tables.Gamma)); side == tables.PutSide && tables.Rules[tables.Gamma].Accepts(v, k) {
		r.Value[tables.Gamma-tables.Bid] = v
	}
	if delta := &r.Value[tables.Delta-tables.Bid]; side == tables.PutSide {
		*delta = math.NaN()
	}
}
