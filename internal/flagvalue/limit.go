package flagvalue

import (
	"strconv"
	"time"
)

// Limits are read into a number that is nil until one is given.

// Share is a limit on a share: a fraction of 0 or more.
func Share(to **float64) *Value {
	return limit(to, "FRACTION", func(s string) (float64, error) {
		x, err := ParseFraction(s)
		if err == nil && x < 0 {
			err = usage("0 or more, such as 0.005 or 0.5%", "%s is below zero", s)
		}
		return x, err
	})
}

// Minutes is a limit on a length of time, in minutes.
func Minutes(to **float64) *Value {
	return limit(to, "DURATION", func(s string) (float64, error) {
		d, err := ParseDuration(s)
		return d.Minutes(), err
	})
}

// Most is a limit on a count.
func Most(to **float64) *Value {
	return limit(to, "N", func(s string) (float64, error) {
		n, err := strconv.ParseUint(s, 10, 31)
		if err != nil {
			err = usage("a whole number, such as 20 or 0", "%q is not a count", s)
		}
		return float64(n), err
	})
}

func limit(to **float64, kind string, read func(string) (float64, error)) *Value {
	return &Value{kind: kind, set: func(s string) error {
		x, err := read(s)
		*to = &x
		return err
	}}
}

// Duration is a length of time that is nil until one is given.
func Duration(to **time.Duration) *Value {
	return &Value{kind: "DURATION", set: func(s string) error {
		d, err := ParseDuration(s)
		*to = &d
		return err
	}}
}
