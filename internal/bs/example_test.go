package bs_test

import (
	"fmt"

	"gex/internal/bs"
)

// A put on an index whose price is the strike, a month from settlement: what it costs, what hedges it, and the
// volatility that its price implies.
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

// The same put on a fund, which can be exercised early: what that right adds, and the spot at which it is used.
func ExampleNewBoundary() {
	b, err := bs.NewBoundary(bs.Put, 30.0/365, 0.04, 0.0125, 0.15)
	if err != nil {
		fmt.Println(err)
		return
	}
	put := b.Value(660, 660)
	fmt.Printf("it costs %.3f, of which %.3f for early exercise\n", put.Price, put.Premium)
	fmt.Printf("delta %.3f, gamma %.4f\n", put.Delta, put.Gamma)
	fmt.Printf("exercised at or below %.2f\n", b.Critical(660))
	// Output:
	// it costs 10.673, of which 0.104 for early exercise
	// delta -0.476, gamma 0.0143
	// exercised at or below 610.36
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
