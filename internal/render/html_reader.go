package render

import (
	"cmp"
	"regexp"
	"strings"
	"sync"

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
	requested = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b([Ss]et|and) --([a-z][a-z0-9-]*)`) })
	flagged   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`--([a-z][a-z0-9-]*)`) })
	commanded = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`[;:,] (?:see )?gex [a-z]+(?: says why| lists them)?`)
	})
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
