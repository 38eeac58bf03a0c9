#!/usr/bin/env bash
# A job of continuous integration: is a chain clean, and is its report still the one that was approved?
#
#   ci.sh CHAIN GOLDEN.json            compares
#   ci.sh --approve CHAIN GOLDEN.json  takes today's report as the golden one
#
# It ends with 0 when they are equal, with 1 when they differ or the chain is not clean, and with the code of gex (2, 3, 4)
# when gex makes no report.
set -euo pipefail

approve=
if [ "${1-}" = --approve ]; then
	approve=yes
	shift
fi
if [ $# -ne 2 ]; then
	echo "usage: ci.sh [--approve] CHAIN GOLDEN.json" >&2
	exit 2
fi
chain=$1 golden=$2

report() { gex report --strict --format json "$@" "$chain"; }

if [ -n "$approve" ]; then
	report --output "$golden" # which appears only when all went well
	exit
fi

gex check --quiet --require 'spot_gap <= 0.5%' --require 'left_out_share <= 5%' \
	--require 'crossed_share <= 1%' --require 'coverage.used > 0' "$chain" >&2
got=$(mktemp)
trap 'rm -f "$got"' EXIT
report >"$got" # not through a pipe: its own exit code counts
gex diff --quiet "$golden" "$got"
