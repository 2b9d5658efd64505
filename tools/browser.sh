#!/bin/sh
# See that the page tests have a browser: Debian's Chromium, whole and without windows; elsewhere the one that
# Playwright fetches, since Ubuntu has Chromium only as a snap, which sees no temporary folders.
set -eu
cd "$(dirname "$0")/.."

[ ! -x /usr/bin/chromium ] || [ ! -x /usr/bin/chromium-headless-shell ] || exit 0
if [ "$(. /etc/os-release && echo "$ID")" = debian ]; then
    exec sh tools/debian_packages.sh tools/debian-packages-browser.txt
fi
if [ "$(id -u)" -eq 0 ]; then
    exec .venv/bin/playwright install --with-deps chromium
fi
exec .venv/bin/playwright install chromium
