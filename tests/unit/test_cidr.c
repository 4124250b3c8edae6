/* Addresses (RFC 4291, section 2.2) and ranges (RFC 4632): who may call is decided by them. */
#include "check.h"
#include "ymr/cidr.h"

static ymr_text view(const char *text)
{
    return (ymr_text){text, strlen(text)};
}

static const struct {
    const char *text;
    uint8_t bytes[16];
} addresses[] = {
    {"0.0.0.0", {[10] = 0xff, [11] = 0xff}},
    {"5.45.207.1", {[10] = 0xff, [11] = 0xff, 5, 45, 207, 1}},
    {"255.255.255.255", {[10] = 0xff, [11] = 0xff, 255, 255, 255, 255}},
    {"::", {0}},
    {"::1", {[15] = 1}},
    {"1::", {0, 1}},
    {"2a02:6b8::25", {0x2a, 0x02, 0x06, 0xb8, [15] = 0x25}},
    {"2A02:06B8:0:0:0:0:0:25", {0x2a, 0x02, 0x06, 0xb8, [15] = 0x25}},
    {"1:2:3:4:5:6:7:8", {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8}},
    {"1:2:3:4:5:6:7::", {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0}},
    {"::2:3:4:5:6:7:8", {0, 0, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8}},
    {"fe80::abcd:1", {0xfe, 0x80, [12] = 0xab, 0xcd, 0, 1}},
    {"::ffff:5.45.207.1", {[10] = 0xff, [11] = 0xff, 5, 45, 207, 1}},
    {"::FFFF:052d:cf01", {[10] = 0xff, [11] = 0xff, 5, 45, 207, 1}},
    {"1:2:3:4:5:6:9.8.7.6", {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 9, 8, 7, 6}},
    {"64:ff9b::1.2.3.4", {0, 0x64, 0xff, 0x9b, [12] = 1, 2, 3, 4}},
};

static const char *const no_addresses[] = {
    "",
    " ",
    "1",
    "1.2.3",
    "1.2.3.4.5",
    "1.2.3.",
    ".1.2.3",
    "1..2.3",
    "1.2.3.256",
    "1.2.3.1000",
    "1.2.3.4 ",
    " 1.2.3.4",
    "01.2.3.4", /* octal to some */
    "1.2.3.00",
    "1.2.3.-4",
    "1.2.3.+4",
    "0x1.2.3.4",
    "1.2.3.4:80",
    "1.2.3.4/32",
    "a.b.c.d",
    "localhost",
    /* IPv6 */
    ":",
    ":::",
    "1:",
    ":1",
    "1:2",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8:",
    ":1:2:3:4:5:6:7:8",
    "1::2::3",
    "1:::2",
    "::1::",
    "12345::",
    "::g",
    "1:2:3:4::5:6:7:8", /* a gap of nothing */
    "::1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7:8::",
    "[::1]",
    "::1%eth0",
    "fe80::1%25lo",
    "::1.2.3",
    "::1.2.3.4.5",
    "1:2:3:4:5:6:7:1.2.3.4",
    "::1.2.3.4:5",
    "1.2.3.4::",
    "::1 ",
    "::ffff:1.2.3.400",
};

TEST(ip_reads_every_form)
{
    for (size_t i = 0; i < COUNT_OF(addresses); i++) {
        ymr_ip got;
        memset(&got, 0xA5, sizeof got);
        CHECK_STATUS(YMR_OK, ymr_ip_parse(view(addresses[i].text), &got), addresses[i].text);
        CHECK_BYTES(addresses[i].bytes, 16, got.bytes, 16, addresses[i].text);
    }
}

TEST(ip_refuses_everything_else)
{
    for (size_t i = 0; i < COUNT_OF(no_addresses); i++) {
        ymr_ip got = {{42}};
        ymr_cidr range = {.bits = 99};
        CHECK_STATUS(YMR_E_SYNTAX, ymr_ip_parse(view(no_addresses[i]), &got), no_addresses[i]);
        CHECK_U64(42, got.bytes[0], "untouched");
        if (strchr(no_addresses[i], '/') == NULL) {
            CHECK_STATUS(YMR_E_SYNTAX, ymr_cidr_parse(view(no_addresses[i]), &range), no_addresses[i]);
            CHECK_U64(99, range.bits, "untouched");
        }
    }
    ymr_ip got;
    CHECK_STATUS(YMR_E_SYNTAX, ymr_ip_parse((ymr_text){NULL, 0}, &got), "no text");
    CHECK_STATUS(YMR_E_SYNTAX, ymr_ip_parse((ymr_text){"1.2.3.4\0x", 9}, &got), "a NUL in it");
    CHECK_STATUS(YMR_OK, ymr_ip_parse((ymr_text){"1.2.3.45", 7}, &got), "only as long as it is said to be");
    CHECK_U64(4, got.bytes[15], "1.2.3.4");
}

static const struct {
    const char *text;
    ymr_status status;
    uint8_t bits;
} ranges[] = {
    {"5.45.207.0/25", YMR_OK, 121},
    {"0.0.0.0/0", YMR_OK, 96},
    {"10.0.0.0/8", YMR_OK, 104},
    {"1.2.3.4", YMR_OK, 128},
    {"1.2.3.4/32", YMR_OK, 128},
    {"::/0", YMR_OK, 0},
    {"2a02:6b8::/32", YMR_OK, 32},
    {"::1/128", YMR_OK, 128},
    {"::ffff:10.0.0.0/104", YMR_OK, 104},
    {"5.45.207.1/25", YMR_E_RANGE, 0},
    {"5.45.207.128/24", YMR_E_RANGE, 0},
    {"1.0.0.0/0", YMR_E_RANGE, 0},
    {"2a02:6b8::1/32", YMR_E_RANGE, 0},
    {"8000::/0", YMR_E_RANGE, 0},
    {"1.2.3.4/", YMR_E_SYNTAX, 0},
    {"/24", YMR_E_SYNTAX, 0},
    {"1.2.3.0/33", YMR_E_SYNTAX, 0},
    {"::/129", YMR_E_SYNTAX, 0},
    {"::/1000", YMR_E_SYNTAX, 0},
    {"1.2.3.0/024", YMR_E_SYNTAX, 0},
    {"1.2.3.0/-1", YMR_E_SYNTAX, 0},
    {"1.2.3.0/24/24", YMR_E_SYNTAX, 0},
    {"1.2.3.0/255.255.255.0", YMR_E_SYNTAX, 0},
    {"1.2.3.0/24 ", YMR_E_SYNTAX, 0},
    {"1.2.3.0 /24", YMR_E_SYNTAX, 0},
};

TEST(cidr_reads_ranges)
{
    for (size_t i = 0; i < COUNT_OF(ranges); i++) {
        ymr_cidr got = {.bits = 0};
        CHECK_STATUS(ranges[i].status, ymr_cidr_parse(view(ranges[i].text), &got), ranges[i].text);
        CHECK_U64(ranges[i].bits, got.bits, ranges[i].text);
    }
    ymr_cidr got;
    CHECK_STATUS(YMR_E_SYNTAX, ymr_cidr_parse((ymr_text){NULL, 0}, &got), "no text");
}

static const struct {
    const char *range;
    const char *ip;
    bool holds;
} members[] = {
    /* the Market's own three, at their edges */
    {"5.45.207.0/25", "5.45.207.0", true},
    {"5.45.207.0/25", "5.45.207.127", true},
    {"5.45.207.0/25", "5.45.207.128", false},
    {"5.45.207.0/25", "5.45.206.255", false},
    {"141.8.142.0/25", "141.8.142.64", true},
    {"141.8.142.0/25", "141.8.143.64", false},
    {"5.255.253.0/25", "5.255.253.127", true},
    {"5.255.253.0/25", "5.255.252.127", false},
    {"1.2.3.4", "1.2.3.4", true},
    {"1.2.3.4", "1.2.3.5", false},
    {"128.0.0.0/1", "255.0.0.0", true},
    {"128.0.0.0/1", "127.255.255.255", false},
    /* the same address, over an IPv6 socket */
    {"5.45.207.0/25", "::ffff:5.45.207.9", true},
    {"::ffff:5.45.207.0/121", "5.45.207.9", true},
    {"0.0.0.0/0", "9.9.9.9", true},
    {"0.0.0.0/0", "2a02::1", false},
    {"0.0.0.0/0", "::", false},
    {"::/0", "2a02::1", true},
    {"::/0", "::1", true},
    {"::/0", "9.9.9.9", false},
    {"::/64", "9.9.9.9", false},
    {"2a02:6b8::/32", "2a02:6b8:ffff::1", true},
    {"2a02:6b8::/32", "2a02:6b9::1", false},
    {"2a02:6b8::/29", "2a02:6bf::", true},
    {"2a02:6b8::/29", "2a02:6c0::", false},
    {"::1", "::1", true},
    {"::1", "127.0.0.1", false},
};

TEST(cidr_holds_what_has_its_prefix)
{
    for (size_t i = 0; i < COUNT_OF(members); i++) {
        const char *note = check_note("%s in %s", members[i].ip, members[i].range);
        ymr_cidr range;
        ymr_ip ip;
        if (CHECK_STATUS(YMR_OK, ymr_cidr_parse(view(members[i].range), &range), note) &&
            CHECK_STATUS(YMR_OK, ymr_ip_parse(view(members[i].ip), &ip), note)) {
            CHECK(ymr_cidr_has(&range, &ip) == members[i].holds, note);
        }
    }
}

TEST(cidr_every_prefix_length_ends_at_its_own_bit)
{
    for (unsigned bits = 1; bits <= 128; bits++) {
        ymr_cidr range = {.ip = {{0x20}}, .bits = (uint8_t)bits};
        ymr_ip ip = range.ip;
        if (bits < 4) {
            range.ip = ip = (ymr_ip){{0}};
        }
        CHECK(ymr_cidr_has(&range, &ip), "itself");
        ip.bytes[(bits - 1) / 8] ^= (uint8_t)(0x80U >> (bits - 1) % 8);
        CHECK(!ymr_cidr_has(&range, &ip), check_note("bit %u differs, of %u", bits - 1, bits));
        if (bits < 128) {
            ip = range.ip;
            ip.bytes[bits / 8] ^= (uint8_t)(0x80U >> bits % 8);
            CHECK(ymr_cidr_has(&range, &ip), check_note("bit %u differs, of %u", bits, bits));
        }
    }
}

TEST(cidr_any_of_several)
{
    ymr_cidr list[2];
    ymr_ip ip;
    CHECK_STATUS(YMR_OK, ymr_cidr_parse(view("10.0.0.0/8"), &list[0]), NULL);
    CHECK_STATUS(YMR_OK, ymr_cidr_parse(view("::1"), &list[1]), NULL);
    CHECK_STATUS(YMR_OK, ymr_ip_parse(view("::1"), &ip), NULL);
    CHECK(ymr_cidr_any(list, 2, &ip), "the second");
    CHECK(!ymr_cidr_any(list, 1, &ip), "only the first is asked");
    CHECK(!ymr_cidr_any(list, 0, &ip), "nobody is allowed by an empty list");
}
