# The decision journal: power cut at every step, and at every pair of them; every bit wrong; wear; RAM.
# The name of a check is its arguments: `build/host/tools/journal_cuts cuts 240 1` runs it again.
. tests/stage.sh

readonly tool=build/host/tools/journal_cuts
readonly cost=build/host/tools/journal_cost
readonly ram_limit=256

runs() {
    local program=$1
    shift
    check "$*" "$program" "$@" && sed 's/^/        /' "$scratch/check.out"
}

costs() {
    local ram slot
    read -r ram slot < <("$1" ram)
    echo "        where a pointer has $2 bytes: $ram bytes of RAM, and $slot for each record that can be open"
    check "where a pointer has $2 bytes: at most $ram_limit bytes of RAM" test "$ram" -le $ram_limit
}

if check "gcc builds the tools" build $tool $cost; then
    runs $tool cuts 240 1
    runs $tool pairs 32 2
    runs $tool rot 60 3
    runs $tool noise 1000 4
    runs $tool wear 10000
    costs $cost 8
fi
if check "gcc builds the tools with sanitizers" build VARIANT=asan build/asan/tools/journal_cuts; then
    runs build/asan/tools/journal_cuts cuts 240 5
    runs build/asan/tools/journal_cuts pairs 12 6
    runs build/asan/tools/journal_cuts noise 1000 7
fi
if echo 'int main(void) { return 0; }' | gcc -m32 -x c - -o "$scratch/m32" 2>/dev/null && "$scratch/m32"; then
    check "gcc -m32 builds the tool" build VARIANT=m32 build/m32/tools/journal_cost &&
        costs build/m32/tools/journal_cost 4
else
    skip "32 bit" "gcc -m32 makes no program that runs here (package gcc-multilib)"
fi
close_stage
