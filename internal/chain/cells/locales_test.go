package cells

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/chain/model"
	"gex/internal/market"
)

// TestBrowserDates reads dates that a browser's engine wrote: testdata/browser_dates.tsv has the locale, the instant, and
// what Intl.DateTimeFormat (ICU 78, CLDR 48) made of it, with long and short months, days of the week, 12 and 24 hours, in
// New York and in the zone of the locale.
func TestBrowserDates(t *testing.T) {
	text, err := os.ReadFile("testdata/browser_dates.tsv")
	if err != nil {
		t.Fatal(err)
	}
	locales := map[string]map[time.Month]bool{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		want, err := time.Parse("2006-01-02T15:04Z07:00", cells[1])
		if err != nil {
			t.Fatal(err)
		}
		if locales[cells[0]] == nil {
			locales[cells[0]] = map[time.Month]bool{}
		}
		locales[cells[0]][want.Month()] = true
		if got, _, err := ParseTime(cells[2]); err != nil || !got.Equal(want) {
			t.Errorf("%s: %q is read as %v, %v; want %v", cells[0], cells[2], got, err, want.In(market.NewYork))
		}
	}
	if len(locales) < 60 {
		t.Errorf("%d locales", len(locales))
	}
	for locale, seen := range locales {
		if len(seen) < 6 {
			t.Errorf("%s: only %d months", locale, len(seen))
		}
	}
}

// TestLocaleMonths: a name means one month, in all languages, and the languages have all months.
func TestLocaleMonths(t *testing.T) {
	of := map[string]int{}
	for _, language := range localeMonths {
		for i, names := range language {
			for _, name := range strings.Fields(names) {
				if month, ok := of[name]; ok {
					t.Errorf("%s is month %d and %d", name, month, i+1)
				}
				of[name] = i + 1
				if halves[name] != "" || zones[name] != "" {
					t.Errorf("%s is a month and more", name)
				}
			}
		}
	}
	for _, word := range []string{"am", "pm", "est", "gmt"} {
		if fillers()[word] {
			t.Errorf("%s is dropped", word)
		}
	}
}

// TestHandWrittenDates are forms that Intl does not write, and words with two meanings.
func TestHandWrittenDates(t *testing.T) {
	for text, want := range map[string]time.Time{
		"20. listopada 2025. u 09:52 GMT-5":                newYorkTime(2025, 10, 20, 10, 52), // Croatian
		"20 listopada 2025 09:52 GMT-5":                    newYorkTime(2025, 11, 20, 9, 52),  // Polish
		"9 декабря 2023 г., 13:49 EST":                     newYorkTime(2023, 12, 9, 13, 49),
		"20. November 2025 um 15:52 MEZ":                   newYorkTime(2025, 11, 20, 9, 52),
		"mar 25 nov 2025, 9:52 EST":                        newYorkTime(2025, 11, 25, 9, 52), // Tuesday
		"mar. 3 mars 2026, 9:52 EST":                       newYorkTime(2026, 3, 3, 9, 52),
		"3 mar 2026 9:52 EST":                              newYorkTime(2026, 3, 3, 9, 52),
		"2025年11月20日星期四 上午9时52分 GMT-5":                     newYorkTime(2025, 11, 20, 9, 52),
		"2025年11月29日 晚上8:30 [EST]":                         newYorkTime(2025, 11, 29, 20, 30),
		"２０２５年１１月２０日 ９：５２ EST":                             newYorkTime(2025, 11, 20, 9, 52),
		"20 novembre 2025 à 9 h 52 HNE":                    newYorkTime(2025, 11, 20, 9, 52),
		"20 novembar 2025. u 15:52 (CET)":                  newYorkTime(2025, 11, 20, 9, 52), // the zone in parentheses
		"20. novembar 2025. (09:52 GMT -5)":                newYorkTime(2025, 11, 20, 9, 52), // the time too
		"Thu Nov 20 2025 09:52:00 GMT-0500 (EST)":          newYorkTime(2025, 11, 20, 9, 52), // two zones that agree
		"20 พฤศจิกายน 2568 09:52 GMT-5":                    newYorkTime(2025, 11, 20, 9, 52),
		"20 בנובמבר 2025 בשעה 16:52 GMT\u200e+2\u200e":     newYorkTime(2025, 11, 20, 9, 52),
		"٢٠ نوفمبر ٢٠٢٥ في ٩:٥٢ ص غرينتش-٥":                newYorkTime(2025, 11, 20, 9, 52),
		"20. marraskuuta 2025 klo 9.52 UTC-5":              newYorkTime(2025, 11, 20, 9, 52),
		"2025. november 20. de. 9:52 GMT-5":                newYorkTime(2025, 11, 20, 9, 52),
		"2025. november 20. du. 9:52 GMT-5":                newYorkTime(2025, 11, 20, 21, 52),
		"20 de noviembre de 2025, 12:30 GMT-5":             newYorkTime(2025, 11, 20, 12, 30),
		"November 20, 2025 at 20:22 GMT +5:30":             newYorkTime(2025, 11, 20, 9, 52),
		"lúc 09:52 20 tháng 11, 2025 GMT-5":                newYorkTime(2025, 11, 20, 9, 52),
		"1 d’octubre de 2025, a les 9:52 GMT-4":            newYorkTime(2025, 10, 1, 9, 52),
		"sön 30 nov. 2025 kl. 15:52 CET":                   newYorkTime(2025, 11, 30, 9, 52),
		"20 November 2025 at 20:22 IST":                    newYorkTime(2025, 11, 20, 9, 52),
		"20 de novembro de 2025 às 11:52 BRT":              newYorkTime(2025, 11, 20, 9, 52),
		"20. listopadu 2025 v 15:52 SEČ":                   newYorkTime(2025, 11, 20, 9, 52),
		"чт, 20 нояб. 2025 г., 17:52 GMT+3":                newYorkTime(2025, 11, 20, 9, 52),
		"2025 m. lapkričio 20 d. 16:52 EET":                newYorkTime(2025, 11, 20, 9, 52),
		"Kasım 20, 2025 ÖS 5:52 GMT+3":                     newYorkTime(2025, 11, 20, 9, 52),
		"20 νοεμβρίου 2025 στις 4:52 μ.μ. EET":             newYorkTime(2025, 11, 20, 9, 52),
		"2025年11月20日 22:52 HKT":                            newYorkTime(2025, 11, 20, 9, 52),
		"2025년 11월 20일 목요일 오후 11시 52분 KST":                 newYorkTime(2025, 11, 20, 9, 52),
		"2025/11/20 23:52 JST":                             newYorkTime(2025, 11, 20, 9, 52),
		"20 ноября 2025 г. в 17:52 MSK":                    newYorkTime(2025, 11, 20, 9, 52),
		"20 November 2025 at 2:52 pm [GMT]":                newYorkTime(2025, 11, 20, 9, 52),
		"Thu Nov 20 2025 09:52:00 GMT-0500 (Eastern Time)": newYorkTime(2025, 11, 20, 9, 52),
	} {
		if got, _, err := ParseTime(text); err != nil || !got.Equal(want) {
			t.Errorf("%q is read as %v, %v; want %v", text, got, err, want)
		}
	}
}

// TestForeignCalendars: a date in another calendar, or in a language that is not known, is refused with the advice to give it.
func TestForeignCalendars(t *testing.T) {
	for _, text := range []string{"۲۹ آبان ۱۴۰۴ ساعت ۹:۵۲ (\u200e−۵ گرینویچ)", "٢٩ جمادى الأولى ١٤٤٧ هـ في ٩:٥٢ ص غرينتش-٥", "20 Tachwedd 2025 am 12:30 GMT-5",
		"20-noyabr, 2025, 09:52 (GMT-5)", "令和7年11月20日 9:52 GMT-5", "3 ມັງກອນ 2025, 04:52 GMT-5", "2.3.2025 klo 9.52 UTC-5", "20 November 2025 9:52 XYZT"} {
		if got, _, err := ParseTime(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func TestZoneIST(t *testing.T) {
	_, doubt, err := ParseTime("20 November 2025 at 20:22 IST")
	if err != nil || doubt.Code != "zone-word" || !strings.Contains(doubt.Message, "India") || !strings.Contains(doubt.Message, "Israel") {
		t.Errorf("%v, %v", doubt, err)
	}
}

// TestEnglishIsUnchanged: what single words decide in other languages leaves an English date as it is.
func TestEnglishIsUnchanged(t *testing.T) {
	for _, text := range []string{"january 7 2024 at 10:52 am est", "fri nov 21 2025", "11/21/2025 3:30 pm", "21-nov-2025", "20251121 15:52"} {
		if got := words(text); !slices.Equal(got, strings.Fields(text)) {
			t.Errorf("%q has the words %q", text, got)
		}
	}
	for text, want := range map[string]model.DateOrder{"3/14/2025": model.MonthFirst, "14.3.2025": model.DayFirst} {
		if got, open := OrderOf(text); got != want || open {
			t.Errorf("%q is %v", text, got)
		}
	}
}
