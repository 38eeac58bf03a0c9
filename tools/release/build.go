package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

// whatAndWhen finds the version and the time of what is released. The compiler would stamp them by itself, but not in
// every kind of checkout (golang.org/issue/58218), and equal commits must give equal bytes: it is set explicitly.
func (r *release) whatAndWhen() error {
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		out, err := r.git("log", "-1", "--format=%ct")
		if err != nil {
			return errors.Join(err, errors.New("no commit says when this was made: SOURCE_DATE_EPOCH must"))
		}
		epoch = out
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
	}
	r.time = time.Unix(seconds, 0).UTC()
	if r.revision, err = r.git("rev-parse", "HEAD"); err != nil && r.version == "" {
		return errors.Join(err, errors.New("no commit says which version this is: VERSION must"))
	}
	if r.version == "" {
		r.version, err = r.versionOfTags()
	} else {
		err = nil
	}
	if err == nil && !semver.IsValid(r.version) {
		err = fmt.Errorf("%q is no version such as v1.2.3", r.version)
	}
	return err
}

// versionOfTags is the tag of the commit, or as the compiler has it what comes after the last tag.
func (r *release) versionOfTags() (string, error) {
	version, err := r.git("tag", "--points-at", "HEAD", "--list", "v[0-9]*", "--sort=-version:refname")
	if err != nil {
		return "", err
	}
	if version, _, _ = strings.Cut(version, "\n"); version == "" {
		older, err := r.git("tag", "--merged", "HEAD", "--list", "v[0-9]*", "--sort=-version:refname")
		if err != nil {
			return "", err
		}
		older, _, _ = strings.Cut(older, "\n")
		committed, err := r.git("log", "-1", "--format=%ct")
		if err != nil {
			return "", err
		}
		seconds, err := strconv.ParseInt(committed, 10, 64)
		if err != nil {
			return "", err
		}
		version = module.PseudoVersion(cmp.Or(semver.Major(older), "v0"), older, time.Unix(seconds, 0), r.revision[:12])
	}
	changes, err := r.git("status", "--porcelain")
	if changes != "" {
		version += "+dirty"
	}
	return version, err
}

// git asks about the commit.
func (r *release) git(args ...string) (string, error) {
	out, err := r.command(nil, "git", args...)
	return strings.TrimSpace(string(out)), err
}

// number is the version as file names and packages have it.
func (r *release) number() string { return strings.TrimPrefix(r.version, "v") }

// ask runs the gex of this machine.
func (r *release) ask(args ...string) ([]byte, error) {
	binary, err := r.build(runtime.GOOS, runtime.GOARCH)
	if err != nil {
		return nil, err
	}
	return r.command(nil, binary, args...)
}

// build makes the binary of a platform, once, and returns its path.
func (r *release) build(goos, goarch string) (string, error) {
	path := filepath.Join(r.scratch, goos+"_"+goarch, binaryName(goos))
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	ldflags := "-s -w"
	if goos != "darwin" { // there LC_UUID comes from the build's id, and newer systems run no program without
		ldflags += " -buildid="
	}
	ldflags += " -X main.buildVersion=" + r.version + " -X main.buildRevision=" + r.revision
	_, err := r.command(platform(goos, goarch), "go", "build", "-trimpath", "-ldflags", ldflags, "-o", path, "./cmd/gex")
	return path, err
}

func binaryName(goos string) string {
	if goos == "windows" {
		return "gex.exe"
	}
	return "gex"
}

// platform is the environment of a build: what a user may have set for other builds must not leave a trace in this one.
func platform(goos, goarch string) []string {
	return []string{"GOOS=" + goos, "GOARCH=" + goarch, "CGO_ENABLED=0", "GOAMD64=v1", "GOARM64=v8.0", "GOFLAGS=-buildvcs=false", "GOWORK=off"}
}

// command runs a program in the repository and returns what it prints.
func (r *release) command(env []string, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = r.root
	ours := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GEX_") }) // settings of gex
	cmd.Env = append(append(ours, "GEX_CONFIG=", "LC_ALL=C"), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", strings.Join(cmd.Args, " "), err)
	}
	return out, nil
}
