#!/bin/sh
# A picture changed: sh edit.sh garden.png "put a rainbow into the sky" rainbow.png
set -eu
: "${HERBBIE_URL:=http://127.0.0.1:8000}"

curl --silent --show-error --fail-with-body --max-time 120 \
    ${HERBBIE_KEY:+--header "Authorization: Bearer $HERBBIE_KEY"} \
    --header "Prefer: wait=100" \
    --form "image=@$1" \
    --form "prompt=$2" \
    "$HERBBIE_URL/api/v1/images/edit" |
    sed 's/.*"b64_json": *"\([^"]*\)".*/\1/' | base64 --decode > "$3"
