#!/usr/bin/env bash
# What the GitHub Action (action.yml) does once gex is on the path. Its inputs are in the environment:
#
#   ACTION_CHAIN    the file with the option quotes
#   ACTION_GOLDEN   the approved report as JSON; empty: nothing is compared
#   ACTION_RTOL     relative tolerance of the comparison
#   ACTION_REQUIRE  conditions for gex check, one a line
#   ACTION_FLAGS    further flags of gex report
#   ACTION_DIR      where report.html, report.md and report.json go
#   GITHUB_STEP_SUMMARY the file that the report is added to as markdown, if any
#
# It ends with 0 when the chain is clean and the report as approved, with 1 when not, and with the code of gex (2, 3, 4) when gex makes
# no report.
set -euo pipefail
chain=${ACTION_CHAIN:?the chain} dir=${ACTION_DIR:?a directory} golden=${ACTION_GOLDEN-}
read -ra flags <<<"${ACTION_FLAGS-}"
summary() { if [ -n "${GITHUB_STEP_SUMMARY-}" ]; then cat >>"$GITHUB_STEP_SUMMARY"; else cat; fi; }
mkdir -p "$dir"
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT

# gex does what its arguments say; what it says goes to the log, and to $errors.
gex() {
	local code=0
	command gex "$@" 2>"$errors" || code=$?
	cat "$errors" >&2
	return "$code"
}
said() { if [ -s "$errors" ]; then echo '```'; cat "$errors"; echo '```'; echo; fi; }
# fails ends with a code of gex that is more than a no, and puts what gex said into the summary: what is wrong, and what to do.
fails() {
	{ echo "**$1**:"; echo; said; } | summary
	exit "$2"
}

for format in html md json; do
	gex report --format "$format" --output "$dir/report.$format" --quiet ${flags+"${flags[@]}"} "$chain" ||
		fails "There is no report of $chain" "$?"
done

verdict=0
require=()
while IFS= read -r line; do
	if [ -n "${line// /}" ]; then require+=(--require "$line"); fi
done <<<"${ACTION_REQUIRE-}"
checked=0
gex check --format md ${require+"${require[@]}"} --output "$dir/check.md" "$chain" || checked=$?
if [ "$checked" -gt 1 ]; then fails "$chain was not checked" "$checked"; fi
if [ "$checked" = 1 ]; then
	verdict=1
	{ echo "**The chain is doubtful**, or a condition does not hold:"; echo; said; cat "$dir/check.md"; echo; } | summary
fi

if [ -n "$golden" ]; then
	differs=0
	gex diff --quiet --format md --rtol "${ACTION_RTOL:-1e-9}" "$golden" "$dir/report.json" >"$dir/diff.md" || differs=$?
	if [ "$differs" -gt 1 ]; then
		summary <"$dir/report.md"
		fails "$chain was not compared with $golden" "$differs"
	fi
	if [ "$differs" = 1 ]; then
		verdict=1
		{ echo "**The report is not the approved one** ($golden):"; echo; cat "$dir/diff.md"; echo; } | summary
	else
		{ echo "The report is the approved one ($golden)."; echo; } | summary
	fi
fi
summary <"$dir/report.md"
exit "$verdict"
