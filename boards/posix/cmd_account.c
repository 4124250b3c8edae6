#include "commands.h"

#include "display.h"
#include "errors.h"
#include "exits.h"
#include "json_out.h"
#include "notes.h"
#include "pages.h"
#include "terminal.h"
#include "ymr/account.h"

enum {
    MOST_CAMPAIGNS = 100,
    LINE_SIZE = 1024,
    CELL_SIZE = 120,
    NAME_WIDTH = 30,
    ID_WIDTH = 12,
    TYPE_WIDTH = 5
};

/* Campaigns. */

static void put_integer(out *line, ymr_integer id, size_t width)
{
    const size_t before = line->used;
    if (id.present) {
        out_integer(line, id.value);
    } else {
        out_text(line, "-");
    }
    out_blanks(line, line->used - before < width ? width - (line->used - before) + 2 : 2);
}

static void put_text(out *line, ymr_text text, size_t width)
{
    const size_t taken = display_text(line, display_front(text, CELL_SIZE), width);
    out_blanks(line, width - taken + 2);
}

/* Ids first: what a narrow terminal cuts off is at the end. */
static void show_campaign(out *to, const void *element)
{
    const ymr_campaign *const campaign = element;
    const ymr_enum *const availability = &campaign->api_availability;
    char buffer[LINE_SIZE];
    out line = {-1, buffer, sizeof buffer, 0, 0};

    put_integer(&line, campaign->id, ID_WIDTH);
    put_integer(&line, campaign->business.id, ID_WIDTH);
    put_text(&line, campaign->placement_type.text, TYPE_WIDTH);
    put_text(&line, campaign->domain, NAME_WIDTH);
    if (availability->value != YMR_AVAILABILITY_AVAILABLE) {
        put_text(&line, availability->text, NAME_WIDTH);
    }
    while (line.used > 0 && buffer[line.used - 1] == ' ') {
        line.used--;
    }
    display_text(to, (ymr_text){buffer, line.used}, terminal_columns(out_result.fd, DISPLAY_ALL));
    out_text(to, "\n");
}

static void head_campaigns(pages *p)
{
    if (p->shown == 0 && p->of_page > 0) {
        out_text(&out_result, "CAMPAIGN      BUSINESS      TYPE   STORE\n");
    }
}

int cmd_campaigns(const options *given)
{
    static session s;
    static ymr_campaign scratch;
    const ymr_campaigns_filter filter = {pages_size(given, MOST_CAMPAIGNS)};
    pages list = {.session = &s, .shape = &ymr_campaign_shape, .show = show_campaign, .head = head_campaigns};

    const int failed = session_open(&s, given);
    if (failed != 0) {
        return failed;
    }
    session_large(&s, true);
    return session_close(
        &s, pages_run(&list, ymr_start_campaigns(&s.client, &filter, &pages_events, &list, &scratch, NULL),
                      "campaigns"));
}

/* The key. */

static const struct {
    ymr_operation_id operation;
    const char *ability;
} abilities[] = {
    {YMR_GET_RETURNS, "read returns"},
    {YMR_SUBMIT_RETURN_DECISION, "decide on returns"},
    {YMR_GET_BUSINESS_ORDERS, "read orders"},
    {YMR_GENERATE_UNITED_RETURNS_REPORT, "make reports"},
    {YMR_GET_CHATS, "read chats"},
    {YMR_SEND_MESSAGE_TO_CHAT, "write in chats"},
};

static void show_token(out *to, const ymr_api_key *key, uint32_t scopes)
{
    ymr_list list = key->auth_scopes;
    ymr_text scope;

    out_text(to, "Key \"");
    display_text(to, key->name, DISPLAY_ALL);
    out_text(to, "\"\n");
    while (ymr_list_next_text(&list, &scope)) {
        out_text(to, "  scope  ");
        display_text(to, scope, DISPLAY_ALL);
        out_text(to, "\n");
    }
    for (size_t i = 0; i < sizeof abilities / sizeof abilities[0]; i++) {
        const bool may = (scopes & ymr_scopes_for(abilities[i].operation)) != 0;
        out_format(to, "  may %s%s\n", may ? "" : "not ", abilities[i].ability);
    }
}

int cmd_token(const options *given)
{
    static session s;
    static ymr_token_info token;

    const int failed = session_open(&s, given);
    if (failed != 0) {
        return failed;
    }
    const ymr_status status = session_run(&s, ymr_start_token_info(&s.client, &token));
    if (status != YMR_OK) {
        return session_close(&s, errors_call(&s, status, "the key"));
    }
    const uint32_t scopes = ymr_scopes_of(&token.api_key);
    if (given->json) {
        json_object(&out_result, &ymr_token_info_shape, &token, NULL);
        out_text(&out_result, "\n");
    } else {
        show_token(&out_result, &token.api_key, scopes);
    }
    if ((scopes & ymr_scopes_for(YMR_GET_RETURNS)) == 0) {
        note_warning(
            "this key may not read returns: give it the scope inventory-and-order-processing:read-only, or "
            "take another key");
    }
    return session_close(&s, errors_finish(EXIT_DONE));
}
