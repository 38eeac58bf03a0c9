package main

import (
	"archive/tar"
	"archive/zip"
	"cmp"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// archiver is a kind of archive.
type archiver interface {
	add(name string, mode fs.FileMode, data []byte) error
	io.Closer
}

// archive packs a binary and its documents under one directory.
func (r *release) archive(goos, goarch, binary string, documents []document) (err error) {
	dir := "gex_" + r.number() + "_" + goos + "_" + goarch
	suffix, open := ".tar.gz", newTar
	if goos == "windows" {
		suffix, open = ".zip", newZip
	}
	f, err := os.Create(filepath.Join(r.dist, dir+suffix))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	a := open(f, r.time)
	files := append(slices.Clone(documents), document{path: binary, archived: filepath.Base(binary), program: true})
	slices.SortFunc(files, func(a, b document) int { return cmp.Compare(a.archived, b.archived) })
	for _, d := range files {
		if d.archived == "" {
			continue
		}
		data, err := os.ReadFile(d.path)
		if err != nil {
			return err
		}
		if err := a.add(dir+"/"+d.archived, d.mode(), data); err != nil {
			return err
		}
	}
	return a.Close()
}

// tarball is a tar.gz.
type tarball struct {
	tar  *tar.Writer
	gzip *gzip.Writer
	time time.Time
}

func newTar(w io.Writer, at time.Time) archiver {
	z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // without name and time
	return &tarball{tar: tar.NewWriter(z), gzip: z, time: at}
}

func (t *tarball) add(name string, mode fs.FileMode, data []byte) error {
	err := t.tar.WriteHeader(&tar.Header{
		Typeflag: tar.TypeReg, Name: name, Mode: int64(mode), Size: int64(len(data)), ModTime: t.time,
		Uname: "root", Gname: "root", Format: tar.FormatUSTAR,
	})
	if err != nil {
		return err
	}
	_, err = t.tar.Write(data)
	return err
}

func (t *tarball) Close() error { return errors.Join(t.tar.Close(), t.gzip.Close()) }

// zipped is a zip.
type zipped struct {
	zip  *zip.Writer
	time time.Time
}

func newZip(w io.Writer, at time.Time) archiver { return &zipped{zip.NewWriter(w), at} }

func (z *zipped) add(name string, mode fs.FileMode, data []byte) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: z.time}
	h.SetMode(mode)
	w, err := z.zip.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func (z *zipped) Close() error { return z.zip.Close() }
