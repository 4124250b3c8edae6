/* A record of the journal comes to its end; who hears of it ends the loop. */
#include "ymr/delivery.h"

#include "world.h"
#include "ymr/journal.h"

static ymr_journal journal;

static void on_event(void *context, const ymr_delivery_event *event)
{
    (void)context;
    REQUIRE(event->news == YMR_DELIVERY_SETTLED && event->entry->return_id == world_number("RETURN"));
    exit(0);
}

int main(void)
{
    static ymr_posix_journal file;
    static ymr_journal_slot slots[4];
    static ymr_delivery_track tracks[2];
    static char buffer[YMR_JOURNAL_ROOM(1, 100)];
    const ymr_item_decision decision = {.return_item_id = world_number("ITEM"), .type = YMR_DECISION_TYPE_REFUND_MONEY};
    const ymr_journal_submit submit = {.campaign_id = world_number("YMR_CAMPAIGN"), .order_id = world_number("ORDER"),
                                       .return_id = world_number("RETURN"), .call = YMR_JOURNAL_SUBMIT,
                                       .decisions = {&decision, 1}, .made_ms = world_now(),
                                       .made_clock = YMR_CLOCK_TRUSTED, .deadline_ms = world_now() + 48 * 3600 * 1000L};
    const ymr_clock clock = ymr_posix_clock();
    uint64_t id;

    world_begin();
    REQUIRE(ymr_posix_journal_open(&file, "journal", YMR_POSIX_JOURNAL_APPEND) == YMR_OK);
    REQUIRE(ymr_posix_journal_take(&file) == YMR_OK);
    REQUIRE(ymr_journal_mount(&journal, &file.storage, slots, 4, NULL, NULL) == YMR_OK);
    REQUIRE(ymr_journal_append(&journal, &submit, &id) == YMR_OK);
    const ymr_delivery_config config = {.client = &world_client, .journal = &journal, .clock = &clock, .tracks = tracks,
                                        .track_count = 2, .buffer = buffer, .buffer_size = sizeof buffer,
                                        .taker = on_event, .policy = YMR_DELIVERY_POLICY_DEFAULT};
EXAMPLE
}
