package chain

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"gex/internal/chain/input"
)

// wantParts reads a text while a part of it is in memory, and as a whole: everything is the same.
func wantParts(t *testing.T, name, text string, o Options) {
	t.Helper()
	o.Name = "chain.csv"
	beginning := text[:input.HeadLen]
	p := partsOf(strings.NewReader(text), []byte(beginning), int64(len(text)), o)
	if p == nil {
		t.Fatalf("%s: it is not read in parts", name)
	}
	p.window = input.Ahead + input.Behind + 10<<10
	f, err := p.read([]byte(beginning), strings.NewReader(text[input.HeadLen:]), o)
	whole, wholeErr := readBytes([]byte(text), o)
	if err != nil || wholeErr != nil {
		if !reflect.DeepEqual(err, wholeErr) {
			t.Fatalf("%s: in parts %#v, as a whole %#v", name, err, wholeErr)
		}
		return
	}
	sameFile(t, f, whole)
	if f.SHA256 != whole.SHA256 || f.SHA256 == "" {
		t.Errorf("%s: the checksum is %s, want %s", name, f.SHA256, whole.SHA256)
	}
	if t.Failed() {
		t.Fatal(name)
	}
}

// largeTexts are files of more than windows in the layouts that are read in parts.
func largeTexts() map[string]string {
	names := make([]string, 36)
	for i := range names {
		names[i] = fmt.Sprintf("U%03d", i)
	}
	var rows strings.Builder
	rows.WriteString(quotedataTop)
	for day := range 20 {
		for k := 5000; k < 6000; k += 10 {
			for _, root := range []string{"SPX", "SPXW"}[day%2:] {
				fmt.Fprintf(&rows, "%s,%s2512%02dC%05d000,1,0,%d.5,%d,3,0.15,0.5,0.001,1000,%d.00,%s2512%02dP%05d000,1,0,1,2,3,0.15,-0.5,0.001,%d\n",
					newYork(2025, 12, day+1, 0, 0).Format("Mon Jan 02 2006"), root, day+1, k, k-4990, k-4980, k, root, day+1, k, k)
			}
		}
	}
	return map[string]string{
		"long":      strings.Join(testMarket(rand.New(rand.NewPCG(1, 1)), names, 100), ""),
		"quotedata": rows.String(),
	}
}

// TestReadInParts: a file that is read while a part of it is in memory gives what it gives as a whole, wherever something in it is
// unusual.
func TestReadInParts(t *testing.T) {
	for layout, text := range largeTexts() {
		t.Run(layout, func(t *testing.T) {
			lines := strings.SplitAfter(text, "\n")
			header := 0
			for !strings.Contains(strings.ToLower(lines[header]), "strike") {
				header++
			}
			with := func(at int, odd string) string {
				return strings.Join(lines[:at], "") + odd + strings.Join(lines[at:], "")
			}
			wantParts(t, "whole", text, Options{})
			wantParts(t, "without a line end", strings.TrimSuffix(text, "\n"), Options{})
			wantParts(t, "CRLF", strings.ReplaceAll(text, "\n", "\r\n"), Options{})
			wantParts(t, "a byte order mark", "\ufeff"+text, Options{})
			wantParts(t, "one underlying", text, Options{Symbol: "U007"})
			wantParts(t, "no such underlying, torn", text[:len(text)-30], Options{Symbol: "ABSENT"})
			wantParts(t, "a multiplier", text, Options{Multiplier: 10})
			for n := 1; n < 120; n += 20 {
				wantParts(t, "torn", text[:len(text)-n], Options{})
			}
			const begun = 700 // lines are beyond the beginning
			rng := rand.New(rand.NewPCG(2, 2))
			for name, odd := range map[string]string{
				"blank lines": "\n,,\n\n", "a footer": "Total,,\n", "a note": "A note\n", "the header": lines[header], "another header": "strike,bid,ask,volume\n",
				"all of it again": strings.Join(lines[:header+2], ""), "a web page": "<!DOCTYPE html>\n", "a text over lines": "\"a\n,b\n\"\n", "an open quote": "\"a,b\n", "a short row": "1,2,3\n",
				"a long line": strings.Repeat("x,", 150<<10) + "\n", "a long text": "\"" + strings.Repeat("y\n", 100) + strings.Repeat("z", 80<<10) + "\"\n",
				"a quoted row": "\"" + strings.Replace(lines[header+1], ",", "\",", 1), "a bad cell": strings.Replace(lines[header+1], ",1", ",x", 1),
			} {
				for range 2 {
					wantParts(t, name, with(begun+rng.IntN(len(lines)-begun), odd), Options{})
				}
			}
			for name, note := range map[string]string{
				"a column more": "1", "texts over lines": "\"a\nb\"", "open quotes": "\"a", "open quotes and texts over lines": "\"a\nb\"\n\"\n",
			} {
				rows := strings.ReplaceAll(strings.Join(lines[header+1:], ""), "\n", ","+note+"\n")
				wantParts(t, name, strings.Join(lines[:header], "")+strings.TrimSuffix(lines[header], "\n")+",note\n"+rows, Options{})
			}
			long := "\"" + strings.Repeat(strings.Repeat("y", 4<<10)+"\n", 14) + "\""
			for first := range 3 {
				text := strings.Join(lines[:header], "") + strings.TrimSuffix(lines[header], "\n") + ",note\n"
				for i, line := range lines[header+1 : len(lines)-1] {
					note := "1"
					if i > begun && i%300 == 100*first {
						note = long
					}
					text += strings.TrimSuffix(line, "\n") + "," + note + "\n"
				}
				wantParts(t, "long texts over lines", text, Options{})
			}
		})
	}
}

// TestNotInParts: what needs the whole file is read as a whole.
func TestNotInParts(t *testing.T) {
	text := largeTexts()["long"]
	for name, c := range map[string]struct {
		text string
		o    Options
	}{
		"the order of dates is set":  {text, Options{Dates: DayFirst}},
		"numeric dates":              {longHeader + strings.Repeat("ABC,100,2025-11-20T10:00:00-05:00,ABC,12/19/2025,100,C,1,2,3,,,,,,\n", 2000), Options{}},
		"semicolons":                 {strings.ReplaceAll(text, ",", ";"), Options{}},
		"decimal commas":             {text, Options{Decimal: ','}},
		"other names":                {text, Options{Columns: map[string]string{"strike": "strike"}}},
		"no lines":                   {strings.ReplaceAll(text, "\n", "\r"), Options{}},
		"a layout that needs memory": {"a,b,c\n" + text, Options{Format: "tradier"}},
	} {
		if p := partsOf(strings.NewReader(c.text), []byte(c.text[:input.HeadLen]), int64(len(c.text)), c.o); p != nil {
			t.Errorf("%s: it is read in parts as %s", name, p.layout.Name)
		}
	}
}

// TestReadLarge: Read takes large files in parts, and reports why one cannot be read to its end.
func TestReadLarge(t *testing.T) {
	for layout, text := range largeTexts() {
		top, rows, _ := strings.Cut(text, "\n")
		if layout == "quotedata" {
			top, rows = quotedataTop[:len(quotedataTop)-1], text[len(quotedataTop):]
		}
		text = top + "\n" + strings.Repeat(rows, 1+17<<20/len(rows))
		whole, err := readBytes([]byte(text), Options{Name: "chain.csv"})
		if err != nil {
			t.Fatal(err)
		}
		sameFile(t, read(t, text, Options{}), whole)
		if e := refused(t, text, Options{MaxBytes: int64(len(text) - 1)}); !strings.Contains(e.What, "too large") {
			t.Errorf("%s: %v", layout, e)
		}
		read(t, text, Options{MaxBytes: int64(len(text))})
		half := io.MultiReader(strings.NewReader(text[:len(text)/2]), iotest.ErrReader(errors.New("broken")))
		broken := sized{half, len(text)}
		if _, err := Read(broken, Options{}); err == nil || !strings.Contains(err.Error(), "broken") {
			t.Errorf("%s: a file that cannot be read gives %v", layout, err)
		}
	}
}

// sized is a reader that knows how much there is.
type sized struct {
	io.Reader
	n int
}

func (s sized) Len() int { return s.n }
