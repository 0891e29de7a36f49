#!/usr/bin/env bash
# Previews a stack with Pulumi's engine against the local cloud: no account, no credentials, no secrets.
# usage: offline-preview.sh <stack>
set -euo pipefail
stack=$1
file="Pulumi.$stack.yaml"
data=$(mktemp -d)

node --require ./local/loader/typescript.cjs local/start/cloud-main.ts --data "$data" --stack "$stack" >"$data/log" 2>&1 &
cloud=$!
cp "$file" "$data/$file"
end() {
  cp "$data/$file" "$file"
  kill "$cloud" 2>/dev/null || true
  wait "$cloud" 2>/dev/null || true
  rm -rf "$data"
}
trap end EXIT

for _ in $(seq 300); do
  if [ -s "$data/pulumi.env" ]; then break; fi
  if ! kill -0 "$cloud" 2>/dev/null; then break; fi
  sleep 0.1
done
if [ ! -s "$data/pulumi.env" ]; then
  cat "$data/log" >&2
  exit 1
fi
set -a
# shellcheck disable=SC1091
. "$data/pulumi.env"
set +a

# The key that the file names belongs to somebody else: the preview gets a copy without it, and a passphrase of its own.
grep -vE '^(encryptionsalt|secretsprovider|encryptedkey):' "$data/$file" >"$file"
pulumi stack select --create "$stack" --secrets-provider passphrase --non-interactive
pulumi preview --stack "$stack" --policy-pack policies --non-interactive --diff
