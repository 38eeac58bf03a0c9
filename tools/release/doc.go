// Command release builds gex for every platform and packs it: archives, Debian and RPM packages, and their SHA-256.
//
//	make release                           into dist/
//	make release TARGETS=linux/amd64       of one platform
//	make release VERSION=v1.2.3            where no tag says the version
//	make release BASE_URL=https://...      also a formula for Homebrew and a manifest for Scoop that load from there
//
// In: the repository at a commit. Out: archives and packages in dist/, and SHA256SUMS. Begin with main.go.
//
// Equal commits and compilers give equal bytes, wherever and whenever they are built (make release-check): no path, name
// or clock of the machine goes into an artifact. Every time in them is that of the commit, or SOURCE_DATE_EPOCH; names
// are sorted, owners root.
//
//	main.go      flags, the order of the steps, the checksums
//	build.go     the compiler: binaries, version, the time of the commit
//	stage.go     what is shipped beside a binary: licenses, documents, completions, man pages
//	archive.go   tar.gz, and zip for Windows
//	package.go   deb and rpm
//	recipe.go    the formula and the manifest, from templates
//
// It is a module of its own, so that gex does not depend on what packs it.
package main
