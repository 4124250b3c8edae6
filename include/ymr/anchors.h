/**
 * The certificates of the authorities that a device trusts.
 *
 * A source hands them out one at a time, as DER, so that nobody has to hold them all: TLS passes over the
 * whole set once for each certificate of a server's chain, looks only at the subjects, and parses the one
 * issuer that it needs. They are authorities: a server's own certificate is trusted only if it is one
 * (CA:TRUE) itself.
 */
#ifndef YMR_ANCHORS_H
#define YMR_ANCHORS_H

#include "ymr/status.h"
#include "ymr/text.h"

typedef struct ymr_anchors ymr_anchors;

/** What a source can do. */
typedef struct ymr_anchors_api {
    /** Starts at the first one again, from any state. @return YMR_OK; YMR_E_ANCHORS: they cannot be read */
    ymr_status (*rewind)(ymr_anchors *anchors);
    /**
     * The next certificate, whole. Its bytes are the source's, and stay until the next call (for good:
     * `lasting`).
     * @return YMR_OK; YMR_OK with length 0: that were all; YMR_E_ANCHORS: they cannot be read
     */
    ymr_status (*next)(ymr_anchors *anchors, ymr_span *der);
    /**
     * A number that becomes another one when the set does: a kept TLS session ends with the trust it was made
     * under. May be NULL for a set that never changes.
     */
    uint64_t (*identity)(ymr_anchors *anchors);
} ymr_anchors_api;

/** First member of every source. */
struct ymr_anchors {
    const ymr_anchors_api *api; /**< what it can do */
    bool lasting; /**< what `next` gives stays where it is as long as the source: it need not be copied */
};

#endif
