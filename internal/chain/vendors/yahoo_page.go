package vendors

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// yahooPage is the text of Yahoo's option page, copied from the browser: the calls, and below them the puts under a header of
// their own, separated by tabs; text of the site above and below the tables may have been copied with them. Open interest is often missing or 0 before the market opens. The price of the
// underlying is above the tables, in text that is not read: it is implied or set. The time is that of the latest trade.
var yahooPage = withPage(yahooDialect.Layout("yahoo-page", "Yahoo Finance option page, copied text (unverified: not tested with a real file)",
	"Contract Name\tLast Trade Date (EDT)\tStrike\tLast Price\tBid\tAsk\tChange\t% Change\tVolume\tOpen Interest\tImplied Volatility"))

var yahooDialect = &layouts.Dialect{
	Dates:  model.MonthFirst,
	Begin:  fromPageHeader,
	Adjust: adjustYahooPage,
	Table: tables.Table{
		Columns: []tables.Column{
			tables.Required("Contract Name", "OCC symbol", "the row is unreadable", tables.Symbol),
			tables.Required("Last Trade Date", "1/2/2006 3:04 PM or 2006-01-02 3:04PM EDT, New York time; the latest is the time of the file", fault.Setting("as-of"), tables.Traded),
			tables.Required("Strike", "$ per unit of the underlying", "taken from the symbol", tables.Strike),
			tables.Required("Last Price", "$ per unit of the underlying", "missing", tables.Last),
			tables.Required("Open Interest", "contracts at the last close", "missing, not 0", tables.OpenInterest),
			tables.Required("Implied Volatility", "annualized, with a percent sign; 0: none", "missing", tables.IV),
			tables.Optional("Bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
			tables.Optional("Ask", "$ per unit of the underlying", "missing", tables.Ask),
			tables.Optional("Volume", "contracts on the day of the last trade", "missing", tables.Volume),
			tables.Unused("Change"),
			tables.Unused("% Change"),
		},
		Also: map[string]string{"Last Trade Date (EDT)": "Last Trade Date", "Last Trade Date (EST)": "Last Trade Date"},
	},
}

// withPage empties the lines of the page that are not rows, then reads it. Line numbers do not change.
func withPage(l assembly.Layout) assembly.Layout {
	parse := l.Parse
	l.Parse = func(src *input.Source, a *assembly.Assembler) error {
		page := *src
		page.Data = emptyHeadings(src.Data)
		return parse(&page, a)
	}
	return l
}

// fromPageHeader returns a page from its first header on, without the text of the site above it.
func fromPageHeader(text []byte) []byte {
	for rest := text; len(rest) > 0; {
		line, after, _ := bytes.Cut(rest, []byte{'\n'})
		if c := bytes.TrimSpace(line); len(c) > 0 && (c[0] == 'C' || c[0] == 'c') && headingOf(line) == "contract name" {
			return rest
		}
		rest = after
	}
	return text
}

// headingOf returns the first cell of a line in lower case, "" if it is too long for a heading.
func headingOf(line []byte) string {
	const longest = 100
	first, _, _ := bytes.Cut(line, []byte{','})
	if len(first) > longest {
		return ""
	}
	return strings.Join(strings.Fields(strings.ToLower(string(first))), " ")
}

// pageHeadings are the lines of the page between its tables.
var pageHeadings = []string{"calls", "puts", "in the money", "at the money", "out of the money", "list", "straddle"}

// emptyHeadings empties headings, and headers after the first one.
func emptyHeadings(text []byte) []byte {
	out := make([]byte, 0, len(text))
	header := 0
	for line := range bytes.Lines(text) {
		name := headingOf(line)
		if name == "contract name" {
			header++
		}
		if header > 1 && name == "contract name" || slices.Contains(pageHeadings, name) || isExpiryHeading(line) {
			line = line[len(bytes.TrimRight(line, "\r\n")):]
		}
		out = append(out, line...)
	}
	return out
}

// isExpiryHeading reports whether a line has only a date, such as November 21, 2025, which the page shows above each table.
func isExpiryHeading(line []byte) bool {
	text := string(bytes.Trim(bytes.TrimRight(line, ",\r\n"), `"`))
	_, err := cells.ParseDay(text, model.MonthFirst)
	return err == nil && strings.ContainsAny(text, "JFMASOND")
}

func adjustYahooPage(l *layouts.DialectReader, d *assembly.Draft, r *assembly.Record, row *tables.Row, _ tables.Field) {
	dropYahooIV(r)
	cell := bytes.TrimSpace(row.Cell(tables.Traded))
	if len(cell) == 0 || string(cell) == "-" || !l.A.Options.AsOf.IsZero() {
		return
	}
	read := func(cell string) (time.Time, error) {
		t, err := cells.ParseWhen(cell, model.MonthFirst)
		return t.At, err
	}
	t, err := l.Trades.Of(cell, read)
	if err != nil {
		l.A.Untimed(row.Line, l.Header.Place(tables.Traded), err)
		return
	}
	tradedAt(d, t)
}
