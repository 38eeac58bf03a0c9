package chain

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"gex/internal/fault"
)

// FuzzRead feeds any bytes to detection and to each layout: nothing may panic, every refusal must have a reason, and what
// is read must be accounted for.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		quotedataTop + row6700 + row6750,
		quotedataTop + strings.Replace(row6700, "1500", `"1,500"`, 1),
		quotedataTop + strings.Replace(row6700, "1500", `"1500`, 1),
		longTop, severalUnderlyings, "\ufeff" + longTop, strings.ReplaceAll(longTop, "\n", "\r\n"),
	} {
		f.Add([]byte(text))
		f.Add([]byte(gzipped(f, text)))
		f.Add([]byte(zstandard(f, text)))
		f.Add([]byte(zipOf(f, file{"a/b.csv", text})))
		f.Add([]byte(zipOf(f, file{"a.csv", text}, file{"b.csv", text})))
		f.Add([]byte(zipOf(f, file{"a.csv.zst", zstandard(f, text)})))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range []string{"", "cboe-quotedata", "long"} {
			o := Options{Name: "fuzz", Format: format, MaxBytes: 1 << 20}
			file, err := Read(bytes.NewReader(data), o)
			if err == nil {
				checkIdentities(t, file)
				continue
			}
			var e *fault.Error
			if !errors.As(err, &e) || e.What == "" || e.Hint == "" || e.File != "fuzz" && !strings.HasPrefix(e.File, "fuzz:") {
				t.Fatalf("error without file, reason or hint: %#v", err)
			}
		}
	})
}
