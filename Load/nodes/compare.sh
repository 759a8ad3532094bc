#!/usr/bin/env bash
# Filings answered per second, and processor time per filing, on one node with SQLite and on one and two nodes with PostgreSQL, one after the other.
set -uo pipefail
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

seconds=${1:-30} clients=${2:-16} reports=${3:-}
[[ $seconds =~ ^[1-9][0-9]*$ && $clients =~ ^[1-9][0-9]*$ ]] || { say "usage: compare.sh [SECONDS [CLIENTS [FOLDER FOR REPORTS]]]"; exit 2; }
need_packages
ics2_command

# Processor time of PostgreSQL with all its children, living and gone, in milliseconds.
postgres_ms() { cat "/proc/${pid[postgres]}/stat" $(pgrep -P "${pid[postgres]}" | sed 's|.*|/proc/&/stat|') 2>/dev/null | awk '{ sum += $14 + $15 } END { print sum * 10 }'; }

# The processor time of the nodes is in the timeline, slice by slice; what went before the measured time is the compiler's.
per_filing() { awk -F, 'NR == 2 { first = $1 } NR == 3 { width = $1 - first } $2 == 1 { busy += $12; done += $3 } END { printf "%.2f", busy * width * 1000 / done }' "$1/timeline.csv"; }
all_filings() { awk -F, 'NR > 1 { done += $3 } END { print done }' "$1/timeline.csv"; }

measure() { # sqlite|postgresql NODES
  (
    begin
    report=${reports:-$work}/$1-$2
    start_nodes "$1" "$2"
    stored=0
    [ "$1" = sqlite ] || stored=$(postgres_ms)
    ics2 load --scenario filing --clients "$clients" --traders 8 --warm-up 20s --duration "${seconds}s" "${looks[@]}" --report "$report" > "$work/load.log" 2>&1 \
      || die "$1, $2 node(s): $(tail -n 3 "$work/load.log")"
    [ "$1" = sqlite ] || stored=$(($(postgres_ms) - stored))
    printf '%-12s %5s  %10s  %10s  %10s  %16s  %16s\n' "$1" "$2" "$(figure "$report" throughputPerSecond)" "$(figure "$report" p50)" "$(figure "$report" p99)" \
      "$(per_filing "$report")" "$(awk "BEGIN { printf \"%.2f\", $stored / $(all_filings "$report") }")"
    grep -o "Other processes used[^\"]*" "$report/summary.md" | sed 's/^/  /'
  )
}

printf '%-12s %5s  %10s  %10s  %10s  %16s  %16s\n' store nodes "answers/s" "p50 ms" "p99 ms" "node CPU ms each" "PostgreSQL CPU ms"
measure sqlite 1
measure postgresql 1
measure postgresql 2
