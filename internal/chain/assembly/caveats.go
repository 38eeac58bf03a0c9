package assembly

import (
	"bytes"
	"fmt"
	"strings"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/escape"
	"gex/internal/market"
)

// FormatCaveats writes the assumptions made in reading a file as one cell of the layout long: code: message, separated by
// bars. Messages are escaped like other cells, and a bar in a message like a control character.
func FormatCaveats(notes []model.Warning) string {
	list := make([]string, len(notes))
	for i, n := range notes {
		list[i] = n.Code + ": " + strings.ReplaceAll(escape.Cell(n.Message), "|", `\u007c`)
	}
	return strings.Join(list, " | ")
}

// marketCaveat names the market of the options among the caveats where the name of the underlying does not say it: a stock of
// the National Stock Exchange of India would be read as a US stock, and the US fund BTC as the coin. It is no warning.
const marketCaveat = "market"

// markets are what a market caveat may say, and what a name means there.
var markets = map[string]func(name string) market.Root{"NSE": market.IndianRoot, "US": market.USRoot}

// ChainCaveats are the caveats of a chain as FormatCaveats writes them, with its market where its name does not say that.
func ChainCaveats(c *model.Chain) string {
	notes := c.Notes
	where := ""
	switch of := c.Of(); {
	case of.IsIndianStock():
		where = "NSE"
	case of.IsUSNamesake():
		where = "US"
	}
	if where != "" {
		notes = append([]model.Warning{model.Warn(marketCaveat, where)}, notes...)
	}
	return FormatCaveats(notes)
}

// Market reads the market of an underlying from the caveats of a row, before its contracts are.
func (a *Assembler) Market(d *Draft, row *tables.Row) {
	cell := row.Cell(tables.Caveats)
	if len(cell) == 0 {
		return
	}
	first, _, _ := bytes.Cut(cell, []byte("|"))
	if where, ok := bytes.CutPrefix(bytes.TrimSpace(first), []byte(marketCaveat+": ")); ok && markets[string(where)] != nil {
		d.Root = markets[string(where)](d.Underlying)
	}
}

// maxCaveats is the maximum number of caveats of one underlying, more than there are codes.
const maxCaveats = 100

// Caveats reads the assumptions that a row of a converted file carries.
func (a *Assembler) Caveats(d *Draft, row *tables.Row, h *tables.Header) {
	cell := bytes.TrimSpace(row.Cell(tables.Caveats))
	if len(cell) == 0 {
		return
	}
	if err := d.readCaveats(string(cell)); err != nil {
		a.Problem(row.Line, h.Name(tables.Caveats), err.Error())
	}
}

func (d *Draft) readCaveats(cell string) error {
	for part := range strings.SplitSeq(cell, "|") {
		code, message, found := strings.Cut(strings.TrimSpace(part), ": ")
		if !found || !isCode(code) {
			return fmt.Errorf("%s is not a code and a message", cells.Quote(strings.TrimSpace(part)))
		}
		if code == marketCaveat {
			if markets[message] == nil {
				return fmt.Errorf("%s is not a market: NSE and US are", cells.Quote(message))
			}
			continue
		}
		if len(d.Notes) < maxCaveats {
			d.Note(model.Warn(code, escape.Uncell(message)))
		}
	}
	return nil
}

// isCode reports whether a word has the form of a warning's code: as-of-date-only.
func isCode(word string) bool {
	other := func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-') }
	return word != "" && len(word) <= 40 && !strings.ContainsFunc(word, other)
}

// noteAtEnd adds a warning about the file as a whole, unless a converted file already has it.
func noteAtEnd(c *model.Chain, w model.Warning) {
	for _, n := range c.Notes {
		if n.Code == w.Code {
			return
		}
	}
	c.Notes = append(c.Notes, w)
}
