package main

import (
	"io"

	"github.com/spf13/cobra"

	"gex/internal/complete"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/report"
)

// prints is the RunE of a verb that prints one table of every book, of which csv and ndjson have a line for each row.
func prints[D report.Document](p *program, o *chainOptions, build func(*gex.Book) D, write render.Func[D]) func(*cobra.Command, []string) error {
	return func(_ *cobra.Command, names []string) error {
		o.files = names
		return p.results(o, kind{Verb: pipeline.Verb{Build: builds(build)}, rows: true}, showing(write, o.format))
	}
}

func newStrikesCmd(p *program) *cobra.Command {
	o := &chainOptions{}
	top := 0
	cmd := &cobra.Command{
		Use: "strikes FILE...", Short: "exposure by strike, with bars",
		Example: `  gex strikes spx.csv
  gex strikes --top 20 --dte 0-7 spx.csv
  gex strikes --format csv spx.csv > strikes.csv`,
		RunE: prints(p, o, gex.BuildStrikes, func(w io.Writer, d *report.StrikesDocument, format render.Format, style render.Options) error {
			return render.Strikes(w, d, report.TopStrikes(d.Strikes, top), format, style)
		}),
	}
	cmd.Flags().Var(flagvalue.Count(&top), "top", "only the strikes with the largest net GEX of either sign")
	o.addRuleFlags(cmd)
	o.addCombineFlags(cmd)
	return chainCommand(p, cmd, o, render.TableFormats...)
}

func newExpiriesCmd(p *program) *cobra.Command {
	o := &chainOptions{}
	cmd := &cobra.Command{
		Use: "expiries FILE...", Short: "exposure by expiry, with forward and volatility",
		Example: `  gex expiries spx.csv
  gex expiries --root SPXW --dte 0-7 --format csv spx.csv`,
		RunE: prints(p, o, gex.BuildExpiries, render.Expiries),
	}
	o.addCombineFlags(cmd)
	return chainCommand(p, cmd, o, render.TableFormats...)
}

func newBucketsCmd(p *program) *cobra.Command {
	o := &chainOptions{}
	cmd := &cobra.Command{
		Use: "buckets FILE...", Short: "exposure by days to expiry",
		Example: `  gex buckets spx.csv
  gex buckets --weight volume --format json spx.csv`,
		RunE: prints(p, o, gex.BuildBuckets, render.Buckets),
	}
	o.addCombineFlags(cmd)
	return chainCommand(p, cmd, o, render.TableFormats...)
}

func newProfileCmd(p *program) *cobra.Command {
	o := &chainOptions{}
	cmd := &cobra.Command{
		Use: "profile FILE...", Short: "GEX, DEX, VEX and CEX over a ladder of spots, with every zero",
		Long: `profile reprices every contract at each spot of a ladder: the gamma (GEX), delta (DEX), vanna (VEX)
and charm (CEX) dealers would hold there, and every spot at which one of them changes sign. The
table shows the point nearest to each whole percent; csv and json have all.

Every contract keeps its volatility, or with --vol-rule has at each spot the one that its strike then
has: sticky-moneyness moves the smile along with spot.`,
		Example: `  gex profile spx.csv
  gex profile --range 10% --format csv spx.csv
  gex profile --vol-rule sticky-moneyness spx.csv`,
		RunE: prints(p, o, gex.BuildProfile, render.Profile),
	}
	o.addRuleFlags(cmd)
	o.addCombineFlags(cmd)
	return chainCommand(p, cmd, o, render.TableFormats...)
}

func newFlowsCmd(p *program) *cobra.Command {
	o := &chainOptions{}
	var only []string // scenarios; none: all
	cmd := &cobra.Command{
		Use: "flows FILE...", Short: "what dealers must trade when spot, volatility and time move",
		Long: `flows reprices every contract in every scenario and shows what dealers must then trade to stay
hedged. Positive means that they buy. Each flow is attributed to spot (gamma), volatility (vanna),
time (charm) and their interaction, and split by bucket, root, and calls and puts.

--funds adds what leveraged funds trade at the close, by their assets. --scenarios reprices the book in
scenarios of your own: trade, GEX, regime and zero gamma in each, the mean over your probabilities,
and beside them the odds that the options market itself pays.`,
		Example: `  gex flows spx.csv
  gex flows --only spot --moves -2,-1,0,1,2 --format csv spx.csv
  gex flows --vol-rule sticky-moneyness spx.csv
  gex flows --spot-vol-beta -1 --contract MES --adv 450e9@2025-11-19 spx.csv
  gex flows --scenarios november.csv --only scenarios spx.csv
  gex flows --funds TQQQ-historical_nav.csv,SQQQ-historical_nav.csv qqq.csv`,
	}
	show := prints(p, o, gex.BuildFlows, func(w io.Writer, d *report.FlowsDocument, format render.Format, style render.Options) error {
		if len(only) > 0 {
			d.Flows = d.Flows.Only(only)
		}
		return render.Flows(w, d, format, style)
	})
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		if o.beside.Scenarios != "" && cmd.Flags().Changed("moves") {
			return usageError("omit one of them: scenarios have moves of their own", "%s and %s exclude each other", fault.Setting("scenarios"), fault.Setting("moves"))
		}
		return show(cmd, files)
	}
	cmd.Flags().Var(flagvalue.Words(&only, "SCENARIO,...", report.Scenarios), "only", "only these scenarios: "+oneOf(report.Scenarios))
	complete.List(cmd, "only", report.Scenarios...)
	o.addMapFlags(cmd)
	o.addFlowFlags(cmd)
	o.addBesideFlags(cmd)
	o.addCombineFlags(cmd)
	return chainCommand(p, cmd, o, render.TableFormats...)
}

func newGreeksCmd(p *program) *cobra.Command {
	o := &chainOptions{}
	o.gex.Anyway = true   // what takes no part is listed too
	var strikes []float64 // none: all
	cmd := &cobra.Command{
		Use: "greeks FILE...", Short: "every contract with its greeks and exposures, as csv",
		Long: `greeks lists every selected contract, used or left out, with its line in the file: a filter for
scripts. Greeks are per option on one share: delta and gamma per
dollar of spot, vega and vanna per volatility point, theta and charm per calendar day. GEX is in
the unit of --unit; DEX, VEX (per volatility point) and CEX (per calendar day) are what dealers
hold, in US$. The table shows the main columns; csv and json have all. With --combine every contract
is in the prices of its own underlying: member names it, member_spot is its price, and file is what
line is of; underlying is the one on whose price the book is.`,
		Example: `  gex greeks spx.csv > greeks.csv
  gex greeks --strike 6700 --dte 0 --format table spx.csv`,
		RunE: prints(p, o, gex.BuildGreeks, func(w io.Writer, d *report.GreeksDocument, format render.Format, style render.Options) error {
			d.Contracts = report.AtStrikes(d.Contracts, strikes)
			return render.Greeks(w, d, format, style)
		}),
	}
	cmd.Flags().Var(flagvalue.Numbers(&strikes, flagvalue.MostParts, "6700,6712.5"), "strike", "only these strikes")
	o.addCombineFlags(cmd)
	return chainCommand(p, cmd, o, render.FormatsFrom(render.CSV)...)
}
