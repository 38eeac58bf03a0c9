package flagvalue

import (
	"strings"

	"gex/internal/inventory"
)

// InventoryColumns collects --columns of Open-Close files and trades.
func InventoryColumns(to *map[string]string) *Value {
	return &Value{kind: "NAME=COLUMN,...", many: betweenParts, set: func(s string) error {
		for _, part := range List(s) {
			name, column, found := strings.Cut(part, "=")
			name, column = strings.TrimSpace(name), strings.TrimSpace(column)
			if !found || column == "" {
				return usage("gex's name and the file's, such as mm_buy_vol=MarketMakerBuy", "%q is not NAME=COLUMN", part)
			}
			known, err := Word(name, inventory.ColumnNames())
			if err != nil {
				return err
			}
			if other, given := (*to)[known]; given && other != column {
				return usage("give one of them", "%s is both %q and %q", known, other, column)
			}
			if *to == nil {
				*to = map[string]string{}
			}
			(*to)[known] = column
		}
		return nil
	}}
}

// Accuracy is --accuracy: the share of trades whose side is right.
func Accuracy(to *float64) *Value {
	return &Value{kind: "SHARE", set: func(s string) error {
		a, err := ParseFraction(s)
		if err == nil {
			err = inventory.CheckAccuracy(a)
		}
		*to = a
		return err
	}}
}

// ReadKnown reads the file of --known, packed or not.
func ReadKnown(name string) ([]inventory.Known, error) {
	text, err := openPacked(name, "a csv with the columns root, expiration, strike, type, dealer_qty, label")
	if err != nil {
		return nil, err
	}
	defer text.Close()
	return inventory.ReadKnown(text, name)
}
