package cells

import (
	"strings"
	"time"
	"unicode/utf8"
)

// months maps the names and abbreviations of the months in English, Spanish, French, German, Italian, Portuguese, Dutch,
// Swedish, Polish, Turkish and Russian: Cboe writes its date line in the language of the browser.
var months = monthWords(
	"january jan enero ene janvier janv januar jänner gennaio gen janeiro januari stycznia ocak января янв",
	"february feb febrero février févr februar febbraio fevereiro fev februari lutego şubat февраля февр",
	"march mar marzo mars märz mär março maart mrt mars marca mart марта мар",
	"april apr abril abr avril avr aprile kwietnia nisan апреля апр",
	"may mayo mai maggio mag maio mei maj maja mayıs мая",
	"june jun junio juin juni giugno giu junho czerwca haziran июня июн",
	"july jul julio juillet juil juli luglio lug julho lipca temmuz июля июл",
	"august aug agosto ago août augustus augusti sierpnia ağustos августа авг",
	"september sept sep septiembre septembre settembre set setembro września eylül сентября сент",
	"october oct octubre octobre oktober okt ottobre ott outubro out października ekim октября окт",
	"november nov noviembre novembre novembro listopada kasım ноября нояб",
	"december dec diciembre dic décembre déc dezember dez dicembre dezembro grudnia aralık декабря дек",
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

// fillers are words in a date that carry no information.
var fillers = map[string]bool{
	"at": true, "of": true, "de": true, "del": true, "um": true, "à": true, "às": true, "alle": true, "a": true, "las": true,
	"ore": true, "om": true, "kl": true, "o": true, "г": true, "в": true,

	"mon": true, "tue": true, "wed": true, "thu": true, "fri": true, "sat": true, "sun": true,
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"lun": true, "mié": true, "jue": true, "vie": true, "sáb": true, "dom": true, // Spanish; Tuesday is mar, as March
	"mer": true, "jeu": true, "ven": true, "sam": true, "dim": true,
	"mo": true, "di": true, "mi": true, "do": true, "fr": true, "sa": true, "so": true,
}

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
