#!/usr/bin/env bash
# What an open page costs the simulator under load: within one run and on one store, rounds of load take turns with nobody watching (none), with a
# reader of GET /events (events), and with the page Live in a headless Chromium (page).
#   ICS2="ics2" Load/pages/cost.sh [ROUNDS] [options of 'ics2 load', by default --rate 200 --duration 15s]
# Throughput includes what Chromium itself takes of the processor where both share a machine; "ms" is the processor time of the simulator's process alone
# for a filing, which is what the page costs customs wherever the browser runs. Printed are all rounds and the medians, with the load average of the machine.
set -euo pipefail
read -r -a ics2 <<< "${ICS2:-ics2}"
rounds=${1:-5}
shift || true
load=("$@")
[ ${#load[@]} -gt 0 ] || load=(--rate 200 --duration 15s)

work=$(mktemp -d)
watcher=
"${ics2[@]}" serve --data "$work/data" --port 0 --management-port 0 --no-captures --ready-file "$work/ready.json" > "$work/log" 2>&1 < /dev/null &
serve=$!
end() { [ -z "$watcher" ] || kill -- "-$watcher" 2> /dev/null || true; kill "$serve" 2> /dev/null || true; wait 2> /dev/null || true; rm -rf "$work"; }
trap end EXIT
until [ -f "$work/ready.json" ]; do kill -0 "$serve" || { cat "$work/log"; exit 1; }; sleep 0.2; done
base=$(sed -n 's/.*"management": *"\([^"]*\)".*/\1/p' "$work/ready.json")
port=$(sed -n 's/.*"management": *"http:[^"]*:\([0-9]*\).*/\1/p' "$work/ready.json")
process=$(sed -n 's/.*"processId": *\([0-9]*\).*/\1/p' "$work/ready.json")

traders=()
for number in 1 2 3 4; do # enrolled once, since making keys is no part of filing
  "${ics2[@]}" enrol --eori "BE00000000$number" --out "$work/trader$number" --management "$base" > /dev/null
  traders+=(--trader "$work/trader$number")
done

ticks() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$process/stat"; }
watch() {
  case $1 in
    none) watcher= ;;
    events) setsid bash -c "exec 3<> /dev/tcp/127.0.0.1/$port; printf 'GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n' >&3; exec cat <&3 > /dev/null" & watcher=$! ;;
    page) setsid chromium --headless=new --no-sandbox --disable-gpu --user-data-dir="$work/chromium" --remote-debugging-port=0 "$base" > /dev/null 2>&1 & watcher=$! ;;
  esac
  sleep 3 # until it stands
}
round() { # MODE
  watch "$1"
  local before after filings seconds document
  before=$(ticks)
  document=$("${ics2[@]}" load --scenario filing "${traders[@]}" "${load[@]}" --json 2> "$work/load.log") || true
  after=$(ticks)
  [ -z "$watcher" ] || { kill -- "-$watcher" 2> /dev/null || true; wait "$watcher" 2> /dev/null || true; watcher=; }
  # All filings count, those of the warm-up too, whose processor time is in the sum.
  read -r filings rate <<< "$(awk -F'[:,]' '/"acknowledged":/ { f = $2 } /"throughputPerSecond":/ { s = $2 } END { print f + 0, s + 0 }' <<< "$document")"
  awk -v mode="$1" -v n="$filings" -v s="$rate" -v cpu="$((after - before))" -v hz="$(getconf CLK_TCK)" -v load="$(cut -d' ' -f1 /proc/loadavg)" \
    'BEGIN { if (n == 0) exit 1; printf "%s %.1f %.3f %s\n", mode, s, cpu * 1000 / hz / n, load }' | tee -a "$work/rounds" \
    || { echo "no filing succeeded"; cat "$work/load.log"; return 1; }
}
echo "mode filings/s ms/filing load-average"
round none > /dev/null # code is compiled in it
: > "$work/rounds"
for _ in $(seq "$rounds"); do for mode in none events page; do round "$mode"; done; done
echo "medians:"
for mode in none events page; do
  for column in 2 3; do awk -v m="$mode" -v c="$column" '$1 == m { print $c }' "$work/rounds" | sort -n | awk '{ v[NR] = $1 } END { printf "%s ", v[int((NR + 1) / 2)] }'; done
  echo "$mode"
done | awk '{ if (NR == 1) { t = $1; c = $2 } printf "%-7s %s filings/s (%+.1f %%), %s ms/filing (%+.1f %%)\n", $3, $1, ($1 / t - 1) * 100, $2, ($2 / c - 1) * 100 }'
