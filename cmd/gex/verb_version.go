package main

import (
	"cmp"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"gex/internal/render"
)

func newVersionCmd(p *program) *cobra.Command {
	o := &outputOptions{}
	cmd := &cobra.Command{
		Use: "version", Short: "version, revision and how it was built",
		Example: `  gex version
  gex version --format json`,
		Args: noFiles,
		RunE: func(*cobra.Command, []string) error { return runVersion(p, o) },
	}
	addGroup(cmd, "Output", o.plainFlags(allFormats...))
	completeOutput(cmd, allFormats)
	return cmd
}

func runVersion(p *program, o *outputOptions) error {
	return p.toOutput(*o, func(w io.Writer, style render.Options) error {
		return buildFacts().Write(w, o.format, style)
	})
}

// buildFacts are the version and what a bug report needs beside it.
func buildFacts() render.List {
	settings := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			settings[s.Key] = s.Value
		}
	}
	l := render.List{Columns: []string{"what", "value"}}
	object := map[string]string{}
	for _, fact := range [][2]string{
		{"version", version()}, {"revision", cmp.Or(buildRevision, settings["vcs.revision"], "unknown")}, {"modified", settings["vcs.modified"]},
		{"go", runtime.Version()}, {"os", runtime.GOOS}, {"arch", runtime.GOARCH}, {"goamd64", settings["GOAMD64"]},
	} {
		if fact[1] != "" {
			l.Rows = append(l.Rows, fact[:])
			object[fact[0]] = fact[1]
		}
	}
	l.JSON = object
	return l
}
