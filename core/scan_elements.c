/* Codes that are GS1: what makes one, and what that leaves of its other meanings. */
#include "scan_parts.h"

/*
 * @return whether the code is GS1 and nothing else. A label that declares GS1 and holds a plain number is
 *         common, and
 * so are parentheses in an SKU: what cannot be read as GS1 then is tried as that, unless a check digit was
 * all that is wrong.
 */
bool ymr_read_gs1(ymr_scan *scan, ymr_text code, bool declared)
{
    const bool labelled = ymr_is_labelled(code);
    const bool certain = memchr(code.bytes, YMR_GS, code.length) != NULL || ymr_looks_like_cis(code);
    const bool likely = certain || declared || labelled;
    ymr_gs1 found;

    if (!likely && !ymr_is_lone_key(code)) {
        return false;
    }
    if (labelled) {
        ymr_gs1_read_labelled(&found, code);
    } else {
        ymr_gs1_read(&found, code);
    }
    const bool read = ymr_add_gs1(scan, &found);
    return certain || (likely && (read || found.fault == YMR_BAD_CHECK_DIGIT));
}
