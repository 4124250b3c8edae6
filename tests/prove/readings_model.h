/* A scan in any state that is sound; to be included behind the source. */
#ifndef YMR_PROVE_READINGS_MODEL_H
#define YMR_PROVE_READINGS_MODEL_H

static ymr_scan scan;

ymr_text ymr_reading_text(const ymr_scan *of, const ymr_reading *reading)
{
    PROMISE(reading->offset + reading->length <= sizeof of->text);
    return (ymr_text){of->text + reading->offset, reading->length};
}

static inline void take_any_scan(void)
{
    scan.count = any_byte();
    scan.used = any_uint16();
    ASSUME(scan.count <= YMR_MAX_READINGS && scan.used <= sizeof scan.text);
    for (size_t i = 0; i < YMR_MAX_READINGS; i++) {
        scan.readings[i].kind = any_byte();
        scan.readings[i].field = any_byte();
        scan.readings[i].offset = any_uint16();
        scan.readings[i].length = any_uint16();
        ASSUME(scan.readings[i].offset + scan.readings[i].length <= sizeof scan.text);
    }
}

static inline ymr_text any_piece(void)
{
    const uint16_t offset = any_uint16(), length = any_uint16();
    ASSUME(offset + length <= sizeof scan.text);
    return (ymr_text){scan.text + offset, length};
}

#endif
