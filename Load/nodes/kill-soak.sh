#!/usr/bin/env bash
# Traders file without pause while the nodes are killed with SIGKILL one after the other and started again. At the end every filing with a receipt has
# exactly one answer, delivered with a receipt, and no MRN was given twice; the exit code says so (0 kept, 1 broken, 77 skipped).
set -uo pipefail
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

minutes=10 nodes=3 kind=postgresql every=20 clients=16 traders=8 kill_store=""
while [ $# -gt 0 ]; do
  case $1 in
    --minutes) minutes=$2; shift 2 ;;
    --nodes) nodes=$2; shift 2 ;;
    --store) kind=$2; shift 2 ;;
    --every) every=$2; shift 2 ;;
    --clients) clients=$2; shift 2 ;;
    --traders) traders=$2; shift 2 ;;
    --kill-store) kill_store=1; shift ;;
    *)
      say "usage: kill-soak.sh [--minutes 10] [--store postgresql|sqlite] [--nodes 3] [--every 20] [--clients 16] [--traders 8] [--kill-store]"
      say "  --store sqlite  one process, without nginx; it is the one that is killed"
      say "  --kill-store    kills PostgreSQL as well, once, in the middle"
      exit 2 ;;
  esac
done
[[ $minutes =~ ^[1-9][0-9]*$ && $nodes =~ ^[1-9][0-9]?$ && $every =~ ^[1-9][0-9]*$ && $clients =~ ^[1-9][0-9]*$ && $traders =~ ^[1-9][0-9]?$ ]] || { say "numbers from 1, please"; exit 2; }
case $kind in
  postgresql) need_packages ;;
  sqlite) nodes=1; command -v sqlite3 >/dev/null || { say "SKIPPED: sqlite3 missing, with which the store is looked into at the end"; exit 77; } ;;
  *) say "--store takes postgresql or sqlite"; exit 2 ;;
esac

ics2_command
begin
start_nodes $kind "$nodes"
enrol_traders "$traders"

say "$traders traders file to $endpoint for $minutes min; of $nodes node(s) on $kind one is killed about every $every s"
# ICS2_LOAD names another build for the traders' side.
${ICS2_LOAD:-$ICS2} load --scenario soak --clients "$clients" --duration "${minutes}m" "${folders[@]}" --threshold "errors<100%" --json > "$work/load.json" 2> "$work/load.log" &
pid[load]=$!
load=$!

kills=0
declare -a killed
end=$((SECONDS + minutes * 60))
while kill -0 "$load" 2>/dev/null && [ $SECONDS -lt $end ]; do
  pause=$((every / 2 + RANDOM % every + 1))
  [ $((SECONDS + pause)) -lt $end ] || break
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
[ -s "$work/load.json" ] || die "the traders did not run (exit code $load_status): $(tail -n 5 "$work/load.log")"

ask() { if [ $kind = sqlite ]; then sqlite3 "$work/node1/accesspoint.db" "$1"; else psql_do -c "$1"; fi; }
count() { sed -n "s/^ *\"$1\": *\([0-9][0-9]*\).*/\1/p" "$work/load.json" | head -n 1; }

# What was under way when its node was killed is offered again when its lease ends; the traders are gone by then, so others listen in their place.
undelivered() { ask "SELECT count(*) FROM outgoing WHERE state <> 1"; }
if [ "$(undelivered)" -gt 0 ]; then
  say "waiting for leases to end"
  for ((i = 1; i <= traders; i++)); do
    ics2 listen --trader "$work/trader$i" > /dev/null 2>&1 &
    pid[listen$i]=$!
  done
  for ((left = 150; left > 0 && $(undelivered) > 0; left--)); do sleep 1; done
fi

bad=0
row() { # TEXT FOUND [EXPECTED]
  local verdict=""
  if [ $# -eq 3 ]; then
    if [ "$2" = "$3" ]; then verdict="as it must be"; else verdict="BROKEN: expected $3"; bad=1; fi
  fi
  printf '%-62s %10s  %s\n' "$1" "$2" "$verdict"
}

echo
printf 'Soak with kills: %s, %s node(s), %s min\n' $kind "$nodes" "$minutes"
row "nodes killed" "$kills"
for ((i = 1; i <= nodes; i++)); do row "  node $i" "${killed[i]:-0}"; done
row "seen by the traders: filings with a receipt" "$(count acknowledged)"
row "  answered" "$(count answered)"
row "  without an answer" "$(count unanswered)" 0
row "  answered more than once" "$(count duplicates)" 0
received=$(ask "SELECT count(*) FROM incoming WHERE action LIKE 'IE3F%'")
row "in the store: filings" "$received"
row "  waiting, or set aside on a bug" "$(ask "SELECT count(*) FROM incoming WHERE state IN (0, 3)")" 0
row "  without exactly one message of customs" "$(ask "SELECT count(*) FROM incoming i LEFT JOIN (SELECT ref_to, count(*) AS answers FROM outgoing GROUP BY ref_to) o ON o.ref_to = i.message_id
  WHERE i.action LIKE 'IE3F%' AND coalesce(o.answers, 0) <> 1")" 0
row "  answers without a receipt of the trader" "$(ask "SELECT count(*) FROM outgoing WHERE state <> 1")" 0
row "  answers other than IE3R01" "$(ask "SELECT count(*) FROM outgoing WHERE action <> 'IE3R01'")" 0
row "  MRNs" "$(ask "SELECT count(DISTINCT mrn) FROM filing")" "$(ask "SELECT count(*) FROM filing")"
row "  LRNs" "$(ask "SELECT count(DISTINCT lrn) FROM filing")" "$(ask "SELECT count(*) FROM filing")"
row "  filings with a receipt that the store does not have" "$((received >= $(count acknowledged) ? 0 : $(count acknowledged) - received))" 0
row "exit code of the load run" "$load_status" 0
row "answers per second" "$(($(count answered) / (minutes * 60)))"
[ $bad -eq 0 ] || KEEP=1
exit $bad
