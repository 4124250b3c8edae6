/* A label becomes its return, and is verified by a getReturn. */
#include "ymr/check.h"

#include "world.h"

static ymr_index index;
static size_t shown;
static const char *said;

static void show(const ymr_hit *hits, size_t count)
{
    shown = count;
    REQUIRE(hits[0].return_id == world_number("RETURN") && hits[0].verified);
}

static void say(const char *what)
{
    said = what;
}

static void look(const char *code, size_t length)
{
    const int64_t now = world_now();
#define client world_client
EXAMPLE
#undef client
}

int main(void)
{
    static ymr_index_return returns[2 * 1000];
    static ymr_index_key keys[2 * 20000];
    static ymr_index_build build;
    world_begin();
    ymr_index_init(&index, &(ymr_index_memory){returns, 2000, keys, 40000});
    REQUIRE(ymr_index_update(&build, &world_client, &index, YMR_INDEX_WHOLE, 1) == YMR_OK);
    look("62000000000-1", 13);
    REQUIRE(shown > 0 && said == NULL);
    look("RR123456785RU", 13);
    REQUIRE(strcmp(said, "no return has it") == 0);
    look("\t", 1);
    REQUIRE(strcmp(said, ymr_code_fault_text(YMR_BAD_EMPTY)) == 0);
}
