#include "ymr_tls.h"

static ymr_status rewind_list(ymr_anchors *anchors)
{
    ((ymr_anchor_list *)anchors)->next = 0;
    return YMR_OK;
}

static ymr_status next_certificate(ymr_anchors *anchors, ymr_span *der)
{
    ymr_anchor_list *list = (ymr_anchor_list *)anchors;

    *der = list->next < list->count ? list->certificates[list->next++] : (ymr_span){NULL, 0};
    return YMR_OK;
}

/* FNV-1a over all bytes: a few thousand, beside a handshake of millions of instructions. */
static uint64_t identity(ymr_anchors *anchors)
{
    const ymr_anchor_list *list = (const ymr_anchor_list *)anchors;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < list->count; i++) {
        for (size_t j = 0; j < list->certificates[i].length; j++) {
            hash = (hash ^ list->certificates[i].bytes[j]) * UINT64_C(0x100000001b3);
        }
    }
    return hash;
}

static const ymr_anchors_api api = {rewind_list, next_certificate, identity};

void ymr_anchor_list_init(ymr_anchor_list *list, const ymr_span *certificates, size_t count)
{
    *list = (ymr_anchor_list){{&api, true}, certificates, count, 0};
}
