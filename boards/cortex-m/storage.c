/* FOR EMULATION ONLY: a file of the host stands in for a NOR flash chip, and keeps a chip's rules. */
#include <string.h>

#include "boards/scanner/board.h"
#include "chip.h"
#include "emulation.h"

enum { PIECE = 64, NO_FILE = -1 };

static int32_t file = NO_FILE;

static bool fill_with_ones(uint32_t offset, size_t length)
{
    uint8_t ones[PIECE];
    memset(ones, 0xff, sizeof ones);
    if (!emulation_seek(file, offset)) {
        return false;
    }
    for (size_t done = 0; done < length; done += sizeof ones) {
        if (!emulation_write(file, ones, sizeof ones)) {
            return false;
        }
    }
    return true;
}

/* A file that is there is a chip with its content; one that is not is a new chip. */
void storage_start(void)
{
    char path[128];
    if (!emulation_argument("storage", path, sizeof path)) {
        return;
    }
    file = emulation_open(path, EMULATION_CHANGE);
    if (file < 0) {
        file = emulation_open(path, EMULATION_CREATE);
        if (file >= 0 && !fill_with_ones(0, BOARD_STORAGE_SIZE)) {
            emulation_close(file);
            file = NO_FILE;
        }
    }
}

static ymr_status check_range(uint32_t offset, size_t length)
{
    if (offset > BOARD_STORAGE_SIZE || length > BOARD_STORAGE_SIZE - offset) {
        return YMR_E_ARGUMENT;
    }
    return file < 0 ? YMR_E_IO : YMR_OK;
}

ymr_status board_storage_read(uint32_t offset, void *bytes, size_t length)
{
    const ymr_status status = check_range(offset, length);
    if (status != YMR_OK || length == 0) {
        return status;
    }
    return emulation_seek(file, offset) && emulation_read(file, bytes, length) ? YMR_OK : YMR_E_IO;
}

/* Whether every bit that is one in `bytes` is one in the flash. */
static ymr_status check_programmable(uint32_t offset, const uint8_t *bytes, size_t length)
{
    uint8_t old[PIECE];
    for (size_t done = 0; done < length; done += PIECE) {
        const size_t piece = length - done < PIECE ? length - done : PIECE;
        const ymr_status status = board_storage_read(offset + (uint32_t)done, old, piece);
        if (status != YMR_OK) {
            return status;
        }
        for (size_t i = 0; i < piece; i++) {
            if ((bytes[done + i] & ~old[i]) != 0) {
                return YMR_E_ARGUMENT;
            }
        }
    }
    return YMR_OK;
}

ymr_status board_storage_program(uint32_t offset, const void *bytes, size_t length)
{
    ymr_status status = check_range(offset, length);
    if (status != YMR_OK || length == 0) {
        return status;
    }
    status = check_programmable(offset, bytes, length);
    if (status != YMR_OK) {
        return status;
    }
    return emulation_seek(file, offset) && emulation_write(file, bytes, length) ? YMR_OK : YMR_E_IO;
}

ymr_status board_storage_erase(uint32_t offset, size_t length)
{
    const ymr_status status = check_range(offset, length);
    if (status != YMR_OK) {
        return status;
    }
    if (offset % BOARD_STORAGE_BLOCK != 0 || length % BOARD_STORAGE_BLOCK != 0) {
        return YMR_E_ARGUMENT;
    }
    return fill_with_ones(offset, length) ? YMR_OK : YMR_E_IO;
}

/* The host's kernel has it already: it outlives the end of QEMU. */
ymr_status board_storage_sync(void)
{
    return check_range(0, 0);
}
