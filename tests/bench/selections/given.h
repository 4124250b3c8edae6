/* What a program of a selection is given: nothing here may be known to the compiler, or it would leave out what it decides. */
#ifndef SELECTIONS_GIVEN_H
#define SELECTIONS_GIVEN_H

#include "ymr/client.h"

typedef struct given {
    ymr_config config;
    ymr_client client;
    ymr_endpoint endpoint;
    int64_t order, id, item;
    ymr_text hash;
    char io[2048], text[8192];
    ymr_token tokens[500];
    size_t length; /* of what the network brought */
} given_things;

extern given_things given;

#endif
