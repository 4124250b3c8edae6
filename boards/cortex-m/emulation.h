/**
 * FOR EMULATION ONLY. Calls of the machine that QEMU runs on: ARM semihosting, version 2.0.
 *
 * The two boards run in QEMU, which gives them neither a source of chance nor flash that can be programmed.
 * Files of the host stand in for both. On a device without a debugger the first of these calls is a fault.
 * Whoever brings the firmware to hardware replaces emulation.c and storage.c whole (boards/README.md).
 */
#ifndef CORTEX_M_EMULATION_H
#define CORTEX_M_EMULATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EMULATION_READ = 1 /* "rb" */, EMULATION_CHANGE = 3 /* "r+b" */, EMULATION_CREATE = 7 /* "w+b" */ };

/** @return a handle; −1: no such file */
int32_t emulation_open(const char *path, int32_t mode);
void emulation_close(int32_t file);
/** All of it, or nothing counts. */
bool emulation_read(int32_t file, void *bytes, size_t length);
bool emulation_write(int32_t file, const void *bytes, size_t length);
bool emulation_seek(int32_t file, uint32_t offset);

/**
 * The value of `name=value` among QEMU's `arg=` values, which name the files of a test and nothing else.
 * @return false: not given, or no room
 */
bool emulation_argument(const char *name, char *value, size_t room);

#endif
