#!/usr/bin/env bash
# Makes the chains that the README and the tests read: the same bytes every time and everywhere.
set -euo pipefail
cd "$(dirname "$0")/.."
unset "${!GEX_@}" # whoever runs this may have settings
export GEX_CONFIG=none
gex() { go run ./cmd/gex "$@"; }
mkdir -p testdata/chains

gex sample --contracts 1500 -o testdata/chains/spx.csv
gex sample --contracts 1500 --layout long -o testdata/chains/spx-long.csv
gex sample --contracts 120 --layout long --underlyings 4 --seed 7 -o testdata/chains/market.csv
gex sample --contracts 120 --layout long --underlyings 4 --seed 7 --as-of 2025-11-21T10:30:00-05:00 -o testdata/chains/market-later.csv
gex sample --contracts 400 --layout long --symbol SPY --as-of 2025-05-01T08:28:00-04:00 --spot-offset -0.7% -o testdata/chains/spy-gap.csv
