package series

import (
	"cmp"
	"maps"
	"slices"

	"gex/internal/fault"
)

// readJSON reads one of the layouts of JSON, told apart by its keys.
//
//	Coinglass, aggregated liquidation map: {"code": "0", "data": {"data": {"90000": [[90000, 1579370.77, null, null], …], …}}}
//	0xArchive, liquidation levels: {"mid_price": …, "snapshot_ts": …, "total_long": …, "total_short": …, "flagged_notional": …,
//	    "levels": [{"price": …, "long_notional": …, "short_notional": …}, …]}, alone or under "data"
func (t *Triggers) readJSON(s *sheet, text []byte, o TriggerOptions) error {
	root, err := s.readTree(text)
	if err != nil {
		return err
	}
	if code := root.get("code"); code.scalar() && code.text != "0" && root.get("data") == nil {
		message := ""
		if m := cmp.Or(root.get("msg"), root.get("message")); m.scalar() {
			message = ": " + shorten(m.text)
		}
		return s.errorAt(code.line, "code", "download the map again", "an answer of code %s without data%s", shorten(code.text), message)
	}
	data := cmp.Or(root.get("data"), root)
	switch {
	case data.get("levels") != nil:
		t.Layout = HyperliquidBins
		return t.bins(s, data, o.Columns)
	case data.object && (data.get("data") != nil || data != root && len(data.keys) > 0):
		t.Layout = CoinglassMap
		return t.coinglass(s, cmp.Or(data.get("data"), data), o)
	}
	return s.errorAt(root.line, "", triggerHelp, "JSON that is neither a map of Coinglass nor levels of 0xArchive")
}

// coinglass reads a map from prices to lists of [price, amount, …].
func (t *Triggers) coinglass(s *sheet, data *jsonValue, o TriggerOptions) error {
	if len(o.Columns) > 0 {
		return s.errorAt(0, "", "omit the names", "a map of Coinglass has no columns to name")
	}
	if !data.object {
		return s.errorAt(data.line, data.path, triggerHelp, "not an object of prices")
	}
	if o.Scale == 0 {
		return s.errorAt(0, "", fault.Setting("trigger-scale")+" says how many dollars a unit is, 1 that they are dollars",
			"amounts of Coinglass are levels of its model, which it does not state to be dollars")
	}
	for _, price := range data.parts {
		if !price.list {
			return s.errorAt(price.line, price.path, triggerHelp, "not a list of [price, amount]")
		}
		for _, entry := range price.parts {
			if !entry.list || len(entry.parts) < 2 {
				return s.errorAt(entry.line, entry.path, triggerHelp, "not [price, amount]")
			}
			level, err := s.positiveNode(entry.parts[0], entry.path+"[0]")
			if err != nil {
				return err
			}
			usd, err := s.positiveNode(entry.parts[1], entry.path+"[1]")
			if err != nil {
				return err
			}
			row := liquidation(Either, level, usd)
			row.Line = entry.line
			t.Rows = append(t.Rows, row)
		}
	}
	return nil
}

// bins reads levels with the dollars of longs and shorts at each.
func (t *Triggers) bins(s *sheet, data *jsonValue, own map[string]string) error {
	if at := data.get("snapshot_ts"); at != nil {
		when, ok := instant(at.text)
		if !ok { // it is in UTC, whether or not it says so
			when, ok = instant(at.text + "Z")
		}
		if !ok {
			return s.errorAt(at.line, at.path, "such as 2025-11-20T14:52:00Z", "%q is not a time", shorten(at.text))
		}
		t.AsOf = when
	}
	for _, sum := range []struct {
		key string
		to  *float64
	}{{"flagged_notional", &t.Left}, {"total_long", &t.Total}, {"total_short", &t.Total}} {
		n := data.get(sum.key)
		if n == nil {
			continue
		}
		x, ok := number(n.text)
		if !ok || x < 0 || x > largestNumber {
			return s.errorAt(n.line, n.path, "dollars, 0 or more", "%q is not an amount of dollars", shorten(n.text))
		}
		*sum.to += x
	}
	levels := data.get("levels")
	if !levels.list {
		return s.errorAt(levels.line, levels.path, triggerHelp, "not a list")
	}
	for _, bin := range levels.parts {
		if err := t.bin(s, bin, own); err != nil {
			return err
		}
	}
	return nil
}

// binKeys are the usual keys of a level of 0xArchive.
var binKeys = map[string]string{"price": "price", "long": "long_notional", "short": "short_notional"}

// bin reads one level.
func (t *Triggers) bin(s *sheet, bin *jsonValue, own map[string]string) error {
	keys := maps.Clone(binKeys)
	for _, name := range sortedKeys(own) {
		if _, read := keys[name]; !read {
			return s.errorAt(0, "", "names are price, long and short", "levels have no %s", name)
		}
		keys[name] = own[name]
	}
	if !bin.object {
		return s.errorAt(bin.line, bin.path, triggerHelp, "not an object")
	}
	at := func(name string) (*jsonValue, error) {
		n := bin.get(keys[name])
		if n == nil && !slices.Contains(bin.keys, keys[name]) {
			return nil, s.errorAt(bin.line, bin.path, "name it by "+fault.Setting("trigger-columns")+" "+name+"=KEY", "no key %s; its keys are %s", keys[name], shortList(bin.keys))
		}
		return n, nil
	}
	price, err := at("price")
	if err != nil {
		return err
	}
	level, err := s.positiveNode(price, bin.path+"."+keys["price"])
	if err != nil {
		return err
	}
	for _, side := range []TriggerSide{Longs, Shorts} {
		n, err := at([]string{Longs: "long", Shorts: "short"}[side])
		if err != nil {
			return err
		}
		if n == nil {
			continue // null
		}
		usd, ok := number(n.text)
		if !ok || !n.scalar() || usd < 0 || usd > largestNumber {
			return s.errorAt(n.line, n.path, "dollars of positions, 0 or more", "%q is not an amount of dollars", shorten(n.text))
		}
		if usd > 0 {
			row := liquidation(side, level, usd)
			row.Line = bin.line
			t.Rows = append(t.Rows, row)
		}
	}
	return nil
}

// positiveNode reads a number above zero.
func (s *sheet) positiveNode(n *jsonValue, path string) (float64, error) {
	if !n.scalar() {
		return 0, s.errorAt(max(0, lineOf(n)), path, "a number above zero", "not a number")
	}
	x, ok := number(n.text)
	switch {
	case !ok:
		return 0, s.errorAt(n.line, path, "a number above zero", "%q is not a number", shorten(n.text))
	case x > largestNumber:
		return 0, s.errorAt(n.line, path, "a number above zero", "%q is more than there is", shorten(n.text))
	case x <= 0:
		return 0, s.errorAt(n.line, path, "a number above zero", "%q is not above zero", shorten(n.text))
	}
	return x, nil
}

func lineOf(n *jsonValue) int {
	if n == nil {
		return 0
	}
	return n.line
}
