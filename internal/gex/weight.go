package gex

import (
	"strconv"
	"strings"

	"gex/internal/fault"
)

// weightHint is what a weight can be.
const weightHint = "oi, volume, oi+volume, or a part of the volume from 0 to 1, such as oi+0.3volume"

// ParseWeight reads a weight in its usual spelling: oi+0volume is oi, and oi+1volume is oi+volume. Errors are fault.Input, with what a
// weight can be.
func ParseWeight(s string) (string, error) {
	word := strings.ToLower(strings.Join(strings.Fields(s), ""))
	for _, known := range Weights {
		if word == known {
			return known, nil
		}
	}
	rest, sums := strings.CutPrefix(word, "oi+")
	part, ofVolume := strings.CutSuffix(rest, "volume")
	if !sums || !ofVolume || strings.Trim(part, "0123456789.") != "" {
		return "", fault.New(fault.Input, weightHint, "weight %q is not known", s)
	}
	alpha, err := strconv.ParseFloat(part, 64)
	switch {
	case err != nil:
		return "", fault.New(fault.Input, weightHint, "weight %q is not known", s)
	case alpha > 1:
		return "", fault.New(fault.Input, weightHint, "weight %q counts more than all of the volume", s)
	case alpha == 0:
		return Weights[0], nil
	case alpha == 1:
		return "oi+volume", nil
	}
	return "oi+" + strconv.FormatFloat(alpha, 'f', -1, 64) + "volume", nil
}

// volumeShare returns α of the weight oi + α·volume: 0 for open interest alone, 1 for all of the volume.
func volumeShare(weight string) float64 {
	if weight == "oi+volume" {
		return 1
	}
	part, ok := strings.CutPrefix(weight, "oi+")
	alpha, err := strconv.ParseFloat(strings.TrimSuffix(part, "volume"), 64)
	if !ok || err != nil {
		return 0
	}
	return alpha
}
