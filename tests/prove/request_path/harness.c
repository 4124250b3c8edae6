#include "prove.h"

#include "ymr/request.h"

typedef struct ymr_writer ymr_writer;
static void put_segment(ymr_writer *w, const ymr_request *request, char letter);

#include "request.c"

static void put_segment(ymr_writer *w, const ymr_request *request, char letter)
{
    (void)w, (void)request;
    PROMISE(letter != '\0');
}

void ymr_put_bytes(ymr_writer *w, const char *bytes, size_t length)
{
    (void)w;
    PROMISE(length == 1 && __CPROVER_r_ok(bytes, 1));
}

int main(void)
{
    char buffer[ROOM];
    const char *const path = any_string(buffer, sizeof buffer);
    ymr_writer w = {0};
    const ymr_request request = {0};

    for (size_t i = 0; i + 2 < sizeof buffer; i++) {
        ASSUME(buffer[i] != '{' || (buffer[i + 1] != '\0' && buffer[i + 1] != '{' && buffer[i + 2] == '}'));
    }
    ASSUME(buffer[ROOM - 2] != '{');
    put_path(&w, &request, path);
    return 0;
}
