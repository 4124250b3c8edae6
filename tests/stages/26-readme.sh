# The README keeps its word: its program is compiled and run, its table is what the compiler says.
. tests/stage.sh

example() {
    awk '/^```c$/ { on = 1; next } /^```$/ { on = 0 } on' README.md
}

is_short() {
    [ "$(example | wc -l)" -lt 40 ]
}

compile() {
    example >"$scratch/program.c"
    # Flags without warnings of the user's choice: a newcomer's plain compiler must take it.
    gcc -std=c11 -Wall -Wextra -Werror "$scratch/program.c" $(make -s flags) -o "$scratch/program"
}

run_against_market() {
    python3 - "$scratch/program" <<'PY'
import os
import subprocess
import sys

sys.path.insert(0, "tests")
from market import Market

with Market() as market:
    wanted = market.special("demo")
    arguments = [sys.argv[1], market.base_url, market.ca, str(wanted["order"]), str(wanted["return"])]
    done = subprocess.run(arguments, env={**os.environ, **market.env}, capture_output=True, text=True, timeout=60)
    print(done.stdout + done.stderr)
    assert done.returncode == 0 and " of " in done.stdout
    arguments[4] = "1"
    done = subprocess.run(arguments, env={**os.environ, **market.env}, capture_output=True, text=True, timeout=60)
    print(done.stdout + done.stderr)
    assert done.returncode == 1 and "knows no such thing" in done.stderr
PY
}

check "the program has under 40 lines" is_short
check "make builds the library" build all
if check "a plain compiler takes the program" compile; then
    check "it fetches a return, and says when there is none" run_against_market
fi
if command -v arm-none-eabi-gcc >/dev/null; then
    check "the table of sizes is up to date (tests/sizes.sh --write)" tests/sizes.sh --check
else
    skip "the table of sizes" "gcc-arm-none-eabi is missing"
fi
close_stage
