#include "new_items.h"

#include <string.h>

#include "display.h"
#include "notes.h"

/* Cuts off what stands before the next colon, or all. */
static ymr_text next_part(const char **at)
{
    const char *const from = *at;
    const char *const colon = from == NULL ? NULL : strchr(from, ':');
    if (from == NULL) {
        return (ymr_text){NULL, 0};
    }
    *at = colon == NULL ? NULL : colon + 1;
    return (ymr_text){from, colon == NULL ? strlen(from) : (size_t)(colon - from)};
}

static bool read_count(ymr_text part, int32_t *count)
{
    int64_t number;
    if (part.bytes == NULL || ymr_integer_parse(part.bytes, part.length, &number) != YMR_OK || number < 1 ||
        number > YMR_MAX_NEW_PIECES) {
        return false;
    }
    *count = (int32_t)number;
    return true;
}

/* `COUNT:REASON:SUBREASON[:COMMENT]` */
static bool read_behind(const char *at, ymr_new_item *item)
{
    if (!read_count(next_part(&at), &item->count)) {
        return false;
    }
    const ymr_text reason = next_part(&at), subreason = next_part(&at);
    if (subreason.bytes == NULL) {
        return false;
    }
    item->reason = (ymr_new_reason)ymr_enum_value(&ymr_new_reason_names, reason);
    item->subreason = (ymr_new_subreason)ymr_enum_value(&ymr_new_subreason_names, subreason);
    item->comment = at != NULL && *at != '\0' ? display_view(at) : (ymr_text){NULL, 0};
    return item->reason != YMR_NEW_REASON_UNRECOGNIZED && item->subreason != YMR_NEW_SUBREASON_UNRECOGNIZED;
}

/* An offer's id may have colons: it ends where the rest makes sense. */
static bool read_item(const char *given, ymr_new_item *item)
{
    for (const char *colon = strchr(given, ':'); colon != NULL; colon = strchr(colon + 1, ':')) {
        item->offer_id = (ymr_text){given, (size_t)(colon - given)};
        if (colon != given && read_behind(colon + 1, item)) {
            return true;
        }
    }
    return false;
}

static bool add_pictures(const options *given, unsigned index, ymr_new_item *item)
{
    unsigned first = 0;
    while (first < given->picture_count && given->picture_items[first] != index) {
        first++;
    }
    item->pictures = &given->pictures[first];
    item->picture_count = 0;
    while (first + item->picture_count < given->picture_count &&
           given->picture_items[first + item->picture_count] == index) {
        item->picture_count++;
    }
    if (item->picture_count > YMR_MAX_NEW_PICTURES) {
        note_error("--picture: more than %d pictures of one item", YMR_MAX_NEW_PICTURES);
    }
    return item->picture_count <= YMR_MAX_NEW_PICTURES;
}

static void advise(const ymr_new_item *item)
{
    if (!ymr_subreason_fits(item->reason, item->subreason)) {
        note_warning("--item: %s is no subreason of %s", ymr_enum_name(&ymr_new_subreason_names, (int)item->subreason),
                     ymr_enum_name(&ymr_new_reason_names, (int)item->reason));
    }
}

bool new_items_read(const options *given, ymr_new_item items[YMR_MAX_NEW_ITEMS])
{
    for (unsigned i = 0; i < given->item_count; i++) {
        memset(&items[i], 0, sizeof items[i]);
        if (!read_item(given->items[i], &items[i])) {
            note_error("--item: \"%s\" is not OFFER:COUNT:REASON:SUBREASON[:COMMENT] with a count of 1 to %d: see ymr "
                       "create --help for the reasons",
                       display_safe_string(given->items[i]), YMR_MAX_NEW_PIECES);
            return false;
        }
        if (!add_pictures(given, i, &items[i])) {
            return false;
        }
        advise(&items[i]);
    }
    return true;
}

bool new_items_read_parcel(const options *given, ymr_parcel_item items[YMR_MAX_NEW_ITEMS])
{
    for (unsigned i = 0; i < given->item_count; i++) {
        const char *const item = given->items[i];
        const char *const colon = strrchr(item, ':');
        if (colon == NULL || colon == item || !read_count(display_view(colon + 1), &items[i].count)) {
            note_error("--item: \"%s\" is not OFFER:COUNT with a count of 1 to %d", display_safe_string(item),
                       YMR_MAX_NEW_PIECES);
            return false;
        }
        items[i].offer_id = (ymr_text){item, (size_t)(colon - item)};
    }
    return true;
}
