/**
 * A storage that keeps the rules of flash memory and fails on demand: in memory, with blocks that are erased
 * whole and units that are programmed once.
 *
 * Power fails at a step, which is one program or one erase: the step is done, or torn, and every call after
 * it answers YMR_E_IO until storage_model_power_on(). What breaks a rule of ymr/storage.h is counted in
 * `faults`.
 */
#ifndef YMR_TESTS_STORAGE_MODEL_H
#define YMR_TESTS_STORAGE_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "ymr/storage.h"

enum {
    STORAGE_MODEL_SIZE = 65536, /* of the largest region */
    STORAGE_MODEL_BLOCKS = 64,
    STORAGE_MODEL_PENDING = 64 /* steps between two syncs */
};

/** What becomes of the step at which power fails. */
typedef enum storage_cut {
    STORAGE_CUT_AFTER, /**< it is done */
    STORAGE_CUT_TORN,  /**< program: some of its bits are cleared; erase: before, erased and chance mixed */
    STORAGE_CUT_LAZY   /**< as in a cache: each step since the last sync is done, torn or left out */
} storage_cut;

/* A step that was not synced. */
typedef struct storage_step {
    bool erases;
    uint32_t offset;
    uint32_t length;
    uint8_t bytes[128];
} storage_step;

typedef struct storage_model {
    ymr_storage storage;
    uint64_t steps;      /**< programs and erases so far */
    uint64_t cut_at;     /**< the step at which power fails; 0: none */
    storage_cut cut;
    uint32_t chance;     /**< seed of what chance decides; never 0 */
    bool is_off;
    unsigned faults;     /**< against the rules */
    uint64_t reads;
    uint64_t read_bytes;
    uint64_t syncs;
    uint32_t erases[STORAGE_MODEL_BLOCKS];

    storage_step pending[STORAGE_MODEL_PENDING];
    unsigned pending_count;
    uint8_t bytes[STORAGE_MODEL_SIZE];
    uint8_t synced[STORAGE_MODEL_SIZE]; /* as it was at the last sync; kept up only if cut is LAZY */
    uint8_t programmed[STORAGE_MODEL_SIZE]; /* by unit, at the offset of its first byte */
} storage_model;

/** An erased region. */
void storage_model_init(storage_model *model, uint32_t block_size, uint32_t block_count,
                        uint32_t program_size);

/** Power fails `steps` steps from now. */
void storage_model_cut(storage_model *model, uint64_t steps, storage_cut cut, uint32_t seed);

/** Power is back; no further cut is planned. */
void storage_model_power_on(storage_model *model);

/** The next number by chance, of a seed that is not 0. */
uint32_t storage_chance(uint32_t *seed);

/** A copy of its own, that can go on by itself. */
void storage_model_copy(storage_model *to, const storage_model *from);

#endif
