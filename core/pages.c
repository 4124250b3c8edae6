#include <string.h>

#include "call.h"

/*
 * A server that sends a token twice would be asked for the same pages for ever. Remembering all tokens takes
 * memory that is not there; Brent's way to find a cycle takes one fingerprint: it is renewed after 1, 2, 4, 8 …
 * pages, and any cycle, however long, comes by the one that is kept.
 */

static uint64_t fingerprint(ymr_text text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
    for (size_t i = 0; i < text.length; i++) {
        hash = (hash ^ (unsigned char)text.bytes[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

static bool comes_again(ymr_client *client, ymr_text token)
{
    const uint64_t print = fingerprint(token);
    if (client->token_power > 0 && print == client->token_print) {
        return true;
    }
    client->token_lap++;
    if (client->token_lap >= client->token_power) {
        client->token_print = print;
        client->token_power = client->token_power == 0 ? 1 : client->token_power * 2;
        client->token_lap = 0;
    }
    return false;
}

/*
 * The token lies in the answer's text, which the next answer overwrites, and may be needed for more than one
 * try: it moves to the end of the text buffer, and answers get what is left in front of it: at least half.
 */
static ymr_status keep_token(ymr_client *client, ymr_text token)
{
    static const char place[] = "result.paging.nextPageToken";
    const ymr_workspace *whole = &client->config->workspace;
    if (token.length > whole->text_size / 2) {
        ymr_fault *fault = &client->report.fault;
        fault->status = YMR_E_SPACE;
        fault->offset = 0;
        fault->needed = (uint32_t)(token.length * 2);
        memcpy(fault->path, place, sizeof place);
        return YMR_E_SPACE;
    }
    client->space.text_size = whole->text_size - token.length;
    memmove(whole->text + client->space.text_size, token.bytes, token.length);
    client->request.page_token = (ymr_text){whole->text + client->space.text_size, token.length};
    return YMR_PENDING;
}

void ymr_pages_begin(ymr_client *client)
{
    client->page = 0;
    client->token_print = 0;
    client->token_power = 0;
    client->token_lap = 0;
}

ymr_status ymr_pages_next(ymr_client *client, ymr_text token)
{
    if (token.bytes == NULL || token.length == 0) {
        return YMR_OK;
    }
    client->page++;
    if (client->page >= YMR_MAX_PAGES || comes_again(client, token)) {
        return YMR_E_PAGE_TOKEN;
    }
    return keep_token(client, token);
}
