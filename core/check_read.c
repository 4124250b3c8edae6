#include <string.h>

#include "check_parts.h"

/* What is wrong with one answer alone: the next return may be in order. */
static bool is_of_one_answer(ymr_status status)
{
    return status == YMR_E_SPACE || status == YMR_E_TOKENS ||
           (status <= YMR_E_SYNTAX && status >= YMR_E_TYPE);
}

static ymr_status leave_unverified(ymr_check *check, ymr_status why)
{
    check->trouble = why;
    if (!is_of_one_answer(why)) {
        return ymr_check_end(check);
    }
    check->next++;
    return ymr_check_go(check, CHOOSING);
}

static void on_begin(void *context, uint32_t page)
{
    ymr_check *check = context;
    (void)page;
    ymr_hits_release(check); /* of a try that broke off */
    memset(&check->found, 0, sizeof check->found);
    check->found.id = check->hits[check->next].return_id;
    check->found.order_id = check->hits[check->next].order_id;
    check->unread = YMR_OK;
}

static ymr_status on_item(void *context, uint32_t index, const void *element)
{
    ymr_check *check = context;
    return ymr_match_item(&check->scan, &check->found, element, index, ymr_hits_confirm, check);
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    ymr_check *check = context;
    check->unread = what->needed_tokens > 0 ? YMR_E_TOKENS : YMR_E_SPACE;
    return YMR_OK;
}

static ymr_status start_reading(ymr_check *check, ymr_check_state how)
{
    static const ymr_list_events events = {on_begin, on_item, on_oversize, NULL, NULL};
    const ymr_hit *hit = &check->hits[check->next];
    check->unread = YMR_OK;
    memset(&check->found, 0, sizeof check->found);
    const ymr_status status =
        how == READING
            ? ymr_start_return(check->client, hit->order_id, hit->return_id, &check->found)
            : ymr_start_return_by_items(check->client, hit->order_id, hit->return_id, &events, check,
                                        &check->search.item, &check->found);
    return status == YMR_OK ? ymr_check_go(check, how) : leave_unverified(check, status);
}

ymr_status ymr_check_choose(ymr_check *check, ymr_status status)
{
    (void)status;
    if (!ymr_hits_choose(check)) {
        return ymr_check_go(check, WEIGHING);
    }
    /* What a search found too big for the workspace is not tried again in one piece. */
    return start_reading(check, check->hits[check->next].field == YMR_FIELD_NONE ? READING_ITEMS : READING);
}

/* Everything of it has been compared. */
static ymr_status settle(ymr_check *check)
{
    ymr_hits_settle(check);
    if (check->index != NULL) {
        (void)ymr_index_note(check->index, &check->found);
    }
    (void)ymr_check_go(check, CHOOSING);
    return YMR_PENDING;
}

static bool is_the_return(const ymr_check *check)
{
    const ymr_hit *hit = &check->hits[check->next];
    return check->found.id == hit->return_id && check->found.order_id == hit->order_id;
}

static ymr_status after_refusal(ymr_check *check, ymr_status status)
{
    ymr_hits_release(check);
    memset(&check->found, 0, sizeof check->found);
    if (status != YMR_E_NOT_FOUND) {
        return leave_unverified(check, status);
    }
    ymr_hits_drop(check);
    (void)ymr_check_go(check, CHOOSING);
    return YMR_PENDING;
}

ymr_status ymr_check_read(ymr_check *check, ymr_status status)
{
    ymr_check_count_call(check, false);
    if (status == YMR_E_SPACE || status == YMR_E_TOKENS) {
        return start_reading(check, READING_ITEMS);
    }
    if (status != YMR_OK) {
        return after_refusal(check, status);
    }
    if (!is_the_return(check)) {
        return after_refusal(check, YMR_E_CONTENT);
    }
    (void)ymr_match_by(&check->scan, &check->found, &check->search.item, ymr_hits_confirm, check);
    return settle(check);
}

ymr_status ymr_check_read_items(ymr_check *check, ymr_status status)
{
    ymr_check_count_call(check, false);
    if (status != YMR_OK) {
        return after_refusal(check, status);
    }
    if (!is_the_return(check)) {
        return after_refusal(check, YMR_E_CONTENT);
    }
    (void)ymr_match_whole(&check->scan, &check->found, ymr_hits_confirm, check);
    return settle(check);
}
