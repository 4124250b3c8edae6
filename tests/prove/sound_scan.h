/* A scan as reading a code leaves it, and what is asked of it; to be included behind the source. */
#ifndef YMR_PROVE_SOUND_SCAN_H
#define YMR_PROVE_SOUND_SCAN_H

ymr_scan nondet_scan(void);

/* Every reading that is asked is one that the scan has. */
ymr_text ymr_reading_text(const ymr_scan *scan, const ymr_reading *reading)
{
    PROMISE(reading >= scan->readings && reading < scan->readings + scan->count);
    PROMISE(reading->offset <= sizeof scan->text && reading->length <= sizeof scan->text - reading->offset);
    return (ymr_text){scan->text + reading->offset, reading->length};
}

static inline void take_sound_scan(ymr_scan *scan)
{
    ASSUME(scan->count <= YMR_MAX_READINGS);
    for (size_t i = 0; i < YMR_MAX_READINGS; i++) {
        ASSUME(scan->readings[i].offset <= sizeof scan->text);
        ASSUME(scan->readings[i].length <= sizeof scan->text - scan->readings[i].offset);
    }
}

#endif
