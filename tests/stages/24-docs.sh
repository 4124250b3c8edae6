# The documentation: a reference without a gap, manual pages without a fault, examples that do what they show.
. tests/stage.sh
export PYTHONDONTWRITEBYTECODE=1

readonly documents="README.md core/README.md port/README.md boards/README.md boards/posix/README.md tests/README.md
    tests/market/README.md tests/contract/README.md tests/data/hostile/README.md tests/bench/README.md"

# One more name in a header, with nothing said about it: Doxygen must end with an error.
reference_of_a_gap() {
    printf '/** @file\n A header. */\n#ifndef GAP_H\n#define GAP_H\n\nint ymr_gap(int of);\n\n#endif\n' >"$scratch/gap.h"
    mkdir -p "$scratch/docs"
    (cat tests/docs/Doxyfile && printf 'INPUT = %s\nOUTPUT_DIRECTORY = %s\nINPUT_FILTER =\n' "$scratch/gap.h" \
        "$scratch/docs") >"$scratch/Doxyfile"
    doxygen "$scratch/Doxyfile" >"$scratch/gap.out" 2>&1 && return 1
    grep -q 'ymr_gap.* is not documented' "$scratch/gap.out" || { cat "$scratch/gap.out"; return 1; }
}

# The check of our own sees it, too, when the texts of a header are missing.
names_of_a_gap() {
    cp -r build/docs/xml "$scratch/xml" && rm "$scratch/xml/client_8h.xml"
    python3 tests/docs/coverage.py "$scratch/xml" && return 1
    true
}

pages() { grep -L '^\.so ' build/man/man?/*; }

there_are_pages() { [ "$(pages | wc -l)" -gt 45 ]; }

# Pages are not installed here, so that references to them lead nowhere.
lint() {
    ! for page in $(pages); do mandoc -T lint "$page"; done | grep -v 'referenced manual not found: Xr ymr' | grep .
}

# As a reader sees them; groff finds what mandoc forgives.
warnings() {
    ! for page in $(pages); do LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l "$page" 2>&1 >/dev/null; done | grep .
}

found_by_name() {
    LC_ALL=C.UTF-8 man -M build/man ymr_get_return | grep -q 'YMR_CLIENT(3)'
}

# Who tries another document, names it.
no_document_is_left_out() {
    local document missing=0
    for document in $(find . -name README.md -not -path './build/*' -printf '%P\n'); do
        [[ " $(echo $documents) " != *" $document "* ]] || continue
        grep -rqs "$document" tests/stages tests/packaging || { echo "nobody tries $document"; missing=1; }
    done
    return $missing
}

a_wrong_example() {
    printf 'x\n\n```console\n$ echo one\ntwo\n```\n\n```\nls\n```\n' >"$scratch/wrong.md"
    python3 tests/docs/examples.py "$scratch/wrong.md" >"$scratch/wrong.out" && return 1
    grep -q '^0 passed, 2 failed' "$scratch/wrong.out" || { cat "$scratch/wrong.out"; return 1; }
}

# Counts by itself, and shows each block.
run_listed() {
    local closing
    "$@" >"$scratch/listed.out" 2>&1
    closing=$(tail -n 1 "$scratch/listed.out")
    head -n -1 "$scratch/listed.out"
    if [[ $closing =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed(,\ ([0-9]+)\ skipped)?$ ]]; then
        passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
        skipped=$((skipped + ${BASH_REMATCH[4]:-0}))
    else
        failed=$((failed + 1))
        echo "  FAIL  $* died: $closing"
    fi
}

how_headers_are_read() { (cd tests/docs && python3 -m unittest test_reading); }

check "the program builds" build all
check "headers are read as they are written" how_headers_are_read
if command -v doxygen >/dev/null; then
    check "make docs: the reference, without a warning" build docs
    check "a name without a word would be an error" reference_of_a_gap
else
    skip "the reference" "doxygen is missing"
fi
if command -v doxygen >/dev/null && command -v clang >/dev/null; then
    if check "every public name that the compiler sees is explained" python3 tests/docs/coverage.py; then
        sed 's/^/        /' "$scratch/check.out"
    fi
    check "names without a word would be found" names_of_a_gap
else
    skip "every public name is explained" "doxygen or clang is missing"
fi
check "make man: the manual pages" build man
check "one a header, ymr(1) and ymr(3)" there_are_pages
if command -v mandoc >/dev/null && command -v clang >/dev/null; then
    check "mandoc finds no fault in them" lint
    if check "no command, option or function is missing" python3 tests/docs/pages.py build/ymr build/man; then
        sed 's/^/        /' "$scratch/check.out"
    fi
else
    skip "the manual pages are whole" "mandoc or clang is missing"
fi
if command -v man >/dev/null; then
    check "nor does man" warnings
    check "a function's name leads to its page" found_by_name
else
    skip "the manual pages as man shows them" "man-db is missing"
fi
# shellcheck disable=SC2086
check "every link leads somewhere" python3 tests/docs/links.py $documents
check "no document is left out" no_document_is_left_out
check "an example that says something else would be found" a_wrong_example
run_listed python3 tests/docs/fragments.py
if command -v jq >/dev/null; then
    # shellcheck disable=SC2086
    run_listed python3 tests/docs/examples.py $documents boards/posix/man/ymr.1.in
else
    skip "what the documents show" "jq is missing"
fi
close_stage
