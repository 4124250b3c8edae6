# ymr: every command a person needs. `make help` lists them, README.md explains them.
#
# A build has a variant, VARIANT=host unless told otherwise: its objects lie in build/$(VARIANT), its compiler
# and flags in the table below. The products of the host variant lie in build/ itself.

MAKEFLAGS += --no-builtin-rules --no-print-directory
ifeq ($(MAKELEVEL),0)
ifeq ($(filter clean,$(MAKECMDGOALS)),)
MAKEFLAGS += -j$(shell nproc)
endif
endif
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

# ---- Where things are --------------------------------------------------------------------------------------

MBEDTLS_DIR ?= build/deps/mbedtls
LWIP_DIR ?= build/deps/lwip
JSMN_DIR ?= build/deps/jsmn
export MBEDTLS_DIR LWIP_DIR JSMN_DIR

VARIANT ?= host
O := build/$(VARIANT)
OUT := $(if $(filter host,$(VARIANT)),build,$(O))

LIBRARY := $(OUT)/libymr.a
TLS_LIBRARY := $(OUT)/libmbedtls_ymr.a
PROGRAM := $(OUT)/ymr
UNIT := $(O)/unit

# ---- Variants: compiler, archiver, flags -------------------------------------------------------------------

ifeq ($(origin CC),default)
CC := gcc
endif
AR := ar
HARDENING := -fPIE -fstack-protector-strong -D_FORTIFY_SOURCE=2
FLAGS := -O2 -g
LINKING := -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--gc-sections

ifeq ($(VARIANT),clang)
CC := clang
endif
ifeq ($(VARIANT),asan)
HARDENING :=
FLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LINKING := -fsanitize=address,undefined
endif
ifeq ($(VARIANT),m32)
FLAGS := -m32 -O2 -g
LINKING := -m32 $(LINKING)
endif
# For the core alone: what it asks of a machine without an operating system.
ifeq ($(VARIANT),freestanding)
HARDENING :=
FLAGS := -Os -ffreestanding -fcallgraph-info=su
endif
ifeq ($(VARIANT),arm-m0plus)
CC := arm-none-eabi-gcc
AR := arm-none-eabi-ar
HARDENING :=
FLAGS := -Os -mcpu=cortex-m0plus -mthumb -ffreestanding -fcallgraph-info=su
endif
# For Mbed TLS and the part of it that a device links.
ifeq ($(VARIANT),arm-m3)
CC := arm-none-eabi-gcc
AR := arm-none-eabi-ar
HARDENING :=
FLAGS := -Os -mcpu=cortex-m3 -mthumb
endif
FLAGS += $(CFLAGS)
LINKING += $(LDFLAGS)

# ---- Flags of each room ------------------------------------------------------------------------------------

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Werror
COMMON := -std=c11 $(WARNINGS) $(FLAGS) -ffunction-sections -fdata-sections -MMD -MP \
	-Iinclude -isystem $(JSMN_DIR)
TLS_INCLUDES := -isystem $(MBEDTLS_DIR)/include -Iport/mbedtls -DMBEDTLS_CONFIG_FILE='"ymr_mbedtls_config.h"'

# Where a device stands that has no clock yet: certificates are younger than the build that trusts them.
BUILD_UNIX := $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2>/dev/null || date +%s))

# The core calls nothing but mem* and str*, so the helpers of a hardened libc stay out of it as on a device.
CORE_FLAGS := $(COMMON) $(filter -fPIE,$(HARDENING)) -fno-stack-protector -U_FORTIFY_SOURCE \
	-Wframe-larger-than=1024 -Icore
HOST_FLAGS := $(COMMON) $(HARDENING) -D_POSIX_C_SOURCE=200809L -I. $(TLS_INCLUDES)
TEST_FLAGS := $(HOST_FLAGS) -Itests -Icore
VENDOR_FLAGS := -std=c11 -w $(FLAGS) $(HARDENING) -ffunction-sections -fdata-sections \
	-D_POSIX_C_SOURCE=200809L $(TLS_INCLUDES) -I$(MBEDTLS_DIR)/library

# For a program outside this tree: headers and archives by their absolute paths.
USER_FLAGS := -std=c11 $(patsubst %,-I$(CURDIR)/%,include port/posix port/mbedtls) -I$(CURDIR) \
	-isystem $(abspath $(MBEDTLS_DIR))/include -isystem $(abspath $(JSMN_DIR)) \
	-DMBEDTLS_CONFIG_FILE="ymr_mbedtls_config.h" $(abspath $(LIBRARY) $(TLS_LIBRARY))

# ---- Sources -----------------------------------------------------------------------------------------------

objects = $(patsubst %.c,$(O)/%.o,$(wildcard $(1)))

CORE_OBJECTS := $(call objects,core/*.c)
PORT_OBJECTS := $(call objects,port/posix/*.c port/mbedtls/*.c)
BOARD_OBJECTS := $(call objects,boards/posix/*.c)
UNIT_OBJECTS := $(call objects,tests/check.c tests/unit/*.c)

# What a client needs of Mbed TLS' 108 files; the configuration leaves some of these empty.
MBEDTLS_SOURCES := \
	aes aesce aesni asn1parse asn1write bignum bignum_core block_cipher chacha20 chachapoly cipher \
	cipher_wrap constant_time ctr_drbg ecdh ecdsa ecp ecp_curves gcm hkdf md memory_buffer_alloc oid \
	pk pk_ecc pk_wrap pkparse platform platform_util poly1305 \
	psa_crypto psa_crypto_aead psa_crypto_cipher psa_crypto_client psa_crypto_driver_wrappers_no_static \
	psa_crypto_ecp psa_crypto_hash psa_crypto_mac psa_crypto_rsa psa_crypto_slot_management psa_util \
	rsa rsa_alt_helpers sha1 sha256 sha512 \
	ssl_ciphersuites ssl_client ssl_msg ssl_tls ssl_tls12_client ssl_tls13_client ssl_tls13_generic \
	ssl_tls13_keys threading x509 x509_crt
MBEDTLS_OBJECTS := $(MBEDTLS_SOURCES:%=$(O)/mbedtls/%.o)

DEPENDENCIES := $(MBEDTLS_DIR)/include/mbedtls/build_info.h $(LWIP_DIR)/src/include/lwip/init.h \
	$(JSMN_DIR)/jsmn.h

# ---- Commands ----------------------------------------------------------------------------------------------

.PHONY: all deps demo test fuzz contract live market flags clean help FORCE

all: $(LIBRARY) $(TLS_LIBRARY) $(PROGRAM) ## builds build/libymr.a and build/ymr, fetches what is missing

deps: ## installs missing Debian packages, fetches Mbed TLS, lwIP and jsmn into build/deps
	@tests/setup.sh build

demo: all ## shows the whole job against a Market on this machine
	@bash boards/posix/demo.sh

test: ## installs what the tests need, builds everything, runs every test
	@tests/setup.sh test
	@tests/run

fuzz: ## fuzzes the parsers, 10 minutes each: SECONDS=600 ONLY=NAME
	@tests/setup.sh test
	@PYTHONDONTWRITEBYTECODE=1 python3 tests/fuzz/run.py $(if $(SECONDS),--seconds $(SECONDS)) $(ONLY)

contract: all ## holds every call against the API's description: OPENAPI=FILE ROUNDS=200 SEED=N ONLY=NAME
	@tests/setup.sh contract
	@python3 tests/contract/run.py $(if $(OPENAPI),--openapi '$(OPENAPI)') $(if $(ROUNDS),--rounds $(ROUNDS)) \
		$(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only $(ONLY)) $(if $(ROUND),--round $(ROUND))

live: all ## read-only calls to the real Market, with the key in YMR_API_KEY
	@bash boards/posix/live.sh

market: ## runs the local Market in the foreground and says how to point ymr at it
	@python3 tests/market/serve.py

flags: ## prints the rest of the command: gcc program.c $(make -s flags)
	@echo '$(strip $(USER_FLAGS))'

clean: ## removes what was built; build/deps stays (rm -r build takes it too)
	@find build -mindepth 1 -maxdepth 1 ! -name deps -exec rm -rf {} + 2>/dev/null || true

help: ## prints this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

# ---- Rules -------------------------------------------------------------------------------------------------

Q := $(if $(V),,@)
say = $(if $(findstring s,$(firstword -$(MAKEFLAGS))),,@printf '%-5s %s\n' $(1) $@)

.PRECIOUS: $(DEPENDENCIES)
$(DEPENDENCIES) &:
	@tests/setup.sh build

# Other flags or another compiler than last time: everything is built anew.
$(O)/flags: export BUILT_WITH = $(CC) $(CORE_FLAGS) $(HOST_FLAGS) $(LINKING) $(MBEDTLS_SOURCES)
$(O)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' "$$BUILT_WITH" | cmp -s - $@ || printf '%s\n' "$$BUILT_WITH" >$@

define compile
	$(call say,CC)
	@mkdir -p $(@D)
	$(Q)$(CC) $(1) -c $(2) -o $@
endef

define archive
	$(call say,AR)
	@rm -f $@
	$(Q)$(AR) rcs $@ $(filter %.o,$^)
endef

define link
	$(call say,LINK)
	@mkdir -p $(@D)
	$(Q)$(CC) $(FLAGS) $(filter %.o %.a,$^) $(LINKING) -o $@
endef

$(O)/core/%.o: core/%.c $(O)/flags | $(DEPENDENCIES)
	$(call compile,$(CORE_FLAGS),$<)

$(O)/port/%.o: port/%.c $(O)/flags | $(DEPENDENCIES)
	$(call compile,$(HOST_FLAGS) -DYMR_BUILD_UNIX=$(BUILD_UNIX),$<)

$(O)/boards/%.o: boards/%.c $(O)/flags | $(DEPENDENCIES)
	$(call compile,$(HOST_FLAGS),$<)

$(O)/tests/%.o: tests/%.c $(O)/flags | $(DEPENDENCIES)
	$(call compile,$(TEST_FLAGS),$<)

# Its sources count as changed when they were brought anew.
$(MBEDTLS_OBJECTS): $(O)/mbedtls/%.o: port/mbedtls/ymr_mbedtls_config.h $(O)/flags \
		$(MBEDTLS_DIR)/include/mbedtls/build_info.h | $(DEPENDENCIES)
	$(call compile,$(VENDOR_FLAGS),$(MBEDTLS_DIR)/library/$*.c)

$(LIBRARY): $(CORE_OBJECTS) $(PORT_OBJECTS)
	$(archive)

$(O)/libcore.a: $(CORE_OBJECTS)
	$(archive)

$(TLS_LIBRARY): $(MBEDTLS_OBJECTS)
	$(archive)

$(PROGRAM): $(BOARD_OBJECTS) $(LIBRARY) $(TLS_LIBRARY)
	$(link)

$(UNIT): $(UNIT_OBJECTS) $(LIBRARY) $(TLS_LIBRARY)
	$(link)

# A program of a test that is one file: tests/tools/NAME.c becomes build/$(VARIANT)/tools/NAME.
$(O)/tools/%: $(O)/tests/tools/%.o $(LIBRARY) $(TLS_LIBRARY)
	$(link)

-include $(patsubst %.o,%.d,$(CORE_OBJECTS) $(PORT_OBJECTS) $(BOARD_OBJECTS) $(UNIT_OBJECTS))
-include $(wildcard $(O)/tests/tools/*.d)
