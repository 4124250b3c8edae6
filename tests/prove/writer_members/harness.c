#include "loose.h"

#include "writer.c"

#include "writer_model.h"

int main(void)
{
    char buffer[ROOM], of_day[ROOM], out[ROOM];
    const ymr_text text = any_bool() ? any_text(buffer, sizeof buffer) : (ymr_text){NULL, 0};
    const char *const day = any_bool() ? any_string(of_day, sizeof of_day) : NULL;
    const ymr_names names = {"A\0", 1};
    const ymr_boolean truth = {any_bool(), any_bool()};
    ymr_writer w = any_writer(out, sizeof out);
    const bool refused = w.refused;
    const size_t before = w.length;

    ymr_put_open(&w, '{');
    ymr_put_member_text(&w, "a", text);
    ymr_put_member_bounded(&w, "a", text, any_size(), any_size());
    ymr_put_member_integer(&w, "a", any_int64());
    ymr_put_member_decimal(&w, "a", (ymr_decimal){any_int64(), 0});
    ymr_put_member_boolean(&w, "a", truth);
    ymr_put_member_name(&w, "a", &names, any_int());
    ymr_put_member_day(&w, "a", day);
    ymr_put_close(&w, '}');
    ymr_put_parameter_integer(&w, "a", any_int64());
    ymr_put_parameter_text(&w, "a", text);
    ymr_put_parameter_day(&w, "a", day);
    ymr_put_parameter_name(&w, "a", &names, any_int());
    PROMISE(w.length >= before && (w.refused || !refused));
    return 0;
}
