#include "commands.h"

#include <time.h>

#include "display.h"
#include "errors.h"
#include "exits.h"
#include "json_out.h"
#include "new_items.h"
#include "notes.h"
#include "session.h"

/* How far the clocks of this machine and the Market may be apart. */
#define CLOCK_SLACK_MS INT64_C(120000)

typedef struct creating {
    session session;
    ymr_new_item items[YMR_MAX_NEW_ITEMS];
    ymr_new_return what;
    const char *subject;
    int64_t began_unix_ms;
} creating;

/* The options. */

static bool is_given(const char *name, bool given)
{
    if (!given) {
        note_error("create needs %s: see ymr create --help", name);
    }
    return given;
}

static bool is_complete(const options *given)
{
    return is_given("--order ID", given->filter.order_count != 0) &&
           is_given("--external-id ID", given->external_id != NULL) && is_given("--item ITEM", given->item_count != 0) &&
           is_given("--point ID", given->point_count != 0) && is_given("--first-name NAME", given->first_name != NULL) &&
           is_given("--last-name NAME", given->last_name != NULL) && is_given("--phone NUMBER", given->phone != NULL);
}

static bool is_single(const char *name, size_t count)
{
    if (count > 1) {
        note_error("%s: give one: a return belongs to one order and is handed in at one point", name);
    }
    return count == 1;
}

/* What the Market takes; the other limits are the library's. */
static bool is_phone(const char *phone)
{
    size_t digits = 0;
    while (phone[0] == '+' && phone[1 + digits] >= '0' && phone[1 + digits] <= '9') {
        digits++;
    }
    const bool right = digits >= 4 && digits <= 15 && phone[1 + digits] == '\0';
    if (!right) {
        note_error("--phone: \"%s\" is not + and 4 to 15 digits", display_safe_string(phone));
    }
    return right;
}

static ymr_text view_of(const char *terminated)
{
    return terminated == NULL ? (ymr_text){NULL, 0} : display_view(terminated);
}

static bool read_options(creating *c, const options *given)
{
    if (!is_complete(given) || !is_single("--order", given->filter.order_count) ||
        !is_single("--point", given->point_count) || !is_phone(given->phone) || !new_items_read(given, c->items)) {
        return false;
    }
    c->what = (ymr_new_return){.external_id = view_of(given->external_id),
                               .order_id = given->filter.order_ids[0],
                               .items = c->items,
                               .item_count = given->item_count,
                               .first_name = view_of(given->first_name),
                               .last_name = view_of(given->last_name),
                               .middle_name = view_of(given->middle_name),
                               .phone = view_of(given->phone),
                               .point_id = given->points[0]};
    c->subject = errors_subject("the new return of order %lld", (long long)c->what.order_id);
    return true;
}

/* What came of it. */

static int tell_created(const options *given, int64_t return_id)
{
    const ymr_created created = {true, return_id};
    if (given->json) {
        json_object(&out_result, &ymr_created_shape, &created, NULL);
        out_text(&out_result, "\n");
    } else {
        out_format(&out_result, "Return %lld is created\n", (long long)return_id);
    }
    return errors_finish(EXIT_DONE);
}

static int tell_found(const creating *c, const options *given, const ymr_lookup *lookup)
{
    const long long order = (long long)c->what.order_id;
    switch (ymr_lookup_end(lookup)) {
    case YMR_RESOLUTION_MATCHES:
        note_warning("order %lld has one new return with these pieces: that is it", order);
        return tell_created(given, lookup->return_id);
    case YMR_RESOLUTION_WAITING:
        note_error("order %lld has no new return with these pieces so far: look again with `ymr returns --order %lld` "
                   "before creating another",
                   order, order);
        return EXIT_UNKNOWN;
    default:
        note_error("order %lld has several returns with these pieces, or one that cannot be read: which it is cannot be "
                   "told",
                   order);
        return EXIT_UNKNOWN;
    }
}

/* The answer is lost: the returns of the order are read, once. Nothing is sent again. */
static int look_up(creating *c, const options *given)
{
    static ymr_lookup lookup;

    ymr_lookup_begin(&lookup, &c->what, c->began_unix_ms - CLOCK_SLACK_MS);
    const ymr_status status =
        session_run(&c->session, ymr_start_lookup_created(&c->session.client, &lookup));
    if (status != YMR_OK) {
        errors_call(&c->session, status, errors_subject("the returns of order %lld", (long long)c->what.order_id));
        return EXIT_UNKNOWN;
    }
    return tell_found(c, given, &lookup);
}

static int create(creating *c, const options *given)
{
    static ymr_created created;
    const ymr_status status =
        session_run(&c->session, ymr_start_create_return(&c->session.client, &c->what, &created));

    if (status == YMR_OK) {
        return tell_created(given, created.id);
    }
    if (status == YMR_E_ARGUMENT) {
        note_error("%s: a text is empty, too long, repeated or no UTF-8: comments have up to %d characters, offers %d, "
                   "names %d, pictures %d",
                   c->subject, YMR_MAX_NEW_COMMENT, YMR_MAX_OFFER_ID, YMR_MAX_CUSTOMER_NAME, YMR_MAX_PICTURE_URL);
        return EXIT_USAGE;
    }
    const int ends = errors_call(&c->session, status, c->subject);
    return ends == EXIT_UNKNOWN ? look_up(c, given) : ends;
}

int cmd_create(const options *given)
{
    static creating c;

    if (!read_options(&c, given)) {
        return EXIT_USAGE;
    }
    const int failed = session_open(&c.session, given);
    if (failed != 0) {
        return failed;
    }
    session_large(&c.session, true);
    c.began_unix_ms = (int64_t)time(NULL) * 1000;
    return session_close(&c.session, create(&c, given));
}

/* Where it can be handed in. */

static int show_points(const options *given, const ymr_delivery_options *able)
{
    ymr_list points = able->pickup_delivery.logistic_point_ids;
    int64_t id;

    if (given->json) {
        json_object(&out_result, &ymr_delivery_options_shape, able, NULL);
        out_text(&out_result, "\n");
    } else {
        while (ymr_list_next_id(&points, &id)) {
            out_format(&out_result, "%lld\n", (long long)id);
        }
    }
    if (able->pickup_delivery.logistic_point_ids.left == 0) {
        note_warning("none of these points can take it");
    }
    return errors_finish(EXIT_DONE);
}

int cmd_delivery_options(const options *given)
{
    static session s;
    static ymr_parcel_item items[YMR_MAX_NEW_ITEMS];
    static ymr_delivery_options able;
    const ymr_parcel parcel = {items, given->item_count, given->points, given->point_count};

    if (given->item_count == 0 || given->point_count == 0) {
        note_error("delivery-options needs --item OFFER:COUNT and --point ID: see ymr delivery-options --help");
        return EXIT_USAGE;
    }
    if (!new_items_read_parcel(given, items)) {
        return EXIT_USAGE;
    }
    const int failed = session_open(&s, given);
    if (failed != 0) {
        return failed;
    }
    session_large(&s, true);
    const ymr_status status = session_run(&s, ymr_start_delivery_options(&s.client, &parcel, &able));
    return session_close(&s, status == YMR_OK ? show_points(given, &able)
                                              : errors_call(&s, status, "the delivery options"));
}
