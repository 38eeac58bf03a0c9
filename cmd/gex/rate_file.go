package main

import (
	"os"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/flagvalue"
	rates "gex/internal/series"
	"gex/internal/source"
)

// readRates reads the file of --rate, if there is one.
func (p *program) readRates(o *chainOptions) error {
	if o.rateFile == "" {
		return nil
	}
	if info, err := os.Stat(o.rateFile); err == nil && info.IsDir() {
		return fault.New(fault.Input, flagvalue.RateHint, "%s is a directory", o.rateFile)
	}
	file, err := source.OpenFile(o.rateFile, flagvalue.RateHint)
	if err != nil {
		return err
	}
	defer file.Close()
	text, err := chain.Unpacked(file, chain.Options{Name: o.rateFile})
	if err != nil {
		return err
	}
	defer text.Close()
	o.vol.Rate, err = rates.ReadRates(text, o.rateFile)
	return err
}

// inputs are the files that are read, which no output may replace.
func (o *chainOptions) inputs() []string {
	if o.rateFile == "" {
		return o.files
	}
	return append([]string{o.rateFile}, o.files...)
}
