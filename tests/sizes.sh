#!/bin/bash
# What ymr costs on a device, as the table in README.md: tests/sizes.sh prints it, tests/sizes.sh --write puts it there.
# Counted by the compiler for a Cortex-M0+ with -Os: no figure is written by hand.
set -eu
cd "$(dirname "$0")/.."
readonly variant=arm-m0plus
readonly objects=build/$variant
make -s VARIANT=$variant $objects/libcore.a $objects/tests/tools/sizes.o >&2

ram_of() {
    local hexadecimal
    hexadecimal=$(arm-none-eabi-nm -S $objects/tests/tools/sizes.o | awk -v name="size_of_$1" '$4 == name { print $2 }')
    echo $((16#$hexadecimal))
}

flash() {
    arm-none-eabi-size -t $objects/libcore.a | awk 'END { print $1 }'
}

table() {
    echo "| what | bytes | whose |"
    echo "| --- | --- | --- |"
    echo "| flash: everything in core/, tables and error texts included | $(flash) | |"
    echo "| RAM: \`ymr_client\`, with the call under way (\`ymr_exchange\`: $(ram_of ymr_exchange)) | $(ram_of ymr_client) | yours |"
    echo "| \`ymr_config\` | $(ram_of ymr_config) | yours, constant |"
    echo "| workspace \`io\`: the request, then what comes in | 512 and up; 2,048 do well | yours |"
    echo "| workspace \`text\`: one answer, or one return of a page | 8,192 hold a return; a bigger one is read item by item | yours |"
    echo "| workspace \`tokens\` | $(ram_of ymr_token) each; 500 do for 8,192 bytes | yours |"
    echo "| \`ymr_return\`, \`ymr_return_item\`, \`ymr_decision\` | $(ram_of ymr_return), $(ram_of ymr_return_item), $(ram_of ymr_decision) | yours, one each |"
    echo "| decisions kept: \`ymr_journal\`; \`ymr_journal_slot\` | $(ram_of ymr_journal); $(ram_of ymr_journal_slot) for each that can be open | yours |"
    echo "| and delivered: \`ymr_delivery\`; \`ymr_delivery_track\` | $(ram_of ymr_delivery); $(ram_of ymr_delivery_track) for each that is watched at a time | yours |"
    echo "| heap | 0 | |"
}

fresh_readme() {
    awk -v table="$(table)" '
        /^<!-- table: sizes -->$/ { print; print table; skipping = 1; next }
        /^<!-- end of table -->$/ { skipping = 0 }
        !skipping' README.md
}

case ${1:-} in
--write)
    fresh_readme >build/README.new
    cat build/README.new >README.md
    ;;
--check) fresh_readme | diff README.md - ;;
*) table ;;
esac
