package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/goreleaser/nfpm/v2"
	_ "github.com/goreleaser/nfpm/v2/deb" // deb
	"github.com/goreleaser/nfpm/v2/files"
	_ "github.com/goreleaser/nfpm/v2/rpm" // rpm
)

// maintainer signs for the packages. The address leads nowhere: put in one that is read before packages are published.
const maintainer = "The gex authors <gex@localhost>"

// pack makes a package of a binary for Linux. It is named like the archives: some places that offer files change a tilde,
// which is how packages spell a version before its release.
func (r *release) pack(kind, goarch, binary string, documents []document) (err error) {
	info := nfpm.WithDefaults(&nfpm.Info{
		Name: "gex", Platform: "linux", Arch: goarch, Version: r.number(), Release: "1", MTime: r.time,
		Section: "utils", Priority: "optional", Maintainer: maintainer, Vendor: "The gex authors", License: "MIT",
		Description: "dealer gamma exposure from a file of option quotes\n" +
			"Where dealers are long or short gamma, the spot at which that flips, the\n" +
			"walls, and what they must buy or sell when spot moves. Works offline, on\n" +
			"chain files of any vendor.",
		DisableGlobbing: true,
		Overridables: nfpm.Overridables{
			Contents: r.contents(kind, binary, documents), Umask: 0o022,
			Deb: nfpm.Deb{Compression: "xz"},
			RPM: nfpm.RPM{Compression: "xz", BuildHost: "localhost", Group: "Applications/Finance"},
		},
	})
	packager, err := nfpm.Get(kind)
	if err != nil {
		return err
	}
	if err := nfpm.PrepareForPackager(info, kind); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(r.dist, "gex_"+r.number()+"_linux_"+goarch+"."+kind))
	if err != nil {
		return err
	}
	return errors.Join(packager.Package(info, f), f.Close())
}

// contents says where everything goes.
func (r *release) contents(kind, binary string, documents []document) files.Contents {
	add := func(from, to, as string, mode fs.FileMode) *files.Content {
		return &files.Content{Source: from, Destination: to, Type: as, FileInfo: &files.ContentFileInfo{Mode: mode, MTime: r.time, Owner: "root", Group: "root"}}
	}
	all := files.Contents{add(binary, "/usr/bin/gex", files.TypeFile, 0o755)}
	for _, d := range documents {
		to, as := d.deb, files.TypeFile
		if kind == "rpm" {
			to = d.rpm
			if d.license {
				as = files.TypeRPMLicense
			}
		}
		if to != "" {
			all = append(all, add(d.path, to, as, d.mode()))
		}
	}
	return all
}
