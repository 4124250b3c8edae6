# What tests/setup.sh changes in library/x509_crt.c of Mbed TLS.
#
# Where a chain is verified in pieces (MBEDTLS_ECP_RESTARTABLE), RSA signatures are verified without one, all
# of the chain at a time. Here every other call says that it is not done yet, so that each of them begins a
# piece of its own. (Two chains that are verified in turns may get more calls, never fewer than they need.)
/return mbedtls_pk_verify_ext(child->sig_pk,/ i\
#if defined(MBEDTLS_ECDSA_C) \&\& defined(MBEDTLS_ECP_RESTARTABLE)\
    static int is_next;\
    is_next = rs_ctx != NULL \&\& !is_next;\
    if (is_next) {\
        return MBEDTLS_ERR_ECP_IN_PROGRESS;\
    }\
#endif

# Identifiers of keys are never looked at, and must not be critical (RFC 5280, 4.2.1.1 and 4.2.1.2): they are
# skipped unread, as extensions are that have no name.
/^            case MBEDTLS_X509_EXT_SUBJECT_KEY_IDENTIFIER:$/,/^                break;$/ d
/^            case MBEDTLS_X509_EXT_AUTHORITY_KEY_IDENTIFIER:$/,/^                break;$/ d

# A device without IPv6 reaches no server by such an address.
/^            : x509_inet_pton_ipv6(cn, dst) == 0 ? 16 : 0;$/ {
    i\
#if YMR_TLS_HOSTED
    a\
#else\
            : 0;\
#endif
}

# Of a Netscape browser's types and of policies nothing is asked, either: critical ones are refused, as what is
# unknown is.
/^            case MBEDTLS_X509_EXT_NS_CERT_TYPE:$/,/^                break;$/ d
/^            case MBEDTLS_OID_X509_EXT_CERTIFICATE_POLICIES:$/,/^                break;$/ d

# Whether a certificate is for this host is looked at by the verify callback of port/mbedtls, which is stricter;
# where flash is short Mbed TLS does not look at it as well.
/^static void x509_crt_verify_name(/,/^}/ {
    /^    const mbedtls_x509_name \*name;$/ i\
#if YMR_TLS_HOSTED
    s/^}/#endif\n}/
}

# Numbers of issuers and subjects, of version 2 and never in use (RFC 5280, 4.1.2.8): where flash is short what
# has one is refused.
/^    if (crt->version == 2 || crt->version == 3) {$/,/^    }$/ {
    /^    if/ i\
#if YMR_TLS_HOSTED
    /^    }$/ a\
#endif
}
