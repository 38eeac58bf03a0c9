package series

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Triggers are orders that a price sets off: stops, or liquidations of leveraged positions. They do not change once read.
type Triggers struct {
	Name   string // of the file
	Layout TriggerLayout
	AsOf   time.Time // of the snapshot, the earliest where rows have their own; zero: not stated
	Rows   []Trigger
	Never  int     // positions that no price liquidates
	Left   float64 // dollars that the source reports and assigns to no level
	Total  float64 // dollars that the source reports in all, 0: it does not
}

// Trigger is one row.
type Trigger struct {
	Line   int
	Symbol string // "": the file does not say
	Level  float64
	USD    float64 // signed dollars that are bought where Side is Signed, else the dollars of the position, above 0
	Side   TriggerSide
	Label  string
}

// TriggerSide is whose orders those of a row are, which says on which side of spot it is still to come.
type TriggerSide uint8

const (
	Signed TriggerSide = iota // orders of any kind, by the sign of their dollars
	Longs                     // liquidation of longs: they sell below spot
	Shorts                    // of shorts: they buy above spot
	Either                    // of longs below spot and of shorts above
)

// TriggerLayout is one of the layouts that are read.
type TriggerLayout uint8

const (
	LevelList TriggerLayout = iota
	Ladder
	PositionList
	CoinglassMap
	HyperliquidBins
)

// Word names the layout.
func (l TriggerLayout) Word() string {
	return []string{"levels", "ladder", "positions", "coinglass", "hyperliquid"}[l]
}

// Modeled reports whether rows are liquidations, of which neighboring ones are as good as one.
func (l TriggerLayout) Modeled() bool { return l != LevelList }

// TriggerOptions are how a file of triggers is read.
type TriggerOptions struct {
	Scale   float64           // dollars of a unit of the file's amounts; 0: not given
	Columns map[string]string // the file's own name of a column or key, by the name that is read
}

// File is the base name of the file.
func (t *Triggers) File() string { return filepath.Base(t.Name) }

// triggerColumns are the names that columns and keys of triggers can be mapped to.
var triggerColumns = []string{
	"level", "usd", "label", "price", "side", "notional", "coins", "long", "short", "symbol", "as_of",
	"entry", "leverage", "maintenance", "contract", "margin",
}

// TriggerColumns lists them.
func TriggerColumns() []string { return slices.Clone(triggerColumns) }

const (
	triggerHelp = "give level,usd[,label], price,side,notional or price,long,short, positions side,entry,leverage,maintenance,notional, " +
		"or a map of Coinglass or 0xArchive as JSON; gex formats triggers shows each"
	amountHint = "such as -250000000, -250m or -0.25bn"
	priceHint  = "a price above zero, such as 6,640 or 6640"
)

// liquidation is a trigger of one side.
func liquidation(side TriggerSide, level, usd float64) Trigger {
	return Trigger{Level: level, USD: usd, Side: side, Label: []string{Longs: "longs", Shorts: "shorts", Either: ""}[side]}
}

// size reads notional in dollars, or coins, which are worth the price at the level.
func (r *record) size(level float64) (float64, error) {
	switch {
	case r.cells["coins"] == "":
		return r.positive("notional", "dollars above zero, such as 212000000 or 212m", Amount)
	case r.cells["notional"] != "":
		return 0, r.errorIn("coins", "give one of them", "the row has notional and coins")
	}
	coins, err := r.positive("coins", "a number of coins above zero", Amount)
	return coins * level, err
}

// side reads long or short.
func (r *record) side() (TriggerSide, error) {
	const hint = "long, whose liquidation sells, or short"
	c, err := r.text("side", hint)
	if err != nil {
		return 0, err
	}
	switch strings.ToLower(c) {
	case "long", "longs", "l":
		return Longs, nil
	case "short", "shorts", "s":
		return Shorts, nil
	}
	return 0, r.errorIn("side", hint, "%q is neither long nor short", shorten(c))
}

// instant reads RFC 3339, the same with a space or without a zone in UTC where it ends in Z, and Unix seconds or milliseconds.
func instant(text string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02 15:04Z07:00"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at, plausible(at)
		}
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	at := time.Unix(n, 0).UTC()
	if n > 1e11 {
		at = time.UnixMilli(n).UTC()
	}
	return at, plausible(at)
}

// plausible reports whether a time is one of a market's.
func plausible(at time.Time) bool { return at.Year() >= 1970 && at.Year() < 2200 }

// note takes the time of a snapshot: the earliest counts.
func (t *Triggers) note(at time.Time) {
	if t.AsOf.IsZero() || at.Before(t.AsOf) {
		t.AsOf = at
	}
}
