package main

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// allTargets are the platforms of a release.
const allTargets = "darwin/amd64,darwin/arm64,linux/amd64,linux/arm64,windows/amd64,windows/arm64"

// release is one run.
type release struct {
	root     string // of the repository
	dist     string // where artifacts go
	scratch  string // where everything else goes
	version  string // with its v
	revision string // the commit; "": not known
	base     string // address that the artifacts are loaded from; "": not known
	time     time.Time
	out      io.Writer
}

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout, stderr io.Writer) error {
	r := &release{out: stdout}
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&r.root, "root", ".", "the `directory` of the repository")
	flags.StringVar(&r.dist, "o", "dist", "the `directory` of the artifacts, which is emptied")
	flags.StringVar(&r.version, "version", "", "the `version`, with its v (default what the tags say)")
	flags.StringVar(&r.base, "base-url", "", "the `address` that the artifacts are loaded from: also write a formula for Homebrew and a manifest for Scoop")
	targets := flags.String("targets", allTargets, "`GOOS/GOARCH` to build for")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is no flag", flags.Arg(0))
	}
	return r.run(strings.Split(cmp.Or(*targets, allTargets), ","))
}

func (r *release) run(targets []string) (err error) {
	if r.scratch, err = os.MkdirTemp("", "release-"); err != nil {
		return err
	}
	defer os.RemoveAll(r.scratch)
	if err := cmp.Or(r.checkBase(), r.whatAndWhen(), r.emptyDist()); err != nil {
		return err
	}
	fmt.Fprintf(r.out, "gex %s of %s\n", r.version, r.time.Format(time.RFC3339))
	documents, err := r.stage()
	if err != nil {
		return err
	}
	for _, target := range targets {
		goos, goarch, found := strings.Cut(target, "/")
		if !found {
			return fmt.Errorf("%q is not GOOS/GOARCH", target)
		}
		if err := r.target(goos, goarch, documents); err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
	}
	return cmp.Or(r.recipes(), r.sums())
}

// emptyDist makes the directory of the artifacts again. It removes nothing but artifacts, and what make man left.
func (r *release) emptyDist() error {
	old, err := os.ReadDir(r.dist)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, e := range old {
		if !slices.Contains([]string{sumsName, formulaName, manifestName, "man"}, e.Name()) && !strings.HasPrefix(e.Name(), "gex_") {
			return fmt.Errorf("%s holds %s, which is no artifact: empty it first", r.dist, e.Name())
		}
	}
	if err := os.RemoveAll(r.dist); err != nil {
		return err
	}
	return os.MkdirAll(r.dist, 0o755)
}

// target makes all artifacts of a platform.
func (r *release) target(goos, goarch string, documents []document) error {
	binary, err := r.build(goos, goarch)
	if err != nil {
		return err
	}
	if err := r.archive(goos, goarch, binary, documents); err != nil {
		return err
	}
	if goos != "linux" {
		return nil
	}
	return cmp.Or(r.pack("deb", goarch, binary, documents), r.pack("rpm", goarch, binary, documents))
}

// sumsName is the file of the sums.
const sumsName = "SHA256SUMS"

// sums writes the sums of all artifacts, as sha256sum --check reads them.
func (r *release) sums() error {
	entries, err := os.ReadDir(r.dist)
	if err != nil {
		return err
	}
	var sums strings.Builder
	for _, e := range slices.SortedFunc(slices.Values(entries), func(a, b os.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) }) {
		data, err := os.ReadFile(filepath.Join(r.dist, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%s  %s\n", checksum(data), e.Name())
		fmt.Fprintf(r.out, "%9d  %s\n", len(data), e.Name())
	}
	return os.WriteFile(filepath.Join(r.dist, sumsName), []byte(sums.String()), 0o644)
}

// checksum is the SHA-256 in hexadecimal.
func checksum(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }
