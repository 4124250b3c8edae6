#ifndef YMR_CONSUMER_H
#define YMR_CONSUMER_H

int consume(void);

#endif
