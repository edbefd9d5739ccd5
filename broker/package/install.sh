#!/bin/sh
# Installs the broker on Debian, as root, from the folder of the unpacked archive. Running it again updates the program.
set -eu
cd "$(dirname "$0")"
sha256sum --check --quiet SHA256SUMS
# Certificates of Oneflow's, and of a PostgreSQL that speaks TLS, are judged by those that the system trusts.
[ -e /etc/ssl/certs/ca-certificates.crt ] || { apt-get update && apt-get install -y --no-install-recommends ca-certificates; }
install -D -m 0755 oneflow-broker /usr/local/bin/oneflow-broker
install -D -m 0644 -t /usr/share/doc/oneflow-broker README.md SECURITY.md LICENSE-APACHE LICENSE-MIT sbom.cdx.json
install -d -m 0755 /etc/oneflow-broker
[ -e /etc/oneflow-broker/broker.toml ] || install -m 0644 broker.toml /etc/oneflow-broker/broker.toml
if [ ! -e /etc/oneflow-broker/master-keys ]; then
    (umask 077 && echo "$(date +%Y) $(head -c 32 /dev/urandom | base64)" > /etc/oneflow-broker/master-keys)
fi
if [ -d /run/systemd/system ]; then
    install -D -m 0644 oneflow-broker.service /etc/systemd/system/oneflow-broker.service
    systemctl daemon-reload
fi
echo "Edit /etc/oneflow-broker/broker.toml, keep a copy of /etc/oneflow-broker/master-keys, then:"
echo "  oneflow-broker --config /etc/oneflow-broker/broker.toml --check"
echo "  systemctl enable --now oneflow-broker"
