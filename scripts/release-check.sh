#!/usr/bin/env bash
# Is a release reproducible? Releases HEAD twice, from clones in two places, as other users and hours would, and compares
# the artifacts. The argument limits the platforms: linux/amd64,windows/arm64. COLD=1 compiles each time from nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD targets=${1:-} commit=$(git rev-parse HEAD)

work=$(mktemp -d)
trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT

build() { # folder, umask, time zone
	(
		umask "$2"
		export TZ=$3
		git clone --quiet "$here" "$work/$1/gex"
		git -C "$work/$1/gex" checkout --quiet --detach "$commit"
		if [ -n "${COLD:-}" ]; then export GOCACHE=$work/$1/cache; fi
		make -s -C "$work/$1/gex" release TARGETS="$targets"
	)
}

mkdir "$work/one" "$work/another"
build one 022 UTC
build another 077 Asia/Tokyo >/dev/null

cd "$work/one/gex/dist"
sha256sum --quiet --check SHA256SUMS
for f in *; do
	cmp "$f" "$work/another/gex/dist/$f" || { echo "release-check: $f differs between two builds of one commit" >&2; exit 1; }
done
[ "$(ls)" = "$(ls "$work/another/gex/dist")" ] || { echo "release-check: the builds made different files" >&2; exit 1; }
echo "release-check: $(ls | wc -l) files, equal twice"
