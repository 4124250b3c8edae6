#include "chats.c"

#include "writer_calls.h"

enum { MANY = 6 };

int main(void)
{
    ymr_chat_subject subjects[MANY], wanted;
    ymr_writer w = any_counter();
    const bool refused = w.refused, given = any_bool();
    const size_t count = any_size(), a = any_size(), b = any_size();

    ASSUME(!given || count <= MANY);
    const ymr_chat_subject *const first = subjects + (MANY - (given ? count : 0));
    for (size_t i = 0; i < MANY; i++) {
        ASSUME((unsigned)subjects[i].type <= INT32_MAX);
    }
    if (given && any_bool()) {
        PROMISE(!is_among(first, count, &wanted) || count > 0);
        return 0;
    }
    const ymr_chats_filter filter = {.subjects = given ? first : NULL, .subject_count = count};
    put_chats_body(&w, &filter);
    PROMISE(w.refused || (!refused && (given || count == 0)));
    ASSUME(given && a < b && b < count);
    PROMISE(w.refused || first[a].type != first[b].type || first[a].id != first[b].id);
    PROMISE(w.refused || (first[b].type != YMR_CHAT_SUBJECT_ABSENT && first[b].id >= 1));
    return 0;
}
