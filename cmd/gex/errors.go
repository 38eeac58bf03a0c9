package main

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/chain"
	"gex/internal/config"
	"gex/internal/escape"
	"gex/internal/gex"
	"gex/internal/vol"
)

// Exit codes.
const (
	exitDone   = 0
	exitNo     = 1 // the answer is no
	exitUsage  = 2
	exitInput  = 3 // unreadable or bad input
	exitBroken = 4 // internal or output error

	exitStopped = 130 // by the user; shells count so
)

// failure is an error with its exit code and what to do about it.
type failure struct {
	code int
	err  error
	hint string
	told bool // the user has read it already
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// usageError is a wish that makes no sense.
func usageError(hint, format string, args ...any) error {
	return &failure{code: exitUsage, err: fmt.Errorf(format, args...), hint: hint}
}

// asUsage makes an error of cobra's a usage error, when it has no code of its own.
func asUsage(err error) error {
	var f *failure
	if errors.As(err, &f) {
		return err
	}
	return &failure{code: exitUsage, err: err, hint: "see gex --help"}
}

// internalError is a bug, on one line.
func internalError(bug any) error {
	text := escape.Line(fmt.Sprint(bug))
	return &failure{code: exitBroken, err: fmt.Errorf("internal error: %s: please report it, with the command and its input", text)}
}

// toldAlready carries the exit code of errors that were printed when they happened.
func toldAlready(code int) error {
	if code == exitDone {
		return nil
	}
	return &failure{code: code, err: errors.New("failed"), told: true}
}

// complain prints an error with its hint and returns its exit code. A reader that has gone away needs no words.
func (p *program) complain(err error) int {
	if err == nil {
		return exitDone
	}
	f := classify(err)
	if !f.told && !errors.Is(err, syscall.EPIPE) {
		p.note("%s", f.err)
		if f.hint != "" {
			p.note("hint: %s", f.hint)
		}
	}
	return f.code
}

// classify is the one place that gives errors their exit codes.
func classify(err error) *failure {
	var f *failure
	var input *chain.Error
	var fit *vol.Error
	var book *gex.Error
	var price *gex.MapError
	var settings *config.Error
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &input):
		code := exitInput
		if input.Usage {
			code = exitUsage
		}
		return &failure{code: code, err: err, hint: input.Hint}
	case errors.As(err, &fit):
		return &failure{code: exitInput, err: err, hint: fit.Hint}
	case errors.As(err, &book):
		return &failure{code: exitInput, err: err, hint: book.Hint}
	case errors.As(err, &price):
		return &failure{code: exitUsage, err: fmt.Errorf("--map-to: %w", err), hint: price.Hint}
	case errors.As(err, &settings):
		return &failure{code: exitUsage, err: err, hint: settings.Hint}
	}
	return &failure{code: exitBroken, err: err}
}

// flagError puts pflag's errors into our words.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &invalid):
		cause := errors.Unwrap(invalid)
		return usageError(hintOf(cause), "--%s: %v", invalid.GetFlag().Name, cause)
	case errors.As(err, &missing):
		return usageError("", "--%s needs a value: %s", missing.GetFlag().Name, missing.GetFlag().Value.Type())
	}
	return asUsage(err)
}

// hintOf is what to do about an error, "" when it does not say.
func hintOf(err error) string {
	var f *failure
	if errors.As(err, &f) {
		return f.hint
	}
	return ""
}

// unknownFlag names the flag that was probably meant.
func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError) error {
	name := err.GetSpecifiedName()
	hint := "see " + cmd.CommandPath() + " --help"
	if err.GetSpecifiedShortnames() != "" {
		return usageError(hint, "unknown flag -%s", name)
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	if meant := closest(name, known); meant != "" {
		hint = "did you mean --" + meant + "?"
	}
	return usageError(hint, "unknown flag --%s", name)
}
