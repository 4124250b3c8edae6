#include "tls_internal.h"

/* DER tags that stand before the names (X.690; RFC 5280, section 4.1). */
enum { INTEGER = 0x02, SEQUENCE = 0x30, VERSION = 0xa0 };

/* Takes an element off the front of `rest`: `whole` has its tag and length, `content` has not. */
static bool take_element(ymr_span *rest, uint8_t tag, ymr_span *whole, ymr_span *content)
{
    size_t head = 2;
    size_t length;

    if (rest->length < 2 || rest->bytes[0] != tag) {
        return false;
    }
    length = rest->bytes[1];
    if (length >= 0x80) {
        /* The long form; more than two bytes of length would be a certificate over 64 KB. */
        const size_t count = length & 0x7f;
        if (count < 1 || count > 2 || rest->length < 2 + count) {
            return false;
        }
        length = rest->bytes[2];
        if (count == 2) {
            length = length << 8 | rest->bytes[3];
        }
        head += count;
    }
    if (length > rest->length - head) {
        return false;
    }
    *whole = (ymr_span){rest->bytes, head + length};
    *content = (ymr_span){rest->bytes + head, length};
    rest->bytes += head + length;
    rest->length -= head + length;
    return true;
}

/* What follows version, serial number and signature algorithm. */
static bool skip_to_issuer(ymr_span certificate, ymr_span *fields)
{
    ymr_span whole;
    ymr_span inside;

    if (!take_element(&certificate, SEQUENCE, &whole, &inside) ||
        !take_element(&inside, SEQUENCE, &whole, fields)) {
        return false;
    }
    (void)take_element(fields, VERSION, &whole, &inside); /* absent in version 1 */
    return take_element(fields, INTEGER, &whole, &inside) && take_element(fields, SEQUENCE, &whole, &inside);
}

bool ymr_tls_der_issuer(ymr_span certificate, ymr_span *issuer)
{
    ymr_span fields;
    ymr_span inside;

    return skip_to_issuer(certificate, &fields) && take_element(&fields, SEQUENCE, issuer, &inside);
}

bool ymr_tls_der_subject(ymr_span certificate, ymr_span *subject)
{
    ymr_span fields;
    ymr_span whole;
    ymr_span inside;

    return skip_to_issuer(certificate, &fields) &&
           take_element(&fields, SEQUENCE, &whole, &inside) && /* issuer */
           take_element(&fields, SEQUENCE, &whole, &inside) && /* validity */
           take_element(&fields, SEQUENCE, subject, &inside);
}
