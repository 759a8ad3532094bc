#!/usr/bin/env bash
# Packs everything, and proves that the packages are enough: the samples restore them from the folder and pass.
#   ci/own-tests.sh [further options of dotnet pack, such as --no-build]
set -euo pipefail
cd "$(dirname "$0")/.."

rm -rf artifacts
dotnet pack Ics2Conformance.sln --nologo -v q -clp:NoSummary -c Debug -o artifacts "$@"

# The version stays the same from build to build, so these packages must not get into the user's cache, which would keep the first for ever.
known=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: *//')
NUGET_PACKAGES=$(mktemp -d)
export NUGET_PACKAGES NUGET_FALLBACK_PACKAGES="$known"
trap 'rm -rf "$NUGET_PACKAGES" samples/Own*/bin samples/Own*/obj' EXIT
for sample in OwnTests OwnReqnroll; do
  dotnet run --project "samples/$sample"
done
