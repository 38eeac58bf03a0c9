package cells

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"gex/internal/lazy"
)

// Browsers write dates in the language of their user: toLocaleString and Intl.DateTimeFormat follow CLDR, the tables of the
// Unicode Consortium. This file brings such a text into the words and digits that a moment is made of.

// halves are the words for before and after noon, without a final point.
var halves = map[string]string{
	"am": "am", "a.m": "am", "pm": "pm", "p.m": "pm",
	"дп": "am", "пп": "pm", "претпл": "am", "попл": "pm", "π.μ": "am", "μ.μ": "pm", "öö": "am", "ös": "pm", "ص": "am", "م": "pm",
	"ق.ظ": "am", "ب.ظ": "pm", "priekšp": "am", "pēcp": "pm", "priešpiet": "am", "popiet": "pm", "पूर्वाह्न": "am", "अपराह्न": "pm",
	"පෙ.ව": "am", "ප.ව": "pm",
}

// nearHalves are such words only beside a time of day: de is also of, sa Saturday.
var nearHalves = map[string]string{
	"fm": "am", "em": "pm", "f.m": "am", "e.m": "pm", "ap": "am", "ip": "pm", "f.h": "am", "e.h": "pm", "dop": "am", "odp": "pm", "pop": "pm",
	"de": "am", "du": "pm", "p.d": "am", "m.d": "pm", "sa": "am", "ch": "pm", "pg": "am", "ptg": "pm", "vm": "am", "nm": "pm",
}

// eastAsianHalves stand before the hour without a space. Those of Taiwan divide the day into more than two parts.
var eastAsianHalves = strings.NewReplacer("午前", " am ", "午後", " pm ", "上午", " am ", "下午", " pm ", "오전", " am ", "오후", " pm ",
	"凌晨", " am ", "清晨", " am ", "早上", " am ", "中午", " pm ", "晚上", " pm ")

// greenwich are the names of GMT in other languages.
var greenwich = strings.NewReplacer("гринуич", "gmt", "غرينتش", "gmt", "گرینویچ", "gmt", "ജിഎംടി", "gmt", "ග්\u200dරිමවේ", "gmt", "гмт", "gmt")

// croatianMonths are names of other months in Polish or Czech. Croatian alone writes a point after the year.
var croatianMonths = map[string]string{"lip": "jun", "srp": "jul", "listopad": "oct", "lis": "oct", "listopada": "oct"}

var (
	croatianYear   = lazy.Regexp(`^(?:19|20)\d\d\.$`)
	vietnamMonth   = lazy.Regexp(`\b(?:tháng|thg)\s*(\d{1,2})\b`)
	hourMark       = lazy.Regexp(`\b(\d{1,2})\s?h\s?(\d{2})\b(?:\s?min\s?(\d{2})\s?s\b)?`)
	thaiClock      = lazy.Regexp(`(\d{1,2})\s*นาฬิกา\s*(\d{1,2})\s*นาที(?:\s*(\d{1,2})\s*วินาที)?`)
	asianClock     = lazy.Regexp(`(\d{1,2})\s*[時时시點点]\s*(\d{1,2})\s*[分분](?:\s*(\d{1,2})\s*[秒초])?`)
	asianDate      = lazy.Regexp(`(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]`)
	asianDay       = lazy.Regexp(`[月火水木金土日]曜日?|[월화수목금토일]요일|(?:星期|周|週)[一二三四五六日天]|thứ\s*(?:\d|\p{L}+)|chủ nhật|วัน\S*ที่`)
	spacedDate     = lazy.Regexp(`\b(\d{1,2})\.\s(\d{1,2})\.\s(\d{4})\b`)
	looseOffset    = lazy.Regexp(`\[?\b(gmt|utc)\]?\s*([+-])\s*(\d{1,2})(?:[:.](\d\d))?\b`)
	pointClock     = lazy.Regexp(`^\d{1,2}(?:\.\d\d){1,2}$`)
	pointDate      = lazy.Regexp(`^\d{1,2}\.\d{1,2}\.\d{4}$`)
	writtenZone    = lazy.Regexp(`\b(?:gmt|utc)|\d[+-]\d\d:?\d\d\b|\dz\b`)
	inBrackets     = lazy.Regexp(`\(([^()]*)\)`)
	squareBrackets = strings.NewReplacer("[", " ", "]", " ")
	elided         = strings.NewReplacer("d’", "", "d'", "")
)

// plainText writes a date in lower case with the digits, signs and words of English, as far as single words do not matter.
func plainText(s string) string {
	if !isASCII(s) {
		s = asianDay().ReplaceAllString(strings.Map(plainRune, s), " ")
		s = asianDate().ReplaceAllString(s, "$1-$2-$3 ")
		for _, clock := range []func() *regexp.Regexp{asianClock, thaiClock} {
			s = replaceClock(s, clock())
		}
		s = greenwich.Replace(eastAsianHalves.Replace(s))
	}
	if strings.Contains(s, "tháng") || strings.Contains(s, "thg") {
		s = vietnamMonth().ReplaceAllStringFunc(s, func(m string) string {
			return vietnamMonths[vietnamMonth().FindStringSubmatch(m)[1]]
		})
	}
	if strings.ContainsAny(s, "’'") {
		s = elided.Replace(s)
	}
	if strings.Contains(s, "h") {
		s = replaceClock(s, hourMark())
	}
	if strings.Contains(s, ". ") {
		s = spacedDate().ReplaceAllString(s, "$1.$2.$3")
	}
	if strings.Contains(s, "gmt") || strings.Contains(s, "utc") {
		s = looseOffset().ReplaceAllStringFunc(s, tightOffset)
	}
	if strings.ContainsAny(s, "[](") {
		s = withoutBrackets(s)
	}
	return s
}

// vietnamMonths are the numbers of months in words that months has.
var vietnamMonths = map[string]string{"1": " jan ", "2": " feb ", "3": " mar ", "4": " apr ", "5": " may ", "6": " jun ", "7": " jul ", "8": " aug ",
	"9": " sep ", "10": " oct ", "11": " nov ", "12": " dec "}

// replaceClock writes an hour, a minute and perhaps a second between their words as 9:52:30.
func replaceClock(s string, form *regexp.Regexp) string {
	return form.ReplaceAllStringFunc(s, func(clock string) string {
		m := form.FindStringSubmatch(clock)
		return strings.TrimRight(strings.Join(m[1:], ":"), ":") + " "
	})
}

// tightOffset writes GMT -5 and [GMT]+5.30 as gmt-5 and gmt+5:30.
func tightOffset(s string) string {
	m := looseOffset().FindStringSubmatch(s)
	if m[4] != "" {
		m[4] = ":" + m[4]
	}
	return m[1] + m[2] + m[3] + m[4]
}

// withoutBrackets drops what is in parentheses, such as (Eastern Standard Time), unless it is the time of day or the only
// zone. Square brackets, in which Chinese has the zone, are spaces.
func withoutBrackets(s string) string {
	s = squareBrackets.Replace(s)
	outside := writtenZone().MatchString(inBrackets().ReplaceAllString(s, " "))
	return inBrackets().ReplaceAllStringFunc(s, func(in string) string {
		text := strings.TrimSpace(in[1 : len(in)-1])
		_, err := locationOf(text)
		if strings.Contains(text, ":") || err == nil && !outside {
			return " " + text + " "
		}
		return " "
	})
}

func isASCII(s string) bool { return !strings.ContainsFunc(s, func(r rune) bool { return r > 0x7e }) }

// plainRune returns the ASCII digit of any digit, a plain sign or space for a typographic one, and drops marks of direction.
func plainRune(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\u3000':
		return ' '
	case r == '\u2212' || r == '\u2013' || r == '\u2010' || r == '\u2011':
		return '-'
	case r == '،' || r == '，' || r == '፣':
		return ','
	case r == '：':
		return ':'
	case r == '\u200e' || r == '\u200f' || r == '\u061c' || '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069':
		return -1
	case unicode.Is(unicode.Nd, r):
		return plainDigit(r)
	}
	return r
}

// plainDigit returns the ASCII digit of a decimal digit. Those of a script are ten in a row, from a code point that ends in 0
// or 6.
func plainDigit(r rune) rune {
	for _, zero := range "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀០᠐０" {
		if zero <= r && r <= zero+9 {
			return '0' + r - zero
		}
	}
	return r
}

// settle decides what single words mean that depend on the others.
func settle(words []string) []string {
	named, clocked := 0, false
	for _, w := range words {
		if strings.Count(w, ".") == 2 && pointDate().MatchString(w) {
			named++
		}
		if monthOf(strings.TrimSuffix(w, ".")) != 0 {
			named++
		}
		clocked = clocked || strings.Contains(w, ":")
	}
	for i, w := range words {
		w = strings.TrimSuffix(w, ".")
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		switch half := nearHalves[w]; {
		case named > 0 && !clocked && pointClock().MatchString(w):
			words[i] = strings.ReplaceAll(w, ".", ":")
		case half != "" && (isClock(next) || w != "de" && i > 0 && isClock(words[i-1])):
			words[i] = half
		case croatianMonths[w] != "" && croatianYear().MatchString(next):
			words[i] = croatianMonths[w]
		case w == "mar" && named > 1: // Tuesday
			words[i], named = "", named-1
		}
	}
	return thaiYear(words)
}

func isClock(word string) bool { return strings.Contains(word, ":") || pointClock().MatchString(word) }

// thaiYear subtracts 543 from a year beside a Thai month: Thailand counts years from the death of the Buddha.
func thaiYear(words []string) []string {
	thai := false
	for _, w := range words {
		thai = thai || strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(unicode.Thai, r) }) && monthOf(strings.TrimSuffix(w, ".")) != 0
	}
	for i, w := range words {
		if thai && len(w) == 4 && w[0] == '2' && w > "2400" && !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsDigit(r) }) {
			n := int(w[0]-'0')*1000 + int(w[1]-'0')*100 + int(w[2]-'0')*10 + int(w[3]-'0') - 543
			words[i] = time.Date(n, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006")
		}
	}
	return words
}
