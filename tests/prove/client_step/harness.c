#include <string.h>

#include "call.h"

static ymr_status begin_try(ymr_client *client);
static ymr_status open_transport(ymr_client *client);
static ymr_status send_request(ymr_client *client);
static ymr_status receive_answer(ymr_client *client);
static ymr_status wait_for_try(ymr_client *client);
static ymr_status complete_try(ymr_client *client);

#include "client.c"

#include "client_model.h"

static ymr_status any_move(const ymr_client *of, uint8_t state)
{
    const ymr_status status = any_int();
    PROMISE(of == &client && client.state == state);
    client.state = any_byte();
    ASSUME(client.state <= WAITING);
    return status;
}

static ymr_status begin_try(ymr_client *of)
{
    return any_move(of, BEGIN);
}

static ymr_status open_transport(ymr_client *of)
{
    return any_move(of, OPENING);
}

static ymr_status send_request(ymr_client *of)
{
    return any_move(of, SENDING);
}

static ymr_status receive_answer(ymr_client *of)
{
    return any_move(of, RECEIVING);
}

static ymr_status wait_for_try(ymr_client *of)
{
    return any_move(of, WAITING);
}

/* By an error the state is left to who ends the try. */
static ymr_status complete_try(ymr_client *of)
{
    const ymr_status status = any_move(of, COMPLETE);
    ASSUME(client.state != COMPLETE || status < YMR_OK);
    return status;
}

int main(void)
{
    take_any_client(NULL);
    ASSUME(client.state != IDLE && client.state != COMPLETE);
    const ymr_status status = make_move(&client);
    PROMISE(client.state <= WAITING && (client.state != COMPLETE || status < YMR_OK));
    return 0;
}
