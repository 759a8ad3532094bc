#!/usr/bin/env bash
# Rehearses a client in a CI job: what the GitHub action and the GitLab snippet of docs/rehearsal.md run.
#
#   ci/rehearse.sh --plan sea-carrier --client "exec:./our-client.sh" --expected-failures known.txt
#
# Every argument goes to 'ics2 rehearse'. From the environment:
#   ICS2         how to call ics2; by default the tool on the PATH, else this source tree
#   ICS2_REPORT  folder for the reports; by default "report"
# Where the CI server has a page for the job (GITHUB_STEP_SUMMARY), the summary is put there.
# Ends with the exit code of ics2: 0 fine, 1 failed scenarios, 2 usage, 3 could not run.
set -uo pipefail

report=${ICS2_REPORT:-report}
if [ -n "${ICS2:-}" ]; then
  read -r -a ics2 <<< "$ICS2"
elif command -v ics2 > /dev/null; then
  ics2=(ics2)
else
  ics2=(dotnet run --project "$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/Simulator/Cli" --)
fi

rm -f "$report/summary.md" # of an earlier run, which is not to be taken for this one
"${ics2[@]}" rehearse --report "$report" "$@"
status=$?

if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -f "$report/summary.md" ]; then
  cat "$report/summary.md" >> "$GITHUB_STEP_SUMMARY"
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "report=$report" >> "$GITHUB_OUTPUT"
  echo "exit-code=$status" >> "$GITHUB_OUTPUT"
fi
exit "$status"
