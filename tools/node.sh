#!/bin/sh
# See that the tests have a certified provider of identities to talk with: Node.js 18 or newer and npm, and the
# packages that tests/identity_provider/package-lock.json names, checked against its hashes. No script of theirs
# is run, and nothing of it is part of the product. Run twice, it does nothing the second time.
set -eu
cd "$(dirname "$0")/.."
home=tests/identity_provider

recent() {
    node -e "process.exit(process.versions.node.split(\".\")[0] < 18 ? 1 : 0)" >/dev/null 2>&1
}

if ! recent || [ ! -x "$(command -v npm)" ]; then
    sh tools/debian_packages.sh tools/debian-packages-node.txt
    recent || {
        echo "The tests need Node.js 18 or newer, and npm." >&2
        exit 1
    }
fi

# What was installed is what is named now.
mkdir -p .local
if [ -d $home/node_modules ] && cmp -s $home/package-lock.json .local/identity-provider.json; then
    exit 0
fi

# Companies put their own authority into the system's file; Node.js reads it only when told.
system_certificates=/etc/ssl/certs/ca-certificates.crt
if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -e "$system_certificates" ]; then
    export NODE_EXTRA_CA_CERTS=$system_certificates
fi

echo "Fetching the identity provider of the tests" >&2
npm ci --prefix $home --cache .local/npm --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >&2
cp $home/package-lock.json .local/identity-provider.json
