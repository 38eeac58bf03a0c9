package inventory

import (
	"fmt"
	"slices"
	"strings"
)

// The actors of Open-Close files. Market makers do not mark whether a trade opens or closes a position; all others do.
const (
	marketMakers  = "mm"
	firms         = "firm"
	brokerDealers = "bd"
	customers     = "cust"
	professionals = "procust"
)

// Dealers are the choices of who hedges, the first being the default.
var Dealers = []string{"mm", "mm+bd", "mm+bd+firm"}

// DealerWords say who that is.
var DealerWords = map[string]string{
	"mm": "market makers", "mm+bd": "market makers and broker-dealers", "mm+bd+firm": "market makers, broker-dealers and firms",
}

var (
	sizes = []string{"lt_100", "100_199", "gt_199"}
	marks = []string{"open", "close"}
)

// volumeNames are the columns of an actor: bought and sold, by size of order and mark where the actor has them.
func volumeNames(actor string) []string {
	var names []string
	add := func(stem string) {
		for _, mark := range marks {
			names = append(names, stem+"_"+mark+"_buy_vol", stem+"_"+mark+"_sell_vol")
		}
	}
	switch actor {
	case marketMakers:
		return []string{"mm_buy_vol", "mm_sell_vol"}
	case customers, professionals:
		for _, size := range sizes {
			add(actor + "_" + size)
		}
	default:
		add(actor)
	}
	return names
}

// wholeNames are those of customers in files that do not divide orders by size; nil for others.
func wholeNames(actor string) []string {
	if actor != customers && actor != professionals {
		return nil
	}
	var names []string
	for _, mark := range marks {
		names = append(names, actor+"_"+mark+"_buy_vol", actor+"_"+mark+"_sell_vol")
	}
	return names
}

// actors are all of them.
var actors = []string{marketMakers, firms, brokerDealers, customers, professionals}

// volumeColumns lists every column of volumes that a file can have.
func volumeColumns() []string {
	var names []string
	for _, actor := range actors {
		names = append(append(names, volumeNames(actor)...), wholeNames(actor)...)
	}
	return names
}

// flows are the columns of volumes in a file.
type flows struct {
	at     []int // columns of the file
	names  []string
	buys   []bool // by column of at: bought, not sold
	dealer []bool // by column of at: of the dealers
	all    bool   // every actor is there, so that both sides must agree
}

// flowsOf finds the columns of volumes among names of columns, as plain has them.
func flowsOf(names []string, dealers string) (flows, error) {
	f := flows{all: true}
	hedgers := strings.Split(dealers, "+")
	for _, actor := range actors {
		own := volumeNames(actor)
		if whole := wholeNames(actor); whole != nil && slices.Contains(names, whole[0]) {
			own = whole
		}
		for _, name := range own {
			at := slices.Index(names, name)
			hedges := slices.Contains(hedgers, actor)
			switch {
			case at < 0 && hedges:
				return f, fmt.Errorf("no column %s", name)
			case at < 0:
				f.all = false
				continue
			}
			f.at, f.names = append(f.at, at), append(f.names, name)
			f.buys, f.dealer = append(f.buys, strings.HasSuffix(name, "_buy_vol")), append(f.dealer, hedges)
		}
	}
	return f, nil
}

// sum adds the volumes of a row: what dealers and what all actors bought and sold.
func (f *flows) sum(volumes []float64) (dealers, everybody sides) {
	for i, v := range volumes {
		s := sides{sold: v}
		if f.buys[i] {
			s = sides{bought: v}
		}
		everybody.add(s)
		if f.dealer[i] {
			dealers.add(s)
		}
	}
	return dealers, everybody
}

// sides are contracts bought and sold.
type sides struct{ bought, sold float64 }

func (s *sides) add(o sides) { s.bought, s.sold = s.bought+o.bought, s.sold+o.sold }

// net is what was bought more than sold.
func (s sides) net() float64 { return s.bought - s.sold }
