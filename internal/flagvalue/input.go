package flagvalue

import (
	"math"
	"strconv"
	"strings"
	"sync"

	"gex/internal/chain"
)

// maxMultiplier is beyond the size of any contract.
const maxMultiplier = 1e9

// Multiplier is --multiplier.
func Multiplier(to *float64) *Value {
	return &Value{kind: "NUMBER", set: func(s string) error {
		m, err := positive(s)
		if err == nil && m > maxMultiplier {
			return usage("such as 100 for most stocks", "%s is too large for a multiplier: no contract is on a billion units", s)
		}
		*to = m
		return err
	}}
}

// Bin is --bin, a distance of strikes.
func Bin(to *float64) *Value {
	return &Value{kind: "POINTS", set: func(s string) error {
		bin, err := positive(s)
		*to = bin
		return err
	}}
}

// ColumnNames are the columns that --columns can name.
var ColumnNames = sync.OnceValue(chain.Mappable)

// Columns collects --columns.
func Columns(to *map[string]string) *Value {
	return columnNames(to, "NAME=COLUMN,...", "gex's name and the file's, such as strike=K; gex formats long lists gex's", among(ColumnNames))
}

// columnNames collects the names that a file has for columns, by gex's, which known reads.
func columnNames(to *map[string]string, kind, hint string, known func(string) (string, error)) *Value {
	return &Value{kind: kind, many: betweenParts, set: func(s string) error {
		for _, part := range List(s) {
			name, column, found := strings.Cut(part, "=")
			name, column = strings.TrimSpace(name), strings.TrimSpace(column)
			if !found || column == "" {
				return usage(hint, "%q is not NAME=COLUMN", part)
			}
			name, err := known(name)
			if err != nil {
				return err
			}
			if other, given := (*to)[name]; given && other != column {
				return usage("give one of them", "%s is both %q and %q", name, other, column)
			}
			if *to == nil {
				*to = map[string]string{}
			}
			(*to)[name] = column
		}
		return nil
	}}
}

// among reads one of some names.
func among(names func() []string) func(string) (string, error) {
	return func(name string) (string, error) { return Word(name, names()) }
}

// NamedByte is a character that a shell likes to take for its own, and what to write instead.
type NamedByte struct {
	Name string
	Char byte
}

var (
	Delimiters = []NamedByte{{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"pipe", '|'}}
	Decimals   = []NamedByte{{"point", '.'}, {"comma", ','}}
)

func NamesOf(known []NamedByte) []string {
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = k.Name
	}
	return names
}

// Character is a flag that takes a character or its name.
func Character(to *byte, known []NamedByte) *Value {
	return &Value{kind: "CHARACTER", set: func(s string) error {
		word := strings.ReplaceAll(s, `\t`, "\t")
		for _, k := range known {
			if word == string(k.Char) || strings.EqualFold(word, k.Name) {
				*to = k.Char
				return nil
			}
		}
		_, err := Word(s, NamesOf(known))
		return err
	}}
}

// DateOrder is --dates.
func DateOrder(to *chain.DateOrder) *Value {
	return &Value{kind: "WORD", set: func(s string) error {
		word, err := Word(s, []string{"dmy", "mdy"})
		*to = map[string]chain.DateOrder{"dmy": chain.DayFirst, "mdy": chain.MonthFirst}[word]
		return err
	}}
}

// IVUnit is --iv-unit.
func IVUnit(to *chain.IVUnit) *Value {
	return &Value{kind: "WORD", set: func(s string) error {
		word, err := Word(s, []string{"fraction", "percent"})
		*to = map[string]chain.IVUnit{"fraction": chain.IVFraction, "percent": chain.IVPercent}[word]
		return err
	}}
}

// Bytes is a number of bytes: 500000, 500MB, 2G.
func Bytes(to *int64) *Value {
	return &Value{kind: "SIZE", set: func(s string) (err error) {
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
		return 0, usage("a number of bytes, such as 500MB or 2G", "%q is not a size", s)
	}
	return int64(n * unit), nil
}
