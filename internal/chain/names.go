package chain

import (
	"fmt"
	"strings"

	"gex/internal/escape"
)

// parseName reads the name of an underlying. Some vendors mark indices with ^ or $.
func parseName(cell string) (string, error) {
	name := strings.ToUpper(strings.TrimLeft(escape.Uncell(cell), "^$"))
	if !isRoot([]byte(name)) {
		return "", fmt.Errorf("%s is not the name of an underlying", quote(cell))
	}
	return name, nil
}

// parseRoot reads a root; "" is for assumedRoot to tell.
func parseRoot(cell string) (string, error) {
	if cell == "" {
		return "", nil
	}
	name := escape.Uncell(cell)
	if !isRoot([]byte(name)) {
		return "", fmt.Errorf("%s is not a root", quote(cell))
	}
	return strings.ToUpper(name), nil
}

// parseSpot reads a price of the underlying; 0 is none.
func parseSpot(cell string) (float64, error) {
	if _, k := number([]byte(cell)); k == missing {
		return 0, nil
	}
	return spotRule.required([]byte(cell))
}

// parseRight reads C, P, call, put or India's CE, PE in any case.
func parseRight(cell []byte) (Right, error) {
	if len(cell) == 1 {
		switch cell[0] {
		case 'C', 'c':
			return Call, nil
		case 'P', 'p':
			return Put, nil
		}
	}
	switch strings.ToLower(strings.TrimSpace(string(cell))) {
	case "c", "call", "ce":
		return Call, nil
	case "p", "put", "pe":
		return Put, nil
	}
	return Call, fmt.Errorf("%s is neither call nor put", quote(cell))
}
