#include "loose.h"

#include "writer.c"

#include "writer_model.h"

static void member(ymr_writer *w, ymr_text text, const char *day)
{
    const ymr_names names = {"A\0", 1};
    switch (any_byte()) {
    case 0:
        ymr_put_open(w, '{');
        break;
    case 1:
        ymr_put_member_text(w, "a", text);
        break;
    case 2:
        ymr_put_member_bounded(w, "a", text, any_size(), any_size());
        break;
    case 3:
        ymr_put_member_integer(w, "a", any_int64());
        break;
    case 4:
        ymr_put_member_decimal(w, "a", (ymr_decimal){any_int64(), 0});
        break;
    case 5:
        ymr_put_member_boolean(w, "a", (ymr_boolean){any_bool(), any_bool()});
        break;
    case 6:
        ymr_put_member_name(w, "a", &names, any_int());
        break;
    case 7:
        ymr_put_member_day(w, "a", day);
        break;
    case 8:
        ymr_put_parameter_integer(w, "a", any_int64());
        break;
    case 9:
        ymr_put_parameter_text(w, "a", text);
        break;
    case 10:
        ymr_put_parameter_day(w, "a", day);
        break;
    case 11:
        ymr_put_parameter_name(w, "a", &names, any_int());
        break;
    default:
        ymr_put_close(w, '}');
        break;
    }
}

int main(void)
{
    char buffer[ROOM], of_day[ROOM], out[ROOM];
    const size_t given = any_size();
    ASSUME(given <= ROOM);
    const ymr_text text = {any_bool() ? buffer + (ROOM - given) : NULL, given};
    const char *const day = any_bool() ? any_string(of_day, sizeof of_day) : NULL;
    ymr_writer w = any_writer(out, sizeof out);
    const bool refused = w.refused;
    const size_t before = w.length;

    member(&w, text, day);
    PROMISE(w.length >= before && (w.refused || !refused));
    return 0;
}
