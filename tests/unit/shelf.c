#include "shelf.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"

enum { TOKENS = 2000 };

void shelf_begin(shelf *s, size_t returns, size_t keys)
{
    memset(&s->index, 0, sizeof s->index);
    s->returns = malloc(2 * returns * sizeof *s->returns);
    s->keys = malloc(2 * keys * sizeof *s->keys);
    memset(s->returns, 'r', 2 * returns * sizeof *s->returns);
    memset(s->keys, 'k', 2 * keys * sizeof *s->keys);
    const ymr_index_memory memory = {s->returns, 2 * returns, s->keys, 2 * keys};
    CHECK_STATUS(YMR_OK, ymr_index_init(&s->index, &memory), "the index takes this memory");
}

void shelf_end(shelf *s)
{
    free(s->returns);
    free(s->keys);
}

ymr_status shelf_add(shelf *s, const char *json)
{
    static char text[SHELF_TEXT];
    static ymr_token tokens[TOKENS];
    static ymr_return found;
    ymr_document document;
    ymr_report report = {.warn = NULL};

    snprintf(text, sizeof text, "%s", json);
    if (CHECK_STATUS(YMR_OK, ymr_json_parse(&document, text, strlen(text), tokens, TOKENS, &report.fault),
                     json)) {
        CHECK_STATUS(YMR_OK, ymr_decode(&document, 0, &ymr_return_shape, &found, &report), json);
    }
    return ymr_index_add(&s->index, &found);
}

ymr_scan shelf_scan(ymr_code_field field, const char *text)
{
    ymr_scan scan;
    memset(&scan, 0, sizeof scan);
    scan.count = 1;
    scan.used = (uint16_t)strlen(text);
    memcpy(scan.text, text, scan.used);
    scan.readings[0].field = (uint8_t)field;
    scan.readings[0].length = scan.used;
    if (field == YMR_FIELD_ORDER || field == YMR_FIELD_RETURN || field == YMR_FIELD_MARKET_SKU) {
        scan.readings[0].number = strtoll(text, NULL, 10);
    }
    return scan;
}

static ymr_status on_hit(void *context, const ymr_hit *hit)
{
    CHECK(!hit->verified, "an index alone is sure of nothing");
    dump_format(context, "%" PRId64 "/", hit->return_id);
    if (hit->item == YMR_HIT_WHOLE) {
        dump_format(context, "- ");
    } else {
        dump_format(context, "%u ", hit->item);
    }
    return YMR_OK;
}

const char *shelf_find(shelf *s, ymr_code_field field, const char *text)
{
    dump said;
    const ymr_scan scan = shelf_scan(field, text);
    dump_begin(&said, s->said, sizeof s->said);
    CHECK_STATUS(YMR_OK, ymr_index_find(&s->index, &scan, on_hit, &said), text);
    return s->said;
}

const char *shelf_whole(shelf *s)
{
    dump to;
    const ymr_index_table *live = &s->index.live;
    dump_begin(&to, s->whole, sizeof s->whole);
    dump_format(&to,
                "as of %" PRId64 " update %" PRIu32 " left out %" PRIu32 " scope %" PRIx32 " %" PRIx32
                " %d %" PRId64 "\n",
                live->as_of_ms, live->last_update_s, live->left_out, live->scope.refund_statuses,
                live->scope.shipment_statuses, (int)live->scope.type, live->scope.campaign_id);
    for (uint32_t i = 0; i < live->return_count; i++) {
        const ymr_index_return *row = &live->returns[i];
        dump_format(&to, "%" PRId64 " %" PRId64 " %" PRIu32 " %u %u %u %u\n", row->id, row->order_id,
                    row->update_s, row->refund_status, row->shipment_status, row->return_type,
                    row->flags & 8u);
    }
    for (uint32_t i = 0; i < live->key_count; i++) {
        dump_format(&to, "%08" PRIx32 " %08" PRIx32 "\n", live->keys[i].print, live->keys[i].place);
    }
    return s->whole;
}
