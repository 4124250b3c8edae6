/**
 * What a board gives to the journal: a region of storage in blocks, as flash memory is.
 *
 * Four functions over whatever the board has: NOR flash, inside the chip or beside it, or a file. None of
 * them needs memory of its own. What the library keeps to, whatever the storage:
 *
 *  - an erased byte is 0xFF; only a whole block is erased;
 *  - it programs whole units of `program_size` bytes at multiples of it, and each of them once between two
 *    erases, so that flash with an error-correcting code over its units (each of which may be programmed but
 *    once) does as well as one that clears single bits;
 *  - a call never goes over the end of a block.
 *
 * What it expects: a program or an erase that the power cuts off may leave anything at all in the units or
 * the block that it was about, and nothing elsewhere.
 */
#ifndef YMR_STORAGE_H
#define YMR_STORAGE_H

#include "ymr/status.h"
#include "ymr/text.h"

/** Limits of the geometry. */
enum {
    YMR_STORAGE_MIN_BLOCKS = 4,  /**< blocks of a region, at least */
    YMR_STORAGE_MIN_BLOCK = 512, /**< bytes of a block, at least */
    YMR_STORAGE_MAX_PROGRAM = 64 /**< bytes of a unit, at most */
};

/** Offsets count bytes from the region's begin. A function answers YMR_OK, or an error that is passed on. */
typedef struct ymr_storage {
    /**
     * Reads. What the hardware cannot read any more (an error-correcting code that does not come out) is to
     * be answered with any bytes and YMR_OK: the journal's check finds it, and goes on with the rest.
     */
    ymr_status (*read)(void *context, uint32_t offset, void *bytes, size_t length);
    /** Programs erased units; `offset` and `length` are multiples of `program_size`. */
    ymr_status (*program)(void *context, uint32_t offset, const void *bytes, size_t length);
    /** Sets a block, counted from 0, to 0xFF. */
    ymr_status (*erase)(void *context, uint32_t block);
    /**
     * Comes back when all that was programmed and erased before outlasts a loss of power; what comes later
     * may not overtake it. NULL: it does as soon as the call that did it comes back.
     */
    ymr_status (*sync)(void *context);
    void *context;         /**< of all four */
    uint32_t block_size;   /**< bytes erased at once, at least 512, a multiple of program_size. May be several
                                blocks of the hardware: a record must fit into one */
    uint32_t block_count;  /**< at least 4; the region in all below 4 GiB */
    uint32_t program_size; /**< 1, 2, 4 … 64 */
} ymr_storage;

#endif
