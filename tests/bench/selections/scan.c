/* A scanner: the index built, refreshed, saved, loaded and asked, hits verified by getReturn. */
#include "given.h"
#include "ymr/check.h"

extern ymr_index given_index;
extern ymr_index_writer given_writer;
extern ymr_index_reader given_reader;
static ymr_index_build build;
static ymr_hit hits[8];
static ymr_check check;

int main(void)
{
    ymr_status status = ymr_client_init(&given.client, &given.config);
    if (status == YMR_OK && ymr_index_load(&given_index, given_reader, NULL) != YMR_OK) {
        status = ymr_index_update(&build, &given.client, &given_index, YMR_INDEX_WHOLE, given.id);
    }
    if (status == YMR_OK) {
        status = ymr_index_save(&given_index, given_writer, NULL);
    }
    return status == YMR_OK ? ymr_scan_check(&given.client, &given_index, given.text, given.length, NULL, given.id,
                                             hits, 8, &check)
                            : status;
}
