# The README keeps its word: its program is as short as it says, its tables are what compiler and callgrind say. That the program
# is compiled and run is up to tests/stages/24-docs.sh.
. tests/stage.sh

example() {
    awk '/^```c$/ { on = 1; next } /^```$/ { on = 0 } on' README.md
}

is_short() {
    [ "$(example | wc -l)" -gt 20 ] && [ "$(example | wc -l)" -lt 40 ]
}

# What is to be read, at 240 words a minute; not the program, not tables.
takes_five_minutes() {
    local words
    words=$(awk '/^```/ { off = !off; next } !off && !/^[|]/' README.md | wc -w)
    echo "$words words"
    [ "$words" -le 1300 ]
}

# Every directory that has a map is on the map of the house.
shows_every_room() {
    local room missing=0
    for room in core port boards tests; do
        [ -e $room/README.md ] && grep -q "($room/README.md)" README.md || { echo "no way to $room/"; missing=1; }
    done
    return $missing
}

# `scan_*.c` in it stands for all of these.
map_of_core_is_whole() {
    local file named known missing=0
    known=$(grep -o '`[a-z_0-9*]*\.c`' core/README.md | tr -d '`' | sort -u)
    for file in core/*.c; do
        for named in $known; do
            # shellcheck disable=SC2254
            case $(basename "$file") in $named) continue 2 ;; esac
        done
        echo "core/README.md does not say what $file is"
        missing=1
    done
    for named in $known; do
        # shellcheck disable=SC2086
        ls core/$named >/dev/null || missing=1
    done
    return $missing
}

# A directory of tests/ each, and every stage in a row.
map_of_tests_is_whole() {
    local place missing=0
    for place in tests/*/; do
        grep -q "(\?\`\?$(basename "$place")/" tests/README.md || { echo "tests/README.md does not name $place"; missing=1; }
    done
    return $missing
}

says_it_has_no_licence() {
    grep -q 'has no licence yet' README.md && grep -q '| Mbed TLS\|| \[Mbed TLS\]' README.md &&
        grep -q '\[jsmn\].*| MIT |' README.md && grep -q '\[lwIP\].*BSD' README.md
}

check "the program has under 40 lines" is_short
check "it can be read in five minutes" takes_five_minutes
check "it leads to every room" shows_every_room
check "the map of core/ is whole" map_of_core_is_whole
check "the map of tests/ is whole" map_of_tests_is_whole
check "it says that there is no licence, and names those of others" says_it_has_no_licence
if command -v arm-none-eabi-gcc >/dev/null && command -v valgrind >/dev/null; then
    check "its tables are up to date (make tables)" python3 tests/bench/size.py --check README.md
else
    skip "its tables" "gcc-arm-none-eabi or valgrind is missing"
fi
close_stage
