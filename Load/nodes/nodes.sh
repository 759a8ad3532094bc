#!/usr/bin/env bash
# Runs the access point as several processes on one PostgreSQL behind nginx: until Ctrl-C, or for as long as a load run lasts.
set -uo pipefail
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

nodes=2
endpoint_port=8445
load=()
while [ $# -gt 0 ]; do
  case $1 in
    --nodes) nodes=$2; shift 2 ;;
    --port) endpoint_port=$2; shift 2 ;;
    --once) load=(--clients 1 --traders 1 --duration 1s --warm-up 0s --threshold errors=0 --threshold unanswered=0); shift ;;
    --load) shift; load=("$@"); [ $# -gt 0 ] || load=(--scenario filing); break ;;
    *)
      say "usage: nodes.sh [--nodes 2] [--port 8445] [--once | --load OPTIONS OF ICS2 LOAD...]"
      say "  --port 0  takes a free port"
      say "  --once    files for a second through nginx, and ends"
      say "  --load    runs ics2 load against all nodes and ends as that does, for example --load --rate 50 --duration 60s --report report"
      exit 2 ;;
  esac
done
[[ $nodes =~ ^[1-9][0-9]?$ && $endpoint_port =~ ^[0-9]+$ ]] || { say "--nodes takes 1 to 99, --port a port"; exit 2; }

need_packages
ics2_command
begin
start_nodes postgresql "$nodes"

say "AS4          $endpoint (nginx, TCP)"
for ((i = 1; i <= nodes; i++)); do say "node $i       port ${node_port[$i]}, management http://127.0.0.1:${node_management[$i]}"; done
say "store        PostgreSQL on port $postgres_port, user ics2, password $postgres_password"
say "services     management http://127.0.0.1:$outside_management (trusted lists, revocation, UUM&DS)"
say "logs, data   $work"
say "enrol with   ics2 enrol --eori BE0123456789 --out trader --management http://127.0.0.1:${node_management[1]}"
say "load with    ics2 load ${looks[*]}"

if [ ${#load[@]} -gt 0 ]; then
  ics2 load "${looks[@]}" "${load[@]}"
  exit
fi

say "Ctrl-C stops everything"
while [ -n "${pid[nginx]:-}" ] && kill -0 "${pid[nginx]}" 2>/dev/null; do sleep 1; done
die "nginx has ended: $(tail -n 2 "$work/nginx/error.log" "$work/nginx.log" 2>/dev/null)"
