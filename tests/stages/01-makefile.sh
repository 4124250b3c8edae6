# The Makefile explains itself, and the set-up of a machine is done.
. tests/stage.sh

# Every target that is a command, apart from the helper that forces a rule.
help_lists_every_command() {
    local target missing=0
    for target in $(sed -n 's/^\.PHONY://p' Makefile); do
        [ "$target" != FORCE ] || continue
        make help | grep -q "^make $target " || { echo "make help does not list: $target"; missing=1; }
    done
    return $missing
}

# A second `make deps` must do nothing, and quickly.
second_set_up_is_silent() {
    local said
    said=$(tests/setup.sh build 2>&1) && [ -z "$said" ] || { echo "$said"; return 1; }
}

refuses_a_wrong_directory() {
    local said
    said=$(MBEDTLS_DIR=/nowhere tests/setup.sh build 2>&1) && { echo "it accepted /nowhere"; return 1; }
    grep -q 'MBEDTLS_DIR=/nowhere' <<<"$said" || { echo "$said"; return 1; }
}

# Packages come from the machine's own mirror, so the set-up names no host.
set_up_names_no_host() {
    ! grep -nE '[a-z]+://|[a-z0-9-]+\.(org|net|com|io)\b' Makefile tests/setup.sh .ci/run | grep .
}

check "make help lists every command" help_lists_every_command
check "a second make deps does nothing" second_set_up_is_silent
check "a wrong MBEDTLS_DIR is named and refused" refuses_a_wrong_directory
check "the set-up names no host" set_up_names_no_host
close_stage
