package cells

import (
	"fmt"
	"strings"

	"gex/internal/chain/model"
	"gex/internal/escape"
)

// ParseName reads the name of an underlying. Some vendors mark indices with ^ or $.
func ParseName(cell string) (string, error) {
	name := BareName(escape.Uncell(cell))
	if !IsRoot([]byte(name)) {
		return "", fmt.Errorf("%s is not the name of an underlying", Quote(cell))
	}
	return name, nil
}

// BareName is a name in capitals without the marks of an index, ^SPX or $SPX, or of a future, /ES or ES=F.
func BareName(name string) string {
	name = strings.ToUpper(strings.TrimLeft(name, "^$"))
	if future, ok := strings.CutSuffix(name, "=F"); ok && future != "" {
		return future
	}
	return strings.TrimLeft(name, "/")
}

// ParseRoot reads a root; "" when the cell is empty.
func ParseRoot(cell string) (string, error) {
	if cell == "" {
		return "", nil
	}
	name := BareName(escape.Uncell(cell))
	if !IsRoot([]byte(name)) {
		return "", fmt.Errorf("%s is not an option root", Quote(cell))
	}
	return name, nil
}

// ParseSpot reads a price of the underlying; 0 means missing.
func ParseSpot(cell string) (float64, error) {
	if _, k := Number([]byte(cell)); k == Missing {
		return 0, nil
	}
	return SpotRule.Required([]byte(cell))
}

// ParseRight reads C, P, call, put or India's CE, PE in any case.
func ParseRight(cell []byte) (model.Right, error) {
	if len(cell) == 1 {
		switch cell[0] {
		case 'C', 'c':
			return model.Call, nil
		case 'P', 'p':
			return model.Put, nil
		}
	}
	switch strings.ToLower(strings.TrimSpace(string(cell))) {
	case "c", "call", "ce":
		return model.Call, nil
	case "p", "put", "pe":
		return model.Put, nil
	}
	return model.Call, fmt.Errorf("%s is neither call nor put", Quote(cell))
}
