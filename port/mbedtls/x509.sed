# What tests/setup.sh changes in library/x509.c of Mbed TLS.
#
# Of the names that a certificate is for, hosts and addresses are compared, by their bytes. Mbed TLS first takes
# each of them apart, whatever kind it is, and throws the parts away: 0.5 KB.
/^int mbedtls_x509_get_subject_alt_name_ext(/,/^}/ {
    /^    *mbedtls_x509_subject_alternative_name tmp_san_name;$/ d
    /^    *memset(&tmp_san_name, 0, sizeof(tmp_san_name));$/ d
    /^        \/\*$/,/^        mbedtls_x509_free_subject_alt_name(&tmp_san_name);$/ d
}
