package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// document is a file that is shipped.
type document struct {
	path     string // on this machine
	archived string // in an archive; "": not there
	deb, rpm string // in a package; "": not there
	license  bool
	program  bool
}

// mode is that of the installed file.
func (d document) mode() fs.FileMode {
	if d.program {
		return 0o755
	}
	return 0o644
}

// completions are the scripts of gex completion, by shell.
var completions = []struct{ shell, archived, deb, rpm string }{
	{"bash", "completions/gex.bash", "/usr/share/bash-completion/completions/gex", "/usr/share/bash-completion/completions/gex"},
	{"zsh", "completions/_gex", "/usr/share/zsh/vendor-completions/_gex", "/usr/share/zsh/site-functions/_gex"},
	{"fish", "completions/gex.fish", "/usr/share/fish/vendor_completions.d/gex.fish", "/usr/share/fish/vendor_completions.d/gex.fish"},
	{"powershell", "completions/gex.ps1", "", ""},
}

// stage gathers what is the same on all platforms.
func (r *release) stage() ([]document, error) {
	all := []document{
		{path: r.source("LICENSE"), archived: "LICENSE", deb: "/usr/share/doc/gex/copyright", rpm: "/usr/share/licenses/gex/LICENSE", license: true},
	}
	for _, name := range []string{"README.md", "CHANGELOG.md"} {
		all = append(all, document{path: r.source(name), archived: name, deb: "/usr/share/doc/gex/" + name, rpm: "/usr/share/doc/gex/" + name})
	}
	var err error
	for _, add := range []func([]document) ([]document, error){r.stageDocs, r.stageLicenses, r.stageCompletions, r.stageManual} {
		if all, err = add(all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// stageDocs adds what the README refers to.
func (r *release) stageDocs(all []document) ([]document, error) {
	err := fs.WalkDir(os.DirFS(r.root), "docs", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) == ".go" {
			return err
		}
		info, err := e.Info()
		installed := "/usr/share/doc/gex/" + name
		all = append(all, document{path: r.source(name), archived: name, deb: installed, rpm: installed, program: err == nil && info.Mode()&0o100 != 0})
		return err
	})
	return all, err
}

func (r *release) source(name string) string { return filepath.Join(r.root, filepath.FromSlash(name)) }

// keep writes a file that was made for the release.
func (r *release) keep(name string, data []byte) (string, error) {
	path := filepath.Join(r.scratch, "documents", filepath.FromSlash(name))
	return path, errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, data, 0o644))
}

func (r *release) stageCompletions(all []document) ([]document, error) {
	for _, c := range completions {
		script, err := r.ask("completion", c.shell)
		if err != nil {
			return nil, err
		}
		path, err := r.keep(c.archived, script)
		if err != nil {
			return nil, err
		}
		all = append(all, document{path: path, archived: c.archived, deb: c.deb, rpm: c.rpm})
	}
	return all, nil
}

// stageManual adds the pages of the manual, which packages have compressed.
func (r *release) stageManual(all []document) ([]document, error) {
	dir := filepath.Join(r.scratch, "man")
	_, err := r.command(nil, "go", "test", "./cmd/gex", "-count=1", "-run", "^TestManPages$", "-man", dir, "-man-version", r.version)
	if err != nil {
		return nil, err
	}
	pages, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, page := range pages {
		data, err := os.ReadFile(filepath.Join(dir, page.Name()))
		if err != nil {
			return nil, err
		}
		name := "man" + strings.TrimPrefix(filepath.Ext(page.Name()), ".") + "/" + page.Name()
		plain, err := r.keep("man/"+name, data)
		if err != nil {
			return nil, err
		}
		packed, err := r.keep("man/"+name+".gz", compressed(data))
		if err != nil {
			return nil, err
		}
		installed := "/usr/share/man/" + name + ".gz"
		all = append(all, document{path: plain, archived: "man/" + name}, document{path: packed, deb: installed, rpm: installed})
	}
	return all, nil
}

// thirdParty is the name of the licences of what is linked in.
const thirdParty = "THIRD-PARTY-LICENSES"

// licenseName finds the texts that a module asks to be passed on.
var licenseName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([.-].*)?$`)

// stageLicenses gathers the licences of all modules that any binary is linked from, and Go's own.
func (r *release) stageLicenses(all []document) ([]document, error) {
	dirs := map[string]string{}
	for target := range strings.SplitSeq(allTargets, ",") {
		goos, goarch, _ := strings.Cut(target, "/")
		const format = `{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{"\t"}}{{.Dir}}{{end}}{{end}}`
		out, err := r.command(platform(goos, goarch), "go", "list", "-deps", "-f", format, "./cmd/gex")
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(out)) {
			if module, dir, found := strings.Cut(strings.TrimSpace(line), "\t"); found {
				dirs[module] = dir
			}
		}
	}
	env, err := r.command(nil, "go", "env", "-json", "GOROOT", "GOVERSION")
	if err != nil {
		return nil, err
	}
	var toolchain struct{ GOROOT, GOVERSION string }
	if err := json.Unmarshal(env, &toolchain); err != nil {
		return nil, err
	}
	dirs["Go "+toolchain.GOVERSION] = toolchain.GOROOT

	text := &strings.Builder{}
	fmt.Fprintln(text, "gex is linked from these modules, whose licences follow.")
	for _, module := range slices.Sorted(maps.Keys(dirs)) {
		fmt.Fprintf(text, "\n\n%s\n%s\n", module, strings.Repeat("=", len(module)))
		if err := copyLicenses(text, dirs[module]); err != nil {
			return nil, fmt.Errorf("%s: %w", module, err)
		}
	}
	path, err := r.keep(thirdParty, []byte(text.String()))
	return append(all, document{
		path: path, archived: thirdParty, deb: "/usr/share/doc/gex/" + thirdParty, rpm: "/usr/share/licenses/gex/" + thirdParty, license: true,
	}), err
}

func copyLicenses(w io.Writer, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	found := false
	for _, e := range entries {
		if e.IsDir() || !licenseName.MatchString(e.Name()) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		found = true
		fmt.Fprintf(w, "\n%s\n", bytes.TrimSpace(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))))
	}
	if !found {
		return errors.New("no licence found")
	}
	return nil
}

// compressed is a text as man pages are installed.
func compressed(data []byte) []byte {
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // without name and time
	z.Write(data)
	z.Close()
	return out.Bytes()
}
