package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/report"
)

// levelsOptions are those of gex levels.
type levelsOptions struct {
	chainOptions
	get   string // one level; "": all of them
	toTop bool   // --top stands on the command line
}

func newLevelsCmd(p *program) *cobra.Command {
	o := &levelsOptions{}
	cmd := &cobra.Command{
		Use: "levels FILE...", Short: "zero gamma, walls, max pain, expected move",
		Long: `levels prints the prices a desk watches, of all expiries and of 0DTE alone, and how they move:
without today's expiries, without the next monthly, and later today. --get prints one of them and
nothing else, "null" when there is none; of several files or underlyings with the symbol and a tab
before it.

--map-to SYMBOL=PRICE tells the levels of the underlying as prices of another instrument too, such
as its future, by what that trades at now: times the ratio of the two prices, or with --map-by
offset plus their difference. --get then prints the mapped price. --format pine and thinkscript
write the levels, mapped or not, as an indicator for TradingView and a study for thinkorswim.

Several underlyings come in one table, a row for each, the largest by gross gamma when there are
many; csv and ndjson have every level of each.

` + levelNamesText(),
		Example: `  gex levels spx.csv
  gex levels --get zero_gamma spx.csv
  gex levels --get 0dte.call_wall spx.csv
  gex levels --get without_today.zero_gamma spx.csv
  gex levels --iv file --top 100 market.csv
  gex levels --map-to ES=6712.25 --get call_wall spx.csv
  gex levels --map-to ES=6712.25 --format pine spx.csv > es.pine
  gex levels --format thinkscript spx.csv > spx.ts`,
		RunE: func(cmd *cobra.Command, files []string) error {
			o.files, o.toTop = files, cmd.Flags().Changed("top")
			return runLevels(p, o)
		},
	}
	cmd.Flags().Var(flagvalue.Level(&o.get), "get", "print one level")
	o.top = usualTop
	cmd.Flags().Var(flagvalue.Rows(&o.top), "top", "rows of the table of several underlyings, 0 for all (default 40)")
	o.addADV(cmd.Flags())
	completeWords(cmd, "get", render.LevelNames()...)
	o.addMapFlags(cmd)
	return chainCommand(p, cmd, &o.chainOptions, slices.Concat(allFormats, chartFormats)...)
}

// levelNamesText lists the names of --get.
func levelNamesText() string {
	var plain, outlook, scopes []string
	for _, name := range render.LevelNames() {
		scope, key, scoped := strings.Cut(name, ".")
		switch {
		case !scoped:
			plain = append(plain, name)
			continue
		case scope == "0dte":
			continue
		case !slices.Contains(scopes, scope+".NAME"):
			scopes = append(scopes, scope+".NAME")
		}
		if scope+".NAME" == scopes[0] {
			outlook = append(outlook, key)
		}
	}
	return "Names: " + oneOf(plain) + ".\n\n" +
		"0dte.NAME has all of them but spot, as_of and trade_date. " + oneOf(scopes) + " have " + oneOf(outlook) + ". " +
		"Other names are known too, such as flip and gamma_flip for zero_gamma, callwall, 0dte.flip, zero_gamma_0dte."
}

// usualTop is how many rows a table of several underlyings has.
const usualTop = 40

// checkTop refuses --top where there is no table to cut.
func (o *levelsOptions) checkTop() error {
	if !o.toTop || o.get == "" && (o.format == render.Table || o.format == render.Markdown) {
		return nil
	}
	return usageError("leave it away: everything but the table has all underlyings", "%s is about the table of several underlyings", fault.Setting("top"))
}

// checkBare refuses a bare value in a file whose name says that something else is in it.
func (o *levelsOptions) checkBare() error {
	ending := strings.ToLower(filepath.Ext(o.path))
	if says := formatOf(ending); o.get == "" || says == "" || says == render.Table {
		return nil
	}
	return usageError("leave --get out, or give --output another ending, such as .txt", fault.Setting("get")+" prints a bare value, and "+fault.Setting("output")+" %s says %s", o.path, formatOf(ending))
}

func runLevels(p *program, o *levelsOptions) error {
	if err := cmp.Or(o.checkTop(), o.checkBare()); err != nil {
		return err
	}
	v := kind{Verb: pipeline.Verb{Build: builds(gex.BuildLevels)}, summarizes: o.get == ""}
	switch {
	case o.get == "" && slices.Contains(chartFormats, o.format):
		return p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, _ render.Options) error {
			d := r.Document.(*report.LevelsDocument)
			return render.Chart(w, d, report.ChartOf(d), o.format)
		})
	case o.get == "":
		return p.results(&o.chainOptions, v, showing(render.Levels, o.format))
	}
	if scope, _, scoped := strings.Cut(o.get, "."); !scoped || scope == "0dte" {
		v.Build = builds(gex.BuildKeys)
	}
	o.format = "" // a bare value has no format
	return p.results(&o.chainOptions, v, func(w io.Writer, r pipeline.Result, _ render.Options) error {
		value := render.Level(r.Document.(*report.LevelsDocument).Elsewhere(), o.get)
		if r.Among {
			value = r.Underlying + "\t" + value
		}
		_, err := fmt.Fprintln(w, value)
		return err
	})
}
