#!/usr/bin/env bash
# Proves that ics2, as it is called here, serves the pages with all that they load: page, styles, our script, and Blazor's, which come out of the
# assembly and out of nothing beside it.
#   ci/served-pages.sh COMMAND [ARGUMENTS]    for example ci/served-pages.sh ~/.dotnet/tools/ics2
set -euo pipefail

data=$(mktemp -d)
"$@" serve --data "$data/data" --port 0 --management-port 0 --ready-file "$data/ready.json" > "$data/log" 2>&1 < /dev/null &
serve=$!
trap 'kill "$serve" 2> /dev/null || true; wait "$serve" 2> /dev/null || true; rm -rf "$data"' EXIT
for _ in $(seq 600); do
  [ -f "$data/ready.json" ] && break
  kill -0 "$serve" 2> /dev/null || { cat "$data/log"; exit 1; }
  sleep 0.2
done
port=$(sed -n 's/.*"management": *"http:[^"]*:\([0-9]*\).*/\1/p' "$data/ready.json")
[ -n "$port" ] || { echo "not ready after two minutes"; cat "$data/log"; exit 1; }

expect() { # PATH TYPE TEXT
  exec 3<> "/dev/tcp/127.0.0.1/$port" # a machine with only the SDK has no curl
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
  cat <&3 > "$data/answer"
  exec 3>&-
  head -n 1 "$data/answer" | grep -q ' 200 ' || { echo "$1 is answered with $(head -n 1 "$data/answer")"; return 1; }
  grep -qi "^content-type: $2" "$data/answer" || { echo "$1 is not of type $2"; return 1; }
  grep -q -- "$3" "$data/answer" || { echo "$1 does not hold '$3'"; return 1; }
}
expect / text/html 'blazor.web.js'
expect /watch/rehearsals text/html 'Rehearse'
expect /_framework/blazor.web.js text/javascript 'Blazor'
expect /watch/dashboard.css text/css '.wire'
expect /watch/dashboard.js text/javascript 'data-copy'
echo "the pages and all that they load are served by: $*"
