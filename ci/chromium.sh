#!/usr/bin/env bash
# Debian's Chromium for the tests of the pages, where it can be had within PACKAGE_SECONDS (60); without it those tests say that they are skipped.
set -uo pipefail
command -v chromium > /dev/null && exit 0
command -v apt-get > /dev/null && [ "$(id -u)" -eq 0 ] || { echo "SKIPPED: no chromium, and no apt-get to install it with"; exit 77; }
timeout "${PACKAGE_SECONDS:-60}" apt-get install -y --no-install-recommends chromium > /dev/null 2>&1 \
  || { timeout "${PACKAGE_SECONDS:-60}" sh -c 'apt-get update && apt-get install -y --no-install-recommends chromium' > /dev/null 2>&1; }
command -v chromium > /dev/null || { echo "SKIPPED: chromium could not be had in time"; exit 77; }
