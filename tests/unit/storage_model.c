#include "unit/storage_model.h"

#include <stdio.h>
#include <string.h>

enum { BLANK = 0xff, ROW = 16 };

/* xorshift: small, and the same everywhere. */
uint32_t storage_chance(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static uint32_t below(storage_model *model, uint32_t limit)
{
    return storage_chance(&model->chance) % limit;
}

static uint32_t size_of(const storage_model *model)
{
    return model->storage.block_size * model->storage.block_count;
}

static void break_rule(storage_model *model, const char *rule, uint32_t offset)
{
    if (model->faults++ == 0) {
        printf("storage: %s at offset %u\n", rule, (unsigned)offset);
    }
}

/* What a step does, whole or torn. */

static void clear_bits(storage_model *model, uint32_t at, uint8_t wanted)
{
    model->bytes[at] &= wanted;
}

static uint8_t some_bits(storage_model *model, uint32_t eighths)
{
    uint8_t bits = 0;
    for (unsigned i = 0; i < 8; i++) {
        bits |= (uint8_t)((below(model, 8) < eighths) << i);
    }
    return bits;
}

/* All but one of the bits that were to be cleared: what a repair must not mistake. */
static void tear_by_a_bit(storage_model *model, uint32_t offset, const uint8_t *bytes, uint32_t length)
{
    uint32_t spared = below(model, length);
    const uint8_t before = model->bytes[offset + spared];
    for (uint32_t i = 0; i < length; i++) {
        clear_bits(model, offset + i, bytes[i]);
    }
    model->bytes[offset + spared] |= (uint8_t)(before & 1u << below(model, 8));
}

static void tear_program(storage_model *model, uint32_t offset, const uint8_t *bytes, uint32_t length)
{
    const uint32_t way = below(model, 4);
    const uint32_t some = below(model, 9);
    const uint32_t prefix = below(model, length + 1);
    if (way == 0) {
        tear_by_a_bit(model, offset, bytes, length);
        return;
    }
    for (uint32_t i = 0; i < length; i++) {
        uint8_t kept = some_bits(model, some); /* way 1: bits all over */
        if (way == 2) {
            kept = i < prefix ? 0 : i == prefix ? kept : BLANK;
        } else if (way == 3) { /* units in any order */
            kept = i / model->storage.program_size % 2 == prefix % 2 ? 0 : BLANK;
        }
        clear_bits(model, offset + i, bytes[i] | kept);
    }
}

static void tear_erase(storage_model *model, uint32_t offset, uint32_t length)
{
    const bool even = below(model, 2) == 0;
    const uint32_t all = below(model, 4);
    for (uint32_t row = 0; row < length; row += ROW) {
        const uint32_t way = even ? all : below(model, 4);
        for (uint32_t i = row; i < row + ROW; i++) {
            const uint8_t before = model->bytes[offset + i];
            const uint8_t now[4] = {before, BLANK, before | some_bits(model, 4), some_bits(model, 4)};
            model->bytes[offset + i] = now[way];
        }
    }
}

static void do_step(storage_model *model, const storage_step *step, bool torn)
{
    if (step->erases && torn) {
        tear_erase(model, step->offset, step->length);
    } else if (step->erases) {
        memset(model->bytes + step->offset, BLANK, step->length);
    } else if (torn) {
        tear_program(model, step->offset, step->bytes, step->length);
    } else {
        for (uint32_t i = 0; i < step->length; i++) {
            clear_bits(model, step->offset + i, step->bytes[i]);
        }
    }
}

/* Power fails. */

static void lose_cache(storage_model *model)
{
    memcpy(model->bytes, model->synced, size_of(model));
    for (unsigned i = 0; i < model->pending_count; i++) {
        const uint32_t fate = below(model, 3);
        if (fate != 0) {
            do_step(model, &model->pending[i], fate == 1);
        }
    }
}

/* What reads as erased may be programmed: nobody could know better. */
static void find_programmed(storage_model *model)
{
    const uint32_t unit = model->storage.program_size;
    for (uint32_t i = 0; i < size_of(model); i += unit) {
        model->programmed[i] = 0;
        for (uint32_t j = 0; j < unit; j++) {
            model->programmed[i] |= model->bytes[i + j] != BLANK;
        }
    }
}

static void switch_off(storage_model *model)
{
    if (model->cut == STORAGE_CUT_LAZY) {
        lose_cache(model);
    }
    find_programmed(model);
    model->is_off = true;
}

static ymr_status take_step(storage_model *model, const storage_step *step)
{
    const bool cut = ++model->steps == model->cut_at;
    if (model->cut == STORAGE_CUT_LAZY) {
        if (model->pending_count == STORAGE_MODEL_PENDING) {
            break_rule(model, "too many steps without a sync: the model holds no more", step->offset);
            return YMR_E_IO;
        }
        model->pending[model->pending_count++] = *step;
    }
    do_step(model, step, cut && model->cut == STORAGE_CUT_TORN);
    if (cut) {
        switch_off(model);
    }
    return cut ? YMR_E_IO : YMR_OK;
}

/* The four functions. */

static bool is_inside(storage_model *model, uint32_t offset, size_t length)
{
    const ymr_storage *storage = &model->storage;
    const bool inside = length > 0 && offset < size_of(model) &&
                        length <= storage->block_size - offset % storage->block_size;
    if (!inside) {
        break_rule(model, "over the end of a block", offset);
    }
    return inside;
}

static ymr_status on_read(void *context, uint32_t offset, void *bytes, size_t length)
{
    storage_model *model = context;
    if (model->is_off || !is_inside(model, offset, length)) {
        return YMR_E_IO;
    }
    model->reads++;
    model->read_bytes += length;
    memcpy(bytes, model->bytes + offset, length);
    return YMR_OK;
}

static void mark_programmed(storage_model *model, uint32_t offset, uint32_t length)
{
    for (uint32_t at = offset; at < offset + length; at += model->storage.program_size) {
        if (model->programmed[at] != 0) {
            break_rule(model, "a unit is programmed again without an erase", at);
        }
        model->programmed[at] = 1;
    }
}

static ymr_status on_program(void *context, uint32_t offset, const void *bytes, size_t length)
{
    storage_model *model = context;
    const uint32_t unit = model->storage.program_size;
    storage_step step = {.offset = offset, .length = (uint32_t)length};
    if (model->is_off || !is_inside(model, offset, length)) {
        return YMR_E_IO;
    }
    if (offset % unit != 0 || length % unit != 0 || length > sizeof step.bytes) {
        break_rule(model, "not whole units", offset);
        return YMR_E_IO;
    }
    memcpy(step.bytes, bytes, length);
    for (uint32_t i = 0; i < length; i++) {
        if ((step.bytes[i] & ~model->bytes[offset + i]) != 0) {
            break_rule(model, "a bit is set by a program", offset + i);
        }
    }
    mark_programmed(model, offset, step.length);
    return take_step(model, &step);
}

static ymr_status on_erase(void *context, uint32_t block)
{
    storage_model *model = context;
    const uint32_t size = model->storage.block_size;
    const storage_step step = {.erases = true, .offset = block * size, .length = size};
    if (model->is_off || !is_inside(model, block * size, size)) {
        return YMR_E_IO;
    }
    model->erases[block]++;
    memset(model->programmed + block * size, 0, size);
    return take_step(model, &step);
}

static ymr_status on_sync(void *context)
{
    storage_model *model = context;
    if (model->is_off) {
        return YMR_E_IO;
    }
    model->syncs++;
    model->pending_count = 0;
    if (model->cut == STORAGE_CUT_LAZY) {
        memcpy(model->synced, model->bytes, size_of(model));
    }
    return YMR_OK;
}

/* Its life. */

void storage_model_init(storage_model *model, uint32_t block_size, uint32_t block_count,
                        uint32_t program_size)
{
    memset(model, 0, sizeof *model);
    memset(model->bytes, BLANK, sizeof model->bytes);
    model->storage = (ymr_storage){on_read, on_program, on_erase, on_sync, model, block_size, block_count,
                                   program_size};
    model->chance = 1;
}

void storage_model_cut(storage_model *model, uint64_t steps, storage_cut cut, uint32_t seed)
{
    model->cut_at = model->steps + steps;
    model->cut = cut;
    model->chance = seed;
    model->pending_count = 0;
    if (cut == STORAGE_CUT_LAZY) {
        memcpy(model->synced, model->bytes, size_of(model));
    }
}

void storage_model_power_on(storage_model *model)
{
    model->is_off = false;
    model->cut_at = 0;
    model->cut = STORAGE_CUT_AFTER;
    model->pending_count = 0;
}

void storage_model_copy(storage_model *to, const storage_model *from)
{
    memcpy(to, from, sizeof *to);
    to->storage.context = to;
}
