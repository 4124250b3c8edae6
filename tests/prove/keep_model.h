/* For the two that read a whole code: what they call for each element, and at the end; to be included behind gs1_model.h. */
#ifndef YMR_PROVE_KEEP_MODEL_H
#define YMR_PROVE_KEEP_MODEL_H

/* Nobody looks at what is found before the last element is kept, so that any one sound state stands for each. */
static ymr_gs1 found_at_last;
static bool kept;

static bool keep(ymr_gs1 *found, const element *e)
{
    PROMISE(is_of_code(e->value));
    PROMISE(kept || (found->gtin.bytes == NULL && found->sscc.bytes == NULL && found->serial.bytes == NULL));
    PROMISE(kept || (found->end_count == 0 && found->fault == YMR_BAD_NOTHING));
    kept = true;
    *found = found_at_last;
    return any_bool();
}

/* Of the keys both kinds are sound: none, or those that were found at last. */
static bool judge(ymr_gs1 *found, bool well_formed)
{
    found->fault = any_byte();
    ASSUME(well_formed || found->fault != YMR_BAD_NOTHING);
    return found->fault == YMR_BAD_NOTHING;
}

#endif
