package main

import (
	"bufio"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"
)

// pipeWait is how long a verb without a file waits for the first byte of standard input, which may be a pipe that nobody
// writes to.
const pipeWait = 10 * time.Second

// pipedInput is standard input whose beginning was looked at.
type pipedInput struct {
	io.Reader
	file *os.File
}

// Stat describes the file behind it.
func (i *pipedInput) Stat() (os.FileInfo, error) { return i.file.Stat() }

// piped reports whether standard input may have data: a file or a pipe, not a terminal and not /dev/null.
func (p *program) piped() bool {
	f, ok := p.in.(*os.File)
	if !ok {
		_, looked := p.in.(*pipedInput)
		return looked
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&(os.ModeCharDevice|os.ModeDir) == 0
}

// fromPipe makes a verb that is called with fewer files than it takes read standard input for the last one.
func (p *program) fromPipe(cmd *cobra.Command, files int) {
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) >= files {
			return run(cmd, args)
		}
		if err := p.awaitPipe(cmd); err != nil && len(args) > 0 {
			return usageError(cmd.CommandPath()+" A B", "diff needs two files")
		} else if err != nil {
			return err
		}
		return run(cmd, append(args, "-"))
	}
}

// awaitPipe waits until standard input has something; a pipe that ends or stays silent is as good as none.
func (p *program) awaitPipe(cmd *cobra.Command) error {
	f, ok := p.in.(*os.File)
	if !ok {
		return nil
	}
	buffered := bufio.NewReaderSize(f, 1<<16)
	first := make(chan error, 1)
	go func() {
		_, err := buffered.Peek(1)
		first <- err
	}()
	select {
	case err := <-first:
		if err != nil {
			return usageError(cmd.CommandPath()+" FILE, or - for standard input", "no file is given")
		}
	case <-time.After(pipeWait):
		return usageError(cmd.CommandPath()+" - waits for it as long as it takes", "no file is given, and nothing came from standard input in %s", pipeWait)
	}
	p.in = &pipedInput{buffered, f}
	return nil
}
