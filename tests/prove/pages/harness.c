#include "loose.h"

#include "pages.c"

ymr_client nondet_client(void);

enum { TEXT = 64 };

int main(void)
{
    static ymr_config config;
    static ymr_client client;
    char buffer[ROOM], text[TEXT];
    const ymr_text token = any_bool() ? any_text(buffer, sizeof buffer) : (ymr_text){NULL, 0};

    client = nondet_client();
    config.workspace.text_size = any_size();
    config.workspace.text = placed(text, sizeof text, config.workspace.text_size);
    client.config = &config;
    if (any_bool()) {
        ymr_pages_begin(&client);
    }
    ASSUME(client.page < UINT32_MAX && client.token_power <= UINT32_MAX / 2 && client.token_lap < UINT32_MAX);
    const ymr_status status = ymr_pages_next(&client, token);
    PROMISE(status == YMR_OK || status == YMR_PENDING || status == YMR_E_SPACE || status == YMR_E_PAGE_TOKEN);
    if (status == YMR_PENDING) {
        PROMISE(client.request.page_token.length == token.length && client.space.text_size >= token.length);
        PROMISE(client.space.text_size + token.length == config.workspace.text_size);
    }
    return 0;
}
