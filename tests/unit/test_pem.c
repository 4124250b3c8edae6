/* Certificates out of PEM text: it may come in any pieces, and a block may be as long as the buffer. */
#include "check.h"
#include "port/posix/pem.h"

static const char text[] = "a comment\n"
                           "-----BEGIN CERTIFICATE-----\nQUJD\nREVG\n-----END CERTIFICATE-----\n"
                           "-----BEGIN CERTIFICATE-----\r\nQUI=\r\n-----END CERTIFICATE-----\r\n"
                           "-----BEGIN CERTIFICATE-----\nQQ==\n-----END CERTIFICATE----- \n"
                           "-----BEGIN RUBBISH-----\nQUJD\n-----END RUBBISH-----\n"
                           "-----BEGIN CERTIFICATE-----\nQUJ*\n-----END CERTIFICATE-----\n"
                           "-----BEGIN CERTIFICATE-----\nQUJDREVGR0hJ\n-----END CERTIFICATE-----\n"
                           "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----";

/* Each event as a letter, certificates with their bytes: what the text comes to in a buffer of 8. */
static const char wanted[] = "C(ABCDEF)C(AB)C(A)D L C(ABC)";

static void note(char *log, ymr_pem_event event, const ymr_pem *pem)
{
    switch (event) {
    case YMR_PEM_CERTIFICATE:
        strcat(log, "C(");
        strncat(log, (const char *)pem->der, pem->length);
        strcat(log, ")");
        break;
    case YMR_PEM_DAMAGED:
        strcat(log, "D ");
        break;
    case YMR_PEM_TOO_LONG:
        strcat(log, "L ");
        break;
    default:
        break;
    }
}

static void read_in_pieces(size_t piece, char *log)
{
    uint8_t der[8];
    ymr_pem pem;
    size_t at = 0;

    ymr_pem_init(&pem, der, sizeof der);
    log[0] = '\0';
    while (at < strlen(text)) {
        size_t used;
        const size_t length = piece < strlen(text) - at ? piece : strlen(text) - at;
        note(log, ymr_pem_feed(&pem, text + at, length, &used), &pem);
        at += used;
    }
    note(log, ymr_pem_end(&pem), &pem);
}

TEST(pem_does_not_depend_on_how_the_text_comes)
{
    char log[200];

    for (size_t piece = 1; piece <= sizeof text; piece++) {
        read_in_pieces(piece, log);
        CHECK_STR(wanted, log, check_note("pieces of %zu", piece));
    }
}

static const struct {
    const char *line;
    bool begins;
} lines[] = {
    {"-----BEGIN CERTIFICATE-----", true},
    {"-----BEGIN CERTIFICATE----- \t", true},
    {"-----BEGIN CERTIFICATE-----                                        ", true},
    {"-----BEGIN CERTIFICATE-----                                        x", false},
    {" -----BEGIN CERTIFICATE-----", false},
    {"-----BEGIN CERTIFICATE----", false},
    {"-----BEGIN CERTIFICATE------", false},
    {"-----BEGIN TRUSTED CERTIFICATE-----", false}, /* OpenSSL's own: more than a certificate follows */
    {"-----BEGIN CERTIFICATE REQUEST-----", false},
};

TEST(pem_begins_at_its_line_only)
{
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        uint8_t der[8];
        ymr_pem pem;
        size_t used;
        ymr_pem_init(&pem, der, sizeof der);
        const char *line = lines[i].line;
        CHECK_I64(YMR_PEM_MORE, ymr_pem_feed(&pem, line, strlen(line), &used), line);
        CHECK_I64(YMR_PEM_MORE, ymr_pem_feed(&pem, "\nQUJD\n", 6, &used), line);
        CHECK_I64(lines[i].begins ? YMR_PEM_DAMAGED : YMR_PEM_MORE, ymr_pem_end(&pem), line);
    }
}

#define END "-----END CERTIFICATE-----\n"

static const struct {
    const char *text;
    ymr_pem_event event;
} blocks[] = {
    {"QUJD\n" END, YMR_PEM_CERTIFICATE},
    {"QU\nJD\n" END, YMR_PEM_CERTIFICATE},
    {" Q U J D \n" END, YMR_PEM_CERTIFICATE},
    {"QQ==\n" END, YMR_PEM_CERTIFICATE},
    {"QUI=\n" END, YMR_PEM_CERTIFICATE},
    {"QUJDREVGR0g=\n" END, YMR_PEM_CERTIFICATE}, /* 8 bytes, all of the buffer */
    {"QUJDREVGR0hJ\n" END, YMR_PEM_TOO_LONG},
    {"QUJDREVGR0hJ*\n" END, YMR_PEM_DAMAGED},
    {"QUJD" END, YMR_PEM_DAMAGED}, /* the end is a line of its own */
    {"", YMR_PEM_DAMAGED},
    {END, YMR_PEM_DAMAGED},
    {"Q\n" END, YMR_PEM_DAMAGED},
    {"QQ\n" END, YMR_PEM_DAMAGED},
    {"QQ=\n" END, YMR_PEM_DAMAGED},
    {"QQ===\n" END, YMR_PEM_DAMAGED},
    {"QUI\n" END, YMR_PEM_DAMAGED},
    {"QUI==\n" END, YMR_PEM_DAMAGED},
    {"QUJD=\n" END, YMR_PEM_DAMAGED},
    {"QQ==QUJD\n" END, YMR_PEM_DAMAGED}, /* padding ends it */
    {"QUJD=QUJD\n" END, YMR_PEM_DAMAGED},
    {"QU-JD\n" END, YMR_PEM_DAMAGED}, /* base64url is another alphabet */
};

TEST(pem_takes_whole_blocks_only)
{
    for (size_t i = 0; i < COUNT_OF(blocks); i++) {
        static const char begin[] = "-----BEGIN CERTIFICATE-----\n";
        const char *block = blocks[i].text;
        uint8_t der[8];
        ymr_pem pem;
        size_t used;
        ymr_pem_init(&pem, der, sizeof der);
        CHECK_I64(YMR_PEM_MORE, ymr_pem_feed(&pem, begin, sizeof begin - 1, &used), block);
        ymr_pem_event event = ymr_pem_feed(&pem, block, strlen(block), &used);
        if (event == YMR_PEM_MORE) {
            event = ymr_pem_end(&pem);
        }
        CHECK_I64(blocks[i].event, event, block);
    }
}
