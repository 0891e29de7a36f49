#!/usr/bin/env bash
# Writes the stack file of a throw-away review stack: dev's settings, under its own name.
# usage: review-stack.sh <pull request number>
set -euo pipefail
number=$1
case "$number" in
"" | *[!0-9]*)
  echo "review-stack.sh: the pull request's number, digits only (it is '$number')" >&2
  exit 1
  ;;
esac

# The log role is the account's, made once; dev's key stays dev's, `stack init` writes the review stack's own.
sed -E \
  -e "s/^( +stack:) dev$/\1 pr-$number/" \
  -e 's/^( +serverless-tiers:apiGatewayLogRole:).*/\1 existing/' \
  -e '/^(encryptionsalt|secretsprovider|encryptedkey):/d' \
  Pulumi.dev.yaml >"Pulumi.pr-$number.yaml"
