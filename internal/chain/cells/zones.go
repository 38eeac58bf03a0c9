package cells

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// locationOf is location for a text that may be empty, which is no zone.
func locationOf(text string) (*time.Location, error) {
	if text == "" {
		return nil, fmt.Errorf("a time zone is missing")
	}
	return location(text)
}

// location returns the time zone of a word; "" is New York, and IST is India, not Israel or Ireland.
func location(word string) (*time.Location, error) {
	if zone, ok := zones[word]; ok {
		return time.LoadLocation(zone)
	}
	if word[0] == '+' || word[0] == '-' {
		return fixedZone(word, word)
	}
	for _, prefix := range []string{"gmt", "utc"} {
		if offset, ok := strings.CutPrefix(word, prefix); ok {
			return fixedZone(word, offset)
		}
	}
	return nil, fmt.Errorf("%q is not a time zone", word)
}

var zones = map[string]string{
	"": "America/New_York", "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
	"ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago",
	"mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver",
	"pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
	"gmt": "UTC", "utc": "UTC", "z": "UTC",
	"bst": "Europe/London", "wet": "Europe/Lisbon", "west": "Europe/Lisbon", "msk": "Europe/Moscow",
	"cet": "Europe/Berlin", "cest": "Europe/Berlin", "mez": "Europe/Berlin", "mesz": "Europe/Berlin", "seč": "Europe/Prague", "selč": "Europe/Prague",
	"eet": "Europe/Athens", "eest": "Europe/Athens", "oez": "Europe/Athens", "oesz": "Europe/Athens", "brt": "America/Sao_Paulo", "trt": "Europe/Istanbul",
	"hne": "America/New_York", "hae": "America/New_York", "hnc": "America/Chicago", "hac": "America/Chicago", // French Canada
	"hnr": "America/Denver", "har": "America/Denver", "hnp": "America/Los_Angeles", "hap": "America/Los_Angeles",
	"ist": "Asia/Kolkata", "sgt": "Asia/Singapore", "hkt": "Asia/Hong_Kong", "kst": "Asia/Seoul", "jst": "Asia/Tokyo",
	"aest": "Australia/Sydney", "aedt": "Australia/Sydney", "awst": "Australia/Perth", "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland",
	"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura", "myt": "Asia/Kuala_Lumpur", "pht": "Asia/Manila",
	"akst": "America/Anchorage", "akdt": "America/Anchorage", "hst": "Pacific/Honolulu", "ast": "America/Halifax", "adt": "America/Halifax",
	"sast": "Africa/Johannesburg",
}

// fixedZone reads -5, +05:30 or -0500.
func fixedZone(word, offset string) (*time.Location, error) {
	digits := strings.Replace(offset[1:], ":", "", 1)
	if digits != "" && len(digits) <= 2 {
		digits += "00"
	}
	n, err := strconv.ParseUint(digits, 10, 16)
	hours, minutes := int(n/100), int(n%100)
	if err != nil || len(digits) > 4 || hours > 14 || minutes > 59 || (offset[0] != '-' && offset[0] != '+') {
		return nil, fmt.Errorf("%q is not a time zone", word)
	}
	seconds := 3600*hours + 60*minutes
	if offset[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone(strings.ToUpper(word), seconds), nil
}
