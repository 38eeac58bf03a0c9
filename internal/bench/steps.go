package main

import (
	"bytes"
	"os"

	"gex/internal/chain"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/report"
	"gex/internal/vol"
)

// stepsPart takes a chain from bytes to report, step by step.
func stepsPart(t task, o *outcome) error {
	text, err := os.ReadFile(t.Chain)
	if err != nil {
		return err
	}
	job := func(iv string) (*pipeline.Job, error) {
		build := func(b *gex.Book, _ bool) report.Document { return gex.Build(b) }
		return pipeline.New(pipeline.Request{Vol: vol.Options{IV: iv}}, pipeline.Verb{Build: build, Sums: true})
	}
	j, err := job("auto")
	if err != nil {
		return err
	}
	var (
		file    *chain.File
		surface *vol.Surface
		book    *gex.Book
	)
	read := func() (err error) {
		file, err = chain.Read(bytes.NewReader(text), j.Reading(t.Chain))
		return err
	}
	fit := func(iv string) func() error {
		return func() error {
			j, err := job(iv)
			if err == nil {
				surface, err = j.Fit(file.Chains[0])
			}
			return err
		}
	}
	fill := func() (err error) {
		book, _, err = j.Book(file.Chains[0], surface, false)
		return err
	}
	build := func() error {
		j.Document(file, book, false)
		return nil
	}
	for _, step := range []struct {
		name string
		work func() error
	}{
		{"read the file", read},
		{"carry from quotes, volatility from the file", fit("file")},
		{"carry and volatility from quotes", fit("auto")},
		{"price every contract at spot", fill},
		{"profile, flips, levels, flows", build},
	} {
		if err := step.work(); err != nil {
			return err
		}
		// What has worked once works again.
		if err := o.measure(t.Effort, step.name, perUnit(1, func() { _ = step.work() }), nil); err != nil {
			return err
		}
	}
	return nil
}
