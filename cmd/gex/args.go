package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"gex/internal/fault"
	"gex/internal/source"
	"gex/internal/terminal"
)

// pipeWait is how long a verb without a file waits for the first byte of standard input, which may be a pipe that nobody
// writes to.
const pipeWait = 10 * time.Second

// fromPipe makes a verb that is called with fewer files than it takes read standard input for the last one.
func (p *program) fromPipe(cmd *cobra.Command, files int) {
	inner := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) >= files {
			return inner(cmd, args)
		}
		if err := p.awaitPipe(cmd); err != nil && len(args) > 0 {
			return usageError(cmd.CommandPath()+" A B", "diff needs two files")
		} else if err != nil {
			return err
		}
		return inner(cmd, append(args, "-"))
	}
}

// awaitPipe waits until standard input has something; a pipe that ends or stays silent is as good as none.
func (p *program) awaitPipe(cmd *cobra.Command) error {
	switch err := p.Await(pipeWait); {
	case errors.Is(err, source.ErrSilent):
		return usageError(cmd.CommandPath()+" - waits for it as long as it takes", "no file is given, and nothing came from standard input in %s", pipeWait)
	case err != nil:
		return usageError(cmd.CommandPath()+" FILE, or - for standard input", "no file is given")
	}
	return nil
}

// needFiles refuses a verb without files, with its help at a terminal.
func (p *program) needFiles(cmd *cobra.Command, files []string) error {
	if len(files) > 0 || p.Piped() {
		return nil
	}
	if terminal.IsTerminal(p.Stdin()) {
		fmt.Fprint(p.term.Err, guide.Short(cmd, p.errWidth()))
		return fault.Reported(fault.Usage)
	}
	return usageError(cmd.CommandPath()+" FILE, or - for standard input", "no file is given")
}

// needOne refuses several files for a result that holds one.
func (p *program) needOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, files []string) error {
		if len(files) > 1 {
			return usageError("call "+cmd.CommandPath()+" for each", "%d files do not fit into one %s", len(files), what)
		}
		return p.needFiles(cmd, files)
	}
}

// noFiles refuses stray arguments.
func noFiles(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usageError("see "+cmd.CommandPath()+" --help", "%s takes no argument such as %q", cmd.CommandPath(), args[0])
}
