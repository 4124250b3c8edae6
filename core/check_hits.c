#include "check_parts.h"

/*
 * Hits of the index are claims: unverified until their return has been read. The same array takes what a
 * search finds; there, an unverified hit is a return that was too big to be compared (YMR_FIELD_NONE), and no
 * claim at all.
 */

/* The number of a return holds within its order. */
static bool is_of_one_return(const ymr_hit *a, const ymr_hit *b)
{
    return a->return_id == b->return_id && a->order_id == b->order_id;
}

static bool is_same(const ymr_hit *a, const ymr_hit *b)
{
    return is_of_one_return(a, b) && a->reading == b->reading && a->item == b->item && a->field == b->field;
}

static ymr_hit *put(ymr_check *check, const ymr_hit *hit)
{
    if (check->count == check->room) {
        check->missed++;
        return NULL;
    }
    check->hits[check->count] = *hit;
    return &check->hits[check->count++];
}

static void remove_hit(ymr_check *check, size_t at)
{
    check->count--;
    check->kept -= at < check->kept ? 1 : 0;
    for (size_t i = at; i < check->count; i++) {
        check->hits[i] = check->hits[i + 1];
    }
}

/* Of the index. */

/* It has told all its matches. */
static bool is_read(const ymr_check *check, const ymr_hit *hit)
{
    for (size_t i = 0; i < check->count; i++) {
        if (check->hits[i].verified && is_of_one_return(&check->hits[i], hit)) {
            return true;
        }
    }
    return false;
}

ymr_status ymr_hits_take_known(void *context, const ymr_hit *hit)
{
    ymr_check *check = context;
    if (check->passed < check->asked) {
        check->passed++;
        return YMR_OK;
    }
    const bool read = is_read(check, hit);
    if (!read && check->count == check->room) {
        check->left++;
    }
    if (check->left == 0) {
        check->asked++;
        check->passed++;
        (void)(read ? NULL : put(check, hit));
    }
    return YMR_OK;
}

/* Of a search. */

/* A match is worth more than a doubt. */
static void make_room(ymr_check *check)
{
    for (size_t i = 0; check->count == check->room && i < check->count; i++) {
        if (!check->hits[i].verified) {
            remove_hit(check, i);
            check->trouble = YMR_E_SPACE;
        }
    }
}

static bool is_known(const ymr_check *check, const ymr_hit *hit)
{
    for (size_t i = 0; i < check->count; i++) {
        if (is_same(&check->hits[i], hit)) {
            return true;
        }
    }
    return false;
}

ymr_status ymr_hits_take_found(void *context, const ymr_hit *hit)
{
    ymr_check *check = context;
    if (is_known(check, hit)) {
        return YMR_OK;
    }
    if (hit->verified) {
        make_room(check);
        (void)put(check, hit);
        return check->limits.first_only ? YMR_E_STOPPED : YMR_OK;
    }
    if (hit->order_id == 0 || check->count == check->room) {
        check->trouble = YMR_E_SPACE;
    } else {
        (void)put(check, hit);
    }
    return YMR_OK;
}

void ymr_hits_page_ended(void *context, bool came)
{
    ymr_check *check = context;
    if (came) {
        check->kept = check->count;
        check->kept_missed = check->missed;
    } else {
        check->count = check->kept;
        check->missed = check->kept_missed;
    }
}

/* Of one return that is read. */

static ymr_hit chosen(const ymr_check *check)
{
    return check->hits[check->next];
}

static bool is_first_of_its_return(const ymr_check *check, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (is_of_one_return(&check->hits[i], &check->hits[at])) {
            return false;
        }
    }
    return true;
}

bool ymr_hits_choose(ymr_check *check)
{
    while (check->next < check->count) {
        if (!check->hits[check->next].verified && is_first_of_its_return(check, check->next)) {
            check->kept = check->count;
            check->kept_missed = check->missed;
            return true;
        }
        check->next++;
    }
    return false;
}

/* Any claim with the same reading will do: items may have changed places since the index was built. */
static ymr_hit *claim_of(ymr_check *check, const ymr_hit *hit)
{
    for (size_t i = check->next; i < check->count; i++) {
        ymr_hit *claim = &check->hits[i];
        if (!claim->verified && is_of_one_return(claim, hit) &&
            (claim->reading == hit->reading || claim->field == YMR_FIELD_NONE)) {
            return claim;
        }
    }
    return NULL;
}

ymr_status ymr_hits_confirm(void *context, const ymr_hit *hit)
{
    ymr_check *check = context;
    ymr_hit *claim = claim_of(check, hit);
    claim = claim != NULL ? claim : put(check, hit);
    if (claim != NULL) {
        claim->item = hit->item;
        claim->field = hit->field;
        claim->reading = hit->reading;
        claim->verified = true;
    }
    return YMR_OK;
}

void ymr_hits_release(ymr_check *check)
{
    const ymr_hit read = chosen(check);
    check->count = check->kept;
    check->missed = check->kept_missed;
    for (size_t i = check->next; i < check->count; i++) {
        ymr_hit *hit = &check->hits[i];
        if (is_of_one_return(hit, &read) && hit->verified) {
            hit->verified = false;
            hit->field = check->stage > 0 ? YMR_FIELD_NONE : hit->field;
        }
    }
}

/* Removes those of its hits that are not verified. @return how many of them were claims */
static uint32_t remove_claims(ymr_check *check)
{
    const ymr_hit read = chosen(check);
    uint32_t claims = 0;
    for (size_t i = check->next; i < check->count;) {
        const ymr_hit *hit = &check->hits[i];
        if (is_of_one_return(hit, &read) && !hit->verified) {
            claims += hit->field != YMR_FIELD_NONE ? 1 : 0;
            remove_hit(check, i);
        } else {
            i++;
        }
    }
    return claims;
}

void ymr_hits_settle(ymr_check *check)
{
    const ymr_hit read = chosen(check);
    bool open = false;
    for (size_t i = check->next; i < check->count; i++) {
        ymr_hit *hit = &check->hits[i];
        if (!is_of_one_return(hit, &read)) {
            continue;
        }
        if (hit->verified) {
            ymr_hit_describe(hit, &check->found);
        } else {
            open = true;
        }
    }
    if (!open) {
        return;
    }
    if (check->unread != YMR_OK) {
        check->trouble = check->unread;
        check->next++;
    } else {
        check->refused += remove_claims(check);
    }
}

void ymr_hits_drop(ymr_check *check)
{
    check->gone += remove_claims(check);
}

/* The answer. */

static void put_in_order(ymr_check *check)
{
    for (size_t i = 1; i < check->count; i++) {
        const ymr_hit hit = check->hits[i];
        size_t at = i;
        for (; at > 0 && check->hits[at - 1].reading > hit.reading; at--) {
            check->hits[at] = check->hits[at - 1];
        }
        check->hits[at] = hit;
    }
}

void ymr_hits_finish(ymr_check *check)
{
    for (size_t i = 0; i < check->count;) {
        if (check->hits[i].field == YMR_FIELD_NONE) {
            remove_hit(check, i);
        } else {
            i++;
        }
    }
    check->missed += check->left;
    check->left = 0;
    put_in_order(check);
}
