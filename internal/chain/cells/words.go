package cells

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// months maps the names and abbreviations of the months in the languages of localeMonths: Cboe writes its date line in the
// language of the browser. In Hebrew, in precedes the name without a space.
var months = sync.OnceValue(func() map[string]time.Month {
	m := map[string]time.Month{}
	for _, language := range localeMonths {
		for i, names := range language {
			for _, name := range strings.Fields(names) {
				m[name] = time.Month(i + 1)
				if 'א' <= []rune(name)[0] && []rune(name)[0] <= 'ת' {
					m["ב"+name] = time.Month(i + 1)
				}
			}
		}
	}
	return m
})

// fillers are words in a date that carry no information. A name of a day of the week that is also a month is the month.
var fillers = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, list := range []string{localeFillers, localeWeekdays, "of lun mié jue vie sáb dom mer jeu ven sam dim mo di mi do fr sa so - – "} {
		for _, word := range strings.Fields(list) {
			m[word] = true
		}
	}
	return m
})

// UTF8 returns s as UTF-8; text that is not valid UTF-8 is decoded as Latin-1.
func UTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}
