# shellcheck shell=bash
# Parts of an access point of several nodes, for nodes.sh, kill-soak.sh and compare.sh: packages, a private PostgreSQL, the outside world, nodes, nginx.
# Everything lives in one temporary folder and on free ports, and is stopped on exit; clusters and sites of the system are left alone.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=""            # the temporary folder
declare -A pid     # process ids by name
declare -a node_port node_management

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 3; }

# The tool under test; ICS2 names another build, as "dotnet /somewhere/ics2.dll".
ics2_command() {
  if [ -z "${ICS2:-}" ]; then
    say "building ics2 (Release)"
    dotnet build "$root/Simulator/Cli" -c Release -v q --nologo -clp:NoSummary >&2 || die "ics2 does not build"
    ICS2="dotnet $root/Simulator/Cli/bin/Release/net10.0/ics2.dll"
  fi
}

ics2() { $ICS2 "$@"; }

# A number of a report of ics2 load; of several with that name the first.
figure() { # FOLDER NAME
  sed -n "s/^ *\"$2\": *\([0-9.][0-9.]*\).*/\1/p" "$1/load.json" | head -n 1
}

postgres_bin() { find /usr/lib/postgresql -maxdepth 3 -name initdb 2>/dev/null | sort -V | tail -n 1 | xargs -r dirname; }

stream_module() { find /usr/lib/nginx/modules -name ngx_stream_module.so 2>/dev/null | head -n 1; }

# Debian's packages, where something is missing and may be installed; status 77, as test drivers know it, when it may not.
need_packages() {
  local missing=()
  [ -n "$(postgres_bin)" ] || missing+=(postgresql)
  command -v nginx >/dev/null || missing+=(nginx)
  [ -n "$(stream_module)" ] || missing+=(libnginx-mod-stream)
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    say "SKIPPED: ${missing[*]} missing; install them, or run this as root on Debian or Ubuntu"
    exit 77
  fi
  say "installing ${missing[*]}"
  # Nothing that is installed here shall start by itself.
  local policy=/usr/sbin/policy-rc.d made=""
  [ -e $policy ] || { printf '#!/bin/sh\nexit 101\n' > $policy && chmod +x $policy && made=1; }
  { timeout 20 apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout "${PACKAGE_SECONDS:-120}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1
  local status=$?
  [ -z "$made" ] || rm -f $policy
  if [ $status -ne 0 ]; then
    say "SKIPPED: ${missing[*]} cannot be installed (apt-get ended with $status)"
    exit 77
  fi
}

begin() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/ics2-nodes.XXXXXX")
  chmod 711 "$work" # the user of PostgreSQL has to pass
  trap stop_all EXIT
  trap 'exit 130' INT TERM
}

# Two callers must not get the same port: handed out once per run.
declare -A handed_out
free_port() { # NAME OF A VARIABLE
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    if [ -z "${handed_out[$port]:-}" ] && ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      handed_out[$port]=1
      printf -v "$1" %s "$port"
      return
    fi
  done
}

until_so() { # WHAT SECONDS COMMAND...
  local what=$1 left=$(($2 * 10))
  shift 2
  until "$@" 2>/dev/null; do
    left=$((left - 1))
    [ $left -gt 0 ] || die "$what did not get ready; see $work"
    sleep 0.1
  done
}

postgres_launch() {
  # PostgreSQL refuses to run as root; its own user can.
  local as=()
  [ "$(id -u)" -ne 0 ] || as=(setpriv --reuid postgres --regid postgres --clear-groups)
  (cd / && exec "${as[@]}" "$(postgres_bin)/postgres" -D "$work/pg" -h 127.0.0.1 -p "$postgres_port" -k "" -c max_connections=200 -c shared_buffers=256MB -c max_wal_size=2GB) \
    >> "$work/postgres.log" 2>&1 &
  pid[postgres]=$!
  until_so PostgreSQL 60 psql_do -c "SELECT 1" -o /dev/null
}

psql_do() { PGPASSWORD=$postgres_password "$(postgres_bin)/psql" -h 127.0.0.1 -p "$postgres_port" -U ics2 -d postgres -X -q -A -t "$@"; }

start_postgres() {
  free_port postgres_port
  postgres_password=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
  printf %s "$postgres_password" > "$work/password"
  mkdir "$work/pg"
  local as=()
  if [ "$(id -u)" -eq 0 ]; then
    as=(setpriv --reuid postgres --regid postgres --clear-groups)
    chown postgres "$work/pg" "$work/password"
  fi
  (cd / && "${as[@]}" "$(postgres_bin)/initdb" -D "$work/pg" -U ics2 -A scram-sha-256 --pwfile "$work/password" --encoding UTF8 --locale C.UTF-8) > "$work/postgres.log" 2>&1 \
    || die "initdb failed: $(tail -n 3 "$work/postgres.log")"
  rm -f "$work/password"
  postgres_launch
  store="postgresql://ics2:$postgres_password@127.0.0.1:$postgres_port/postgres"
}

is_serving() { [ -e "$1" ]; }

serve() { # NAME OPTIONS...
  local name=$1
  shift
  rm -f "$work/$name.ready"
  # shellcheck disable=SC2086
  $ICS2 serve --data "$work/$name" --ready-file "$work/$name.ready" "$@" >> "$work/$name.log" 2>&1 &
  pid[$name]=$!
}

# UUM&DS, trusted lists and revocation are nobody's node: they are a simulator of their own that no trader posts to, as they are others' services in reality.
start_outside() {
  free_port outside_management
  serve outside --port 0 --management-port "$outside_management"
  until_so "the outside world" 120 is_serving "$work/outside.ready"
}

start_node() { # NUMBER; after start_outside, and after endpoint is set
  local i=$1
  if [ -z "${node_port[$i]:-}" ]; then
    free_port "node_port[$i]"
    free_port "node_management[$i]"
  fi
  # The address has a password in it, and arguments are for everybody to read.
  # shellcheck disable=SC2086
  ICS2_STORE="${store:-}" serve "node$i" --port "${node_port[$i]}" --management-port "${node_management[$i]}" --trust-from "http://127.0.0.1:$outside_management" \
    --trust-token "$(cat "$work/outside/management-token")" --endpoint "$endpoint" ${NODE_OPTIONS:-}
}

# TCP only: mutual TLS has to end at the nodes, which judge the certificate of the trader.
start_nginx() { # NUMBER OF NODES
  local i servers=""
  for ((i = 1; i <= $1; i++)); do
    servers+="    server 127.0.0.1:${node_port[$i]} max_fails=1 fail_timeout=1s;"$'\n'
  done
  mkdir -p "$work/nginx"
  cat > "$work/nginx/nginx.conf" <<CONF
load_module $(stream_module);
daemon off;
pid $work/nginx/nginx.pid;
error_log $work/nginx/error.log warn;
worker_processes 1;
events { worker_connections 4096; }
stream {
  upstream nodes {
    least_conn;
$servers  }
  server {
    listen 127.0.0.1:$endpoint_port;
    proxy_pass nodes;
    proxy_connect_timeout 1s;
    proxy_next_upstream_timeout 10s;
    proxy_timeout 10m;
  }
}
CONF
  nginx -p "$work/nginx" -e "$work/nginx/error.log" -c "$work/nginx/nginx.conf" 2>> "$work/nginx.log" &
  pid[nginx]=$!
}

# One node on SQLite without anything around it, or several on PostgreSQL behind nginx; sets endpoint, and for ics2 load the array looks.
start_nodes() { # sqlite|postgresql HOW MANY
  local i
  [ "${endpoint_port:-0}" -ne 0 ] || free_port endpoint_port
  endpoint=https://localhost:$endpoint_port/domibus/services/msh
  if [ "$1" = postgresql ]; then
    start_postgres
  else
    node_port[1]=$endpoint_port
    free_port "node_management[1]"
  fi
  start_outside
  for ((i = 1; i <= $2; i++)); do start_node "$i"; done
  for ((i = 1; i <= $2; i++)); do until_so "node $i" 120 is_serving "$work/node$i.ready"; done
  [ "$1" = sqlite ] || start_nginx "$2"
  looks=()
  for ((i = 1; i <= $2; i++)); do looks+=(--management "http://127.0.0.1:${node_management[$i]}"); done
}

stop() { # NAME SIGNAL
  local id=${pid[$1]:-}
  unset "pid[$1]"
  [ -n "$id" ] || return 0
  kill "-${2:-TERM}" "$id" 2>/dev/null
  wait "$id" 2>/dev/null
}

stop_all() {
  local name
  for name in "${!pid[@]}"; do
    case $name in postgres | outside) ;; *) stop "$name" ;; esac
  done
  stop outside
  stop postgres INT
  if [ -n "${KEEP:-}" ]; then
    say "kept: $work"
  else
    rm -rf "$work"
  fi
}
