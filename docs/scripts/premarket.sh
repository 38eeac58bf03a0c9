#!/usr/bin/env bash
# Levels, alarms and pictures before the open, for cron:
#
#   CRON_TZ=America/New_York
#   25 8 * * 1-5   premarket.sh /srv/gex /srv/chains/*.csv.gz
#
# Where cron has no CRON_TZ, write the hour in the machine's zone.
#
# The directory gets levels.csv of all files that can be read, and of each NAME.check.txt (empty when all is well), NAME.contracts, the
# fewest of an underlying, and with one underlying NAME.svg. What an earlier run made of these files goes first: nothing there is
# yesterday's.
#
# An alarm is a line on standard error, which cron mails, and the exit code 1: a condition below does not hold, the file is older than
# MAX_AGE (18h, on Mondays 66h; MAX_AGE= for any), or it has less than 7 of 10 contracts of the last run, as one that is cut short between two lines.
# A file that cannot be read is another, and the code 3. The others are done all the same.
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
age=${MAX_AGE-$(if [ "$(date +%u)" = 1 ]; then echo 66h; else echo 18h; fi)}
if [ -n "$age" ]; then require+=(--max-file-age "$age"); fi

name() { # of a file, without its directory and endings
	local base
	base=$(basename "$1")
	echo "${base%%.*}"
}
twice=$(for file in "$@"; do name "$file"; done | sort | uniq -d)
if [ -n "$twice" ]; then
	echo "premarket.sh: several files are named $twice: one would replace the pictures of the other" >&2
	exit 2
fi

worst=0
try() { # runs a command and remembers its exit code when it is the highest
	code=0
	"$@" || code=$?
	if [ "$code" -gt "$worst" ]; then worst=$code; fi
}

rm -f "$out/levels.csv"
good=()
for file in "$@"; do
	to=$out/$(name "$file")
	fewer=()
	if [ -s "$to.contracts" ]; then fewer=(--require "coverage.contracts >= 0.7 * $(cat "$to.contracts")"); fi
	rm -f "$to.check.txt" "$to.svg"
	try gex check --quiet "${require[@]}" ${fewer+"${fewer[@]}"} --output "$to.check.txt" "$file"
	if [ "$code" -gt 1 ]; then
		echo "no report: see the mail of this run" >"$to.check.txt"
		continue
	fi
	good+=("$file")
	read -r least underlyings < <({ gex check --format csv --quiet "$file" 2>/dev/null || true; } |
		awk -F, 'NR > 1 { n[$1] += $6 } END { for (u in n) { k++; if (!least || n[u] < least) least = n[u] }; print least + 0, k + 0 }')
	echo "$least" >"$to.contracts"
	if [ "$underlyings" = 1 ]; then try gex plot --quiet --output "$to.svg" "$file"; fi
done

if [ ${#good[@]} -gt 0 ]; then
	try gex levels --format csv --quiet "${good[@]}" >"$out/levels.csv.new"
	if [ "$code" -le 3 ] && [ -s "$out/levels.csv.new" ]; then mv "$out/levels.csv.new" "$out/levels.csv"; fi
	rm -f "$out/levels.csv.new"
fi
exit "$worst"
