package assembly_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"weak"

	"gex/internal/chain/assembly"
	"gex/internal/chain/input"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
)

// quotes is a table of two expiries with so many strikes each, with bids in one column and asks in another.
func quotes(bid, ask string, strikes int) string {
	var text strings.Builder
	fmt.Fprintf(&text, "underlying,spot,quote_time,root,expiration,strike,type,%s,%s,open_interest\n", bid, ask)
	for _, day := range []string{"2025-12-19", "2026-01-16"} {
		for i := range strikes {
			fmt.Fprintf(&text, "ABC,100.5,2025-11-20T10:00:00-05:00,ABC,%s,%d,%c,%d.25,%d.5,%d\n", day, 50+i/2, "CP"[i%2], i, i+1, 10*i)
		}
	}
	return text.String()
}

// chainsOf reads a table with a fast path, or nil.
func chainsOf(t *testing.T, text string, quick *assembly.Quick) []*model.Chain {
	t.Helper()
	src := &input.Source{Name: "chain.csv", Data: []byte(text), NoQuick: quick == nil}
	if quick == nil {
		quick = &assembly.Quick{}
	}
	h := layouts.LongTable.Find(src.Data)
	a := assembly.NewAssembler(src, model.Options{})
	l := layouts.NewLongReader(src, a, &h)
	quick.Read(src, a, l.Rows, 1, l.Read)
	chains, err := a.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return chains
}

// A fast path reads tables one after the other, each as if it was the first: the same again, one with other columns, and any
// length, with columns that grow on the way.
func TestQuickAgain(t *testing.T) {
	var quick assembly.Quick
	for n := range 140 {
		for _, text := range []string{quotes("bid", "ask", n+1), quotes("bid", "ask", n+1), quotes("ask", "bid", n+1)} {
			got, want := chainsOf(t, text, &quick), chainsOf(t, text, nil)
			if fmt.Sprintf("%+v", got[0]) != fmt.Sprintf("%+v", want[0]) || len(got) != 1 {
				t.Fatalf("%d strikes:\n%+v\n%+v", n+1, got[0], want[0])
			}
		}
	}
}

// A fast path that waits for the next table keeps nothing of the last one in memory.
func TestQuickForgets(t *testing.T) {
	var quick assembly.Quick
	read := func() (weak.Pointer[input.Source], weak.Pointer[assembly.Assembler]) {
		src := &input.Source{Name: "chain.csv", Data: []byte(quotes("bid", "ask", 40))}
		h := layouts.LongTable.Find(src.Data)
		a := assembly.NewAssembler(src, model.Options{})
		l := layouts.NewLongReader(src, a, &h)
		quick.Read(src, a, l.Rows, 1, l.Read)
		return weak.Make(src), weak.Make(a)
	}
	src, a := read()
	runtime.GC()
	if src.Value() != nil || a.Value() != nil {
		t.Error("the table is still there")
	}
	runtime.KeepAlive(&quick)
}

// Unusual rows between others, however near, leave what the others are read as.
func TestQuickBetween(t *testing.T) {
	for apart := 1; apart < 70; apart++ {
		lines := strings.Split(quotes("bid", "ask", 140), "\n")
		for i := apart; i < len(lines); i += apart {
			lines[i] = strings.NewReplacer(",C,", ",Call,", ",P,", ",Put,").Replace(lines[i])
		}
		text := strings.Join(lines, "\n")
		got, want := chainsOf(t, text, new(assembly.Quick)), chainsOf(t, text, nil)
		if len(got) != 1 || got[0].Len() != 280 || fmt.Sprintf("%+v", got[0]) != fmt.Sprintf("%+v", want[0]) {
			t.Fatalf("%d apart:\n%+v\n%+v", apart, got[0], want[0])
		}
	}
}
