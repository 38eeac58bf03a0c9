package main

import (
	"bytes"
	"errors"
	"strings"
	"syscall"
	"testing"

	"gex/internal/fault"
)

// failing is a stream on which nothing can be written.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestOutputErrors(t *testing.T) {
	t.Chdir(top)
	for _, args := range []string{"--help", "--version", "version", "formats", "levels " + spxFile, "levels --get spot " + spxFile, "sample", "completion bash"} {
		var stderr bytes.Buffer
		if code := run(strings.Fields(args), strings.NewReader(""), failing{syscall.ENOSPC}, &stderr); code != fault.Broken {
			t.Errorf("gex %s to a full disk: exit %d", args, code)
		}
		if got, want := stderr.String(), "gex: cannot write standard output: no space left on device\ngex: hint: free some space, or write to another disk\n"; got != want {
			t.Errorf("gex %s to a full disk says %q", args, got)
		}
	}
}

func TestReaderGoneAwayNeedsNoWords(t *testing.T) {
	var stderr bytes.Buffer
	if code := run([]string{"formats"}, strings.NewReader(""), failing{syscall.EPIPE}, &stderr); code != fault.Broken || stderr.Len() > 0 {
		t.Errorf("exit %d, %q", code, stderr.String())
	}
}

// panicking is a stream that finds a bug.
type panicking struct{}

func (panicking) Write([]byte) (int, error) { panic(errors.New("index out of range")) }

func TestBugsLeaveNoTrace(t *testing.T) {
	var stderr bytes.Buffer
	code := run([]string{"formats"}, strings.NewReader(""), panicking{}, &stderr)
	want := "gex: internal error: index out of range: please report it, with the command and its input\n"
	if code != fault.Broken || stderr.String() != want {
		t.Errorf("exit %d, %q", code, stderr.String())
	}
}
