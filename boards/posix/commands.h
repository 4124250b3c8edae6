/** The commands: each runs with read options and answers what the program ends with. */
#ifndef YMR_BOARD_COMMANDS_H
#define YMR_BOARD_COMMANDS_H

#include "options.h"

int cmd_returns(const options *given);
int cmd_return(const options *given);
int cmd_photo(const options *given);
int cmd_photos(const options *given);
int cmd_application(const options *given);
int cmd_decisions(const options *given);
int cmd_decide(const options *given);
int cmd_create(const options *given);
int cmd_delivery_options(const options *given);
int cmd_cancel(const options *given);
int cmd_operation(const options *given);
int cmd_orders(const options *given);
int cmd_order(const options *given);
int cmd_cost(const options *given);
int cmd_chat_new(const options *given);
int cmd_chat_list(const options *given);
int cmd_chat_show(const options *given);
int cmd_chat_history(const options *given);
int cmd_chat_message(const options *given);
int cmd_chat_send(const options *given);
int cmd_report(const options *given);
int cmd_campaigns(const options *given);
int cmd_token(const options *given);
int cmd_scan(const options *given);
int cmd_journal_add(const options *given);
int cmd_journal_list(const options *given);
int cmd_journal_flush(const options *given);
int cmd_journal_ack(const options *given);
int cmd_notify(const options *given);
int cmd_decode(const options *given);
int cmd_completion(const options *given);

#endif
