#!/usr/bin/env bash
# Runs the tests under another date, to show that none depends on today's:
#   ci/other-day.sh [+400d | -200d | any offset of faketime(1)] [options of the test program]
# Needs Debian's faketime (installed here where apt-get is at hand); without it the script says so and ends with 77.
set -uo pipefail
cd "$(dirname "$0")/.."

offset=${1:-+400d}
shift || true
library=$(ls /usr/lib/*/faketime/libfaketimeMT.so.1 2> /dev/null | head -n 1)
if [ -z "$library" ] && command -v apt-get > /dev/null; then
  apt-get install -y -q faketime > /dev/null 2>&1 || { apt-get update -q && apt-get install -y -q faketime; } > /dev/null 2>&1
  library=$(ls /usr/lib/*/faketime/libfaketimeMT.so.1 2> /dev/null | head -n 1)
fi
[ -n "$library" ] || { echo "SKIPPED: libfaketime is not installed"; exit 77; }

# Waiting goes by the monotonic clock, which stays true. Under the library itself, whatever the date, PostgreSQL does not start and Python's
# waits end early; what runs them in a process of its own is left out.
left_out=("*PostgresStoreTests" "*NodesTests" "*ForeignClientTests")
echo "left out, since libfaketime breaks PostgreSQL and Python: ${left_out[*]}"
exclude=()
for class in "${left_out[@]}"; do exclude+=(-class- "$class"); done
dotnet build Tests --nologo -v q -clp:NoSummary || exit 1
LD_PRELOAD=$library FAKETIME=$offset FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0 NO_COLOR=1 \
  dotnet Tests/bin/Debug/net10.0/Ics2.Tests.dll "${exclude[@]}" "$@"
