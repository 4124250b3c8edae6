# The probe of port/lwip, make SET=default|tight|malloc|ip6 build/$(VARIANT)/lwip-$(SET)/probe: lwIP,
# port/lwip and the probe with the same options.
SET ?= default
PROBE := $(O)/lwip-$(SET)

PROBE_SET_tight := -DYMR_LWIP_TIGHT=1
PROBE_SET_malloc := -DPROBE_MALLOC
PROBE_SET_ip6 := -DLWIP_IPV6=1
PROBE_FLAGS := $(PROBE_SET_$(SET)) -Itests/port -Itests/port/lwip -Iport/lwip -isystem $(LWIP_DIR)/src/include

PROBE_LWIP := $(LWIP_SOURCES:%=$(PROBE)/src/%.o)
PROBE_OWN := $(patsubst %.c,$(PROBE)/%.o, \
	$(wildcard port/lwip/*.c tests/port/lwip/*.c tests/port/probe/*.c) tests/port/lwip_probe.c)

$(PROBE_LWIP): $(PROBE)/src/%.o: port/lwip/lwipopts.h tests/port/lwip/lwipopts.h $(O)/flags | $(DEPENDENCIES)
	$(call compile,$(VENDOR_FLAGS) $(PROBE_FLAGS) -I.,$(LWIP_DIR)/src/$*.c)

$(PROBE_OWN): $(PROBE)/%.o: %.c $(O)/flags | $(DEPENDENCIES)
	$(call compile,$(HOST_FLAGS) $(PROBE_FLAGS),$<)

$(PROBE)/probe: $(PROBE_OWN) $(PROBE_LWIP) $(LIBRARY) $(TLS_LIBRARY)
	$(link)

# The probe of port/posix makes its rounds as that one does.
POSIX_ROUNDS := $(call objects,tests/port/probe/*.c)
$(O)/tools/port_probe: $(POSIX_ROUNDS)

# DHCP without a network: the same with a clock and a cable of the test's own.
PROBE_DHCP := $(patsubst %.c,$(PROBE)/%.o,$(wildcard port/lwip/*.c) tests/port/lwip_dhcp.c tests/check.c)

$(filter %/lwip_dhcp.o %/check.o,$(PROBE_DHCP)): $(PROBE)/%.o: %.c $(O)/flags | $(DEPENDENCIES)
	$(call compile,$(TEST_FLAGS) $(PROBE_FLAGS),$<)

$(PROBE)/dhcp: $(PROBE_DHCP) $(PROBE_LWIP) $(LIBRARY) $(TLS_LIBRARY)
	$(link)

# With an operating system the same files have to take lwIP's lock. Its Unix port only lends them its types.
PROBE_THREADS := $(patsubst %.c,$(O)/lwip-threads/%.o,$(wildcard port/lwip/*.c))

$(PROBE_THREADS): $(O)/lwip-threads/%.o: %.c $(O)/flags | $(DEPENDENCIES)
	$(call compile,$(HOST_FLAGS) -DNO_SYS=0 -Dsys_prot_t=uint32_t -Iport/lwip -isystem $(LWIP_DIR)/src/include \
		-isystem $(LWIP_DIR)/contrib/ports/unix/port/include,$<)

.PHONY: lwip-threads
lwip-threads: $(PROBE_THREADS)

-include $(patsubst %.o,%.d,$(PROBE_OWN) $(PROBE_DHCP) $(PROBE_THREADS) $(POSIX_ROUNDS))
