package vendors

import (
	"strings"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// bse is the response of the option chain page of the BSE, the former Bombay Stock Exchange: one object per strike of one expiry
// in Table. The keys of the call begin with C_, those of the put do not. Numbers are text with thousands separators, and an
// empty text is none. Open interest and volume are in contracts; quoted quantities are in units and determine the lot size.
var bse = bseRecords.Layout("bse-json", "BSE India option chain, JSON (unverified: not tested with a real file)",
	`{"Table":[{"C_Open_Interest":"29","C_Vol_Traded":"60","C_IV":"12.5","C_Last_Trd_Price":"935.00","C_BidPrice":"930.00","C_OfferPrice":"938.00",`+
		`"C_BIdQty":"40","C_OfferQty":"60","C_Series_Code":"SENSEX2671681500CE","Strike_Price":"81,500.00","Open_Interest":"1,159","BidPrice":"0.05",`+
		`"OfferPrice":"0.10","Ula_Code":"SENSEX","UlaValue":"82315.65","End_TimeStamp":"16 Jul 2026"}],"ASON":{"DT_TM":"14 Jul 2026 | 15:30 "}}`,
	fitAll("C_BidPrice", "C_OfferPrice", "UlaValue"))

var bseRecords = &layouts.JSONRecords{
	Keys:       []string{"Strike_Price", "C_BidPrice"},
	Quantities: []string{"C_BIdQty", "C_OfferQty", "BIdQty", "OfferQty"},
	Fix:        fixBSE,
	Refuse:     refuseUndatedBSE,
	Dialect: layouts.Dialect{
		Dates: model.DayFirst, IV: model.IVPercent, Parts: true, Name: parseIndianName, Clock: indianClock, When: parseBSETime,
		Table: tables.Table{Columns: append(append([]tables.Column{
			tables.Required("ASON.DT_TM", "02 Jan 2006 | 15:04, Indian time; once, beside Table", fault.Setting("as-of"), tables.QuoteTime),
			tables.Required("Ula_Code", "name", fault.Setting("symbol"), tables.Underlying),
			tables.Required("UlaValue", "rupees per unit; 0: none", fault.Setting("spot"), tables.Spot),
			tables.Required("End_TimeStamp", "02 Jan 2006, the expiration", fault.Setting("expiration"), tables.Expiry),
			tables.Required("Strike_Price", "rupees per unit of the underlying", "the strike is unreadable", tables.Strike),
		}, bseSide("C_", tables.CallSide)...), bseSide("", tables.PutSide)...)},
	},
}

func bseSide(prefix string, side tables.Field) []tables.Column {
	return []tables.Column{
		tables.Required(prefix+"Open_Interest", "contracts", "missing, not 0", tables.OpenInterest+side),
		tables.Optional(prefix+"BidPrice", "rupees per unit of the underlying; 0: none", "missing", tables.Bid+side),
		tables.Optional(prefix+"OfferPrice", "rupees per unit of the underlying; 0: none", "missing", tables.Ask+side),
		tables.Optional(prefix+"Last_Trd_Price", "rupees per unit of the underlying", "missing", tables.Last+side),
		tables.Optional(prefix+"Vol_Traded", "contracts today", "missing", tables.Volume+side),
		tables.Optional(prefix+"IV", "annualized percent; 0: none", "missing", tables.IV+side),
	}
}

// parseBSETime reads 25 Jun 2026 | 15:30.
func parseBSETime(cell string, order model.DateOrder) (cells.QuoteTime, error) {
	return cells.ParseWhenIn(strings.TrimSpace(strings.ReplaceAll(cell, "|", " ")), order, indianClock)
}

// fixBSE uses the expiration of the options, or of the name of the file, in place of that of the record when it has none.
func fixBSE(a *assembly.Assembler, _ string, rows *tables.JSONRows) {
	given := len(strings.TrimSpace(string(rows.Row.Cell(tables.Expiry)))) > 0
	if given && a.Options.Expiration.IsZero() {
		return
	}
	var file assembly.Draft
	if date, err := a.FileExpiry(&file); err == nil {
		rows.Set(tables.Expiry, []byte(date.String()))
	}
}

// refuseUndatedBSE says how to give the expiration that no record has.
func refuseUndatedBSE(src *input.Source, a *assembly.Assembler) error {
	if a.Contracts() > 0 {
		return nil
	}
	return src.Fail(0, "Table.End_TimeStamp", "no strike has an expiration", "set the date with "+fault.Setting("expiration")+", for example "+fault.Setting("expiration")+" 2026-07-16")
}
