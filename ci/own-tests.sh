#!/usr/bin/env bash
# Packs everything, and proves that the packages are enough: the samples restore them from the folder and pass.
#   ci/own-tests.sh [further options of dotnet pack, such as --no-build]
set -euo pipefail
cd "$(dirname "$0")/.."

rm -rf artifacts
dotnet pack Ics2Conformance.sln --nologo -v q -clp:NoSummary -c Debug -o artifacts "$@"

# The tool as it is packed, and the single file that one may publish instead, serve the pages with all that they load.
places=$(mktemp -d)
trap 'rm -rf "$places"' EXIT
dotnet tool install ics2 --tool-path "$places/tool" --source "$PWD/artifacts" --prerelease > /dev/null
ci/served-pages.sh "$places/tool/ics2"
rid=$(dotnet --info | sed -n 's/^ *RID: *//p')
# Only the command line is built for this machine; what it refers to was built before, and for any.
dotnet publish Simulator/Cli --nologo -v q -clp:NoSummary -c Debug -r "$rid" --self-contained false -o "$places/single" \
  -p:PublishSingleFile=true -p:BuildProjectReferences=false -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false
ci/served-pages.sh "$places/single/ics2"

# The version stays the same from build to build, so these packages must not get into the user's cache, which would keep the first for ever.
known=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: *//')
NUGET_PACKAGES=$(mktemp -d)
export NUGET_PACKAGES NUGET_FALLBACK_PACKAGES="$known"
trap 'rm -rf "$places" "$NUGET_PACKAGES" samples/Own*/bin samples/Own*/obj' EXIT
for sample in OwnTests OwnReqnroll; do
  dotnet run --project "samples/$sample"
done
