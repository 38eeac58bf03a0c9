package chain

import (
	"strings"
	"time"
	"unicode/utf8"
)

// months knows the names and short names of the months in English, Spanish, French, German, Italian and Portuguese:
// Cboe writes its date line in the language of the browser.
var months = monthWords(
	"january jan enero ene janvier janv januar jänner gennaio gen janeiro",
	"february feb febrero février févr februar febbraio fevereiro fev",
	"march mar marzo mars märz mär março",
	"april apr abril abr avril avr aprile",
	"may mayo mai maggio mag maio",
	"june jun junio juin juni giugno giu junho",
	"july jul julio juillet juil juli luglio lug julho",
	"august aug agosto ago août",
	"september sept sep septiembre septembre settembre set setembro",
	"october oct octubre octobre oktober okt ottobre ott outubro out",
	"november nov noviembre novembre novembro",
	"december dec diciembre dic décembre déc dezember dez dicembre dezembro",
)

func monthWords(lines ...string) map[string]time.Month {
	m := map[string]time.Month{}
	for i, line := range lines {
		for _, word := range strings.Fields(line) {
			m[word] = time.Month(i + 1)
		}
	}
	return m
}

// fillers are words of a date that say nothing.
var fillers = map[string]bool{
	"at": true, "of": true, "de": true, "del": true, "um": true, "à": true, "às": true, "alle": true, "a": true, "las": true,
	"mon": true, "tue": true, "wed": true, "thu": true, "fri": true, "sat": true, "sun": true,
}

// decodeText returns s as UTF-8; bytes that are not are taken as Latin-1.
func decodeText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}
