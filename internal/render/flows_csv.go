package render

import "gex/internal/report"

// flowRecord is one scenario of the csv.
type flowRecord = report.FlowRow

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
