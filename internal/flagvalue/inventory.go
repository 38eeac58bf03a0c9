package flagvalue

import "gex/internal/inventory"

// InventoryColumns collects --columns of Open-Close files and trades.
func InventoryColumns(to *map[string]string) *Value {
	return columnNames(to, "NAME=COLUMN,...", "gex's name and the file's, such as mm_buy_vol=MarketMakerBuy", among(inventory.ColumnNames))
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
