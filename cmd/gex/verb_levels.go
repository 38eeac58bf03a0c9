package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"gex/internal/gex"
	"gex/internal/render"
)

// levelsOptions are those of gex levels.
type levelsOptions struct {
	chainOptions
	get string // one level; "": all of them
}

func newLevelsCmd(p *program) *cobra.Command {
	o := &levelsOptions{}
	cmd := &cobra.Command{
		Use: "levels FILE...", Short: "zero gamma, walls, max pain, expected move",
		Long: `levels prints the prices a desk watches, of all expiries and of 0DTE alone, and how they move: without
today's expiries, without the next monthly, and later today. --get prints one of them and nothing
else, "null" when there is none.`,
		Example: `  gex levels spx.csv
  gex levels --get zero_gamma spx.csv
  gex levels --get 0dte.call_wall spx.csv
  gex levels --get without_today.zero_gamma spx.csv`,
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			return runLevels(p, o)
		},
	}
	cmd.Flags().Var(choiceValue(&o.get, "", render.LevelNames()), "get", "print one level: zero_gamma, call_wall, 0dte.put_wall, regime, ...")
	completeWords(cmd, "get", render.LevelNames()...)
	return chainCommand(p, cmd, &o.chainOptions, allFormats...)
}

func runLevels(p *program, o *levelsOptions) error {
	o.build = gex.BuildLevels
	if o.get == "" {
		return p.results(&o.chainOptions, showing(render.Levels, o.format))
	}
	o.format = "" // a bare value has no format
	return p.results(&o.chainOptions, func(w io.Writer, r result, _ render.Options) error {
		_, err := fmt.Fprintln(w, render.Level(r.report, o.get))
		return err
	})
}
