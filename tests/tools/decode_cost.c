/*
 * What decoding one return costs: reads a saved answer and does with it what `ymr return` does, no more.
 *
 *     decode_cost FILE        decodes it; callgrind with --toggle-collect=decode_answer counts that alone
 *     decode_cost FILE jsmn   only finds its tokens, by jsmn: the floor; --toggle-collect=find_tokens
 */
#define JSMN_STATIC
#define JSMN_STRICT
#define JSMN_PARENT_LINKS
#include <jsmn.h>

#include <stdio.h>

#include "ymr/envelope.h"
#include "ymr/returns.h"

enum { TEXT_SIZE = 8192, TOKENS = 500 };

static char text[TEXT_SIZE];
static ymr_token tokens[TOKENS];
static jsmntok_t floor_tokens[TOKENS];
static ymr_document document;
static ymr_return found;

size_t decode_answer(size_t length, ymr_status *status);
int find_tokens(size_t length);

/* Everything that is there is visited, as printing would. */
static size_t visit(void)
{
    size_t seen = 0;
    ymr_return_item item;
    ymr_decision decision;
    ymr_instance instance;
    ymr_track track;
    ymr_text image;
    ymr_list items = found.items;
    while (ymr_return_item_next(&items, &item)) {
        seen++;
        while (ymr_decision_next(&item.decisions, &decision)) {
            seen++;
            while (ymr_list_next_text(&decision.images, &image)) {
                seen++;
            }
        }
        while (ymr_instance_next(&item.instances, &instance)) {
            seen++;
        }
        while (ymr_track_next(&item.tracks, &track)) {
            seen++;
        }
    }
    return seen;
}

__attribute__((noinline)) size_t decode_answer(size_t length, ymr_status *status)
{
    ymr_report report = {.warn = NULL};
    ymr_api_error error;
    *status = ymr_json_parse(&document, text, length, tokens, TOKENS, &report.fault);
    if (*status == YMR_OK) {
        *status = ymr_envelope_open(&document, &ymr_return_shape, &found, &error, &report);
    }
    return *status == YMR_OK ? visit() : 0;
}

__attribute__((noinline)) int find_tokens(size_t length)
{
    jsmn_parser parser;
    jsmn_init(&parser);
    return jsmn_parse(&parser, text, length, floor_tokens, TOKENS);
}

int main(int argc, char **argv)
{
    FILE *file = argc >= 2 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: decode_cost FILE [jsmn]    (a saved answer)\n");
        return 2;
    }
    const size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    if (argc == 3) {
        printf("%zu bytes, %d tokens\n", length, find_tokens(length));
        return 0;
    }
    ymr_status status;
    const size_t seen = decode_answer(length, &status);
    printf("%zu bytes, %u tokens, %zu parts of items: %s\n", length, (unsigned)document.count, seen,
           ymr_status_text(status));
    return status == YMR_OK ? 0 : 1;
}
