/* Trusted authorities in flash: handed out in order, not copied, and told apart by their bytes. */
#include "check.h"
#include "port/mbedtls/ymr_tls.h"

static const uint8_t first[] = {1, 2, 3};
static const uint8_t second[] = {4, 5};
static const uint8_t changed[] = {1, 2, 7};

static const ymr_span two[] = {{first, sizeof first}, {second, sizeof second}};
static const ymr_span one[] = {{first, sizeof first}};
static const ymr_span other[] = {{changed, sizeof changed}};

static uint64_t identity(const ymr_span *certificates, size_t count)
{
    ymr_anchor_list list;

    ymr_anchor_list_init(&list, certificates, count);
    return list.anchors.api->identity(&list.anchors);
}

TEST(anchor_list_hands_out_all_each_time)
{
    ymr_anchor_list list;
    ymr_anchors *anchors = &list.anchors;

    ymr_anchor_list_init(&list, two, COUNT_OF(two));
    CHECK(anchors->lasting, "what is in flash stays");
    for (unsigned pass = 0; pass < 2; pass++) {
        CHECK_STATUS(YMR_OK, anchors->api->rewind(anchors), NULL);
        for (size_t i = 0; i < COUNT_OF(two) + 2; i++) {
            ymr_span der = {first, 99};
            CHECK_STATUS(YMR_OK, anchors->api->next(anchors, &der), NULL);
            CHECK_SIZE(i < COUNT_OF(two) ? two[i].length : 0, der.length, check_note("number %zu", i));
            CHECK(i >= COUNT_OF(two) || der.bytes == two[i].bytes, "not a copy");
        }
    }
}

TEST(anchor_list_is_known_by_its_bytes)
{
    CHECK_U64(identity(two, 2), identity(two, 2), "the same");
    CHECK(identity(two, 2) != identity(two, 1), "one less");
    CHECK(identity(one, 1) != identity(other, 1), "another byte");
    CHECK_U64(identity(one, 1), identity(two, 1), "the same elsewhere");
}
