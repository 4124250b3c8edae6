/* Fingerprints of any value; to be included behind the source. */
#ifndef YMR_PROVE_INDEX_MODEL_H
#define YMR_PROVE_INDEX_MODEL_H

uint64_t ymr_print_integer(uint64_t print, int64_t value)
{
    (void)value;
    return print ^ any_uint64();
}

uint64_t ymr_print_text(uint64_t print, ymr_text text)
{
    (void)text;
    return print ^ any_uint64();
}

ymr_text ymr_reading_text(const ymr_scan *scan, const ymr_reading *reading)
{
    return (ymr_text){scan->text + reading->offset, reading->length};
}

#endif
