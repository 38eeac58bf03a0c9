package cells

import (
	"strings"
	"testing"
	"time"
)

// TestEnglishIsOfAllLanguages: what english knows without the tables of all languages, they say as well.
func TestEnglishIsOfAllLanguages(t *testing.T) {
	words := strings.Fields("am pm et est edt ct cst cdt utc gmt at of mon tue wed thu fri sat sun 7 2024 10:52")
	for m := time.January; m <= time.December; m++ {
		words = append(words, strings.ToLower(m.String()), strings.ToLower(m.String()[:3]))
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		words = append(words, strings.ToLower(d.String()))
	}
	for _, word := range append(words, "", "sept") {
		month, filler, known := english(word)
		if !known || month != months()[word] || filler != fillers()[word] {
			t.Errorf("%q is %v, filler %v, known %v; in all languages %v, %v", word, month, filler, known, months()[word], fillers()[word])
		}
	}
}

// TestEnglishIsPartOfAllLanguages: nothing that begins with a digit is a month or without information, and every word has
// the meaning of the tables.
func TestEnglishIsPartOfAllLanguages(t *testing.T) {
	for word, month := range months() {
		if monthOf(word) != month {
			t.Errorf("%q is month %d, want %d", word, monthOf(word), month)
		}
	}
	for word := range fillers() {
		if !isFiller(word) {
			t.Errorf("%q is no filler", word)
		}
	}
}
