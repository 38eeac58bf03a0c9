package bs_test

import (
	"fmt"

	"gex/internal/bs"
)

// A put on an index that stands at its strike, a month from settlement: what it costs, what hedges it, and the
// volatility that its price tells.
func Example() {
	put := bs.Option{Right: bs.Put, Spot: 6600, Strike: 6600, Years: 30.0 / 365, Rate: 0.04, Yield: 0.0125, Vol: 0.15}
	fmt.Printf("a %v costs %.2f\n", put.Right, put.Price())
	fmt.Printf("delta %.3f, gamma %.5f, theta %.2f a day\n", put.Delta(), put.Gamma(), put.Theta()/365)

	vol, status := put.ImpliedVol(105)
	fmt.Printf("at 105.00 its volatility is %.4f (%v)\n", vol, status)
	_, status = put.ImpliedVol(7000)
	fmt.Printf("at 7000.00 it has none (%v)\n", status)
	// Output:
	// a put costs 105.69
	// delta -0.470, gamma 0.00140, theta -1.63 a day
	// at 105.00 its volatility is 0.1491 (ok)
	// at 7000.00 it has none (above maximum)
}

func ExampleStatus() {
	for s := bs.OK; s <= bs.NoTimeValue; s++ {
		fmt.Println(s)
	}
	fmt.Println(bs.Call)
	// Output:
	// ok
	// at intrinsic
	// below intrinsic
	// above maximum
	// no time value
	// call
}
