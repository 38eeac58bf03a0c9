package flagvalue

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strings"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/series"
)

// Beside are the small files that accompany chains, as the settings name them; "-" is standard input.
type Beside struct {
	Triggers  string
	Scale     float64           // dollars of a unit of the amounts of triggers; 0: not given
	Columns   map[string]string // names of columns of triggers, by the name that is read
	Funds     []string
	Scenarios string
	Prices    string

	PriceColumns map[string]string // of Prices, as Columns are

	Daily *series.Prices // those of Prices, once read
}

// Files are those that are given.
func (b *Beside) Files() []string {
	return slices.DeleteFunc(append([]string{b.Triggers, b.Scenarios, b.Prices}, b.Funds...), func(name string) bool { return name == "" })
}

// Read reads them for the books of chains. open opens a file or standard input, which files, those of the chains, may be, too.
// Errors are of usage when standard input would be read twice.
func (b *Beside) Read(open func(string) (io.ReadCloser, error), files []string, to *gex.Options) error {
	all := append(b.Files(), files...)
	if first := slices.Index(all, "-"); first >= 0 && first < len(b.Files()) && slices.Contains(all[first+1:], "-") {
		return usage("save one of them in a file", "standard input can be read once")
	}
	if b.Triggers == "" && (b.Scale != 0 || len(b.Columns) > 0) {
		return usage("such as "+fault.Setting("triggers")+" ladder.csv", "%s and %s need %s", fault.Setting("trigger-scale"), fault.Setting("trigger-columns"), fault.Setting("triggers"))
	}
	if b.Triggers != "" {
		err := read(open, b.Triggers, TriggersHint, func(text io.Reader) (err error) {
			to.Triggers, err = series.ReadTriggers(text, b.Triggers, series.TriggerOptions{Scale: b.Scale, Columns: b.Columns})
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, name := range b.Funds {
		err := read(open, name, FundsHint, func(text io.Reader) (err error) {
			to.Funds, err = to.Funds.ReadFunds(text, name)
			return err
		})
		if err != nil {
			return err
		}
	}
	if b.Prices == "" && len(b.PriceColumns) > 0 {
		return usage("such as "+fault.Setting("prices")+" daily.csv", "%s needs %s", fault.Setting("price-columns"), fault.Setting("prices"))
	}
	if b.Prices != "" {
		var err error
		if b.Daily, _, err = ReadPrices(open, b.Prices, b.PriceColumns, "price-columns"); err != nil {
			return err
		}
	}
	if b.Scenarios == "" {
		return nil
	}
	return read(open, b.Scenarios, ScenariosHint, func(text io.Reader) (err error) {
		to.Scenarios, err = series.ReadScenarios(text, b.Scenarios)
		return err
	})
}

// What the settings take.
const (
	TriggersHint  = "a csv of level,usd, or of liquidations; gex formats triggers shows the layouts"
	FundsHint     = "a csv of leveraged funds; gex formats funds shows the layouts"
	ScenariosHint = "a csv or TOML of scenarios; gex formats scenarios shows both"
)

// read hands the text of a file on, packed or not.
func read(open func(string) (io.ReadCloser, error), name, hint string, to func(io.Reader) error) error {
	if name != "-" {
		text, err := openPacked(name, hint)
		if err != nil {
			return err
		}
		defer text.Close()
		return to(text)
	}
	in, err := open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	text, err := chain.Unpacked(in, chain.Options{Name: name})
	if err != nil {
		return err
	}
	defer text.Close()
	return to(text)
}

// dailyHint says what a file of prices is.
const dailyHint = "a csv of daily prices; gex formats prices shows the layouts"

// ReadPrices reads daily prices, packed or not, from a file or, with -, from what open gives, and returns the SHA-256 of their text;
// setting is what gives columns.
func ReadPrices(open func(string) (io.ReadCloser, error), name string, columns map[string]string, setting string) (prices *series.Prices, sum string, err error) {
	hash := sha256.New()
	err = read(open, name, dailyHint, func(text io.Reader) (err error) {
		prices, err = series.ReadPrices(io.TeeReader(text, hash), name, series.PriceOptions{Columns: columns, Setting: setting})
		return err
	})
	return prices, hex.EncodeToString(hash.Sum(nil)), err
}

// Files collects names of files.
func Files(to *[]string) *Value {
	return Parts(to, "FILE,...", func(s string) (string, error) { return s, nil })
}

// TriggerColumns is --trigger-columns: NAME=KEY,...
func TriggerColumns(to *map[string]string) *Value {
	columns := series.TriggerColumns()
	return columnNames(to, "NAME=KEY,...", "such as price=px,long=long_usd,short=short_usd", func(name string) (string, error) {
		name = strings.ToLower(name)
		if !slices.Contains(columns, name) {
			return "", usage("one of "+oneOf(columns), "%q is not a column of triggers", name)
		}
		return name, nil
	})
}
