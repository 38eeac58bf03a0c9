package render

import (
	"cmp"
	"strings"

	"gex/internal/lazy"
	"gex/internal/report"
)

// readerNames are what a page calls settings whose own names say little.
var readerNames = map[string]string{
	"as-of": "time of the file", "carry": "forwards", "columns": "columns", "decimal": "decimal sign", "dividend": "dividends", "dte": "days to expiry",
	"exclude": "without", "exercise": "exercise", "expiry": "expiry", "iv": "volatility", "iv-unit": "unit of the file's volatilities",
	"map-to": "other instrument", "multiplier": "contract size", "rate": "interest rate", "sigma-d": "daily volatility", "sign": "dealer sign",
	"symbol": "underlying",
}

// toReader spells a setting for whoever reads the page, who may never have run the program.
func toReader(setting string) string {
	return cmp.Or(readerNames[setting], strings.ReplaceAll(setting, "-", " "))
}

// What texts of documents say of the command line: a flag, in a request or as a fact, and a command that has more.
var (
	requested = lazy.Regexp(`\b([Ss]et|and) --([a-z][a-z0-9-]*)`)
	flagged   = lazy.Regexp(`--([a-z][a-z0-9-]*)`)
	commanded = lazy.Regexp(`[;:,] (?:see )?gex [a-z]+(?: says why| lists them)?`)
)

// textToReader is a text of a document, which speaks of flags and commands, for a reader of the page.
func textToReader(text string) string {
	if !strings.Contains(text, "--") && !strings.Contains(text, "gex ") {
		return text
	}
	text = requested().ReplaceAllStringFunc(text, func(s string) string {
		m := requested().FindStringSubmatch(s)
		return m[1] + " the " + toReader(m[2])
	})
	text = flagged().ReplaceAllStringFunc(text, func(s string) string { return toReader(strings.TrimPrefix(s, "--")) })
	return commanded().ReplaceAllString(text, "")
}

func eachToReader(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = textToReader(text)
	}
	return out
}

func warningsToReader(all []report.Warning) []report.Warning {
	out := make([]report.Warning, len(all))
	for i, w := range all {
		out[i] = report.Warning{Code: w.Code, Message: textToReader(w.Message)}
	}
	return out
}

// readerRuns are what a page calls runs of a sensitivity, by group and setting.
var readerRuns = map[string]string{
	"sign naive": "long calls, short puts", "sign short": "short all options", "sign long": "long all options", "sign column": "the file's dealer positions",
	"sign 1,-0.8": "0.8 puts short per call long", "sign 0.8,-1": "0.8 calls long per put short",
	"sign 1,-0.5": "0.5 puts short per call long", "sign 0.5,-1": "0.5 calls long per put short",
	"position oi": "open interest", "position oi+volume": "open interest and volume", "position volume": "volume alone",
	"volatility auto": "volatilities of the quotes", "volatility file": "volatilities of the file",
	"carry implied": "forwards by put-call parity", "carry flat": "one rate and yield for all expiries", "carry flat 0,0": "no rate, no yield",
	"carry rate +1": "interest rate 1 point higher", "carry rate -1": "interest rate 1 point lower",
	"clock trading": "variance in trading hours", "clock calendar": "variance in calendar time",
	"contracts without open,0dte": "ex-0DTE", "contracts without monthly": "ex-OPEX",
	"time -15m": "15 minutes earlier", "time +15m": "15 minutes later",
}

// runToReader is the name of a run for whoever reads the page.
func runToReader(x report.Run) string {
	if x.Group == report.GroupBase {
		return x.Run
	}
	name := x.Group + " " + x.Run
	return cmp.Or(readerRuns[name], strings.ReplaceAll(name, "-", " "))
}
