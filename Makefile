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
# Not optimized, so that every branch of the source is one in the program.
ifeq ($(VARIANT),coverage)
HARDENING :=
FLAGS := -O0 -g
LINKING := --coverage
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
# For a board, VARIANT=fw-BOARD: the firmware, with what the board has room for; VARIANT=fw-BOARD-nojournal
# leaves out the journal of decisions.
FIRMWARE_BOARDS := lm3s6965evb mps2-an385
BOARD := $(patsubst fw-%,%,$(filter fw-%,$(VARIANT:-nojournal=)))
ifneq ($(BOARD),)
CC := arm-none-eabi-gcc
AR := arm-none-eabi-ar
HARDENING :=
# Small before fast: what -Os still does for speed alone. Linked as one program, functions that are called
# once have no frame of their own, and what nobody reads is not computed.
SMALLER := -fno-move-loop-invariants -fno-forward-propagate -fno-schedule-insns2 -fno-tree-ch \
	-fno-tree-loop-im -fno-ivopts -fno-inline-small-functions -fno-section-anchors -fno-thread-jumps
# Inlined into one another, functions stand on the stack together: not those of many variables.
SMALLER += --param=large-stack-frame=48 --param=large-stack-frame-growth=25
# Which functions of the core are worth a call of their own, those limits decide.
SMALLER += -DYMR_APART=
FLAGS := -Os -g -flto=auto -mcpu=cortex-m3 -mthumb -DYMR_MOVES_A_STEP=1 $(SMALLER)
LINKING := -nostartfiles --specs=nano.specs -Lboards/cortex-m -Tboards/$(BOARD)/memory.ld \
	-Wl,--gc-sections -Wl,--fatal-warnings
endif
ifeq ($(BOARD),lm3s6965evb)
FLAGS += -DYMR_TLS13=0 -DYMR_TLS_AES_256=0 -DYMR_TLS_OUT_LEN=1024 -DYMR_TLS_SESSION_MAX=560 -DYMR_LWIP_TIGHT=1 -DMEM_SIZE=1280 \
	-DYMR_RETURN_DETAILS=0
endif
ifneq ($(filter fw-%-nojournal,$(VARIANT)),)
FLAGS += -DSCANNER_JOURNAL=0 -DSCANNER_TRACKS=0
endif
# For `make matrix`, VARIANT=matrix-CPU with both versions of TLS, VARIANT=matrix-CPU-tls12 with one.
MATRIX := cortex-m0plus cortex-m4 cortex-m33 cortex-m7 riscv32
CPU := $(patsubst matrix-%,%,$(filter matrix-%,$(VARIANT:-tls12=)))
ifneq ($(CPU),)
CC := arm-none-eabi-gcc -mcpu=$(CPU) -mthumb
HARDENING :=
FLAGS := -Os -DYMR_TLS13=$(if $(filter %-tls12,$(VARIANT)),0,1)
endif
ifeq ($(CPU),riscv32)
CC := riscv64-unknown-elf-gcc -march=rv32imac -mabi=ilp32 --specs=picolibc.specs
endif
FLAGS += $(CFLAGS)
LINKING += $(LDFLAGS)

# ---- Flags of each room ------------------------------------------------------------------------------------

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Werror
COMMON := -std=c11 $(WARNINGS) $(FLAGS) -ffunction-sections -fdata-sections -MMD -MP -Iinclude
TLS_INCLUDES := -isystem $(MBEDTLS_DIR)/include -Iport/mbedtls -DMBEDTLS_CONFIG_FILE='"ymr_mbedtls_config.h"'

# Where a device stands that has no clock yet: certificates are younger than the build that trusts them.
BUILD_UNIX := $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2>/dev/null || date +%s))

# The core calls nothing but mem* and str*, so the helpers of a hardened libc stay out of it as on a device.
CORE_FLAGS := $(COMMON) $(filter -fPIE,$(HARDENING)) -fno-stack-protector -U_FORTIFY_SOURCE \
	-Wframe-larger-than=1024 -Icore
ifeq ($(VARIANT),coverage)
CORE_FLAGS += --coverage
endif
HOST_FLAGS := $(COMMON) $(HARDENING) -D_POSIX_C_SOURCE=200809L -I. $(TLS_INCLUDES)
ifneq ($(CPU),)
CORE_FLAGS += -ffreestanding
HOST_FLAGS := $(COMMON) -I. $(TLS_INCLUDES)
endif
# On a board port/ and boards/ are compiled for it instead.
ifneq ($(BOARD),)
HOST_FLAGS := $(COMMON) -I. $(TLS_INCLUDES) -Iport/lwip -isystem $(LWIP_DIR)/src/include \
	-Iboards/cortex-m -Iboards/$(BOARD)
endif
TEST_FLAGS := $(HOST_FLAGS) -Itests -Icore
VENDOR_FLAGS := -std=c11 -w $(FLAGS) $(HARDENING) -ffunction-sections -fdata-sections \
	-D_POSIX_C_SOURCE=200809L $(TLS_INCLUDES) -I$(MBEDTLS_DIR)/library

# For a program outside this tree: headers and archives by their absolute paths.
USER_FLAGS := -std=c11 $(patsubst %,-I$(CURDIR)/%,include port/posix port/mbedtls) -I$(CURDIR) \
	-isystem $(abspath $(MBEDTLS_DIR))/include -DMBEDTLS_CONFIG_FILE="ymr_mbedtls_config.h" \
	$(abspath $(LIBRARY) $(TLS_LIBRARY))

# ---- Sources -----------------------------------------------------------------------------------------------

objects = $(patsubst %.c,$(O)/%.o,$(wildcard $(1)))

CORE_OBJECTS := $(call objects,core/*.c)
PORT_OBJECTS := $(call objects,port/posix/*.c port/mbedtls/*.c port/device/*.c)
BOARD_OBJECTS := $(call objects,boards/posix/*.c)
UNIT_OBJECTS := $(call objects,tests/check.c tests/unit/*.c)

# What a client needs of Mbed TLS' 108 files; the configuration leaves some of these empty.
MBEDTLS_SOURCES := $(file <port/mbedtls/sources.txt)
MBEDTLS_OBJECTS := $(MBEDTLS_SOURCES:%=$(O)/mbedtls/%.o)

# What port/lwip and a driver of Ethernet frames need of lwIP, below its src; those of IPv6 are empty unless
# the board switches it on.
LWIP_SOURCES := \
	$(addprefix core/,def dns inet_chksum init ip mem memp netif pbuf stats tcp tcp_in tcp_out timeouts udp) \
	$(addprefix core/ipv4/,acd etharp icmp ip4 ip4_addr) \
	$(addprefix core/ipv6/,ethip6 icmp6 inet6 ip6 ip6_addr ip6_frag mld6 nd6) \
	netif/ethernet

LWIP_OBJECTS := $(LWIP_SOURCES:%=$(O)/lwip/%.o)

# All that a board links but its application.
FIRMWARE_OBJECTS := $(CORE_OBJECTS) $(LWIP_OBJECTS) $(MBEDTLS_OBJECTS) \
	$(call objects,port/lwip/*.c port/device/*.c port/mbedtls/*.c boards/cortex-m/*.c boards/$(BOARD)/*.c)
SCANNER_OBJECTS := $(call objects,boards/scanner/*.c)

DEPENDENCIES := $(MBEDTLS_DIR)/include/mbedtls/build_info.h $(LWIP_DIR)/src/include/lwip/init.h

# ---- Commands ----------------------------------------------------------------------------------------------

.PHONY: all deps demo test test-firmware figures fuzz contract journal-runs live firmware matrix market static size tables bench flags clean help FORCE
.PHONY: docs man coverage prove
.PHONY: install uninstall

all: $(LIBRARY) $(TLS_LIBRARY) $(PROGRAM) ## builds build/libymr.a and build/ymr, fetches what is missing

deps: ## installs missing Debian packages, fetches Mbed TLS and lwIP into build/deps
	@tests/setup.sh build

demo: all ## shows the whole job against a Market on this machine
	@bash boards/posix/demo.sh

test: ## installs what the tests need, builds everything, runs every test
	@tests/setup.sh test
	@tests/run

fuzz: $(O)/tools/differential ## fuzzes the parsers, 10 minutes each, and holds them against others: SECONDS=600 ONLY=NAME
	@tests/setup.sh test
	@PYTHONDONTWRITEBYTECODE=1 python3 tests/fuzz/run.py $(if $(SECONDS),--seconds $(SECONDS)) $(ONLY)
	$(if $(ONLY),,@PYTHONDONTWRITEBYTECODE=1 python3 tests/fuzz/differential.py --cases 100000)

coverage: ## lines and branches of core/ that the unit tests reach: all of them, or it says which not
	@tests/setup.sh test
	@$(MAKE) VARIANT=coverage build/coverage/unit
	@python3 tests/tools/coverage.py

prove: ## proves functions of core/ with CBMC, which it fetches: ONLY="NAME NAME", FAST=1, JOBS=N
	@tests/setup.sh prove
	@PYTHONDONTWRITEBYTECODE=1 python3 tests/prove/run.py $(if $(FAST),--fast) $(if $(JOBS),--jobs $(JOBS)) $(ONLY)

test-firmware: ## the part of it that is about devices: lwIP, TLS in steps, both boards in QEMU
	@tests/setup.sh test
	@tests/run 22 41 42 60 61

figures: ## counts the firmware's instructions in QEMU: handshakes, calls, a photo beside its cipher alone
	@for board in $(FIRMWARE_BOARDS); do \
		$(MAKE) -s VARIANT=fw-$$board build/fw-$$board/bringup.elf build/fw-$$board/scanner.elf || exit 1; done
	@python3 tests/firmware/figures.py

static: ## gcc's analyzer, clang-tidy and cppcheck with MISRA C:2012: no finding without a recorded reason
	@tests/setup.sh test
	@python3 tests/static/run.py

size: ## flash of every file and of typical programs, RAM of every struct, stack of every call, instructions, for five CPUs
	@tests/setup.sh matrix
	@python3 tests/bench/size.py

tables: ## renews the tables of sizes and instructions in the READMEs
	@tests/setup.sh matrix
	@python3 tests/bench/size.py --write README.md tests/bench/README.md
	@$(MAKE) firmware >/dev/null
	@python3 tests/tools/firmware_size.py --write $(FIRMWARE_IMAGES)

BENCH := $(addprefix $(O)/,bench/cjson bench/gcm bench/launch tools/decode_cost tools/handshake_cost tools/index_cost)
bench: all $(BENCH) ## ymr against cJSON, jsmn, curl and Mbed TLS alone: one table, and build/bench.json; PART=decode|photo|handshake|growth
	@python3 tests/bench/bench.py $(PART)

contract: all ## holds every call against the API's description: OPENAPI=FILE ROUNDS=200 SEED=N ONLY=NAME
	@tests/setup.sh contract
	@python3 tests/contract/run.py $(if $(OPENAPI),--openapi '$(OPENAPI)') $(if $(ROUNDS),--rounds $(ROUNDS)) \
		$(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only $(ONLY)) $(if $(ROUND),--round $(ROUND))

journal-runs: $(O)/tools/journal_runs ## delivers through power cuts, a bad network and a second actor, by chance: RUNS=100000 SEED=6
	@$< --runs $(or $(RUNS),100000) --seed $(or $(SEED),6)

docs: ## makes the reference, build/docs/index.html, from the public headers
	@tests/setup.sh docs
	@rm -rf build/docs && mkdir -p build/docs
	@doxygen tests/docs/Doxyfile

man: ## makes the manual pages, build/man: man -M build/man ymr
	@tests/setup.sh man
	@rm -rf build/man
	@PYTHONDONTWRITEBYTECODE=1 python3 tests/docs/man3.py $(BUILD_UNIX) build/man/man3
	@PYTHONDONTWRITEBYTECODE=1 python3 tests/docs/man.py $(BUILD_UNIX) build/man

live: all ## read-only calls to the real Market, with the key in YMR_API_KEY
	@bash boards/posix/live.sh

firmware: $(FIRMWARE_BOARDS:%=firmware-%) ## builds the scanner firmware for both boards: CONFIG=FILE puts in a configuration
	@$(MAKE) VARIANT=$(NO_JOURNAL) build/$(NO_JOURNAL)/scanner.elf
	@python3 tests/tools/firmware_size.py $(FIRMWARE_IMAGES)

# What the scanner takes with TLS 1.3, without what only a board of its room has.
NO_JOURNAL := fw-mps2-an385-nojournal
FIRMWARE_IMAGES = $(FIRMWARE_BOARDS:%=build/firmware/%.elf) build/$(NO_JOURNAL)/scanner.elf

firmware-%: | firmware-tools
	@$(MAKE) VARIANT=fw-$* build/firmware/$*.elf

firmware-tools:
	@tests/setup.sh firmware

matrix: $(MATRIX:%=matrix-%) ## compiles what is not a board's for five CPUs, prints how much flash it takes
	@tests/matrix.sh $(MATRIX)

matrix-%: | matrix-tools
	@$(MAKE) VARIANT=matrix-$* objects-of-core objects-of-port
	@$(MAKE) VARIANT=matrix-$*-tls12 objects-of-port

matrix-tools:
	@tests/setup.sh matrix

# Compiled, and linked to nothing.
objects-of-core: $(CORE_OBJECTS)

objects-of-port: $(call objects,port/mbedtls/*.c port/device/*.c)

market: ## runs the local Market in the foreground and says how to point ymr at it
	@python3 tests/market/serve.py

flags: ## prints the rest of the command: gcc program.c $(make -s flags)
	@echo '$(strip $(USER_FLAGS))'

# What of a build is installed, and where; LIBDIR=/usr/lib/x86_64-linux-gnu where a system keeps it apart.
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
INSTALLING = DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' BINDIR='$(BINDIR)' LIBDIR='$(LIBDIR)' \
	INCLUDEDIR='$(INCLUDEDIR)' DATADIR='$(DATADIR)' LIBRARY='$(LIBRARY)' TLS_LIBRARY='$(TLS_LIBRARY)' \
	PROGRAM='$(PROGRAM)' DEFINITIONS='$(filter -DYMR_%,$(FLAGS))'

install: all man ## installs program, library, headers, ymr.pc, CMake package: PREFIX=/usr/local DESTDIR=
	@$(INSTALLING) port/install/install.sh install

uninstall: ## removes what make install has installed: PREFIX and DESTDIR as they were then
	@$(INSTALLING) port/install/install.sh uninstall

clean: ## removes what was built; build/deps stays (rm -r build takes it too)
	@find build -mindepth 1 -maxdepth 1 ! -name deps -exec rm -rf {} + 2>/dev/null || true

help: ## prints this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

# ---- Rules -------------------------------------------------------------------------------------------------

Q := $(if $(V),,@)
comma := ,
say = $(if $(findstring s,$(firstword -$(MAKEFLAGS))),,@printf '%-5s %s\n' $(1) $@)

.PRECIOUS: $(DEPENDENCIES) $(JSMN_DIR)/jsmn.h
$(DEPENDENCIES) &:
	@tests/setup.sh build

$(JSMN_DIR)/jsmn.h:
	@tests/setup.sh jsmn

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
	$(Q)$(CC) $(FLAGS) $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(LINKING) $(if $(BOARD),-Wl$(comma)-Map=$(@:.elf=.map)) -o $@
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

# Where a device's time goes: a signature, a record. Flash for them is well spent.
$(O)/mbedtls/aes.o: VENDOR_FLAGS += -O2 -fno-lto $(patsubst -fno-%,-f%,$(SMALLER))

# The reduction of these curves is made of functions of a line.
$(addprefix $(O)/mbedtls/,gcm.o): VENDOR_FLAGS += -O2 $(patsubst -fno-%,-f%,$(SMALLER))

# The compiler calls these on its own, even after it has linked the rest as one program.
$(O)/boards/cortex-m/libc.o $(O)/boards/cortex-m/startup.o: HOST_FLAGS += -fno-lto

$(LWIP_OBJECTS): $(O)/lwip/%.o: port/lwip/lwipopts.h $(O)/flags $(LWIP_DIR)/src/include/lwip/init.h | $(DEPENDENCIES)
	$(call compile,$(VENDOR_FLAGS) -Iport/lwip -I$(LWIP_DIR)/src/include,$(LWIP_DIR)/src/$*.c)

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

ifneq ($(BOARD),)
build/firmware/$(BOARD).elf: $(O)/scanner.elf $(CONFIG) FORCE
	$(call say,PUT)
	@mkdir -p $(@D)
	@boards/scanner/configured.sh $< $@ $(CONFIG)

$(O)/scanner.elf $(O)/bringup.elf: boards/cortex-m/sections.ld boards/$(BOARD)/memory.ld

$(O)/scanner.elf: $(FIRMWARE_OBJECTS) $(SCANNER_OBJECTS)
	$(link)

# Tries the board itself.
$(O)/bringup.elf: $(FIRMWARE_OBJECTS) $(filter-out %/main.o,$(SCANNER_OBJECTS)) $(O)/tests/firmware/bringup.o
	$(link)
endif

# Measures our own JSON pass against jsmn, which nothing else includes.
$(O)/tests/tools/decode_cost.o: TEST_FLAGS += -isystem $(JSMN_DIR)
$(O)/tests/tools/decode_cost.o: | $(JSMN_DIR)/jsmn.h

# A program of a test that is one file: tests/tools/NAME.c becomes build/$(VARIANT)/tools/NAME.
$(O)/tools/%: $(O)/tests/tools/%.o $(LIBRARY) $(TLS_LIBRARY)
	$(link)

# What the library is measured against.
$(O)/bench/%: $(O)/tests/bench/%.o $(LIBRARY) $(TLS_LIBRARY) | bench-tools
	$(call link) $(if $(filter cjson,$*),-lcjson)

bench-tools:
	@tests/setup.sh bench

include tests/port/lwip/rules.mk
include tests/firmware/rules.mk

-include $(patsubst %.o,%.d,$(CORE_OBJECTS) $(PORT_OBJECTS) $(BOARD_OBJECTS) $(UNIT_OBJECTS))
-include $(patsubst %.o,%.d,$(if $(BOARD),$(FIRMWARE_OBJECTS) $(SCANNER_OBJECTS) $(O)/tests/firmware/bringup.o))
-include $(wildcard $(O)/tests/tools/*.d)
