package chain

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"gex/internal/market"
)

// endless repeats a text up to a size.
type endless struct {
	text string
	at   int
	left int
}

func (e *endless) Read(to []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := 0
	for n < len(to) && n < e.left {
		m := copy(to[n:min(len(to), e.left)], e.text[e.at:])
		n, e.at = n+m, (e.at+m)%len(e.text)
	}
	e.left -= n
	return n, nil
}

// TestNoChainIsReadToItsEnd: a file that cannot be a chain is refused before it takes memory, compressed or not.
func TestNoChainIsReadToItsEnd(t *testing.T) {
	const size = 1 << 30
	header := strings.SplitAfter(longMarket(), "\n")[0]
	for name, c := range map[string]struct {
		head, text string
		most       uint64 // MB allocated
	}{
		"zeros":        {"", strings.Repeat("\x00", 4096), 8},
		"blank lines":  {"", "\n", 8},
		"prose":        {"", "lorem ipsum dolor\n", 8},
		"one line":     {header, "1,2,3,", 64},
		"one word":     {"", "x", 8},
		"deep":         {"", "[", 400},
		"other JSON":   {`{"a":[`, `{"b":1},`, 400},
		"a JSON text":  {`{"a":"`, "text ", 400},
		"one cell":     {header + `"`, "x", 64},
		"many columns": {"", "column,", 8},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Read(io.MultiReader(strings.NewReader(c.head), &endless{text: c.text, left: size}), Options{})
		runtime.ReadMemStats(&after)
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; err == nil || used > c.most {
			t.Errorf("%s: %d MB for %v", name, used, err)
		}
	}
}

// TestUnpacksToTooMuch: a file that compresses better than any chain is refused, whatever its rows.
func TestUnpacksToTooMuch(t *testing.T) {
	text := longMarket()
	bomb := text + strings.Repeat(strings.SplitAfter(text, "\n")[1], (64<<20+20<<20)/len(strings.SplitAfter(text, "\n")[1]))
	for _, packed := range []string{gzipped(t, bomb), zstandard(t, bomb)} {
		if e := refused(t, packed, Options{}); !strings.Contains(e.What, "decompresses to more than") {
			t.Errorf("%v", e)
		}
	}
}

// TestTooManyOfAKind: the number of underlyings, and of expiries and strikes of one, is limited.
func TestTooManyOfAKind(t *testing.T) {
	const header = "underlying,spot,quote_time,root,expiration,strike,type,open_interest\n"
	name := func(i int) string {
		return fmt.Sprintf("%c%c%c%c%c", 'A'+i/456976%26, 'A'+i/17576%26, 'A'+i/676%26, 'A'+i/26%26, 'A'+i%26)
	}
	var names, roots, days, strikes strings.Builder
	strikes.WriteString(header)
	names.WriteString(header)
	roots.WriteString(header)
	days.WriteString(header)
	day := market.Date{Year: 2025, Month: time.November, Day: 21}
	for i := range mostUnderlyings + 1 {
		fmt.Fprintf(&names, "%s,100,2025-11-20T10:00:00-05:00,,2025-11-21,100,C,1\n", name(i))
		if i <= 2*mostExpiries {
			fmt.Fprintf(&roots, "ABC,100,2025-11-20T10:00:00-05:00,%s,2025-11-21,100,C,1\n", name(i))
			fmt.Fprintf(&days, "ABC,100,2025-11-20T10:00:00-05:00,ABC,%v,100,C,1\n", day.AddDays(i))
		}
		if i <= mostStrikes {
			fmt.Fprintf(&strikes, "ABC,100,2025-11-20T10:00:00-05:00,ABC,2025-11-21,%d.5,C,1\n", i)
		}
	}
	for what, text := range map[string]string{"underlyings": names.String(), "expiries": days.String(), "expiries, by root": roots.String(), "strikes": strikes.String()} {
		e := refused(t, text, Options{})
		if !strings.Contains(e.What, what) {
			t.Errorf("%s: %v", what, e)
		}
	}
}

// The limits of package assembly on the content of a file.
const (
	mostUnderlyings = 1 << 16
	mostExpiries    = 1 << 13
	mostStrikes     = 1 << 15
)
