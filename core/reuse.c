#include "call.h"

/*
 * The Market's documentation says that a connection serves one call. Where the server keeps it open all the same, the
 * next call to the same place goes over it. It may have been closed in the meantime without a word: that is noticed
 * before a request is written to it, or at the latest when no byte of an answer comes, and then a new one takes its place.
 *
 * A call with a lasting effect never goes over a kept one: if that ended under it, nobody could say whether it arrived.
 */

static void close_kept(ymr_client *client)
{
    client->kept = false;
    client->config->transport->api->close(client->config->transport);
}

/* Not a download from elsewhere. */
static bool is_home(const ymr_client *client)
{
    return client->request.endpoint == &client->config->endpoint;
}

/* Nothing may be there to be read: neither the server's end nor bytes that nobody asked for. */
static bool is_quiet(ymr_client *client)
{
    const ymr_transport *transport = client->config->transport;
    size_t received = 0;
    return transport->api->receive(client->config->transport, client->space.io, 1, &received) == YMR_PENDING;
}

bool ymr_reuse_take(ymr_client *client)
{
    const bool asks = client->request.operation->effect == YMR_EFFECT_NONE;
    client->reused = false; /* of a call that was given up */
    if (!client->kept) {
        return false;
    }
    if (is_home(client) && asks && is_quiet(client)) {
        client->reused = true;
        client->kept = false;
        return true;
    }
    close_kept(client);
    return false;
}

void ymr_reuse_keep(ymr_client *client)
{
    const ymr_exchange *exchange = &client->exchange;
    const bool clean = exchange->from == exchange->to; /* nothing came behind the answer */
    client->reused = false;
    if (client->config->policy.reuse && is_home(client) && exchange->response.keep_alive && clean) {
        client->kept = true;
    } else {
        close_kept(client);
    }
}

bool ymr_reuse_was_stale(const ymr_client *client, ymr_status status)
{
    const bool broken = status == YMR_E_RESET || status == YMR_E_CLOSED || status == YMR_E_IO;
    return client->reused && !client->exchange.answered && broken;
}

void ymr_client_close(ymr_client *client)
{
    ymr_client_cancel(client);
    close_kept(client);
}
