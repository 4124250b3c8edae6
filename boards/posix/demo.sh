#!/bin/bash
# The whole job against a Market of our own on this machine. `make demo` has set up and built before.
set -eu
cd "$(dirname "$0")/../.."

directory=$(mktemp -d)
market=
stop() {
    status=$?
    trap - EXIT INT TERM
    if [ -n "$market" ]; then
        kill "$market" 2>/dev/null || true
        wait "$market" 2>/dev/null || true
    fi
    rm -rf "$directory"
    exit $status
}
trap stop EXIT INT TERM

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] || say() { printf '\n%s\n' "$*"; }
show() {
    printf '$ ymr %s\n' "$*"
    build/ymr "$@"
}

say "Starting a Market of our own on this machine ..."
python3 tests/market/serve.py --quiet --dir "$directory" --ready-file "$directory/ready.json" &
market=$!
for _ in $(seq 300); do
    [ ! -e "$directory/ready.json" ] || break
    kill -0 "$market" 2>/dev/null || { echo "demo: the Market did not start" >&2; exit 1; }
    sleep 0.1
done

# The demo's return and its large photo, and the settings that point ymr there. The photo comes slowly.
python3 - "$directory/ready.json" >"$directory/settings" <<'PYTHON'
import json, shlex, sys, urllib.request

with open(sys.argv[1]) as file:
    ready = json.load(file)


def ask(path, body=None):
    url = "%s/_market/%s" % (ready["plain_url"], path)
    request = urllib.request.Request(url, json.dumps(body).encode() if body else None)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


demo = ask("specials")["demo"]
photo = next(one for one in ask("photos?digest=1") if one["name"] == "demo_big")
ask("fault", {"kind": "pieces", "sizes": [262144], "delay": 0.01, "operation": "getReturnPhoto", "times": 0})
settings = {"YMR_BASE_URL": ready["base_url"], "YMR_CA": ready["ca"], "YMR_API_KEY": ready["key"],
            "YMR_CAMPAIGN": ready["campaign"], "YMR_BUSINESS": ready["business"]}
for name, value in settings.items():
    print("export %s=%s" % (name, shlex.quote(str(value))))
print("order=%d return=%d item=%d hash=%s digest=%s" %
      (demo["order"], demo["return"], photo["item"], photo["hash"], photo["sha256"]))
item = json.loads(demo["text"])["items"][0]
tail = "\x1d91EE06\x1d92" + 44 * "k"  # the crypto tail, which the Market leaves out
print("marking=%s label=%s" % (shlex.quote(item["instances"][0]["cis"] + tail),
                               shlex.quote(item["tracks"][0]["trackCode"])))
PYTHON
order='' return='' item='' hash='' digest='' marking='' label=''
# shellcheck source=/dev/null
. "$directory/settings"

say "Returns that wait for the store's decision (the first eight):"
show returns --status WAITING_FOR_DECISION,PREMODERATION_DECISION_WAITING --limit 8

say "One of them, whole (its 48 hours were over in May; this Market lets it be decided all the same):"
show return "$order" "$return"

say "The photo that the buyer sent with it:"
show photo "$order" "$return" "$item" "$hash" -o "$directory/photo.jpg"
echo "$digest  $directory/photo.jpg" | sha256sum --check --quiet
echo "Its SHA-256 is that of the Market's original."

say "Three codes from a reader: a marking code, a label, and a track code of somebody else:"
printf '%s\n' "$marking" "$label" RR123456785RU >"$directory/codes"
show scan <"$directory/codes"

say "A decision that is made without a network is kept, and delivered when there is one:"
YMR_JOURNAL=$directory/journal
export YMR_JOURNAL
YMR_BASE_URL=http://127.0.0.1:9 show journal add "$order" "$return" "$item" REFUND_MONEY --created "$(date -u +%FT%TZ)"
show journal flush
show return "$order" "$return" | grep -E '^\$|refund|decision'

say "What this was"
cat <<END
ymr asked a Market on this machine ($YMR_BASE_URL) for returns, over TLS with its certificate verified.
It listed those that wait for a decision while they arrived, read one with all its fields, and streamed a
photo of 50 MB straight into a file: the program never held more than one network buffer of it. (The Market
was told to send it slowly, so that the bar can be seen.) Then it made an index of all returns, and answered
each code from that, without asking the Market again. At last it kept a decision in a file, as a device does in
its flash, and delivered it from there: nothing that was decided is lost, and nothing is decided twice.

With the real Market it would do the same, with nothing changed but the key:
  export YMR_API_KEY=...     # a key with the scope inventory-and-order-processing (to look: …:read-only)
  export YMR_CAMPAIGN=...    # the store's campaign
  build/ymr returns          # and  make live  looks at what the Market's servers can do
Nothing is left behind: the Market is stopped, its files and the photo are deleted.
END
