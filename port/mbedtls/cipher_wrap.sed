# What tests/setup.sh changes in library/cipher_wrap.c of Mbed TLS: names of ciphers are there where somebody reads
# them.
s/^    \("AES-[0-9]*-[A-Z]*"\),$/    YMR_TLS_NAME(\1),/
