#include "scan_answer.h"

#include "display.h"
#include "json_out.h"
#include "terminal.h"

enum { AGE_SIZE = 32, SECOND = 1000, MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* A value that this version does not know is stored without its name. */
static const char *status_name(const ymr_names *names, int value)
{
    const char *const name = ymr_enum_name(names, value);
    return value == 0 ? "-" : value < 2 || name == NULL ? "?" : name;
}

static const char *age_text(int64_t ms, char text[AGE_SIZE])
{
    const int64_t s = ms / SECOND;
    out to = {-1, text, AGE_SIZE - 1, 0, 0};

    if (ms < 0) {
        out_text(&to, "nobody knows how old");
    } else if (s < 2 * MINUTE) {
        out_format(&to, "%d s old", (int)s);
    } else if (s < 2 * HOUR) {
        out_format(&to, "%d min old", (int)(s / MINUTE));
    } else if (s < 2 * DAY) {
        out_format(&to, "%d h old", (int)(s / HOUR));
    } else {
        out_format(&to, "%lld days old", (long long)(s / DAY));
    }
    text[to.used] = '\0';
    return text;
}

static void word(meaning what, const char *name)
{
    terminal_paint(&out_result, what);
    out_text(&out_result, name);
    terminal_plain(&out_result, what);
    out_text(&out_result, "  ");
}

/* Remarks in parentheses, commas between them. */

static void remark(bool *any, const char *text)
{
    out_text(&out_result, *any ? ", " : " (");
    out_text(&out_result, text);
    *any = true;
}

static void end_line(bool any)
{
    out_text(&out_result, any ? ")\n" : "\n");
}

static void remark_place(bool *any, const ymr_check *check, size_t at)
{
    char text[64];
    out to = {-1, text, sizeof text - 1, 0, 0};

    if (check->count + check->missed < 2) {
        return;
    }
    out_format(&to, "%zu of %zu", at + 1, check->count + check->missed);
    text[to.used] = '\0';
    remark(any, text);
}

static void remark_layout(bool *any, const ymr_check *check)
{
    if (check->scan.layout) {
        remark(any, "typed through a Russian layout");
    }
}

static void remark_age(bool *any, const char *front, int64_t ms)
{
    char age[AGE_SIZE], text[2 * AGE_SIZE];
    out to = {-1, text, sizeof text - 1, 0, 0};

    out_format(&to, "%s %s", front, age_text(ms, age));
    text[to.used] = '\0';
    remark(any, text);
}

static void show_match(const ymr_check *check, size_t at)
{
    const ymr_hit *const hit = &check->hits[at];
    const ymr_reading *const reading = &check->scan.readings[hit->reading];
    bool any = false;

    word(MEANING_GOOD, "MATCH");
    out_format(&out_result, "return %lld of order %lld, ", (long long)hit->return_id,
               (long long)hit->order_id);
    if (hit->item != YMR_HIT_WHOLE) {
        out_format(&out_result, "item %u, ", hit->item + 1u);
    }
    out_format(&out_result, "by %s", ymr_code_field_name((ymr_code_field)hit->field));
    if (reading->kind == YMR_CODE_BOX) {
        out_format(&out_result, " (box %u)", (unsigned)reading->box);
    }
    out_format(&out_result, ": shipment %s, refund %s",
               status_name(&ymr_shipment_status_names, hit->shipment_status),
               status_name(&ymr_refund_status_names, hit->refund_status));
    remark_place(&any, check, at);
    remark_layout(&any, check);
    if (!hit->verified) {
        remark_age(&any, "unverified,", check->age_ms);
    }
    end_line(any);
}

static void show_none(const scan_answer *a)
{
    const ymr_check *const check = a->check;
    bool any = false;

    word(MEANING_WAITING, "NONE");
    out_format(&out_result, " %s", display_safe(a->code));
    remark_layout(&any, check);
    if (check->scan.fault != YMR_BAD_NOTHING) {
        remark(&any, ymr_code_fault_text((ymr_code_fault)check->scan.fault));
    }
    if (a->status != YMR_E_NOT_FOUND) {
        remark(&any, "not searched for");
    }
    if (a->stale) {
        remark_age(&any, "the index is", a->old_ms);
    }
    end_line(any);
}

static ymr_code_fault fault_of(const scan_answer *a)
{
    return a->check != NULL ? (ymr_code_fault)a->check->scan.fault : YMR_BAD_TOO_LONG;
}

static void show_bad(const scan_answer *a)
{
    word(MEANING_BAD, "BAD");
    if (a->code.bytes != NULL) {
        out_format(&out_result, "  %s:", display_safe(a->code));
    } else {
        out_text(&out_result, " ");
    }
    out_format(&out_result, " %s\n", ymr_code_fault_text(fault_of(a)));
}

void scan_answer_show(const scan_answer *a)
{
    if (a->status == YMR_E_CODE) {
        show_bad(a);
    } else if (a->status != YMR_OK) {
        show_none(a);
    } else {
        for (size_t i = 0; i < a->check->count; i++) {
            show_match(a->check, i);
        }
    }
}

/* JSON. */

static void json_status(const char *key, const ymr_names *names, int value)
{
    if (value >= 2) {
        out_format(&out_result, ",\"%s\":\"%s\"", key, status_name(names, value));
    }
}

static void json_match(const ymr_check *check, const ymr_hit *hit)
{
    const ymr_reading *const reading = &check->scan.readings[hit->reading];

    out_format(&out_result, "{\"returnId\":%lld,\"orderId\":%lld", (long long)hit->return_id,
               (long long)hit->order_id);
    if (hit->item != YMR_HIT_WHOLE) {
        out_format(&out_result, ",\"item\":%u", hit->item);
    }
    out_format(&out_result, ",\"kind\":\"%s\",\"field\":\"%s\"",
               ymr_code_kind_name((ymr_code_kind)reading->kind),
               ymr_code_field_name((ymr_code_field)hit->field));
    if (reading->kind == YMR_CODE_BOX) {
        out_format(&out_result, ",\"box\":%u", (unsigned)reading->box);
    }
    json_status("returnType", &ymr_return_type_names, hit->return_type);
    json_status("shipmentStatus", &ymr_shipment_status_names, hit->shipment_status);
    json_status("refundStatus", &ymr_refund_status_names, hit->refund_status);
    out_format(&out_result, ",\"verified\":%s}", hit->verified ? "true" : "false");
}

static void json_matches(const ymr_check *check)
{
    out_text(&out_result, ",\"matches\":[");
    for (size_t i = 0; i < check->count; i++) {
        out_text(&out_result, i != 0 ? "," : "");
        json_match(check, &check->hits[i]);
    }
    out_text(&out_result, "]");
    if (check->missed != 0) {
        out_format(&out_result, ",\"more\":%zu", check->missed);
    }
}

/* Bytes that are no text are shown as what people see of them. */
static void json_code(ymr_text code)
{
    bool valid = true;
    for (size_t at = 0; at < code.length && valid;) {
        const glyph next = display_glyph(code.bytes + at, code.length - at);
        valid = next.code != 0xFFFD;
        at += next.length;
    }
    json_string(&out_result, valid ? code : display_view(display_safe(code)));
}

static void json_reason(ymr_code_fault fault)
{
    if (fault != YMR_BAD_NOTHING) {
        out_text(&out_result, ",\"reason\":");
        json_string(&out_result, display_view(ymr_code_fault_text(fault)));
    }
}

/* What keeps the Market from being asked at all is no trouble of this check. */
static ymr_status trouble_of(const scan_answer *a)
{
    const bool answered = a->status == YMR_OK || a->status == YMR_E_NOT_FOUND;
    return a->check->trouble != YMR_OK || answered ? a->check->trouble : a->status;
}

void scan_answer_json(const scan_answer *a)
{
    const bool bad = a->status == YMR_E_CODE;

    out_format(&out_result, "{\"result\":\"%s\"", bad ? "BAD" : a->status == YMR_OK ? "MATCH" : "NONE");
    if (a->code.bytes != NULL) {
        out_text(&out_result, ",\"code\":");
        json_code(a->code);
    }
    if (a->status != YMR_OK) {
        json_reason(fault_of(a));
    }
    if (a->check != NULL && a->check->scan.layout) {
        out_text(&out_result, ",\"layout\":true");
    }
    if (a->status == YMR_OK) {
        json_matches(a->check);
    }
    if (!bad && a->old_ms >= 0) {
        out_format(&out_result, ",\"indexAgeSeconds\":%lld", (long long)(a->old_ms / SECOND));
    }
    if (!bad && trouble_of(a) != YMR_OK) {
        out_format(&out_result, ",\"trouble\":\"%s\"", ymr_status_name(trouble_of(a)));
    }
    out_text(&out_result, "}\n");
}
