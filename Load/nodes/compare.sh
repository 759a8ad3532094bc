#!/usr/bin/env bash
# Filings answered per second, and processor time per filing, on one node with SQLite and on one and two nodes with PostgreSQL, one after the other.
set -uo pipefail
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

seconds=${1:-30} clients=${2:-16} traders=8
[[ $seconds =~ ^[1-9][0-9]*$ && $clients =~ ^[1-9][0-9]*$ ]] || { say "usage: compare.sh [SECONDS [CLIENTS]]"; exit 2; }
need_packages
ics2_command

# Processor time of a process in milliseconds; that of PostgreSQL with all its children, living and gone.
processor_ms() { awk '{ print ($14 + $15) * 10 }' "/proc/$1/stat" 2>/dev/null || echo 0; }
postgres_ms() {
  local sum=0 id
  for id in "${pid[postgres]}" $(pgrep -P "${pid[postgres]}"); do sum=$((sum + $(processor_ms "$id"))); done
  echo $sum
}

measure() { # sqlite|postgresql NODES
  (
    begin
    start_nodes "$1" "$2"
    enrol_traders $traders
    load() { ${ICS2_LOAD:-$ICS2} load --scenario filing --clients "$clients" --warm-up 1s --duration "$1" "${folders[@]}" --threshold "errors<100%" --json; }
    load 10s > /dev/null 2>&1 # the first seconds are the compiler's
    before=0 stored=0
    for ((i = 1; i <= $2; i++)); do before=$((before + $(processor_ms "${pid[node$i]}"))); done
    [ "$1" = sqlite ] || stored=$(postgres_ms)
    load "${seconds}s" > "$work/load.json" 2> "$work/load.log" || die "the traders did not run: $(tail -n 3 "$work/load.log")"
    after=0
    for ((i = 1; i <= $2; i++)); do after=$((after + $(processor_ms "${pid[node$i]}"))); done
    [ "$1" = sqlite ] || stored=$(($(postgres_ms) - stored))
    count() { sed -n "s/^ *\"$1\": *\([0-9.][0-9.]*\).*/\1/p" "$work/load.json" | head -n 1; }
    answered=$(count answered)
    printf '%-12s %5s  %10s  %10s  %10s  %16s  %16s\n' "$1" "$2" "$(count throughputPerSecond)" "$(count p50)" "$(count p99)" \
      "$(awk "BEGIN { printf \"%.2f\", ($after - $before) / $answered }")" "$(awk "BEGIN { printf \"%.2f\", $stored / $answered }")"
    grep -o "Other processes used[^\"]*" "$work/load.json" | sed 's/^/  /'
  )
}

printf '%-12s %5s  %10s  %10s  %10s  %16s  %16s\n' store nodes "answers/s" "p50 ms" "p99 ms" "node CPU ms each" "PostgreSQL CPU ms"
measure sqlite 1
measure postgresql 1
measure postgresql 2
