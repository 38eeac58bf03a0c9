package vendors

import "testing"

func TestDeribitNames(t *testing.T) {
	for _, name := range []string{"", "BTC-", "BTC-26DEC25-C", "BTC-26DEC25-x-C", "BTC-31FEB25-1-C", "BTC-26XXX25-1-C",
		"BTC-126DEC25-1-C", "BTC-+6DEC25-1-C", "BTC-26DEC25-0-C", "BTC-26DEC25-1-2-C", "DOGE-26DEC25-1-C", "btc-26DEC25-1-C"} {
		if o, err := parseDeribit(name); err == nil {
			t.Errorf("%q is taken for %+v", name, o)
		}
	}
}
