# What tests/setup.sh changes in library/md.c of Mbed TLS.
#
# For a digest of bytes that lie together each hash has a function of its own, with all that it is made of
# inside: half a kilobyte for what the general way does as well.
/^int mbedtls_md(const/,/^}/ c\
int mbedtls_md(const mbedtls_md_info_t *md_info, const unsigned char *input, size_t ilen, unsigned char *output)\
{\
    mbedtls_md_context_t ctx;\
    int ret;\
\
    mbedtls_md_init(\&ctx);\
    if ((ret = mbedtls_md_setup(\&ctx, md_info, 0)) == 0 \&\& (ret = mbedtls_md_starts(\&ctx)) == 0 \&\&\
        (ret = mbedtls_md_update(\&ctx, input, ilen)) == 0) {\
        ret = mbedtls_md_finish(\&ctx, output);\
    }\
    mbedtls_md_free(\&ctx);\
    return ret;\
}
