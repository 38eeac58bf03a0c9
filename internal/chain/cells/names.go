package cells

import (
	"fmt"
	"strings"

	"gex/internal/chain/model"
	"gex/internal/escape"
)

// ParseName reads the name of an underlying. Some vendors mark indices with ^ or $.
func ParseName(cell string) (string, error) {
	name := strings.ToUpper(strings.TrimLeft(escape.Uncell(cell), "^$"))
	if !IsRoot([]byte(name)) {
		return "", fmt.Errorf("%s is not the name of an underlying", Quote(cell))
	}
	return name, nil
}

// ParseRoot reads a root; "" when the cell is empty.
func ParseRoot(cell string) (string, error) {
	if cell == "" {
		return "", nil
	}
	name := escape.Uncell(cell)
	if !IsRoot([]byte(name)) {
		return "", fmt.Errorf("%s is not an option root", Quote(cell))
	}
	return strings.ToUpper(name), nil
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
