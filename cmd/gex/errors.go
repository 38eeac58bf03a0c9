package main

import (
	"errors"
	"fmt"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/settings"
	"gex/internal/suggest"
)

// usageError is an invalid flag or argument, with what to do about it.
func usageError(hint, format string, args ...any) error {
	return fault.New(fault.Usage, hint, format, args...)
}

// asUsage makes an error of cobra's a usage error, when it has no code of its own.
func asUsage(err error) error {
	var f *fault.Error
	if errors.As(err, &f) {
		return err
	}
	return fault.New(fault.Usage, "see gex --help", "%w", err)
}

// internalError is a bug, on one line.
func internalError(bug any) error {
	text := escape.Line(fmt.Sprint(bug))
	return fault.New(fault.Broken, "", "internal error: %s: please report it, with the command and its input", text)
}

// Complain prints an error with its hint and returns its exit code. A reader that has gone away gets no message.
func (p *program) Complain(err error) int {
	if err == nil {
		return fault.Done
	}
	f := fault.Of(err)
	if !f.Reported && !errors.Is(err, syscall.EPIPE) {
		p.note("%s", err)
		if f.Hint != "" {
			p.note("hint: %s", f.Hint)
		}
	}
	return f.Code
}

// flagError turns pflag's errors into usage errors.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &invalid):
		cause := errors.Unwrap(invalid)
		return usageError(fault.HintOf(cause), "%s: %v", fault.Setting(invalid.GetFlag().Name), cause)
	case errors.As(err, &missing):
		return usageError("", "--%s needs a value: %s", missing.GetFlag().Name, missing.GetFlag().Value.Type())
	}
	return asUsage(err)
}

// unknownFlag names the flag that was probably meant, or what to do without one that was removed.
func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError) error {
	name := err.GetSpecifiedName()
	hint := "see " + cmd.CommandPath() + " --help"
	if err.GetSpecifiedShortnames() != "" {
		return usageError(hint, "unknown flag -%s", name)
	}
	if instead, removed := settings.Removed[name]; removed {
		return usageError(instead, "--%s was removed", name)
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	if meant := suggest.Closest(name, known); meant != "" {
		hint = "did you mean --" + meant + "?"
	}
	return usageError(hint, "unknown flag --%s", name)
}

// oneOf lists words for a help line.
func oneOf(words []string) string { return strings.Join(words, ", ") }

// must is for errors that only a wrong program can cause.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
