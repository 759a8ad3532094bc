#!/usr/bin/env bash
# Rehearses where there is no network at all but this machine's own loopback, as in a container started with --network none: nothing that a
# rehearsal needs may come from outside.
#   ci/offline.sh [further arguments of 'ics2 rehearse']
# From the environment: ICS2, how to call ics2; by default the built source tree. Ends with the exit code of ics2, or 77 when this machine does not
# allow a network of one's own (then it says so).
set -uo pipefail

if ! unshare -rn sh -c 'ip link set lo up' 2> /dev/null; then
  echo "SKIPPED: no network namespace of one's own can be made here (unshare -rn, ip)"
  exit 77
fi

ics2=${ICS2:-dotnet $(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/Simulator/Cli/bin/Debug/net10.0/ics2.dll}
export ICS2_CALL="$ics2"
# Names are not looked up either: resolv.conf points nowhere that answers.
exec unshare -rn bash -c 'ip link set lo up && read -r -a call <<< "$ICS2_CALL" && exec "${call[@]}" rehearse "$@"' bash "$@"
