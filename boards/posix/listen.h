/** Where the program listens, and who calls. */
#ifndef YMR_BOARD_LISTEN_H
#define YMR_BOARD_LISTEN_H

#include "ymr/cidr.h"

enum { LISTEN_PATH = 256, LISTEN_PLACE = 64 };

typedef struct listener {
    int socket;
    ymr_ip ip;
    char place[LISTEN_PLACE]; /* host:port, as it is, for messages */
    char path[LISTEN_PATH];   /* what is to be asked for: "/notification" */
} listener;

/**
 * Listens; tells the user what is wrong.
 * @param where  HOST:PORT[/PATH]: an address, one of IPv6 in brackets, or localhost; port 0 is any that is
 * free
 * @return 0 or what the program ends with
 */
int listen_open(listener *listener, const char *where);

void listen_close(listener *listener);

/** Whether only this machine can call. */
bool listen_is_local(const listener *listener);

/** Takes a caller, if there is one. @return its socket; −1: there is none, errno says why */
int listen_accept(const listener *listener, ymr_ip *peer);

/** An address as text, of static storage until the next call. */
const char *listen_show(const ymr_ip *ip);

#endif
