#!/bin/sh
# Try the two commands of the README on a fresh Debian that has python3, git and make, and nothing else.
#
#   tools/fresh_machine.sh [SUITE] [COMMAND...]     default: trixie, `make demo` once, then `make test`
#
# Root only; needs debootstrap and a Debian mirror. The machine is a chroot in a temporary folder, the
# repository in it a clone of what is committed here. Both are removed afterwards, unless KEEP is set.
set -eu
cd "$(dirname "$0")/.."

suite=${1:-trixie}
[ $# -eq 0 ] || shift
machine=$(mktemp -d "${TMPDIR:-/tmp}/fresh-machine-XXXXXX")
chmod 755 "$machine"

leave() {
    rm -f "$machine.log"
    umount "$machine/proc" "$machine/dev/pts" "$machine/dev" 2>/dev/null || true
    if [ -n "${KEEP:-}" ]; then echo "kept: $machine" >&2; else rm -rf --one-file-system "$machine"; fi
}
trap leave EXIT
trap 'exit 130' INT TERM

debootstrap --variant=minbase --include=python3,git,make,ca-certificates \
    "$suite" "$machine" "${MIRROR:-http://deb.debian.org/debian}" >"$machine.log" || {
    cat "$machine.log" >&2
    exit 1
}
cp -L /etc/resolv.conf /etc/hosts "$machine/etc/"
cp /etc/ssl/certs/ca-certificates.crt "$machine/etc/ssl/certs/"
mount --bind /dev "$machine/dev"
mount --bind /dev/pts "$machine/dev/pts"
mount -t proc proc "$machine/proc"
git clone -q . "$machine/srv/seloste"

[ $# -gt 0 ] || set -- "DEMO_ONCE=1 make demo && make test"
env -i HOME=/srv LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    chroot "$machine" sh -c "cd /srv/seloste && $*"
