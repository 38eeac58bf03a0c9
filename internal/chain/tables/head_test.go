package tables

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestNearest: the line of the header is the first with the most required columns, counted line by line, with columns
// that are known by other names and required ones that nothing is read from.
func TestNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	fields := []Field{Ignored, Bid, Ask, Strike, Expiry, Right}
	for range 2000 {
		table := Table{Also: map[string]string{}}
		var names []string
		for i := range 2 + r.IntN(8) {
			name := fmt.Sprintf("Name_%d", i)
			table.Columns = append(table.Columns, Column{Name: name, Field: fields[r.IntN(len(fields))], Required: r.IntN(2) == 0})
			names = append(names, name)
			if r.IntN(4) == 0 {
				table.Also["also-"+name] = name
				names = append(names, "also-"+name)
			}
		}
		var text strings.Builder
		for range r.IntN(HeaderLines + 3) {
			for i := range r.IntN(8) {
				if i > 0 {
					text.WriteByte(',')
				}
				text.WriteString([]string{"12.5", names[r.IntN(len(names))], strings.ToUpper(names[r.IntN(len(names))])}[r.IntN(3)])
			}
			text.WriteByte('\n')
		}
		head := NewHead([]byte(text.String()))
		var want *HeadLine
		lines, fewest := head.Table(), lackingIn(&table, nil)
		for i := range lines {
			if n := lackingIn(&table, lines[i].Keys); n < fewest {
				want, fewest = &lines[i], n
			}
		}
		if got, lacks := table.nearest(head); got != want || lacks != fewest {
			t.Fatalf("%v of %v, also %v:\n%s\nlacks %d, want %d", got, table.Columns, table.Also, text.String(), lacks, fewest)
		}
	}
}

// lackingIn counts the required columns that are not among the keys of a line.
func lackingIn(t *Table, keys []string) (n int) {
	known := t.Vocabulary()
	for _, c := range t.Columns {
		there := slices.ContainsFunc(keys, func(key string) bool {
			f, ok := known[key]
			return ok && f == c.Field && (f != Ignored || key == Canonical(c.Name))
		})
		if c.Required && !there {
			n++
		}
	}
	return n
}
