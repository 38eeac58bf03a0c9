#!/usr/bin/env bash
# Makes the chains that the README and the tests read: the same bytes every time and everywhere.
set -euo pipefail
cd "$(dirname "$0")/.."
unset "${!GEX_@}" # whoever runs this may have settings
export GEX_CONFIG=none
gex() { go run ./cmd/gex "$@"; }
mkdir -p testdata/chains testdata/combined testdata/day testdata/prices

gex sample --contracts 1500 -o testdata/chains/spx.csv
gex sample --contracts 1500 --layout long -o testdata/chains/spx-long.csv
gex sample --contracts 120 --layout long --underlyings 4 --seed 7 -o testdata/chains/market.csv
gex sample --contracts 120 --layout long --underlyings 4 --seed 7 --as-of 2025-11-21T10:30:00-05:00 -o testdata/chains/market-later.csv
gex sample --contracts 160 --layout long --seed 5 -o testdata/combined/spx.csv
gex sample --contracts 120 --layout long --seed 6 --symbol SPY --spot 668.52 -o testdata/combined/spy.csv
# Options on the future, which its rate does not grow, with a contract of 50 and its price in every row.
gex sample --contracts 60 --layout long --seed 7 --symbol ES --spot 6719.75 --rate 4% --yield 4% --as-of '2025-11-20 09:58' |
	sed -e '1s/dealer_qty$/future/' -e '2,$s/,50,$/,50,6719.75/' > testdata/combined/es.csv
# A year whose truth is that gamma goes with implied volatility and does nothing else; of its history the columns that a study reads.
days=$(mktemp -d)
trap 'rm -rf "$days"' EXIT
mkdir -p testdata/study
gex sample --days 250 --contracts 400 --prices testdata/study/prices.csv -o "$days/chains"
gex history "$days/chains" -o "$days/levels.csv"
awk -F, -v keep=underlying,as_of,options,spot,gex,gross_gex,zero_gamma,call_wall,put_wall,abs_gamma,max_pain,expected_move,day_move,gex_0dte '
	NR == 1 { n = split(keep, names, ","); for (i = 1; i <= NF; i++) at[$i] = i }
	{ for (i = 1; i <= n; i++) printf "%s%s", $at[names[i]], i < n ? "," : "\n" }' "$days/levels.csv" > testdata/study/levels.csv
# Through a day, with a gap at noon and steps of 15 and of 30 minutes.
gex sample --contracts 250 --seed 4 --as-of 2025-11-20T09:45:00-05:00 --spot 6700 -o testdata/day/0945.csv
gex sample --contracts 250 --seed 4 --as-of 2025-11-20T10:15:00-05:00 --spot 6704.25 -o testdata/day/1015.csv
gex sample --contracts 250 --seed 4 --as-of 2025-11-20T10:45:00-05:00 --spot 6711.5 -o testdata/day/1045.csv
gex sample --contracts 250 --seed 4 --as-of 2025-11-20T11:15:00-05:00 --spot 6707 -o testdata/day/1115.csv
gex sample --contracts 250 --seed 4 --as-of 2025-11-20T13:45:00-05:00 --spot 6696.75 -o testdata/day/1345.csv
gex sample --contracts 250 --seed 4 --as-of 2025-11-20T14:15:00-05:00 --spot 6690.5 -o testdata/day/1415.csv
gex sample --contracts 250 --seed 4 --as-of 2025-11-20T14:30:00-05:00 --spot 6694 -o testdata/day/1430.csv
gex sample --contracts 250 --seed 4 --as-of 2025-11-20T15:00:00-05:00 --spot 6702.25 -o testdata/day/1500.csv
gex sample --contracts 400 --layout long --symbol SPY --as-of 2025-05-01T08:28:00-04:00 --spot-offset -0.7% -o testdata/chains/spy-gap.csv

# Closes of weekdays until the day before the chains, by an integer recursion.
prices() {
	local x=$1 cents=$2 day
	export TZ=UTC
	echo Date,Close
	for ((day = 19767; day <= 20411; day++)); do
		(((day + 4) % 7 % 6 == 0)) && continue
		printf '%(%Y-%m-%d)T,%d.%02d\n' $((day * 86400)) $((cents / 100)) $((cents % 100))
		x=$(((1103515245 * x + 12345) % 2147483648))
		cents=$((cents + ((x >> 8) % 2001 - 1000) * 5 + 150))
	done
}
prices 3 612500 > testdata/prices/spx.csv
