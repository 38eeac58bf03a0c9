package render

import "gex/internal/report"

// flowRecord is one scenario of the csv: the columns of all of them, with those that it has no value for empty. Effects
// are in shares.
type flowRecord struct {
	Scenario    string        `json:"scenario" csv:"scenario"` // spot, vol, time, close, to_close, spot_vol, spot_time, breakdown, scenario or fund
	MovePct     report.Number `json:"move_pct" csv:"move_pct"`
	VolPoints   report.Number `json:"vol_points" csv:"vol_points"`
	At          report.Time   `json:"at" csv:"at"`
	Spot        report.Number `json:"spot" csv:"spot"`
	Shares      report.Number `json:"shares" csv:"shares"`
	USD         report.Number `json:"usd" csv:"usd"`
	Futures     report.Number `json:"futures" csv:"futures"`
	PctADV      report.Number `json:"pct_adv" csv:"pct_adv"`
	USD0DTE     report.Number `json:"usd_0dte" csv:"usd_0dte"`
	Side        report.Side   `json:"side" csv:"side"`
	Label       report.Text   `json:"label" csv:"label"` // of an instant
	EffectSpot  report.Number `json:"attribution_spot" csv:"attribution_spot"`
	EffectVol   report.Number `json:"attribution_vol" csv:"attribution_vol"`
	EffectTime  report.Number `json:"attribution_time" csv:"attribution_time"`
	EffectCross report.Number `json:"attribution_cross" csv:"attribution_cross"`
	Unwind      report.Number `json:"unwind_shares" csv:"unwind_shares"`
	UnwindUSD   report.Number `json:"unwind_usd" csv:"unwind_usd"`
	Settling    report.Number `json:"settling_shares" csv:"settling_shares"`
	AM          report.Number `json:"am_shares" csv:"am_shares"`
	Rest        report.Number `json:"rest_shares" csv:"rest_shares"`
	Total       report.Number `json:"total_shares" csv:"total_shares"`
	By          report.Text   `json:"by" csv:"by"`
	Name        report.Text   `json:"name" csv:"name"`

	Funds       report.Number `json:"funds_usd" csv:"funds_usd"`
	Probability report.Number `json:"probability" csv:"probability"`
	Market      report.Number `json:"market_probability" csv:"market_probability"`
	Days        report.Number `json:"days" csv:"days"`
	GEX         report.Number `json:"gex" csv:"gex"`
	Regime      report.Regime `json:"regime" csv:"regime"`
	ZeroGamma   report.Number `json:"zero_gamma" csv:"zero_gamma"`
}

// recordOf is a trade in a scenario.
func recordOf(scenario string, f report.Flow) flowRecord {
	none := report.None()
	return flowRecord{
		Scenario: scenario, MovePct: none, VolPoints: none, Spot: none,
		Shares: f.Shares, USD: f.USD, Futures: f.Futures, PctADV: f.PctADV, USD0DTE: f.USD0DTE, Side: f.Side,
		EffectSpot: f.Attribution.Spot, EffectVol: f.Attribution.Vol, EffectTime: f.Attribution.Time, EffectCross: f.Attribution.Cross,
		Unwind: none, UnwindUSD: none, Settling: none, AM: none, Rest: none, Total: none,
		Funds: none, Probability: none, Market: none, Days: none, GEX: none, ZeroGamma: none,
	}
}

func flowsRecords(f report.FlowTables) records {
	var list []flowRecord
	for _, x := range f.Spot {
		rec := recordOf("spot", x.Flow)
		rec.MovePct, rec.Spot = x.MovePct, x.Spot
		if x.FundsUSD != nil {
			rec.Funds = *x.FundsUSD
		}
		list = append(list, rec)
	}
	for _, x := range f.Vol {
		rec := recordOf("vol", x.Flow)
		rec.VolPoints = x.VolPoints
		list = append(list, rec)
	}
	for _, x := range f.Time {
		list = append(list, timeRecord("time", x))
	}
	if f.Close != nil {
		list = append(list, timeRecord("close", *f.Close))
	}
	for _, x := range f.ToClose {
		list = append(list, closeRecord(x))
	}
	for _, x := range f.SpotVol {
		list = append(list, gridRecord("spot_vol", x))
	}
	for _, x := range f.SpotTime {
		list = append(list, gridRecord("spot_time", x))
	}
	for _, x := range f.Breakdown {
		list = append(list, shareRecord(x))
	}
	for _, x := range f.Scenarios {
		list = append(list, scenarioRecord(x))
	}
	for _, x := range f.Funds {
		list = append(list, fundRecord(x))
	}
	return recordsOf(list)
}

func timeRecord(scenario string, x report.TimeFlow) flowRecord {
	rec := recordOf(scenario, x.Flow)
	rec.At, rec.Label, rec.Unwind, rec.UnwindUSD = x.At, report.Text(x.Label), x.Unwind, x.UnwindUSD
	return rec
}

func gridRecord(scenario string, x report.GridFlow) flowRecord {
	rec := recordOf(scenario, x.Flow)
	rec.MovePct, rec.Spot, rec.VolPoints, rec.At, rec.Label = x.MovePct, x.Spot, x.VolPoints, x.At, report.Text(x.Label)
	return rec
}

// bare is a trade without futures, share of ADV and attribution.
func bare(shares, usd report.Number, side report.Side) report.Flow {
	none := report.None()
	return report.Flow{
		Shares: shares, USD: usd, Side: side, Futures: none, PctADV: none, USD0DTE: none,
		Attribution: report.Attribution{Spot: none, Vol: none, Time: none, Cross: none},
	}
}

func closeRecord(x report.CloseStep) flowRecord {
	rec := recordOf("to_close", bare(x.Shares, x.USD, x.Side))
	rec.At, rec.Settling, rec.AM, rec.Rest, rec.Total = x.At, x.Settling, x.AM, x.Rest, x.Total
	return rec
}

func shareRecord(x report.FlowShare) flowRecord {
	rec := recordOf("breakdown", bare(x.Shares, x.USD, x.Side))
	rec.MovePct, rec.By, rec.Name = x.MovePct, report.Text(x.By), report.Text(x.Name)
	return rec
}

func scenarioRecord(x report.ScenarioFlow) flowRecord {
	rec := recordOf("scenario", x.Flow)
	rec.Name, rec.MovePct, rec.Spot, rec.VolPoints, rec.At = report.Text(x.Name), x.MovePct, x.Spot, x.VolPoints, x.At
	rec.Unwind, rec.UnwindUSD = x.Unwind, x.UnwindUSD
	rec.Probability, rec.Market, rec.Days, rec.GEX, rec.Regime, rec.ZeroGamma = x.Probability, x.MarketProbability, x.Days, x.GEX, x.Regime, x.ZeroGamma
	return rec
}

// fundRecord is what a fund trades after a rise of 1%.
func fundRecord(x report.Fund) flowRecord {
	rec := recordOf("fund", bare(report.None(), report.None(), ""))
	rec.Name, rec.MovePct, rec.Funds = report.Text(x.Ticker), 1, x.PerPct
	return rec
}
