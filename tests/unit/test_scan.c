/* Codes: every line of tests/data/codes.txt, and what becomes of them when a digit or a byte is wrong. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "scan_parts.h"
#include "ymr/scan.h"

enum { MAX_LINE = 4096, MAX_COLUMNS = 16 };

static const char vectors[] = "tests/data/codes.txt";

static const char *const kinds[YMR_CODE_KIND_COUNT] = {
    [YMR_CODE_CIS] = "cis",     [YMR_CODE_IMEI] = "imei",   [YMR_CODE_SSCC] = "sscc",
    [YMR_CODE_GTIN] = "gtin",   [YMR_CODE_BOX] = "box",     [YMR_CODE_TRACK] = "track",
    [YMR_CODE_ORDER] = "order", [YMR_CODE_RETURN] = "return", [YMR_CODE_MARKET_SKU] = "market-sku",
    [YMR_CODE_SHOP_SKU] = "sku",
};

static const char *const fault_names[YMR_BAD_COUNT] = {
    [YMR_BAD_EMPTY] = "empty",   [YMR_BAD_TOO_LONG] = "long",    [YMR_BAD_BYTES] = "bytes",
    [YMR_BAD_LAYOUT] = "layout", [YMR_BAD_CHECK_DIGIT] = "check", [YMR_BAD_GS1] = "gs1",
    [YMR_BAD_FORM] = "form",
};

static const ymr_code_field field_of[YMR_CODE_KIND_COUNT] = {
    [YMR_CODE_CIS] = YMR_FIELD_CIS,
    [YMR_CODE_IMEI] = YMR_FIELD_IMEI,
    [YMR_CODE_SSCC] = YMR_FIELD_TRACK,
    [YMR_CODE_GTIN] = YMR_FIELD_SHOP_SKU,
    [YMR_CODE_BOX] = YMR_FIELD_ORDER,
    [YMR_CODE_TRACK] = YMR_FIELD_TRACK,
    [YMR_CODE_ORDER] = YMR_FIELD_ORDER,
    [YMR_CODE_RETURN] = YMR_FIELD_RETURN,
    [YMR_CODE_MARKET_SKU] = YMR_FIELD_MARKET_SKU,
    [YMR_CODE_SHOP_SKU] = YMR_FIELD_SHOP_SKU,
};

/* ---- Lines ---- */

typedef struct vector {
    int line;
    char *columns[MAX_COLUMNS]; /* [0] is the code, unescaped */
    size_t count;
    size_t length; /* of the code */
} vector;

static size_t unescape(char *text)
{
    char *out = text;
    for (const char *at = text; *at != '\0'; out++) {
        if (at[0] == '\\' && at[1] == 'x') {
            const char digits[3] = {at[2], at[3], '\0'};
            *out = (char)strtoul(digits, NULL, 16);
            at += 4;
        } else {
            at += at[0] == '\\';
            *out = *at++;
        }
    }
    *out = '\0';
    return (size_t)(out - text);
}

static bool next_vector(FILE *file, char line[MAX_LINE], vector *v)
{
    while (fgets(line, MAX_LINE, file) != NULL) {
        v->line++;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0') {
            continue;
        }
        v->count = 0;
        for (char *at = line; at != NULL && v->count < MAX_COLUMNS; v->count++) {
            v->columns[v->count] = at;
            at = strchr(at, '\t');
            if (at != NULL) {
                *at++ = '\0';
            }
        }
        v->length = unescape(v->columns[0]);
        for (size_t i = 1; i < v->count; i++) {
            unescape(v->columns[i]);
        }
        return true;
    }
    return false;
}

static FILE *open_vectors(void)
{
    FILE *const file = fopen(vectors, "r");
    CHECK(file != NULL, vectors);
    return file;
}

/* On the heap at its exact length, so that the sanitizer sees a byte read too far. */
static ymr_status read_exactly(ymr_scan *scan, const char *bytes, size_t length)
{
    char *const copy = malloc(length > 0 ? length : 1);
    memcpy(copy, bytes, length);
    const ymr_status status = ymr_scan_read(scan, copy, length);
    free(copy);
    return status;
}

/* ---- What was read, written as a line has it ---- */

typedef struct words {
    char text[MAX_LINE];
    size_t used;
} words;

static void put(words *w, const char *text, size_t length)
{
    if (w->used + length < sizeof w->text) {
        memcpy(w->text + w->used, text, length);
        w->used += length;
        w->text[w->used] = '\0';
    }
}

static void put_word(words *w, const char *word)
{
    put(w, word, strlen(word));
}

static void put_reading(words *w, const ymr_scan *scan, const ymr_reading *reading)
{
    const ymr_text text = ymr_reading_text(scan, reading);
    char box[16];
    put_word(w, kinds[reading->kind]);
    put_word(w, " ");
    put(w, text.bytes, text.length);
    if (reading->kind == YMR_CODE_BOX) {
        snprintf(box, sizeof box, "/%lu", (unsigned long)reading->box);
        put_word(w, box);
    }
    put_word(w, "\t");
}

static void put_flag(words *w, bool flag, const char *name)
{
    if (flag) {
        put_word(w, name);
        put_word(w, "\t");
    }
}

static const char *const form_names[] = {"", " CIS", " IMEI", " SSCC", " GTIN"};

static void put_outcome(words *w, const ymr_scan *scan)
{
    for (size_t i = 0; i < scan->count; i++) {
        put_reading(w, scan, &scan->readings[i]);
    }
    if (scan->fault != YMR_BAD_NOTHING) {
        put_word(w, "!");
        put_word(w, fault_names[scan->fault]);
        put_word(w, scan->form < COUNT_OF(form_names) ? form_names[scan->form] : " another");
        put_word(w, "\t");
    }
    put_flag(w, scan->gs1, "+gs1");
    put_flag(w, scan->layout, "+layout");
    put_flag(w, scan->url, "+url");
    put_flag(w, scan->more, "+more");
}

static bool has_column(const vector *v, const char *wanted)
{
    for (size_t i = 1; i < v->count; i++) {
        if (strcmp(v->columns[i], wanted) == 0) {
            return true;
        }
    }
    return false;
}

static void put_expected(words *w, const vector *v)
{
    static const char *const flags[] = {"+gs1", "+layout", "+url", "+more"};
    for (size_t i = 1; i < v->count && v->columns[i][0] != '+'; i++) {
        if (strncmp(v->columns[i], "id ", 3) != 0) {
            put_word(w, v->columns[i]);
            put_word(w, "\t");
            continue;
        }
        for (unsigned kind = YMR_CODE_ORDER; kind <= YMR_CODE_MARKET_SKU; kind++) {
            put_word(w, kinds[kind]);
            put_word(w, v->columns[i] + 2);
            put_word(w, "\t");
        }
    }
    for (size_t i = 0; i < COUNT_OF(flags); i++) {
        put_flag(w, has_column(v, flags[i]), flags[i]);
    }
}

TEST(scan_reads_every_line_as_it_says)
{
    static char line[MAX_LINE];
    static ymr_scan scan;
    static words got;
    static words expected;
    vector v = {.line = 0};
    size_t count = 0;
    FILE *const file = open_vectors();

    while (file != NULL && next_vector(file, line, &v)) {
        const char *const note = check_note("%s:%d", vectors, v.line);
        got.used = expected.used = 0;
        got.text[0] = expected.text[0] = '\0';
        const ymr_status status = read_exactly(&scan, v.columns[0], v.length);
        CHECK_STATUS(scan.count > 0 ? YMR_OK : YMR_E_CODE, status, note);
        put_outcome(&got, &scan);
        put_expected(&expected, &v);
        CHECK_STR(expected.text, got.text, note);
        count++;
    }
    CHECK(count >= 300, "lines of the file");
    if (file != NULL) {
        fclose(file);
    }
}

/* ---- What holds for every reading ---- */

static bool is_canonical(const ymr_reading *reading, ymr_text text)
{
    char out[YMR_MAX_REWRITTEN];
    const ymr_text again = ymr_code_canonical((ymr_code_field)reading->field, text, out);
    return again.length == text.length && memcmp(again.bytes, text.bytes, text.length) == 0;
}

static bool is_visible(ymr_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < ' ' || text.bytes[i] > '~') {
            return false;
        }
    }
    return text.length > 0;
}

static bool has_number(ymr_code_kind kind)
{
    return kind == YMR_CODE_BOX || (kind >= YMR_CODE_ORDER && kind <= YMR_CODE_MARKET_SKU);
}

static bool is_well_formed(const ymr_scan *scan)
{
    if (scan->count > YMR_MAX_READINGS || scan->used > sizeof scan->text || scan->fault >= YMR_BAD_COUNT ||
        (scan->count == 0 && scan->fault == YMR_BAD_NOTHING)) {
        return false;
    }
    for (size_t i = 0; i < scan->count; i++) {
        const ymr_reading *const r = &scan->readings[i];
        const ymr_text text = ymr_reading_text(scan, r);
        if (r->kind == YMR_CODE_NONE || r->kind >= YMR_CODE_KIND_COUNT || r->field != field_of[r->kind] ||
            r->offset + r->length > scan->used || (i > 0 && r[-1].kind > r->kind) || !is_visible(text) ||
            !is_canonical(r, text) || (r->number > 0) != has_number((ymr_code_kind)r->kind) ||
            (r->box > 0) != (r->kind == YMR_CODE_BOX)) {
            return false;
        }
    }
    return true;
}

TEST(scan_is_well_formed_for_every_line_cut_anywhere)
{
    static char line[MAX_LINE];
    static ymr_scan scan;
    vector v = {.line = 0};
    FILE *const file = open_vectors();

    while (file != NULL && next_vector(file, line, &v)) {
        bool good = true;
        for (size_t cut = 0; cut <= v.length; cut++) {
            read_exactly(&scan, v.columns[0], cut);
            good = good && is_well_formed(&scan);
            read_exactly(&scan, v.columns[0] + cut, v.length - cut);
            good = good && is_well_formed(&scan);
        }
        CHECK(good, check_note("%s:%d", vectors, v.line));
    }
    if (file != NULL) {
        fclose(file);
    }
}

/* Of each eighth line, every byte by every other. */
TEST(scan_is_well_formed_whatever_a_byte_becomes)
{
    static char line[MAX_LINE];
    static ymr_scan scan;
    vector v = {.line = 0};
    size_t count = 0;
    FILE *const file = open_vectors();

    while (file != NULL && next_vector(file, line, &v)) {
        bool good = true;
        for (size_t i = 0; count % 8 == 0 && i < v.length; i++) {
            const char kept = v.columns[0][i];
            for (int byte = 0; byte < 256; byte++) {
                v.columns[0][i] = (char)byte;
                read_exactly(&scan, v.columns[0], v.length);
                good = good && is_well_formed(&scan);
            }
            v.columns[0][i] = kept;
        }
        CHECK(good, check_note("%s:%d", vectors, v.line));
        count++;
    }
    if (file != NULL) {
        fclose(file);
    }
}

/* ---- One digit wrong, or two swapped ---- */

/* The sum of a check digit once more, digit by digit from the left: the parser counts from the right. */
static bool digit_is_right(const char *digits, size_t length, bool luhn)
{
    unsigned sum = 0;
    for (size_t i = 0; i < length; i++) {
        const unsigned digit = (unsigned)(digits[i] - '0');
        const bool heavy = (length - i) % 2 == 0;
        const unsigned product = digit * (heavy ? (luhn ? 2u : 3u) : 1u);
        sum += luhn ? product / 10 + product % 10 : product;
    }
    return sum % 10 == 0;
}

static bool has_kind(const ymr_scan *scan, ymr_code_kind kind)
{
    for (size_t i = 0; i < scan->count; i++) {
        if (scan->readings[i].kind == kind) {
            return true;
        }
    }
    return false;
}

/* Behind a symbology identifier, whose own digit is none of the code's. */
static char *find_digits(const vector *v, const char *digits, size_t length)
{
    for (size_t i = v->columns[0][0] == ']' ? 3 : 0; i + length <= v->length; i++) {
        if (memcmp(v->columns[0] + i, digits, length) == 0) {
            return v->columns[0] + i;
        }
    }
    return NULL;
}

typedef struct spot {
    ymr_code_kind kind;
    char *at; /* the digits in the code; NULL: they are not there as they are, as those of an IMEISV */
    size_t length;
} spot;

/* Where the digits with the check digit stand that a column speaks of. */
static spot find_spot(const vector *v, const char *column)
{
    static const size_t lengths[] = {14, 13, 12, 8};
    spot s = {YMR_CODE_NONE, NULL, 0};
    const char *gtin = NULL;
    if (strncmp(column, "imei ", 5) == 0) {
        s = (spot){YMR_CODE_IMEI, find_digits(v, column + 5, 15), 15};
    } else if (strncmp(column, "sscc ", 5) == 0) {
        s = (spot){YMR_CODE_SSCC, find_digits(v, column + 5, 18), 18};
    } else if (strncmp(column, "gtin ", 5) == 0) {
        s.kind = YMR_CODE_GTIN;
        gtin = column + 5;
    } else if (strncmp(column, "cis 01", 6) == 0) {
        s.kind = YMR_CODE_CIS;
        gtin = column + 6;
    }
    for (size_t i = 0; gtin != NULL && s.at == NULL && i < COUNT_OF(lengths); i++) {
        s.length = lengths[i];
        s.at = find_digits(v, gtin + 14 - s.length, s.length);
    }
    return s;
}

static size_t try_other_digits(vector *v, spot s)
{
    static ymr_scan scan;
    size_t tried = 0;
    for (size_t i = 0; i < s.length; i++) {
        const char kept = s.at[i];
        for (char digit = '0'; digit <= '9'; digit++) {
            if (digit == kept) {
                continue;
            }
            s.at[i] = digit;
            read_exactly(&scan, v->columns[0], v->length);
            CHECK(!has_kind(&scan, s.kind) && scan.fault == YMR_BAD_CHECK_DIGIT,
                  check_note("%s:%d: digit %zu becomes %c", vectors, v->line, i, digit));
            tried++;
        }
        s.at[i] = kept;
    }
    return tried;
}

static void swap(char *at)
{
    const char kept = at[0];
    at[0] = at[1];
    at[1] = kept;
}

static size_t try_swaps(vector *v, spot s)
{
    static ymr_scan scan;
    size_t tried = 0;
    for (size_t i = 0; i + 1 < s.length; i++) {
        swap(s.at + i);
        if (!digit_is_right(s.at, s.length, s.kind == YMR_CODE_IMEI)) {
            read_exactly(&scan, v->columns[0], v->length);
            CHECK(!has_kind(&scan, s.kind),
                  check_note("%s:%d: digits %zu and %zu swapped", vectors, v->line, i, i + 1));
            tried++;
        }
        swap(s.at + i);
    }
    return tried;
}

TEST(scan_never_takes_a_code_with_one_wrong_digit_or_two_swapped)
{
    static char line[MAX_LINE];
    vector v = {.line = 0};
    size_t digits = 0;
    size_t swaps = 0;
    FILE *const file = open_vectors();

    while (file != NULL && next_vector(file, line, &v)) {
        for (size_t i = 1; i < v.count; i++) {
            const spot s = find_spot(&v, v.columns[i]);
            if (s.at != NULL) {
                CHECK(digit_is_right(s.at, s.length, s.kind == YMR_CODE_IMEI),
                      check_note("%s:%d", vectors, v.line));
                digits += try_other_digits(&v, s);
                swaps += try_swaps(&v, s);
            }
        }
    }
    CHECK(digits > 15000 && swaps > 1000, "codes with a check digit in the file");
    if (file != NULL) {
        fclose(file);
    }
}

/* ---- The other side ---- */

static const struct {
    ymr_code_field field;
    const char *value;
    const char *canonical;
} fields[] = {
    {YMR_FIELD_CIS, "010460123456789321abcdef", "010460123456789321abcdef"},
    {YMR_FIELD_CIS, " 010460123456789321abcdef\n", "010460123456789321abcdef"},
    {YMR_FIELD_CIS, "(01)04601234567893(21)abcdef", "010460123456789321abcdef"},
    {YMR_FIELD_CIS, "\x1d" "010460123456789321abcdef\x1d" "93dGVz", "010460123456789321abcdef"},
    {YMR_FIELD_CIS, "010460123456789321abcdef~93dGVz", "010460123456789321abcdef"},
    /* The API sends no tail: a serial that looks as if it had one is a serial, as long as it can be. */
    {YMR_FIELD_CIS, "010460123456789321abcdef93dGVz", "010460123456789321abcdef93dGVz"},
    {YMR_FIELD_CIS, "010460123456789321ABCDEFGHIJKLMNO93dGVz", "010460123456789321ABCDEFGHIJKLMNO"},
    {YMR_FIELD_CIS, "04601234567893abcdefg", "010460123456789321abcdefg"},
    {YMR_FIELD_CIS, "04601234567893abcdefgAAAAdGVz", "010460123456789321abcdefg"},
    /* What breaks the rules stays. */
    {YMR_FIELD_CIS, "010460123456789421abcdef", "010460123456789421abcdef"},
    {YMR_FIELD_CIS, "04601234567894abcdefg", "04601234567894abcdefg"},
    {YMR_FIELD_CIS, "0104601234567893", "0104601234567893"},
    {YMR_FIELD_CIS, "21abcdef", "21abcdef"},
    {YMR_FIELD_CIS, "RU-430302-AAA1234567", "RU-430302-AAA1234567"},
    {YMR_FIELD_IMEI, "356938035643809", "356938035643809"},
    {YMR_FIELD_IMEI, "3569380356438001", "356938035643809"},
    {YMR_FIELD_IMEI, "356938035643808", "356938035643808"},
    {YMR_FIELD_IMEI, "A569380356438001", "A569380356438001"},
    {YMR_FIELD_TRACK, "59312969794-1", "59312969794-1"},
    {YMR_FIELD_TRACK, " FSN_RET_L_0000175110 ", "FSN_RET_L_0000175110"},
    {YMR_FIELD_TRACK, "00046070000000000175", "046070000000000175"},
    {YMR_FIELD_TRACK, "046070000000000175", "046070000000000175"},
    {YMR_FIELD_TRACK, "00046070000000000176", "00046070000000000176"},
    {YMR_FIELD_SHOP_SKU, "239330", "239330"},
    {YMR_FIELD_SHOP_SKU, "4601234567893", "04601234567893"},
    {YMR_FIELD_SHOP_SKU, "04601234567893", "04601234567893"},
    {YMR_FIELD_SHOP_SKU, "96385074", "00000096385074"},
    {YMR_FIELD_SHOP_SKU, "4601234567894", "4601234567894"},
    {YMR_FIELD_SHOP_SKU, "чайник", "чайник"},
    {YMR_FIELD_ORDER, " 17 ", "17"},
};

TEST(scan_makes_fields_canonical)
{
    static char out[YMR_MAX_REWRITTEN];
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        const ymr_text value = {fields[i].value, strlen(fields[i].value)};
        const ymr_text got = ymr_code_canonical(fields[i].field, value, out);
        CHECK_TEXT(fields[i].canonical, got.bytes, got.length, fields[i].value);
        static char again[YMR_MAX_REWRITTEN];
        const ymr_text twice = ymr_code_canonical(fields[i].field, got, again);
        CHECK_TEXT(fields[i].canonical, twice.bytes, twice.length, fields[i].value);
    }
}

static ymr_text canonical_of(ymr_code_field field, const char *bytes, size_t length)
{
    static char out[YMR_MAX_REWRITTEN];
    return ymr_code_canonical(field, (ymr_text){bytes, length}, out);
}

TEST(scan_has_no_canonical_form_of_nothing_and_of_too_much)
{
    static char longest[YMR_MAX_CODE + 1];
    memset(longest, '7', sizeof longest);
    CHECK(canonical_of(YMR_FIELD_TRACK, NULL, 0).bytes == NULL, "absent");
    CHECK(canonical_of(YMR_FIELD_TRACK, "", 0).bytes == NULL, "empty");
    CHECK(canonical_of(YMR_FIELD_CIS, " \r\n", 3).bytes == NULL, "blanks");
    CHECK(canonical_of(YMR_FIELD_SHOP_SKU, longest, YMR_MAX_CODE + 1).bytes == NULL, "long");
    CHECK_SIZE(YMR_MAX_CODE, canonical_of(YMR_FIELD_SHOP_SKU, longest, YMR_MAX_CODE).length, "just not");
}

/* ---- Names ---- */

static bool is_sentence(const char *text)
{
    const size_t length = strlen(text);
    return length > 20 && islower((unsigned char)text[0]) && text[length - 1] != '.';
}

TEST(scan_names_kinds_fields_and_faults)
{
    CHECK_STR("CIS", ymr_code_kind_name(YMR_CODE_CIS), NULL);
    CHECK_STR("shop SKU", ymr_code_kind_name(YMR_CODE_SHOP_SKU), NULL);
    CHECK_STR("unknown", ymr_code_kind_name(YMR_CODE_KIND_COUNT), NULL);
    CHECK_STR("trackCode", ymr_code_field_name(YMR_FIELD_TRACK), NULL);
    CHECK_STR("shopSku", ymr_code_field_name(YMR_FIELD_SHOP_SKU), NULL);
    CHECK_STR("unknown", ymr_code_field_name(YMR_FIELD_COUNT), NULL);
    CHECK_STR("unknown fault", ymr_code_fault_text(YMR_BAD_COUNT), NULL);
    for (unsigned i = 0; i < YMR_CODE_KIND_COUNT; i++) {
        CHECK(strlen(ymr_code_kind_name((ymr_code_kind)i)) > 0, check_note("kind %u", i));
    }
    for (unsigned i = 0; i < YMR_BAD_COUNT; i++) {
        CHECK(is_sentence(ymr_code_fault_text((ymr_code_fault)i)), check_note("fault %u", i));
    }
}

/* ---- Edges ---- */

/* Rewritten texts have room for as many as there can be readings; a URL that brings more is cut, and says so.
 */
TEST(scan_has_no_room_for_every_code_of_a_long_url)
{
    static const char *const more[] = {"/46001313", "/0104607123456781215z", "/4901542032375189"};
    for (size_t m = 0; m < COUNT_OF(more); m++) {
        char url[YMR_MAX_CODE + 1];
        ymr_scan scan;
        static const char filler[] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
        const int spare = YMR_MAX_CODE - 6 - 8 * 9 - 4 * 26 - (int)strlen(more[m]);
        int at = snprintf(url, sizeof url,
                          "www.%.*s/46001238/46001245/46001252/46001269/46001276/46001283/46001290/46001306",
                          spare + 1, filler);
        for (int i = 0; i < 4; i++) {
            at += snprintf(url + at, sizeof url - (size_t)at, "/010460712345678121%c93abc%d", 'p' + i, i);
        }
        at += snprintf(url + at, sizeof url - (size_t)at, "%s", more[m]);
        CHECK_STATUS(YMR_OK, read_exactly(&scan, url, (size_t)at), url);
        CHECK(scan.more && scan.gs1 && scan.url, "there was more");
        CHECK_SIZE(YMR_MAX_READINGS, scan.count, "as many as there is room for");
        for (size_t i = 0; i < scan.count; i++) {
            CHECK_U64(YMR_CODE_CIS, scan.readings[i].kind, "the most specific ones");
        }
        CHECK(scan.used <= sizeof scan.text, "within its text");
    }
}

/* `<GS>` stands for a separator, wherever it is: no serial has it. */
TEST(scan_takes_no_separator_into_a_serial)
{
    static const char labelled[] = "(01)04607123456781(21)ab<GS>cd";
    static const char pack[] = "04607123456781a<GS>bc";
    char out[YMR_MAX_REWRITTEN];
    ymr_scan scan;

    (void)read_exactly(&scan, labelled, sizeof labelled - 1);
    for (size_t i = 0; i < scan.count; i++) {
        CHECK(scan.readings[i].kind != YMR_CODE_CIS, "no such serial");
    }
    CHECK_U64(YMR_BAD_GS1, scan.fault, "and why");
    const ymr_text same = ymr_code_canonical(YMR_FIELD_CIS, (ymr_text){pack, sizeof pack - 1}, out);
    CHECK_TEXT(pack, same.bytes, same.length, "a field that is no pack stays as it is");
}

TEST(scan_knows_a_pack_from_an_element_string)
{
    static const struct {
        const char *code;
        bool pack;
    } rows[] = {
        {"04607123456781abcdefg", true},         {"04607123456781abcdefgABCD", true},
        {"04607123456781abcdefgABCDwxyz", true}, {"010460712345678121abc", false},
        {"04607123456781abcdef", false},         {"0460712345678xabcdefg", false},
        {"04607123456781abcdef#", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const ymr_text code = {rows[i].code, strlen(rows[i].code)};
        CHECK(ymr_looks_like_tobacco(code) == rows[i].pack, rows[i].code);
    }
}

TEST(scan_writes_a_code_of_a_url_once)
{
    static const char once[] = "www.a/46001238/46001245", twice[] = "www.a/46001238/46001238";
    ymr_scan scan;
    CHECK_STATUS(YMR_OK, read_exactly(&scan, once, sizeof once - 1), NULL);
    CHECK_SIZE(sizeof once - 1 + 28, scan.used, "two of them");
    CHECK_STATUS(YMR_OK, read_exactly(&scan, twice, sizeof twice - 1), NULL);
    CHECK_SIZE(sizeof twice - 1 + 14, scan.used, "one");
}

TEST(scan_reads_links_of_digits_alone)
{
    static const char letters[] = "https://id.example/00/12345678901234567A";
    static const char nul[] = "https://id.example/4600\0001238";
    ymr_scan scan;
    (void)read_exactly(&scan, letters, sizeof letters - 1);
    for (size_t i = 0; i < scan.count; i++) {
        CHECK(scan.readings[i].kind != YMR_CODE_SSCC, "no SSCC has a letter");
    }
    CHECK_STATUS(YMR_E_CODE, read_exactly(&scan, nul, sizeof nul - 1), "no code has a NUL");
    CHECK_U64(YMR_BAD_BYTES, scan.fault, "no code has a NUL");
}
