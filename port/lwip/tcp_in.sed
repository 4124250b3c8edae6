# What tests/setup.sh changes in src/core/tcp_in.c of lwIP.
#
# Nobody here waits for connections: what would look for a listener, and greet whoever comes, is not linked.
s/for (lpcb = tcp_listen_pcbs\.listen_pcbs; /for (lpcb = NULL; /
