package main

import (
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gex/internal/chain"
)

// inputFlags say how to read a file.
func (o *chainOptions) inputFlags() *pflag.FlagSet {
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	c := &o.chain
	f.Var(choiceValue(&c.Format, "", layoutNames()), "input-format", "layout of the file: "+oneOf(layoutNames())+" (default by content)")
	f.Var(columnsValue(&c.Columns), "columns", "how any other csv or JSON calls its columns, by names of gex formats long: strike=K,type=cp,open_interest=OI; also symbol, settlement, coin_price")
	f.Var(byteValue(&c.Delimiter, delimiters), "delimiter", "what stands between cells: "+oneOf(namesOf(delimiters))+" (default by content)")
	f.Var(byteValue(&c.Decimal, decimals), "decimal", "what stands before the fraction of a number: "+oneOf(namesOf(decimals))+" (default by content)")
	f.Var(dateOrderValue(&c.Dates), "dates", "what 3/4/2025 means: dmy, mdy (default by content)")
	f.Var(ivUnitValue(&c.IVUnit), "iv-unit", "what the file's volatilities are: fraction, percent (default by content)")
	f.Var(textValue(&c.Symbol, "NAME"), "symbol", "only this underlying; or what the options are on, where the file does not say")
	f.Var(dateValue(&c.QuoteDate), "quote-date", "only what was recorded on this date, of a file that holds several")
	f.Var(dateValue(&c.Expiration), "expiration", "when the options expire, where the file does not say")
	f.Var(instantValue(&c.AsOf), "as-of", `when the file was made: "2025-11-20 09:52" in New York, RFC 3339, or a date for its close (default from the file)`)
	f.Var(multiplierValue(&c.Multiplier), "multiplier", "shares a contract (default from the file or the root)")
	f.Var(sizeValue(&c.MaxBytes), "max-bytes", "how large a file may be when unpacked: 500MB, 2G (default 1G)")
	f.BoolVar(&o.strict, "strict", false, "exit 1 when anything in the file had to be repaired or could not be read, or a number may be wrong")
	return f
}

// maxMultiplier is beyond what any contract stands for.
const maxMultiplier = 1e9

// multiplierValue is --multiplier.
func multiplierValue(to *float64) *value {
	return &value{kind: "NUMBER", set: func(s string) error {
		m, err := positive(s)
		if err == nil && m > maxMultiplier {
			return usageError("such as 100 for most stocks", "%s is too large for a multiplier: no contract is on a billion units", s)
		}
		*to = m
		return err
	}}
}

// completeInput completes the values of the input flags.
func completeInput(cmd *cobra.Command) {
	completeWords(cmd, "input-format", layoutNames()...)
	completeWords(cmd, "delimiter", namesOf(delimiters)...)
	completeWords(cmd, "decimal", namesOf(decimals)...)
	completeWords(cmd, "dates", "dmy", "mdy")
	completeWords(cmd, "iv-unit", "fraction", "percent")
	must(cmd.RegisterFlagCompletionFunc("columns", completeColumns))
}

// columnNames are the columns that --columns can name.
var columnNames = sync.OnceValue(chain.Mappable)

// columnsValue collects --columns.
func columnsValue(to *map[string]string) *value {
	return &value{kind: "NAME=COLUMN,...", many: betweenParts, set: func(s string) error {
		for _, part := range list(s) {
			name, column, found := strings.Cut(part, "=")
			name, column = strings.TrimSpace(name), strings.TrimSpace(column)
			if !found || column == "" {
				return usageError("gex's name and the file's, such as strike=K; gex formats long lists gex's", "%q names no column", part)
			}
			known, err := choice(name, columnNames())
			if err != nil {
				return err
			}
			if other, given := (*to)[known]; given && other != column {
				return usageError("one of them", "%s is both %q and %q", known, other, column)
			}
			if *to == nil {
				*to = map[string]string{}
			}
			(*to)[known] = column
		}
		return nil
	}}
}

// namedByte is a character that a shell likes to take for its own, and what to write instead.
type namedByte struct {
	name string
	char byte
}

var (
	delimiters = []namedByte{{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"pipe", '|'}}
	decimals   = []namedByte{{"point", '.'}, {"comma", ','}}
)

func namesOf(known []namedByte) []string {
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = k.name
	}
	return names
}

// byteValue is a flag that takes a character or its name.
func byteValue(to *byte, known []namedByte) *value {
	return &value{kind: "CHARACTER", set: func(s string) error {
		word := strings.ReplaceAll(s, `\t`, "\t")
		for _, k := range known {
			if word == string(k.char) || strings.EqualFold(word, k.name) {
				*to = k.char
				return nil
			}
		}
		_, err := choice(s, namesOf(known))
		return err
	}}
}

// dateOrderValue is --dates.
func dateOrderValue(to *chain.DateOrder) *value {
	return &value{kind: "WORD", set: func(s string) error {
		word, err := choice(s, []string{"dmy", "mdy"})
		*to = map[string]chain.DateOrder{"dmy": chain.DayFirst, "mdy": chain.MonthFirst}[word]
		return err
	}}
}

// ivUnitValue is --iv-unit.
func ivUnitValue(to *chain.IVUnit) *value {
	return &value{kind: "WORD", set: func(s string) error {
		word, err := choice(s, []string{"fraction", "percent"})
		*to = map[string]chain.IVUnit{"fraction": chain.IVFraction, "percent": chain.IVPercent}[word]
		return err
	}}
}

// sizeValue is a number of bytes: 500000, 500MB, 2G.
func sizeValue(to *int64) *value {
	return &value{kind: "SIZE", set: func(s string) (err error) {
		*to, err = size(s)
		return err
	}}
}

// units are multiples of a byte as GNU tools write them: K is 1024, kB is 1000.
var units = map[string]float64{
	"": 1, "b": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40,
	"kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12,
}

func size(s string) (int64, error) {
	digits := strings.TrimRight(s, "kmgtibKMGTIB ")
	unit, known := units[strings.ToLower(strings.TrimSpace(s[len(digits):]))]
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil || !known || !(n*unit >= 1 && n*unit < math.MaxInt64) {
		return 0, usageError("a number of bytes, such as 500MB or 2G", "%q is not a size", s)
	}
	return int64(n * unit), nil
}
