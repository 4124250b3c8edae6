#include "prove.h"

#include "ymr/create.h"

static bool is_offer_id(ymr_text id);

#include "create.c"

#include "writer_calls.h"

static bool is_offer_id(ymr_text id)
{
    PROMISE(is_there(id));
    return id.length > 0 && any_bool();
}

enum { ITEMS = 4, POINTS = 8 };

static void new_items(ymr_writer *w, ymr_text text)
{
    ymr_new_item items[ITEMS];
    const size_t count = any_size(), at = any_size();
    const bool given = any_bool();

    ASSUME(!given || count <= ITEMS);
    for (size_t i = 0; i < ITEMS; i++) {
        items[i].offer_id = items[i].comment = text;
        items[i].pictures = &text;
        items[i].picture_count = any_byte() % 2;
        ASSUME((unsigned)items[i].reason <= INT32_MAX && (unsigned)items[i].subreason <= INT32_MAX);
    }
    const ymr_new_item *const first = items + (ITEMS - (given ? count : 0));
    const ymr_new_return what = {.items = given ? first : NULL, .item_count = count};
    put_new_items(w, &what);
    PROMISE(w->refused || (given && count >= 1));
    ASSUME(given && at < count);
    PROMISE(w->refused || (first[at].count >= 1 && first[at].count <= 1000 && first[at].reason != 0));
}

static void parcel_items(ymr_writer *w, ymr_text text)
{
    ymr_parcel_item items[ITEMS];
    const size_t count = any_size(), at = any_size();
    const bool given = any_bool();

    ASSUME(!given || count <= ITEMS);
    for (size_t i = 0; i < ITEMS; i++) {
        items[i].offer_id = text;
    }
    const ymr_parcel_item *const first = items + (ITEMS - (given ? count : 0));
    const ymr_parcel parcel = {.items = given ? first : NULL, .item_count = count};
    put_parcel_items(w, &parcel);
    PROMISE(w->refused || (given && count >= 1));
    ASSUME(given && at < count);
    PROMISE(w->refused || (first[at].count >= 1 && first[at].count <= 1000));
}

static void points(ymr_writer *w)
{
    int64_t ids[POINTS];
    const size_t count = any_size(), at = any_size();
    const bool given = any_bool();

    ASSUME(!given || count <= POINTS);
    const int64_t *const first = ids + (POINTS - (given ? count : 0));
    const ymr_parcel parcel = {.points = given ? first : NULL, .point_count = count};
    put_points(w, &parcel);
    PROMISE(w->refused || (given && count >= 1));
    ASSUME(given && at < count);
    PROMISE(w->refused || first[at] >= 1);
}

int main(void)
{
    char byte[1];
    const ymr_text text = {any_bool() ? byte : NULL, 1};
    ymr_writer w = any_counter();

    switch (any_byte()) {
    case 0:
        new_items(&w, text);
        break;
    case 1:
        parcel_items(&w, text);
        break;
    default:
        points(&w);
        break;
    }
    return 0;
}
