# What tests/setup.sh changes in library/aesni.c of Mbed TLS: GHASH on 64-bit x86.
#
# It turned the bytes of a block around one by one by way of memory, and then read them as a whole: a processor waits until
# all of them have arrived there. In a register it is six instructions of SSE2; 50 MB over TLS took 1.4 times as long.
/^    unsigned char aa\[16\], bb\[16\], cc\[16\];$/,/^}/ {
    /^    unsigned char aa\[16\], bb\[16\], cc\[16\];$/d
    /^    size_t i;$/ {
        N
        d
    }
    /^    \/\* The inputs are in big-endian order, so byte-reverse them \*\/$/,/^$/d
    s/"movdqu (%1), %%xmm1               \\n\\t" \/\/ b1:b0/&\
         REVERSED(xmm0, xmm5)\
         REVERSED(xmm1, xmm5)/
    s/^ *"movdqu %%xmm0, (%2)               \\n\\t" \/\/ done$/         REVERSED(xmm0, xmm5)\
&/
    s/: "r" (aa), "r" (bb), "r" (cc)/: "r" (a), "r" (b), "r" (c)/
    /^    \/\* Now byte-reverse the outputs \*\/$/,/^$/d
}
/^#define PCLMULQDQ(/ i\
/* The bytes of a register the other way round; the other register is written over. */\
#define REVERSED(REGISTER, OTHER)                         \\\
    "movdqa %%" #REGISTER ", %%" #OTHER "          \\n\\t" \\\
    "psrlw $8, %%" #REGISTER "                     \\n\\t" \\\
    "psllw $8, %%" #OTHER "                        \\n\\t" \\\
    "por %%" #OTHER ", %%" #REGISTER "             \\n\\t" \\\
    "pshuflw $0x1b, %%" #REGISTER ", %%" #REGISTER "\\n\\t" \\\
    "pshufhw $0x1b, %%" #REGISTER ", %%" #REGISTER "\\n\\t" \\\
    "pshufd $0x4e, %%" #REGISTER ", %%" #REGISTER " \\n\\t"\

