package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// released is a release of which these artifacts exist, each holding its own name.
func released(t *testing.T, base string, artifacts ...string) *release {
	r := &release{dist: t.TempDir(), version: "v1.2.3", base: base}
	for _, name := range artifacts {
		if err := os.WriteFile(filepath.Join(r.dist, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// TestRecipes: formula and manifest name the archives that exist, with their sums.
func TestRecipes(t *testing.T) {
	r := released(t, "https://example.org/gex/v1.2.3/",
		"gex_1.2.3_darwin_arm64.tar.gz", "gex_1.2.3_linux_amd64.tar.gz", "gex_1.2.3_linux_arm64.tar.gz", "gex_1.2.3_windows_amd64.zip")
	if err := r.recipes(); err != nil {
		t.Fatal(err)
	}
	ruby, err := os.ReadFile(filepath.Join(r.dist, "gex.rb"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"darwin_arm64", "linux_amd64", "linux_arm64"} {
		file := "gex_1.2.3_" + name + ".tar.gz"
		if want := "url \"https://example.org/gex/v1.2.3/" + file + "\"\n      sha256 \"" + checksum([]byte(file)) + "\"\n"; !strings.Contains(string(ruby), want) {
			t.Errorf("the formula lacks %s:\n%s", want, ruby)
		}
	}
	if strings.Contains(string(ruby), "darwin_amd64") {
		t.Error("the formula names an archive that was not built")
	}
	text, err := os.ReadFile(filepath.Join(r.dist, "gex.json"))
	if err != nil {
		t.Fatal(err)
	}
	var scoop struct {
		Version      string
		Architecture map[string]struct {
			URL, Hash  string
			ExtractDir string `json:"extract_dir"`
		}
	}
	if err := json.Unmarshal(text, &scoop); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	one, file := scoop.Architecture["64bit"], "gex_1.2.3_windows_amd64.zip"
	if scoop.Version != "1.2.3" || len(scoop.Architecture) != 1 || one.URL != "https://example.org/gex/v1.2.3/"+file || one.Hash != checksum([]byte(file)) ||
		one.ExtractDir != "gex_1.2.3_windows_amd64" {
		t.Errorf("the manifest is\n%s", text)
	}
}

// TestNoRecipes: without an address there are none, nor for platforms that were not built.
func TestNoRecipes(t *testing.T) {
	for base, artifacts := range map[string][]string{
		"":                    {"gex_1.2.3_linux_amd64.tar.gz", "gex_1.2.3_windows_amd64.zip"},
		"https://example.org": nil,
	} {
		r := released(t, base, artifacts...)
		if err := r.recipes(); err != nil {
			t.Fatal(err)
		}
		if all, _ := filepath.Glob(filepath.Join(r.dist, "gex.*")); len(all) > 0 {
			t.Errorf("%q: %v", base, all)
		}
	}
}

// TestBaseMustBeAnAddress: what nothing can be loaded from is refused.
func TestBaseMustBeAnAddress(t *testing.T) {
	for base, ok := range map[string]bool{"": true, "https://example.org/a": true, "http://example.org": false, "example.org": false, "https://": false, "https://a b": false} {
		if err := (&release{base: base}).checkBase(); (err == nil) != ok {
			t.Errorf("%q: %v", base, err)
		}
	}
}
