#!/bin/sh
# Install the Debian packages that the given lists name, if any are missing.
# Root installs them; anybody else is told their names, and nothing goes on without them.
set -eu
cd "$(dirname "$0")/.."

if ! command -v dpkg-query >/dev/null; then
    echo "This is neither Debian nor Ubuntu: see that what these lists name is installed: $*" >&2
    exit 0
fi

missing=
for package in $(sed 's/#.*//' "$@"); do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "Debian packages are missing. As root: apt-get install$missing" >&2
    exit 1
fi
echo "Installing Debian packages:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
mkdir -p .local
# shellcheck disable=SC2086 # one word per package
{
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends $missing
} >.local/apt.log 2>&1 || {
    cat .local/apt.log >&2
    exit 1
}
