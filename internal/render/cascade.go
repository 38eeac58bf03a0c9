package render

import (
	"io"
	"slices"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Cascade writes where outside shocks come to rest. Its csv is the shocks, those of scenarios last.
func Cascade(w io.Writer, r *report.CascadeDocument, f Format, o Options) error {
	return view{
		header: &r.Header,
		page: func(s style) page {
			p := single(&r.About, s, cascadeSections(r, s)...)
			p.head[0] = s.list(marketFact(r.Header, r.Carry, s), instant(r.AsOf), regimeWord(r.Regime, s))
			p.head = append(p.head, cascadeTerms(r, s)...)
			return p
		},
		document: func() any { return cascadeDocument(r) },
		records: func() records {
			return recordsOf(slices.Concat(r.Cascade.Shocks, shocksOf(r.Cascade.Scenarios)))
		},
	}.write(w, f, o)
}

func cascadeDocument(r *report.CascadeDocument) any {
	c := *r
	c.Warnings, c.Cascade.Shocks, c.Cascade.Triggers = orEmpty(c.Warnings), orEmpty(c.Cascade.Shocks), orEmpty(c.Cascade.Triggers)
	return c
}

// regimeWord is a regime as a heading, painted.
func regimeWord(r report.Regime, s style) string {
	name, _, known := phrase.Regime(r)
	if !known {
		return "NO REGIME"
	}
	return s.paint(regimeSign[r], name)
}

// cascadeTerms are the assumptions of a cascade alone.
func cascadeTerms(r *report.CascadeDocument, s style) []string {
	i := r.Cascade.Impact
	impact := "impact not given"
	switch {
	case i == nil:
	case i.Kind == report.ImpactLinear:
		impact = "impact linear: " + s.money.Size(i.USDPerPct) + " moves spot 1%"
	default:
		impact = "impact of the square root of volume: " + plain(i.Prefactor) + " " + s.glyph("×", "x") + " daily volatility " + percent(i.SigmaD, 2) +
			"%, ADV " + s.money.Size(i.ADV)
	}
	funds := ""
	if n := r.Cascade.FundsPct; n != nil {
		funds = "leveraged funds trade " + s.money.Size(*n) + " per 1%, before creations and redemptions"
	}
	return []string{s.list(impact, funds, s.typeset(brief(r.Conventions.VolRule)), "time and liquidity held fixed")}
}

// cascadeSections are the answer and the tables.
func cascadeSections(r *report.CascadeDocument, s style) []section {
	c := &r.Cascade
	out := []section{{lead: cascadeLead(r, s)}, shocksSection(r, s)}
	if len(c.Scenarios) > 0 {
		out = append(out, scenarioShocks(r, s))
	}
	if len(c.Pockets) > 0 {
		out = append(out, pocketsSection(r, s))
	}
	if len(c.Triggers) > 0 {
		out = append(out, triggersSection(r, s))
	}
	if facts := ladderFacts(c.Ladder, s); facts != nil {
		out[len(out)-1].tail = append(out[len(out)-1].tail, facts...)
	}
	if len(c.Funds) > 0 {
		out = append(out, fundsSection(c.Funds, report.None(), s))
	}
	return out
}

// cascadeInReport are the sections of a report; none without a cascade.
func cascadeInReport(r *report.Report, s style) []section {
	if r.Cascade == nil {
		return nil
	}
	all := cascadeSections(r.CascadeDocument(), s)
	all[1].title, all[1].lead = "Cascade", all[0].lead
	return all[1:]
}

// cascadeLead is what needs no impact, and what a small shock becomes.
func cascadeLead(r *report.CascadeDocument, s style) []string {
	c := &r.Cascade
	var lead []string
	for _, words := range []string{absorbWords(c, -1, s), absorbWords(c, 1, s), pocketWords(c, s)} {
		if words != "" {
			lead = append(lead, words)
		}
	}
	if c.Impact != nil {
		small := "a small shock does not come to rest nearby"
		if c.Local.OK() {
			small = "a small shock is multiplied by " + fixed(c.Local, 2)
		}
		lead = append(lead, small)
	}
	return lead
}

// absorbWords word what the shock nearest to 1% on one side needs to stop.
func absorbWords(c *report.Cascade, sign report.Number, s style) string {
	one := nearestShock(c, sign)
	if one == nil || !one.Absorb.OK() {
		return ""
	}
	move := "drop"
	if sign > 0 {
		move = "rise"
	}
	size := one.ShockPct * sign
	words := "a " + plain(size) + "% " + move + " stops before " + plain(c.StopWithin*size) + "%"
	if one.Absorb == 0 {
		return words + " whatever moves spot"
	}
	return words + " if it takes more than " + s.money.Size(one.Absorb) + " to move spot 1%"
}

// pocketWords word when there is no air pocket.
func pocketWords(c *report.Cascade, s style) string {
	who := ""
	if len(c.Triggers) > 0 {
		who = "but for triggers, "
	}
	side := func(n report.Number) string {
		if n == 0 {
			return "whatever moves spot"
		}
		return "if it takes more than " + s.money.Size(n) + " to move spot 1%"
	}
	return who + "no air pocket within 5% below " + side(c.PocketFree.Down) + "; above, " + side(c.PocketFree.Up)
}

// shocksSection lists the shocks.
func shocksSection(r *report.CascadeDocument, s style) section {
	sec := shockTable(r, r.Cascade.Shocks, s)
	sec.title = "Shocks"
	if r.Cascade.Impact == nil {
		sec.note = "what each needs to stop within " + plain(r.Cascade.StopWithin) + " times itself"
		sec.tail = []string{s.setting("impact") + " shows where each comes to rest: the " + s.plural + " that move spot 1%, such as 50bn, or sqrt"}
		return sec
	}
	sec.note = "where each comes to rest"
	sec.tail = []string{"absorb: " + s.plural + " per 1% above which the shock stops within " + plain(r.Cascade.StopWithin) + " times itself"}
	for _, x := range slices.Concat(r.Cascade.Shocks, shocksOf(r.Cascade.Scenarios)) {
		if !x.Spot.OK() {
			sec.tail = append(sec.tail, "none: no rest "+cascadeRange(r))
			break
		}
	}
	return sec
}

// cascadeRange words how far rests are looked for.
func cascadeRange(r *report.CascadeDocument) string {
	c := r.Cascade.Curve
	if c == nil || len(c.Spot) == 0 {
		return "in range"
	}
	return "from " + price(c.Spot[0]) + " to " + price(c.Spot[len(c.Spot)-1])
}

// shocksOf are the shocks of scenarios.
func shocksOf(list []report.ScenarioShock) []report.Shock {
	var out []report.Shock
	for _, x := range list {
		out = append(out, x.Shock)
	}
	return out
}

// scenarioShocks lists the shocks of scenarios, by name, with the position where each rests, and the mean.
func scenarioShocks(r *report.CascadeDocument, s style) section {
	list, mean := r.Cascade.Scenarios, r.Cascade.Expected
	sec := shockTable(r, shocksOf(list), s)
	sec.title, sec.note = "Scenarios", "moves are outside shocks"
	var points []report.Number
	for _, x := range list {
		points = append(points, x.VolPoints)
	}
	sec.table.columns = append(sec.table.columns, num("p %"), num("market %"), num("vol"), num("days"), spare(3, word("by")), word("then"), spare(2, num("zero gamma")))
	for i, x := range list {
		vol, days, by := "", "", ""
		if x.VolPoints != 0 {
			vol = signed(x.VolPoints, decimalsFor(points...))
		}
		if x.Days != 0 {
			days = shown(x.Days, plain)
		}
		if !x.At.IsZero() {
			by = moment(x.At)
		}
		then := ""
		if x.Spot.OK() {
			then = phrase.RegimeInColumn(x.Regime)
		}
		sec.table.rows[i] = append(sec.table.rows[i], odds(x.Probability), odds(x.MarketProbability), vol, days, by, then, shown(x.ZeroGamma, price))
	}
	sec.table = sec.table.dense()
	for _, x := range list {
		if x.VolPoints != 0 || !x.At.IsZero() {
			sec.note = "moves are outside shocks; volatility and time as given"
			break
		}
	}
	if mean == nil {
		return sec
	}
	if mean.MovePct.OK() {
		sec.tail = append(sec.tail, "expected: "+signed(mean.MovePct, 2)+"%, dealers "+s.paint(mean.DealerUSD, s.money.Size(mean.DealerUSD)))
	}
	if text := endsShort(&report.ExpectedFlow{ProbabilityShort: mean.ProbabilityShort, MarketProbabilityShort: mean.MarketProbabilityShort}); text != "" {
		sec.tail = append(sec.tail, text)
	}
	if mean.ProbabilityNoRest.OK() && mean.ProbabilityNoRest > 0 {
		sec.tail = append(sec.tail, "does not come to rest with "+odds(mean.ProbabilityNoRest)+"%")
	}
	if mean.MarketExpiry != "" {
		sec.tail = append(sec.tail, "market: risk-neutral odds of the interval around the move, "+date(string(mean.MarketExpiry)))
	}
	return sec
}

// shockTable is a table of shocks; columns that are empty for all are left out.
func shockTable(r *report.CascadeDocument, list []report.Shock, s style) section {
	c := &r.Cascade
	var absorbed, traded []report.Number
	named, funds, fired := false, false, false
	for _, x := range list {
		absorbed = append(absorbed, x.Absorb)
		traded = append(traded, x.DealerUSD, x.FundsUSD, x.TriggersUSD)
		named, funds, fired = named || x.Name != "", funds || x.FundsUSD.OK() && x.FundsUSD != 0, fired || len(x.Fired) > 0
	}
	absorb, trade := s.money.ScaleFor(absorbed...), s.money.ScaleFor(traded...)
	var columns []column
	var cells []func(report.Shock) string
	impact := c.Impact != nil
	add := func(has bool, head column, cell func(report.Shock) string) {
		if has {
			columns, cells = append(columns, head), append(cells, cell)
		}
	}
	money := func(of func(report.Shock) report.Number) func(report.Shock) string {
		return func(x report.Shock) string { n := of(x); return s.paint(n, shown(n, trade.Signed)) }
	}
	add(named, word("scenario"), func(x report.Shock) string { return string(x.Name) })
	add(true, num("shock %"), func(x report.Shock) string { return signed(x.ShockPct, 2) })
	head := num("absorb " + s.money.In(absorb))
	if impact && (named || fired) {
		head = spare(1, head)
	}
	add(true, head, func(x report.Shock) string { return shown(x.Absorb, absorb.Fixed) })
	add(impact, num("rests at"), func(x report.Shock) string { return priceOrNone(x.Spot) })
	add(impact, num("move %"), func(x report.Shock) string {
		return shown(x.MovePct, func(n report.Number) string { return signed(n, 2) })
	})
	add(impact, num(s.glyph("×", "x")), func(x report.Shock) string {
		return shown(x.Amplification, func(n report.Number) string { return fixed(n, 2) })
	})
	add(impact, num("dealers "+s.money.In(trade)), money(func(x report.Shock) report.Number { return x.DealerUSD }))
	add(funds, num("funds"), money(func(x report.Shock) report.Number { return x.FundsUSD }))
	add(fired, num("triggers"), money(func(x report.Shock) report.Number { return x.TriggersUSD }))
	add(fired, word("fired"), func(x report.Shock) string { return levelList(x.Fired) })
	table := newGrid(columns...)
	for _, x := range list {
		row := make([]string, len(cells))
		for i, cell := range cells {
			row[i] = cell(x)
		}
		table.add(row...)
	}
	return section{table: table}
}

// levelList shortens a list of levels: 6,640 6,590, or 6,640 and 3 more.
func levelList(list report.Prices) string {
	const most = 2
	var text []string
	for i, x := range list {
		if i == most && len(list) > most+1 {
			return strings.Join(text, " ") + " +" + count(len(list)-most)
		}
		text = append(text, plain(x))
	}
	return strings.Join(text, " ")
}

// pocketsSection lists the air pockets, those below spot first.
func pocketsSection(r *report.CascadeDocument, s style) section {
	table := newGrid(num("edge"), num("dist %"), num("far side"), num("dist %"), num("shock needed %"))
	for _, p := range r.Cascade.Pockets {
		table.add(price(p.From), signed(100*(p.From/r.Spot-1), 2), priceOrNone(p.To),
			shown(p.To, func(n report.Number) string { return signed(100*(n/r.Spot-1), 2) }), signed(p.ShockPct, 2))
	}
	return section{title: "Air pockets", note: "no shock rests between edge and far side", table: table}
}

// triggersSection lists the triggers with what reaches each.
func triggersSection(r *report.CascadeDocument, s style) section {
	var usd, dealers []report.Number
	named := false
	for _, t := range r.Cascade.Triggers {
		usd, dealers = append(usd, t.USD), append(dealers, t.DealerUSD)
		named = named || t.Label != ""
	}
	own, others := s.money.ScaleFor(usd...), s.money.ScaleFor(dealers...)
	columns := []column{num("level"), num(s.money.In(own)), num("dist %"), num("needs %"), num("dealers " + s.money.In(others)), word("falls with")}
	if named {
		columns = append(columns[:2:2], append([]column{word("label")}, columns[2:]...)...)
	}
	table := newGrid(columns...)
	for _, t := range r.Cascade.Triggers {
		needs, with := shown(t.ShockPct, func(n report.Number) string { return signed(n, 2) }), ""
		switch {
		case t.FallsWith.OK():
			with = plain(t.FallsWith)
		case r.Cascade.Impact != nil && !t.ShockPct.OK():
			with = "beyond the range"
		}
		row := []string{plain(t.Level), s.paint(t.USD, own.Signed(t.USD)), signed(t.AwayPct, 2), needs, s.paint(t.DealerUSD, others.Signed(t.DealerUSD)), with}
		if named {
			row = append(row[:2:2], append([]string{string(t.Label)}, row[2:]...)...)
		}
		table.add(row...)
	}
	return section{title: "Triggers", note: "the least shock that reaches each, and dealers' trade by then", table: table}
}
