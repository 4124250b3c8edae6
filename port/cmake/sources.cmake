# What CMake, Zephyr and ESP-IDF compile of ymr. The Makefile compiles the same: a test holds them together.
#
# Sets YMR_ROOT, YMR_VERSION, YMR_CORE_SOURCES, YMR_TLS_SOURCES, YMR_POSIX_SOURCES, YMR_LWIP_SOURCES,
# YMR_MBEDTLS_NAMES (what of Mbed TLS' library/), YMR_LIMITS (the macros of ymr/config.h) and YMR_BUILD_UNIX.
# It runs in script mode, too, in which ESP-IDF reads a component for the first time.

get_filename_component(YMR_ROOT "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)

set(YMR_CORE_SOURCES
    core/account.c
    core/budget.c
    core/calls.c
    core/chats.c
    core/check.c
    core/check_digits.c
    core/check_hits.c
    core/check_read.c
    core/cidr.c
    core/client.c
    core/cost.c
    core/create.c
    core/decimal.c
    core/decision_rules.c
    core/decisions.c
    core/decode.c
    core/delivery.c
    core/delivery_choose.c
    core/delivery_marks.c
    core/delivery_verdict.c
    core/divide.c
    core/download.c
    core/endpoint.c
    core/enums.c
    core/envelope.c
    core/exchange.c
    core/fields.c
    core/frame.c
    core/index.c
    core/index_add.c
    core/index_build.c
    core/index_commit.c
    core/index_sort.c
    core/index_store.c
    core/journal.c
    core/journal_crc.c
    core/journal_data.c
    core/journal_head.c
    core/journal_log.c
    core/journal_mount.c
    core/journal_room.c
    core/journal_slots.c
    core/journal_write.c
    core/json.c
    core/listing.c
    core/lookup.c
    core/match.c
    core/message_search.c
    core/notify.c
    core/operations.c
    core/order_enums.c
    core/order_shapes.c
    core/orders.c
    core/pages.c
    core/path.c
    core/proxy.c
    core/quote.c
    core/readers.c
    core/refusal.c
    core/reports.c
    core/request.c
    core/request_reader.c
    core/resolve.c
    core/response.c
    core/resume.c
    core/returns.c
    core/reuse.c
    core/scan.c
    core/scan_ai.c
    core/scan_canonical.c
    core/scan_elements.c
    core/scan_forms.c
    core/scan_gs1.c
    core/scan_layout.c
    core/scan_link.c
    core/scan_names.c
    core/scan_readings.c
    core/scan_text.c
    core/scan_url.c
    core/seen.c
    core/sink.c
    core/splitter.c
    core/status.c
    core/stored.c
    core/time.c
    core/url.c
    core/utf8.c
    core/version.c
    core/wipe.c
    core/words.c
    core/writer.c
)
set(YMR_TLS_SOURCES
    port/device/clock.c
    port/device/health.c
    port/device/random.c
    port/device/sntp.c
    port/mbedtls/anchor_list.c
    port/mbedtls/tls.c
    port/mbedtls/tls_der.c
    port/mbedtls/tls_error.c
    port/mbedtls/tls_hooks.c
    port/mbedtls/tls_name.c
    port/mbedtls/tls_pool.c
    port/mbedtls/tls_reason.c
    port/mbedtls/tls_session.c
    port/mbedtls/tls_verify.c
)
set(YMR_POSIX_SOURCES
    port/posix/bundle.c
    port/posix/clock.c
    port/posix/journal_file.c
    port/posix/pem.c
    port/posix/random.c
    port/posix/session.c
    port/posix/tcp.c
)
set(YMR_LWIP_SOURCES
    port/lwip/connect.c
    port/lwip/name.c
    port/lwip/dhcp.c
    port/lwip/network.c
    port/lwip/sntp.c
    port/lwip/start.c
    port/lwip/tcp.c
)
foreach(list YMR_CORE_SOURCES YMR_TLS_SOURCES YMR_POSIX_SOURCES YMR_LWIP_SOURCES)
    list(TRANSFORM ${list} PREPEND "${YMR_ROOT}/")
endforeach()

file(STRINGS "${YMR_ROOT}/port/mbedtls/sources.txt" YMR_MBEDTLS_NAMES)

file(STRINGS "${YMR_ROOT}/include/ymr/config.h" YMR_LIMITS REGEX "^#ifndef YMR_(M|P|R|T)")
list(TRANSFORM YMR_LIMITS REPLACE "^#ifndef " "")

file(STRINGS "${YMR_ROOT}/include/ymr/version.h" lines REGEX "^#define YMR_VERSION_(MAJOR|MINOR|PATCH) ")
string(REGEX MATCHALL " [0-9]+" numbers "${lines}")
string(REGEX REPLACE "[ ;]+" "." YMR_VERSION "${numbers}")
string(REGEX REPLACE "^[.]" "" YMR_VERSION "${YMR_VERSION}")

# Where a device stands that has no clock yet: certificates are younger than the build that trusts them.
if(NOT YMR_BUILD_UNIX)
    set(YMR_BUILD_UNIX "$ENV{SOURCE_DATE_EPOCH}")
endif()
if(NOT YMR_BUILD_UNIX)
    execute_process(COMMAND git -C "${YMR_ROOT}" log -1 --format=%ct
        OUTPUT_VARIABLE YMR_BUILD_UNIX OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
if(NOT YMR_BUILD_UNIX)
    string(TIMESTAMP YMR_BUILD_UNIX "%s" UTC)
endif()

# Finds a library that ymr does not contain: sets YMR_<NAME>_DIR unless it is set; stops without the file.
macro(ymr_find name mark)
    string(TOLOWER ${name} ymr_lower)
    if(NOT YMR_${name}_DIR AND DEFINED ENV{${name}_DIR})
        set(YMR_${name}_DIR "$ENV{${name}_DIR}")
    elseif(NOT YMR_${name}_DIR)
        set(YMR_${name}_DIR "${YMR_ROOT}/build/deps/${ymr_lower}")
    endif()
    if(NOT EXISTS "${YMR_${name}_DIR}/${mark}")
        message(FATAL_ERROR "ymr: there is no ${YMR_${name}_DIR}/${mark}: run `make deps` in ${YMR_ROOT}, "
            "or set YMR_${name}_DIR to a directory that has it")
    endif()
endmacro()
