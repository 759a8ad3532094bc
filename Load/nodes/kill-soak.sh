#!/usr/bin/env bash
# Traders file without pause (ics2 load --scenario soak) while the nodes are killed with SIGKILL one after the other and started again. The load run tells whether
# the traders got exactly one answer to every filing they have a receipt for; then the store is asked the same. The exit code says so (0 kept, 1 broken, 77 skipped).
set -uo pipefail
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

minutes=10 nodes=3 kind=postgresql every=20 clients=16 report="" kill_store=""
while [ $# -gt 0 ]; do
  case $1 in
    --minutes) minutes=$2; shift 2 ;;
    --nodes) nodes=$2; shift 2 ;;
    --store) kind=$2; shift 2 ;;
    --every) every=$2; shift 2 ;;
    --clients) clients=$2; shift 2 ;;
    --report) report=$2; shift 2 ;;
    --kill-store) kill_store=1; shift ;;
    *)
      say "usage: kill-soak.sh [--minutes 10] [--store postgresql|sqlite] [--nodes 3] [--every 20] [--clients 16] [--kill-store] [--report DIR]"
      say "  --store sqlite  one process, without nginx; it is the one that is killed"
      say "  --kill-store    kills PostgreSQL as well, once, in the middle of 5 minutes or more"
      exit 2 ;;
  esac
done
[[ $minutes =~ ^[1-9][0-9]*$ && $nodes =~ ^[1-9][0-9]?$ && $every =~ ^[1-9][0-9]*$ && $clients =~ ^[1-9][0-9]*$ ]] || { say "numbers from 1, please"; exit 2; }
[ -z "$kill_store" ] || [ "$minutes" -ge 5 ] || { say "--kill-store needs 5 minutes: what was being pushed then is offered again after 2"; exit 2; }
case $kind in
  postgresql) need_packages ;;
  sqlite) nodes=1; command -v sqlite3 >/dev/null || { say "SKIPPED: sqlite3 missing, with which the store is looked into at the end"; exit 77; } ;;
  *) say "--store takes postgresql or sqlite"; exit 2 ;;
esac

ics2_command
begin
report=${report:-$work/report}
start_nodes $kind "$nodes"

say "traders file to $endpoint for $minutes min; of $nodes node(s) on $kind one is killed about every $every s"
# While the database is away everything is refused, rightly; what counts is what was acknowledged, and what became of it.
errors="errors<1%"
[ -z "$kill_store" ] || errors="errors<100%"
ics2 load --scenario soak --clients "$clients" --traders 8 --duration "${minutes}m" "${looks[@]}" --threshold "$errors" --report "$report" > "$work/load.log" 2>&1 &
pid[load]=$!
load=$!
has_begun() { grep -q "under way" "$work/load.log" || ! kill -0 "$load"; }
until_so "the load" 300 has_begun

# What a killed node was delivering is offered again when it is back: the traders have to be there yet, so the last kill comes half a minute before the end.
kills=0
declare -a killed
end=$((SECONDS + minutes * 60))
while kill -0 "$load" 2>/dev/null; do
  pause=$((every / 2 + RANDOM % every + 1))
  [ $((SECONDS + pause + 30)) -lt $end ] || break
  sleep $pause
  i=$((1 + RANDOM % nodes))
  stop "node$i" KILL
  killed[i]=$((${killed[i]:-0} + 1))
  kills=$((kills + 1))
  if [ -n "$kill_store" ] && [ $kind = postgresql ] && [ $((end - SECONDS)) -lt $((minutes * 30)) ]; then
    kill_store=""
    stop postgres KILL
    say "$(date +%T) killed PostgreSQL and node $i"
    sleep 2
    rm -f "$work/pg/postmaster.pid"
    postgres_launch
  else
    say "$(date +%T) killed node $i"
  fi
  start_node "$i"
  until_so "node $i" 120 is_serving "$work/node$i.ready"
done
wait "$load"
load_status=$?
unset "pid[load]"
[ -s "$report/load.json" ] || die "the traders did not run (exit code $load_status): $(tail -n 5 "$work/load.log")"

ask() { if [ $kind = sqlite ]; then sqlite3 "$work/node1/accesspoint.db" "$1"; else psql_do -c "$1"; fi; }
acknowledged=$(figure "$report" acknowledged)

bad=0
row() { # TEXT FOUND [EXPECTED]
  local verdict=""
  if [ $# -eq 3 ]; then
    if [ "$2" = "$3" ]; then verdict="as it must be"; else verdict="BROKEN: expected $3"; bad=1; fi
  fi
  printf '%-62s %10s  %s\n' "$1" "$2" "$verdict"
}

cat "$report/summary.md"
printf '\nSoak with kills: %s, %s node(s), %s min\n' $kind "$nodes" "$minutes"
row "nodes killed" "$kills"
for ((i = 1; i <= nodes; i++)); do row "  node $i" "${killed[i]:-0}"; done
row "exit code of ics2 load: answered once as the traders saw it" "$load_status" 0
row "filings that the traders have a receipt for" "$acknowledged"
received=$(ask "SELECT count(*) FROM incoming WHERE action LIKE 'IE3F%'")
row "in the store: filings" "$received"
row "  missing" "$((received >= acknowledged ? 0 : acknowledged - received))" 0
row "  waiting, or set aside on a bug" "$(ask "SELECT count(*) FROM incoming WHERE state IN (0, 3)")" 0
row "  without exactly one message of customs" "$(ask "SELECT count(*) FROM incoming i LEFT JOIN (SELECT ref_to, count(*) AS answers FROM outgoing GROUP BY ref_to) o ON o.ref_to = i.message_id
  WHERE i.action LIKE 'IE3F%' AND coalesce(o.answers, 0) <> 1")" 0
row "  answers without a receipt of the trader" "$(ask "SELECT count(*) FROM outgoing WHERE state <> 1")" 0
row "  answers other than IE3R01" "$(ask "SELECT count(*) FROM outgoing WHERE action <> 'IE3R01'")" 0
filings=$(ask "SELECT count(*) FROM filing")
row "  MRNs" "$(ask "SELECT count(DISTINCT mrn) FROM filing")" "$filings"
row "  LRNs" "$(ask "SELECT count(DISTINCT lrn) FROM filing")" "$filings"
if [ $bad -eq 0 ]; then
  echo "every acknowledged filing answered exactly once"
else
  KEEP=1
fi
exit $bad
