#include "client.c"

#include "client_model.h"

int main(void)
{
    take_any_client(NULL);
    PROMISE(backoff(&client) <= config.policy.backoff_cap_ms);
    return 0;
}
