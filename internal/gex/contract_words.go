package gex

import (
	"slices"
	"strconv"
	"strings"

	"gex/internal/market"
)

// contractWords say what a contract of the book is, of a combined one that of its axis: 100 shares a contract, American, settled at the close.
func (b *Book) contractWords() string {
	var sizes []string
	var styles []string
	settled := map[market.Settlement][]string{}
	last := 0.0
	for _, e := range b.ofMember(0, b.expiries) {
		root := b.chain.Expiries[e.of].Root
		for k := e.lo; k < e.hi; k++ {
			if m := b.chain.Multiplier[b.row[k]]; m != last {
				last, sizes = m, addWord(sizes, strconv.FormatFloat(m, 'f', -1, 64))
			}
		}
		style := "American"
		if root.European {
			style = "European"
		}
		styles = addWord(styles, style)
		settled[root.Settlement] = addWord(settled[root.Settlement], root.Name)
	}
	if len(sizes) == 0 {
		return ""
	}
	const most = 4 // of sizes that are named
	if len(sizes) > most {
		sizes = append(sizes[:most-1], "others")
	}
	size := listed(sizes)
	if r := b.root(); !r.CashSettled && r.Venue.Unit == market.Shares {
		size += " shares"
	}
	a := " a contract, "
	if b.opt.members.several() {
		a = " a contract of " + b.chain.Underlying + ", "
	}
	return size + a + listed(styles) + ", " + settledWords(settled)
}

// settledWords name the roots only where some settle at the open and some at the close.
func settledWords(roots map[market.Settlement][]string) string {
	open, close := roots[market.AM], roots[market.PM]
	switch {
	case len(open) == 0:
		return "settled at the close"
	case len(close) == 0:
		return "settled at the open"
	}
	return "settled at the open (" + strings.Join(open, ", ") + ") and at the close (" + strings.Join(close, ", ") + ")"
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
