# What compilers and checkers find without running anything, and that each finding kept has its reason. `make static` has
# clang's analyzer as well.
. tests/stage.sh

export PYTHONDONTWRITEBYTECODE=1
tools=()
for tool in gcc tidy:clang-tidy cppcheck; do
    if command -v "${tool#*:}" >/dev/null; then
        tools+=("${tool%%:*}")
    else
        skip "${tool%%:*}" "${tool#*:} is missing"
    fi
done
build deps
run_counted python3 tests/static/run.py --quick "${tools[@]}"
close_stage
