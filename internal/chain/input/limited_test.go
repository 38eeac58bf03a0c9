package input

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"

	"gex/internal/chain/model"
	"gex/internal/fault"
)

// TestUnpacked: the text comes out compressed or not, and a file that is too large or damaged is refused by name.
func TestUnpacked(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	io.WriteString(z, "some text")
	z.Close()
	read := func(text string, o model.Options) (string, error) {
		o.Name = "dir/some.csv"
		in, err := Unpacked(strings.NewReader(text), o)
		if err != nil {
			return "", err
		}
		defer in.Close()
		got, err := io.ReadAll(in)
		return string(got), err
	}
	for _, text := range []string{"some text", packed.String()} {
		if got, err := read(text, model.Options{MaxBytes: 9}); got != "some text" || err != nil {
			t.Errorf("%q, %v", got, err)
		}
		_, err := read(text, model.Options{MaxBytes: 8})
		var e *fault.Error
		if !errors.As(err, &e) || e.Error() != "dir/some.csv: too large: more than 8 bytes" || !strings.Contains(e.Hint, fault.Setting("max-bytes")) {
			t.Errorf("too large: %v", err)
		}
	}
	if _, err := read(packed.String()[:20], model.Options{}); err == nil || !strings.Contains(err.Error(), "dir/some.csv: the file is truncated") {
		t.Errorf("cut short: %v", err)
	}
	for text, want := range map[string]bool{"\ufeff\n {": true, "[": false, "": false, "a,b{": false} {
		if IsJSON([]byte(text)) != want {
			t.Errorf("%q", text)
		}
	}
}
