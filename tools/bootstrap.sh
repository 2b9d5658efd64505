#!/bin/sh
# Make .venv hold what uv.lock names. Needs python3; fetches uv, and a Python where there is none.
#
#   tools/bootstrap.sh demo     what the program needs
#   tools/bootstrap.sh test     that, and what its tests and checks need
#
# uv goes to .local/uv, pinned by hash in tools/uv.txt; neither the system's Python nor the
# user's is changed. Run twice, it does nothing the second time.
set -eu
cd "$(dirname "$0")/.."

say() { echo "$*" >&2; }
fail() { say "$*"; exit 1; }

target=$PWD/.local/uv
uv=$target/bin/uv
version=$(sed -n 's/^uv==\([0-9.]*\).*/\1/p' tools/uv.txt)

# Companies put their own authority into the system's file; uv reads it only when told.
system_certificates=/etc/ssl/certs/ca-certificates.crt
if [ -z "${SSL_CERT_FILE:-}" ] && [ -e "$system_certificates" ]; then
    export SSL_CERT_FILE=$system_certificates
fi

pip_into_target() {
    PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
        "$1" -m pip install -q --target "$target" --require-hashes --no-deps -r tools/uv.txt
}

# The pip of this Python; else that of a venv; else Debian's venv is installed first.
fetch_uv() {
    say "Fetching uv $version into .local/uv"
    rm -rf "$target"
    if python3 -m pip --version >/dev/null 2>&1; then
        pip_into_target python3
        return
    fi
    if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
        [ -x "$(command -v apt-get)" ] && [ "$(id -u)" -eq 0 ] ||
            fail "python3 has neither pip nor venv. As root: apt-get install python3-venv"
        echo python3-venv >.local/debian-packages
        sh tools/debian_packages.sh .local/debian-packages >&2
    fi
    python3 -m venv --clear .local/pip
    pip_into_target .local/pip/bin/python3
    rm -rf .local/pip
}

recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

# A Python of 3.12 or newer: the one in use, the newest on PATH, pyenv's, else one for uv to fetch.
choose_python() {
    pyenv=${PYENV_ROOT:-${HOME:-/root}/.pyenv}/versions
    for python in .venv/bin/python python3.13 python3.12 \
        "$pyenv"/3.13.*[0-9]/bin/python "$pyenv"/3.12.*[0-9]/bin/python python3; do
        if recent "$python"; then
            echo "$python"
            return
        fi
    done
    echo 3.13
}

sync() {
    python=$(choose_python)
    say "Setting up .venv with Python $python"
    case $1 in
        demo) set -- --no-dev --group speech-model --inexact ;;
        test) set -- ;;
        *) fail "usage: tools/bootstrap.sh demo|test" ;;
    esac
    UV_PROJECT_ENVIRONMENT=.venv "$uv" sync -q --locked --python "$python" "$@" ||
        fail "uv could not make .venv with Python $python. Seloste needs Python 3.12 or newer:" \
            "install python3.13 or python3.12, or see uv's message above."
}

mkdir -p .local
[ "$("$uv" --version 2>/dev/null | cut -d' ' -f2)" = "$version" ] || fetch_uv
sync "${1:-test}"
