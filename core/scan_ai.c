/*
 * GS1 application identifiers: where the data behind each of them ends (GS1 General Specifications, section
 * 3.2 for the identifiers, figure 7.8.5-2 for those that end by their length; that goes by their first two
 * digits, also where the identifier itself is not given out yet).
 */
#include "scan_parts.h"
#include "words.h"

#define ROW(first, last, min, max, kind) {(first), (last) - (first), (min), (max), (kind)}
#define PREDEFINED(first, last, digits, length)                                                              \
    ROW(first, last, length, length, (digits) | YMR_AI_NUMERIC | YMR_AI_PREDEFINED)
#define NUMERIC(first, last, digits, min, max) ROW(first, last, min, max, (digits) | YMR_AI_NUMERIC)
#define TEXT(first, last, digits, max) ROW(first, last, 1, max, digits)

static const ymr_ai table[] = {
    PREDEFINED(0, 0, 2, 18),          /* SSCC */
    PREDEFINED(1, 1, 2, 14),          /* GTIN */
    PREDEFINED(2, 3, 2, 14),          /* GTIN of contents */
    PREDEFINED(4, 4, 2, 16),          /* not given out */
    TEXT(10, 10, 2, 20),              /* batch */
    PREDEFINED(11, 19, 2, 6),         /* dates */
    PREDEFINED(20, 20, 2, 2),         /* variant */
    TEXT(21, 22, 2, 20),              /* serial, variant of the consumer product */
    TEXT(235, 235, 3, 28),            /* serial of a third party */
    TEXT(240, 241, 3, 30),            /* further identification, part number of the customer */
    NUMERIC(242, 242, 3, 1, 6),       /* made-to-order variant */
    TEXT(243, 243, 3, 20),            /* packaging component */
    TEXT(250, 251, 3, 30),            /* secondary serial, source */
    TEXT(253, 253, 3, 30),            /* document */
    TEXT(254, 254, 3, 20),            /* extension of a location */
    NUMERIC(255, 255, 3, 13, 25),     /* coupon */
    NUMERIC(30, 30, 2, 1, 8),         /* count */
    PREDEFINED(3100, 3299, 4, 6),     /* measures */
    PREDEFINED(3300, 3499, 4, 6),     /* measures */
    PREDEFINED(3500, 3699, 4, 6),     /* measures */
    NUMERIC(37, 37, 2, 1, 8),         /* count of contents */
    NUMERIC(3900, 3909, 4, 1, 15),    /* amounts and prices */
    NUMERIC(3910, 3919, 4, 4, 18),    /* with their currency */
    NUMERIC(3920, 3929, 4, 1, 15),    /* of one area */
    NUMERIC(3930, 3939, 4, 4, 18),    /* with their currency */
    NUMERIC(3940, 3943, 4, 4, 4),     /* discount in per cent */
    NUMERIC(3950, 3955, 4, 6, 6),     /* price of a unit of measure */
    TEXT(400, 401, 3, 30),            /* purchase order, consignment */
    NUMERIC(402, 402, 3, 17, 17),     /* shipment */
    TEXT(403, 403, 3, 30),            /* route */
    PREDEFINED(410, 419, 3, 13),      /* locations */
    TEXT(420, 421, 3, 20),            /* post codes */
    NUMERIC(422, 426, 3, 3, 15),      /* countries */
    TEXT(427, 427, 3, 3),             /* part of a country */
    TEXT(4300, 4333, 4, 70),          /* addresses and instructions */
    TEXT(7001, 7023, 4, 30),          /* goods of a kind */
    TEXT(7030, 7040, 4, 30),          /* processors, importer */
    TEXT(710, 717, 3, 20),            /* national numbers of medicines */
    TEXT(7230, 7242, 4, 30),          /* certificates, protocols */
    NUMERIC(8001, 8001, 4, 14, 14),   /* dimensions of rolls */
    TEXT(8002, 8004, 4, 30),          /* telephones, assets */
    NUMERIC(8005, 8005, 4, 6, 6),     /* price of a unit */
    NUMERIC(8006, 8006, 4, 18, 18),   /* piece of a trade item */
    TEXT(8007, 8007, 4, 34),          /* account */
    NUMERIC(8008, 8008, 4, 8, 12),    /* time of production */
    TEXT(8009, 8009, 4, 50),          /* sensor */
    TEXT(8010, 8013, 4, 30),          /* components, models */
    NUMERIC(8017, 8018, 4, 18, 18),   /* service relations */
    NUMERIC(8019, 8019, 4, 1, 10),    /* instance of a service */
    TEXT(8020, 8020, 4, 25),          /* payment slip */
    NUMERIC(8026, 8026, 4, 18, 18),   /* piece of contents */
    TEXT(8030, 8030, 4, 90),          /* signature */
    TEXT(8110, 8112, 4, 70),          /* coupons */
    TEXT(8200, 8200, 4, 70),          /* address of a page */
    TEXT(90, 99, 2, 90),              /* agreed between partners: the crypto tail is 91, 92 and 93 */
};

const ymr_ai *ymr_ai_find(const char *text, size_t length, unsigned *number)
{
    unsigned value = 0;
    for (size_t digits = 1; digits <= 4 && digits <= length; digits++) {
        const char c = text[digits - 1];
        if (!ymr_is_digit(c)) {
            return NULL;
        }
        value = value * 10 + (unsigned)(c - '0');
        for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
            if ((table[i].kind & YMR_AI_DIGITS) == digits && value >= table[i].first &&
                value - table[i].first <= table[i].more) {
                *number = value;
                return &table[i];
            }
        }
    }
    return NULL;
}
