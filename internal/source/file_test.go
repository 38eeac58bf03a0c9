package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gex/internal/fault"
)

// TestSpares: an output is an input under any of its names, links included; devices and files to come are no input.
func TestSpares(t *testing.T) {
	dir := t.TempDir()
	in, link, other := filepath.Join(dir, "in.csv"), filepath.Join(dir, "link.csv"), filepath.Join(dir, "other.csv")
	for _, name := range []string{in, other} {
		if err := os.WriteFile(name, []byte("same text"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Link(in, link); err != nil {
		t.Skip("no links: ", err)
	}
	i := New(strings.NewReader(""))
	for _, c := range []struct {
		output string
		inputs []string
		ok     bool
	}{
		{in, []string{other, in}, false},
		{link, []string{in}, false},
		{other, []string{in, "-"}, true},
		{filepath.Join(dir, "new.csv"), []string{in}, true},
		{"", []string{in}, true},
		{dir, []string{dir}, true},
		{in, []string{filepath.Join(dir, "gone.csv")}, true},
	} {
		err := i.Spares(c.output, c.inputs)
		if (err == nil) != c.ok || err != nil && (fault.Of(err).Code != fault.Usage || fault.HintOf(err) == "") {
			t.Errorf("%s from %v: %v", c.output, c.inputs, err)
		}
	}
}

// TestLook: a file is described as it is now; what cannot be read again, or at all, is refused.
func TestLook(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "in.csv")
	if err := os.WriteFile(name, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	i := New(strings.NewReader(""))
	if info, err := i.Look(name); err != nil || info.Size() != 4 {
		t.Errorf("%v, %v", info, err)
	}
	if _, err := i.Look(dir); fault.Of(err).Code != fault.Usage {
		t.Errorf("a directory: %v", err)
	}
	if _, err := i.Look(name + "x"); fault.Of(err).Code != fault.Input {
		t.Errorf("no file: %v", err)
	}
}
