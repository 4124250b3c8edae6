/* memset for client.c: what it clears is one of these, in full. To be included before the source. */
#ifndef YMR_PROVE_CLIENT_MEMBERS_H
#define YMR_PROVE_CLIENT_MEMBERS_H

#include <string.h>

#include "call.h"
#include "prove.h"

static ymr_client *cleared; /* the client whose members they are */

static inline void *clear_member(void *member, int byte, size_t length)
{
    PROMISE(byte == 0);
    if (member == cleared && length == sizeof *cleared) {
        *cleared = (ymr_client){0};
    } else if (member == &cleared->outcome && length == sizeof cleared->outcome) {
        cleared->outcome = (ymr_outcome){0};
    } else if (member == &cleared->outcome.api && length == sizeof cleared->outcome.api) {
        cleared->outcome.api = (ymr_api_error){0};
    } else if (member == &cleared->report.fault && length == sizeof cleared->report.fault) {
        cleared->report.fault = (ymr_fault){0};
    } else {
        PROMISE(member == &cleared->request && length == sizeof cleared->request);
        cleared->request = (ymr_request){0};
    }
    return member;
}

#define memset(member, byte, length) clear_member((member), (byte), (length))

#endif
