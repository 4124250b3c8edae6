# Every field and every named value against the API's official description. It is not part of this repository;
# YMR_OPENAPI says where it is.
. tests/stage.sh

openapi=${YMR_OPENAPI:-../shared/openapi/market-returns.json}
if [ ! -e "$openapi" ]; then
    skip "tables against the API's description" "$openapi is not there (YMR_OPENAPI)"
    close_stage
fi
if check "gcc builds the dump of the tables" build build/host/tools/openapi_dump; then
    build/host/tools/openapi_dump >"$scratch/dump.json"
    run_counted python3 tests/tools/openapi_check.py "$scratch/dump.json" "$openapi"
fi
close_stage
