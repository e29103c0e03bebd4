#!/bin/sh
# A picture from words: sh generate.sh "a fox that reads" fox.png
set -eu
: "${HERBBIE_URL:=http://127.0.0.1:8000}"

curl --silent --show-error --fail-with-body --max-time 120 \
    ${HERBBIE_KEY:+--header "Authorization: Bearer $HERBBIE_KEY"} \
    --header "Content-Type: application/json" \
    --header "Prefer: wait=100" \
    --data "{\"prompt\": \"$1\", \"size\": \"1024x1024\"}" \
    "$HERBBIE_URL/api/v1/images/generate" |
    sed 's/.*"b64_json": *"\([^"]*\)".*/\1/' | base64 --decode > "$2"
