#!/usr/bin/env bash
# Puts small faults into the code that refuses, decides or keeps a promise, and says which of them no unit test notices.
#   ci/mutants.sh [--only PATH] [--sample N] [--seed S] [--threshold 80] [--jobs N] [--quiet]
#                 [--work DIR] [--results FILE] [--again FILE] [--list]
# --work keeps the copy that is built, so that the next run builds less; --results writes what became of each, and --again tries only
# those that lived. Exit code 1 below the threshold, or when mutants-accepted.tsv holds what is gone or noticed by now.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NO_COLOR=1
dotnet build ci/Mutants/Ics2.Mutants.csproj -v q -clp:NoSummary --nologo
exec dotnet ci/Mutants/bin/Debug/net10.0/mutants.dll "$PWD" "$@"
