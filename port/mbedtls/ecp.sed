# What tests/setup.sh changes in library/ecp.c of Mbed TLS: compressed points, which a client does not offer to
# take and authorities do not put into certificates, are refused where flash is short (0.3 KB).
/^int mbedtls_ecp_point_read_binary(/,/^}/ {
    /^        } else if (buf\[0\] == 0x02 || buf\[0\] == 0x03) {$/ i\
#if YMR_TLS_HOSTED
    /^                                           (buf\[0\] & 1));$/ a\
#endif
}
