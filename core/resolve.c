#include <string.h>

#include "tokens.h"
#include "ymr/decisions.h"

/*
 * Of a decision that is shown, two members matter. They are looked for in the tokens: decoding the whole of
 * it again would take a deep stack, and this runs deep inside a call.
 */

/* The value of a member; 0: there is none, for token 0 is the root. */
static uint32_t member_of(const ymr_document *document, uint32_t object, const char *key)
{
    const size_t length = strlen(key);
    const uint32_t end = ymr_json_skip(document, object);
    for (uint32_t at = object + 1; at < end; at = ymr_json_skip(document, at + 1)) {
        const ymr_text name = ymr_json_text(document, at);
        if (name.length == length && memcmp(name.bytes, key, length) == 0) {
            return at + 1;
        }
    }
    return 0;
}

static bool read_id(const ymr_document *document, uint32_t decision, int64_t *id)
{
    const uint32_t value = member_of(document, decision, "returnItemId");
    if (value == 0 || document->tokens[value].type != YMR_TOKEN_NUMBER) {
        return false;
    }
    const ymr_text text = ymr_json_text(document, value);
    return ymr_integer_parse(text.bytes, text.length, id) == YMR_OK;
}

static ymr_list list_of(const ymr_document *document, uint32_t object, const char *key)
{
    const uint32_t value = member_of(document, object, key);
    if (value == 0 || document->tokens[value].type != YMR_TOKEN_ARRAY) {
        return (ymr_list){NULL, 0, 0};
    }
    return list_at(document, &document->tokens[value]);
}

/* 0: absent; 1: one that this version does not know. */
static int read_type(const ymr_document *document, uint32_t decision)
{
    const uint32_t value = member_of(document, decision, "decisionType");
    if (value == 0 || document->tokens[value].type != YMR_TOKEN_STRING) {
        return YMR_DECISION_TYPE_ABSENT;
    }
    return ymr_enum_value(&ymr_decision_type_names, ymr_json_text(document, value));
}

static void note_agreement(ymr_comparison *c, size_t index)
{
    if (index < YMR_MAX_COMPARED) {
        c->agrees[index / 32] |= UINT32_C(1) << (index % 32);
    }
}

/* One wanted decision against what is shown of its item. */
static void judge(ymr_comparison *c, size_t index, int shown)
{
    if (shown == YMR_DECISION_TYPE_ABSENT || shown == YMR_DECISION_TYPE_UNKNOWN) {
        c->unclear = true;
    } else if (shown == (int)c->wanted->items[index].type) {
        note_agreement(c, index);
    } else {
        c->differs = true;
    }
}

static void compare_decision(ymr_comparison *c, const ymr_document *document, uint32_t decision)
{
    int64_t id;
    if (!read_id(document, decision, &id)) {
        return;
    }
    for (size_t i = 0; i < c->wanted->count; i++) {
        if (c->wanted->items[i].return_item_id == id) {
            judge(c, i, read_type(document, decision));
        }
    }
}

void ymr_comparison_begin(ymr_comparison *comparison, const ymr_decisions *wanted)
{
    memset(comparison, 0, sizeof *comparison);
    comparison->wanted = wanted;
}

static void compare_decisions(ymr_comparison *c, ymr_list decisions)
{
    for (; decisions.left > 0; decisions.left--) {
        compare_decision(c, decisions.document, decisions.token);
        decisions.token = ymr_json_skip(decisions.document, decisions.token);
    }
}

void ymr_comparison_item(ymr_comparison *comparison, const ymr_return_item *item)
{
    compare_decisions(comparison, item->decisions);
}

static bool all_agree(const ymr_comparison *c)
{
    if (c->wanted->count == 0 || c->wanted->count > YMR_MAX_COMPARED) {
        return false;
    }
    for (size_t i = 0; i < c->wanted->count; i++) {
        if ((c->agrees[i / 32] >> (i % 32) & 1) == 0) {
            return false;
        }
    }
    return !c->unclear;
}

/* A status that is absent, or newer than this version, does not say that the return waits no longer. */
static bool says_nothing(const ymr_enum *refund_status)
{
    return refund_status->value == YMR_REFUND_STATUS_ABSENT ||
           refund_status->value == YMR_REFUND_STATUS_UNRECOGNIZED ||
           refund_status->value == YMR_REFUND_STATUS_UNKNOWN;
}

ymr_resolution ymr_comparison_end(const ymr_comparison *comparison, const ymr_return *read)
{
    if (ymr_return_waits(read)) {
        return YMR_RESOLUTION_WAITING;
    }
    if (says_nothing(&read->refund_status)) {
        return YMR_RESOLUTION_UNTOLD;
    }
    if (comparison->differs) {
        return YMR_RESOLUTION_DIFFERS;
    }
    return all_agree(comparison) ? YMR_RESOLUTION_MATCHES : YMR_RESOLUTION_UNTOLD;
}

ymr_resolution ymr_decision_compare(ymr_comparison *scratch, const ymr_decisions *wanted,
                                    const ymr_return *read)
{
    ymr_list items = read->items;
    ymr_comparison_begin(scratch, wanted);
    for (; items.left > 0; items.left--) {
        compare_decisions(scratch, list_of(items.document, items.token, "decisions"));
        items.token = ymr_json_skip(items.document, items.token);
    }
    return ymr_comparison_end(scratch, read);
}

/* The call: a read, item by item; what it found counts once the whole return is confirmed. */

static void on_begin(void *context, uint32_t page)
{
    ymr_resolve *resolve = context;
    (void)page;
    resolve->resolution = YMR_RESOLUTION_UNTOLD;
    ymr_comparison_begin(&resolve->comparison, resolve->comparison.wanted);
}

static ymr_status on_item(void *context, uint32_t index, const void *element)
{
    ymr_resolve *resolve = context;
    (void)index;
    ymr_comparison_item(&resolve->comparison, element);
    return YMR_OK;
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    (void)context;
    (void)what;
    return YMR_OK;
}

static void on_commit(void *context, uint32_t page)
{
    ymr_resolve *resolve = context;
    (void)page;
    if (resolve->read.id == resolve->return_id) {
        resolve->resolution = ymr_comparison_end(&resolve->comparison, &resolve->read);
    }
}

static const ymr_list_events events = {
    .begin = on_begin, .element = on_item, .oversize = on_oversize, .commit = on_commit};

ymr_status ymr_start_resolve_decision(ymr_client *client, int64_t order_id, int64_t return_id,
                                      const ymr_decisions *wanted, ymr_resolve *resolve)
{
    resolve->resolution = YMR_RESOLUTION_UNTOLD;
    resolve->return_id = return_id;
    ymr_comparison_begin(&resolve->comparison, wanted);
    return ymr_start_return_by_items(client, order_id, return_id, &events, resolve, &resolve->item,
                                     &resolve->read);
}

ymr_status ymr_resolve_decision(ymr_client *client, int64_t order_id, int64_t return_id,
                                const ymr_decisions *wanted, ymr_resolve *resolve)
{
    const ymr_status status = ymr_start_resolve_decision(client, order_id, return_id, wanted, resolve);
    return status == YMR_OK ? ymr_client_run(client) : status;
}
