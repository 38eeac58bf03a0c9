package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"text/template"
)

// formula is for Homebrew, manifest for Scoop.
var (
	//go:embed gex.rb.tmpl
	formula string
	//go:embed gex.json.tmpl
	manifest string
)

// Their names.
const (
	formulaName  = "gex.rb"
	manifestName = "gex.json"
)

// checkBase refuses an address that nothing can be loaded from.
func (r *release) checkBase() error {
	at, err := url.Parse(r.base)
	if r.base != "" && (err != nil || at.Scheme != "https" || at.Host == "") {
		return fmt.Errorf("%q is no https address: BASE_URL is where the artifacts can be loaded, such as https://example.org/gex/v1.2.3", r.base)
	}
	return nil
}

// recipes writes the Homebrew formula and the Scoop manifest, which load the archives of the platforms that were built. Without an
// address there are none: they would lead nowhere.
func (r *release) recipes() error {
	if r.base == "" {
		return nil
	}
	return errors.Join(r.recipe(formulaName, formula), r.recipe(manifestName, manifest))
}

// recipe fills in one of them. It is left out when no platform that it serves was built.
func (r *release) recipe(name, text string) error {
	served := false
	t, err := template.New(name).Funcs(template.FuncMap{
		"list": func(words ...string) []string { return words },
		"sum": func(goos, goarch, kind string) (string, error) {
			sum, err := r.sum("gex_" + r.number() + "_" + goos + "_" + goarch + "." + kind)
			served = served || sum != ""
			return sum, err
		},
	}).Parse(text)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, map[string]string{"Base": strings.TrimSuffix(r.base, "/"), "Version": r.number()}); err != nil || !served {
		return err
	}
	return os.WriteFile(filepath.Join(r.dist, name), out.Bytes(), 0o644)
}

// sum is the SHA-256 of an artifact, "" when there is none of the name.
func (r *release) sum(name string) (string, error) {
	data, err := os.ReadFile(filepath.Join(r.dist, name))
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	return checksum(data), err
}
