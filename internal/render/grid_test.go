package render

import (
	"strings"
	"testing"
)

func TestGridText(t *testing.T) {
	g := newGrid(word("net_gex $"), num("a|b"), art("camelCase"))
	g.add("x", "1,000", "  ██")
	g.add("longer", "n/a", "")
	got, err := g.text(style{})
	if err != nil {
		t.Fatal(err)
	}
	want := ` net_gex $    a|b  camelCase
────────────────────────────
 x          1,000    ██
 longer       n/a
`
	if string(got) != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestGridMarkdownEscapesAndDropsBars(t *testing.T) {
	g := newGrid(word("a|b"), art("bar"), num("n"))
	g.add("x|y\nz", "██", "1")
	got, err := g.markdown()
	if err != nil {
		t.Fatal(err)
	}
	want := "| a\\|b   | n |\n|:-------|--:|\n| x\\|y z | 1 |\n"
	if string(got) != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if g.rows[0][0] != "x|y\nz" || g.columns[0].name != "a|b" {
		t.Error("markdown changed the grid")
	}
}

func TestDenseDropsWhatIsAbsentThroughout(t *testing.T) {
	g := newGrid(word("kept"), num("absent"), num("blank"), num("half"))
	g.add("", absent, "", "1")
	g.add("x", absent, "", absent)
	if got := strings.Join(g.dense().names(), " "); got != "kept half" {
		t.Errorf("columns left: %q", got)
	}
}

func TestAddRefusesShortRows(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a short row was taken")
		}
	}()
	newGrid(word("a"), word("b")).add("only one")
}

// TestGridOfRunesWithoutWidth draws cells that take fewer cells on a screen than they have runes.
func TestGridOfRunesWithoutWidth(t *testing.T) {
	for _, cell := range []string{strings.Repeat("\ufeff", 9), "e" + strings.Repeat("\u0301", 30), "\x01\u202e\U000e0041", strings.Repeat("\u6f22", 9)} {
		g := newGrid(word("a"), num("b"))
		g.add(cell, "1")
		got, err := g.text(style{})
		if err != nil || !strings.Contains(string(got), cell) {
			t.Errorf("%q: %q, %v", cell, got, err)
		}
	}
}

// TestKeysBreakAtParts: where a key is wider than its column, and only there.
func TestKeysBreakAtParts(t *testing.T) {
	for _, c := range []struct {
		width      int
		text, want string
	}{
		{30, "levels.walls[call_wall].share", "levels.walls[call_wall].share"},
		{28, "levels.walls[call_wall].share", "levels.walls[call_wall] .share"},
		{12, "levels.walls[call_wall].share", "levels.walls [call_wall] .share"},
		{8, "levels.walls[call_wall].share", "levels .walls [call _wall] .share"},
		{12, "odds[flip 2025-11-20T16:00:00-05:00]", "odds[flip 2025-11-20 T16:00:00-05:00]"},
		{4, "TEST plain words", "TEST plain words"},
		{3, "", ""},
	} {
		if got := breakKey(c.text, c.width); got != c.want {
			t.Errorf("%d: %q, want %q", c.width, got, c.want)
		}
	}
}
