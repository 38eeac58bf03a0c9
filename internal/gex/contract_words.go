package gex

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"gex/internal/market"
)

// contractWords say what a contract of the book is, of a combined one that of its axis: 100 shares a contract, American, settled at the close.
func (b *Book) contractWords() string {
	var sizes []string
	var styles []string
	settled := map[string][]string{} // roots by when they settle
	last, lastRoot := 0.0, market.Root{}
	for _, e := range b.ofMember(0, b.expiries) {
		root, multiplier := b.chain.Expiries[e.of].Root, b.chain.Multiplier
		for _, i := range b.row[e.lo:e.hi] {
			if m := multiplier[i]; m != last {
				last, sizes = m, addWord(sizes, strconv.FormatFloat(m, 'f', -1, 64))
			}
		}
		if root == lastRoot {
			continue
		}
		lastRoot = root
		style := "American"
		if root.European {
			style = "European"
		}
		styles = addWord(styles, style)
		settled[root.SettlesAt()] = addWord(settled[root.SettlesAt()], root.Name)
	}
	if len(sizes) == 0 {
		return ""
	}
	const most = 4 // of sizes that are named
	if len(sizes) > most {
		sizes = append(sizes[:most-1], "others")
	}
	size := listed(sizes)
	if r := b.root(); r.Venue.Unit == market.Coins || !r.CashSettled && r.Venue.Unit == market.Shares {
		size += " " + string(r.Venue.Unit)
		if len(sizes) == 1 {
			size = r.Venue.Unit.Count(last)
		}
	}
	a := " a contract, "
	if b.opt.members.several() {
		a = " a contract of " + b.chain.Underlying + ", "
	}
	return size + a + listed(styles) + ", " + settledWords(settled)
}

// settledWords say when contracts settle, and name the roots only where not all settle then: at the open first.
func settledWords(roots map[string][]string) string {
	if len(roots) == 1 {
		for at := range roots {
			return "settled at " + at
		}
	}
	instants := slices.SortedFunc(maps.Keys(roots), func(a, b string) int { return strings.Compare(b, a) }) // the open, the close, times
	var each []string
	for _, at := range instants {
		each = append(each, "at "+at+" ("+strings.Join(roots[at], ", ")+")")
	}
	return "settled " + listed(each)
}

func addWord(list []string, word string) []string {
	if slices.Contains(list, word) {
		return list
	}
	return append(list, word)
}

// listed joins words: a, b and c.
func listed(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}
