#!/usr/bin/env bash
# Levels, alarms and pictures before the open, for cron:
#
#   CRON_TZ=America/New_York
#   25 8 * * 1-5   premarket.sh /srv/gex /srv/chains/*.csv.gz
#
# Where cron has no CRON_TZ, write the hour in the machine's zone; gex itself reads no clock.
#
# The directory gets levels.csv of all files, and NAME.check.txt and NAME.svg of each. An alarm is a line on standard
# error, which cron mails, and the exit code 1; a file that cannot be read is another, and the code 3. The others are
# done all the same.
set -euo pipefail

require=(
	--require 'regime = long_gamma'
	--require 'abs(spot - zero_gamma)/spot > 0.5%'
	--require 'abs(gap) < 0.3%'
)

if [ $# -lt 2 ]; then
	echo "usage: premarket.sh DIRECTORY FILE..." >&2
	exit 2
fi
out=$1
shift
mkdir -p "$out"

worst=0
try() { # runs a command and remembers its exit code when it is the highest
	local code=0
	"$@" || code=$?
	if [ "$code" -gt "$worst" ]; then worst=$code; fi
}

# With --output a file that cannot be read would leave yesterday's levels of all the others.
try gex levels --format csv --quiet "$@" >"$out/levels.csv.new"
mv "$out/levels.csv.new" "$out/levels.csv"

for file in "$@"; do
	name=$(basename "$file")
	name=${name%%.*}
	try gex check --quiet "${require[@]}" --output "$out/$name.check.txt" "$file" # empty when all is well
	try gex plot --quiet --output "$out/$name.svg" "$file"
done
exit "$worst"
