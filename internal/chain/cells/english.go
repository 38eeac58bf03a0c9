package cells

import "time"

// english returns what the words of US vendors mean in dates: a month, or a word without information. known is false for any
// other word, which may be one of them in another language: the tables of all languages take half a millisecond to make, and most
// files need none of them.
func english(word string) (month time.Month, filler, known bool) {
	switch word {
	case "january", "jan":
		return time.January, false, true
	case "february", "feb":
		return time.February, false, true
	case "march", "mar":
		return time.March, false, true
	case "april", "apr":
		return time.April, false, true
	case "may":
		return time.May, false, true
	case "june", "jun":
		return time.June, false, true
	case "july", "jul":
		return time.July, false, true
	case "august", "aug":
		return time.August, false, true
	case "september", "sept", "sep":
		return time.September, false, true
	case "october", "oct":
		return time.October, false, true
	case "november", "nov":
		return time.November, false, true
	case "december", "dec":
		return time.December, false, true
	case "at", "of", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return 0, true, true
	case "am", "pm", "et", "est", "edt", "ct", "cst", "cdt", "utc", "gmt":
		return 0, false, true
	}
	return 0, false, word == "" || word[0]-'0' <= 9
}

// monthOf returns the month that a word names in any language, 0 where it names none.
func monthOf(word string) time.Month {
	month, _, known := english(word)
	if !known {
		month = months()[word]
	}
	return month
}

// isFiller reports whether a word carries no information in any language.
func isFiller(word string) bool {
	_, filler, known := english(word)
	if !known {
		filler = fillers()[word]
	}
	return filler
}
