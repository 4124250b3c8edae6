#!/bin/bash
# Read-only calls to the Market with the owner's key: what works, which TLS, resumption, ranges and limits. No
# id, name or key is shown: of ymr's words those without any are passed on. YMR_BASE_URL points it elsewhere.
set -u
cd "$(dirname "$0")/../.." || exit
ymr=${YMR_PROGRAM:-build/ymr}

missing=
[ -n "${YMR_API_KEY:-}${YMR_KEY_FILE:-}" ] || missing="YMR_API_KEY (or YMR_KEY_FILE, a file with the key)"
[ -n "${YMR_CAMPAIGN:-}" ] || missing="${missing:+$missing and }YMR_CAMPAIGN"
if [ -n "$missing" ]; then
    echo "live: set $missing; the key needs the scope inventory-and-order-processing:read-only" >&2
    exit 2
fi

umask 077
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
trap 'exit 130' INT TERM

worst=0
# call NAME WORD... : runs ymr, keeps its result in $directory/out, tells how it went.
call() {
    local name=$1 began ended status
    shift
    began=$(date +%s%N)
    "$ymr" -v ${YMR_KEY_FILE:+--key-file "$YMR_KEY_FILE"} --session "$directory/session" --no-progress "$@" \
        >"$directory/out" 2>"$directory/err"
    status=$?
    ended=$(date +%s%N)
    printf '%-28s exit %d, %d ms' "$name" $status $(((ended - began) / 1000000))
    sed -nE 's/^ymr: (HTTP [0-9]+|TLSv.*|answer complete, [0-9]+ bytes|limit: .*|Accept-Ranges: .*)$/; \1/p' \
        "$directory/err" | head -n 5 | tr -d '\n'
    echo
    [ $status -eq 0 ] || [ $worst -ne 0 ] || worst=$status
    return $status
}

say_why() {
    case $1 in
    3) echo "  network or TLS: try ymr -v returns --limit 1" ;;
    4) echo "  the Market refuses: check the key, its scopes and the campaign" ;;
    5) echo "  the limit of calls is reached" ;;
    *) echo "  try ymr -v returns --limit 1" ;;
    esac
}

echo "ymr $("$ymr" --version | cut -d' ' -f2) against ${YMR_BASE_URL:-the real Market}"
call "returns, first connection" returns --json --limit 1 || { say_why $worst; exit $worst; }
if ! [[ $(head -n 1 "$directory/out") =~ ^\{\"id\":([0-9]+),\"orderId\":([0-9]+) ]]; then
    echo "no return in this campaign: nothing more can be tried"
    exit 0
fi
id=${BASH_REMATCH[1]} order=${BASH_REMATCH[2]}
call "returns, second connection" returns --json --limit 1
call "return" return "$order" "$id" --json

call "returns, to find a photo" returns --json --limit 100 --type RETURN
with_photo='^\{"id":([0-9]+),"orderId":([0-9]+).*"returnItemId":([0-9]+)[^[]*"images":\["([^"]+)"'
photo=
while IFS= read -r line; do
    if [[ $line =~ $with_photo ]]; then
        photo="${BASH_REMATCH[2]} ${BASH_REMATCH[1]} ${BASH_REMATCH[3]} ${BASH_REMATCH[4]}"
        break
    fi
done <"$directory/out"
if [ -n "$photo" ]; then
    # shellcheck disable=SC2086 # four words
    call "photo" photo $photo -o "$directory/photo"
    grep -q '^ymr: Accept-Ranges: bytes$' "$directory/err" || echo "  no ranges are announced for photos"
else
    echo "photo                        none among these returns"
fi
exit $worst
