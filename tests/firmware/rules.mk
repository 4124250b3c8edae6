# The scanner application as a program of this machine: make VARIANT=asan build/asan/native/scanner
NATIVE := $(O)/native
NATIVE_FLAGS := -DSCANNER_POOL=65536 -Iport/lwip -Iboards/cortex-m -isystem $(LWIP_DIR)/src/include

NATIVE_LWIP := $(LWIP_SOURCES:%=$(NATIVE)/src/%.o)
NATIVE_OWN := $(patsubst %.c,$(NATIVE)/%.o, \
	$(wildcard port/lwip/*.c boards/scanner/*.c) boards/cortex-m/frames.c tests/firmware/host_board.c)

$(NATIVE_LWIP): $(NATIVE)/src/%.o: port/lwip/lwipopts.h $(O)/flags | $(DEPENDENCIES)
	$(call compile,$(VENDOR_FLAGS) $(NATIVE_FLAGS),$(LWIP_DIR)/src/$*.c)

# The host's main belongs to the board.
$(NATIVE)/boards/scanner/main.o: NATIVE_FLAGS += -Dmain=board_main
$(NATIVE)/boards/scanner/main.o: NATIVE_FLAGS += -Wno-missing-prototypes

$(NATIVE_OWN): $(NATIVE)/%.o: %.c $(O)/flags | $(DEPENDENCIES)
	$(call compile,$(HOST_FLAGS) $(NATIVE_FLAGS),$<)

$(NATIVE)/scanner: $(NATIVE_OWN) $(NATIVE_LWIP) $(LIBRARY) $(TLS_LIBRARY)
	$(link)

-include $(patsubst %.o,%.d,$(NATIVE_OWN))

# What is changed in Mbed TLS: the library's own headers name what is asked of it.
$(O)/tests/tools/tls_arithmetic.o: TEST_FLAGS += -isystem $(MBEDTLS_DIR)/library

ifneq ($(BOARD),)
$(O)/arithmetic.elf: boards/cortex-m/sections.ld boards/$(BOARD)/memory.ld
$(O)/arithmetic.elf: $(FIRMWARE_OBJECTS) $(filter-out %/main.o,$(SCANNER_OBJECTS)) \
		$(O)/tests/tools/tls_arithmetic.o
	$(link)
endif
