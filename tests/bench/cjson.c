/*
 * One body, read with cJSON, the same fields as ymr reads: numbers are doubles there, dates and names stay text. How it is
 * measured, decoding.h says.
 *
 *     cjson return|page|items FILE [ROUNDS]
 *
 * callgrind counts the instructions of read_cjson.
 */
#include <cjson/cJSON.h>
#include <stddef.h>

#include "bench/decoding.h"

static size_t parts, held, peak;

size_t read_cjson(shape what);

typedef union allocation {
    size_t size;
    max_align_t aligned;
} allocation;

static void *take_memory(size_t size)
{
    allocation *memory = malloc(sizeof *memory + size);
    if (memory == NULL) {
        return NULL;
    }
    memory->size = size;
    allocations++;
    held += size;
    peak = held > peak ? held : peak;
    return memory + 1;
}

static void give_back(void *bytes)
{
    if (bytes != NULL) {
        allocation *memory = (allocation *)bytes - 1;
        held -= memory->size;
        free(memory);
    }
}

/* The fields of each part, in the order of the API's description. */
static const char *const money_names[] = {"value", "currencyId", NULL};
static const char *const instance_names[] = {"stockType", "status", "cis", "imei", NULL};
static const char *const decision_names[] = {"returnItemId", "count", "comment", "reasonType", "subreasonType",
                                             "decisionType", "refundAmount", "partnerCompensation", NULL};
static const char *const item_names[] = {"marketSku", "shopSku", "count", NULL};
static const char *const address_names[] = {"country", "city", "street", "house", "postcode", NULL};
static const char *const point_names[] = {"id", "name", "instruction", "type", "logisticPartnerId", NULL};
static const char *const return_names[] = {"id", "orderId", "creationDate", "updateDate", "refundStatus", "pickupTillDate",
                                           "shipmentRecipientType", "shipmentStatus", "refundAmount", "returnType",
                                           "fastReturn", NULL};
static volatile size_t fields_seen; /* what is read is used */

static void take_fields(const cJSON *of, const char *const *names)
{
    for (; of != NULL && *names != NULL; names++) {
        fields_seen += cJSON_GetObjectItemCaseSensitive(of, *names) != NULL;
    }
}

static const cJSON *member(const cJSON *of, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(of, name);
}

static void take_decision(const cJSON *decision)
{
    const cJSON *image;
    parts++;
    take_fields(decision, decision_names);
    take_fields(member(decision, "amount"), money_names);
    take_fields(member(decision, "partnerCompensationAmount"), money_names);
    cJSON_ArrayForEach(image, member(decision, "images")) {
        parts++;
    }
}

static void take_item(const cJSON *of)
{
    const cJSON *part;
    parts++;
    take_fields(of, item_names);
    cJSON_ArrayForEach(part, member(of, "decisions")) {
        take_decision(part);
    }
    cJSON_ArrayForEach(part, member(of, "instances")) {
        parts++;
        take_fields(part, instance_names);
    }
    cJSON_ArrayForEach(part, member(of, "tracks")) {
        parts++;
        fields_seen += member(part, "trackCode") != NULL;
    }
}

static void take_return(const cJSON *of)
{
    const cJSON *part, *point = member(of, "logisticPickupPoint");
    parts++;
    take_fields(of, return_names);
    take_fields(point, point_names);
    take_fields(member(point, "address"), address_names);
    take_fields(member(of, "amount"), money_names);
    cJSON_ArrayForEach(part, member(of, "items")) {
        take_item(part);
    }
}

__attribute__((noinline)) size_t read_cjson(shape what)
{
    const cJSON *part;
    cJSON *whole = cJSON_ParseWithLength(body, body_length);
    const cJSON *result = member(whole, "result");
    parts = 0;
    if (what == PAGE) {
        cJSON_ArrayForEach(part, member(result, "returns")) {
            take_return(part);
        }
    } else {
        take_return(result);
    }
    cJSON_Delete(whole);
    return parts;
}

static size_t memory_of_cjson(shape what, size_t seen)
{
    (void)what, (void)seen;
    return body_length + peak;
}

int main(int argc, char **argv)
{
    cJSON_Hooks hooks = {take_memory, give_back};
    shape what;
    if (argc < 3 || !take_body(argv + 1, &what)) {
        fprintf(stderr, "usage: cjson return|page|items FILE [ROUNDS]\n");
        return 2;
    }
    cJSON_InitHooks(&hooks);
    return decoding(read_cjson, memory_of_cjson, what, argv[3]);
}
