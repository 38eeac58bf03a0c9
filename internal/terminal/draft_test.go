package terminal

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"gex/internal/system"
)

// TestDraftsOfTheLivingStay: a run removes what killed runs have left in a directory, but not the drafts of others that
// are at work there.
func TestDraftsOfTheLivingStay(t *testing.T) {
	dir := t.TempDir()
	var mine, other drafts
	living, err := other.create(dir)
	if err != nil {
		t.Fatal(err)
	}
	if living.lock == nil && runtime.GOOS == "linux" {
		t.Error("a draft has no lock")
	}
	left := filepath.Join(dir, ".gex-42")
	if err := os.WriteFile(left, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := mine.create(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(living.name); err != nil {
		t.Error("the draft of another run is gone:", err)
	}
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Error("the draft of a killed run is still there:", err)
	}
	living.file.Close() // written, and not renamed yet
	if again, err := mine.create(dir); err != nil {
		t.Error(err)
	} else if mine.discard(again); !stillNamed(living.name) {
		t.Error("a draft that is closed and not renamed yet is gone")
	}
	mine.discard(d)
	if err := living.become(filepath.Join(dir, "out")); err != nil {
		t.Error(err)
	}
	other.discard(living)
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != "out" {
		t.Errorf("%v, %v", entries, err)
	}
}

func stillNamed(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func TestLocksAreOfOneHandle(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	a, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if ok, err := system.TryLock(a); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if ok, err := system.TryLock(b); ok || err != nil {
		t.Error("two have the lock", err)
	}
	a.Close()
	if ok, err := system.TryLock(b); !ok || err != nil {
		t.Error("the lock outlives its handle", err)
	}
}
