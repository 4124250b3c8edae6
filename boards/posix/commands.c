#include "commands.h"

enum { ONE_CALL_MS = 60000 };

const command commands[] = {
    {"returns", "", "lists every matching return, page after page, as they arrive",
     "Waiting for a decision are --status WAITING_FOR_DECISION,PREMODERATION_DECISION_WAITING.\n"
     "The Market's days are those of the last change. With --json each return is one whole object.\n"
     "When a page breaks off, standard error says how many of the last lines are not confirmed.\n"
     "--follow goes on, prints each change once, and nothing of a page that broke off; ^C ends it.\n",
     cmd_returns, 0, 0, FOR_RETURNS, NEEDS_CAMPAIGN, 0},
    {"return", "ORDER RETURN", "shows one return", "", cmd_return, 2, 2, FOR_RETURN, NEEDS_CAMPAIGN, ONE_CALL_MS},
    {"photo", "ORDER RETURN ITEM HASH", "downloads one photo",
     "ITEM is returnItemId of the buyer's claim whose images hold HASH.\n"
     "Without -o the file is named after HASH. "
     "The file appears when it is whole, never before.\n",
     cmd_photo, 4, 4, FOR_PHOTO, NEEDS_CAMPAIGN, 0},
    {"photos", "ORDER RETURN", "downloads every photo of a return",
     "The files are named ITEM-HASH.jpg or .png and appear when they are whole.\n", cmd_photos, 2, 2,
     FOR_PHOTOS, NEEDS_CAMPAIGN, 0},
    {"application", "ORDER RETURN", "downloads the buyer's application, a PDF",
     "Without -o the file is named application-RETURN.pdf. It appears when it is whole.\n", cmd_application, 2, 2,
     FOR_APPLICATION, NEEDS_CAMPAIGN, 0},
    {"decisions", "RETURN", "shows what may be decided now",
     "Needs --business. Nothing is listed for a return that does not wait for a decision.\n", cmd_decisions, 1, 1,
     FOR_DECISIONS, NEEDS_CAMPAIGN, ONE_CALL_MS},
    {"decide", "ORDER RETURN ITEM DECISION [--and ITEM DECISION …]", "decides on items of a return",
     "ITEM is returnItemId of the buyer's claim; an option belongs to the ITEM before it. Needs --business:\n"
     "what is not offered, or breaks a rule, is not sent. When the answer is lost, the return is read once\n"
     "and compared: exit status 0 only if it shows these decisions, 8 if it does not. A decision is never\n"
     "sent twice. --deprecated takes one item; the Market switches it off on 2027-04-05.\n"
     "--journal FILE keeps the decision there, asks the Market nothing, and is done as soon as it is safe:\n"
     "ymr journal flush delivers it.\n",
     cmd_decide, 4, 2 + 2 * MAX_DECISIONS, FOR_DECIDE, NEEDS_CAMPAIGN, ONE_CALL_MS},
    {"create", "", "creates a return of a delivered order (LaaS)",
     "Needs --order, --external-id, --item, --point, --first-name, --last-name and --phone. Reasons with their\n"
     "subreasons: BAD_QUALITY BAD_PACKAGE, DAMAGED, NOT_WORKING, INCOMPLETENESS; DOES_NOT_FIT USER_DID_NOT_LIKE,\n"
     "USER_CHANGED_MIND, DELIVERED_TOO_LONG; WRONG_ITEM WRONG_ITEM, WRONG_COLOR, DID_NOT_MATCH_DESCRIPTION.\n"
     "A return is never created twice: when the answer is lost, the order's returns are read once. Exit status 0\n"
     "only if exactly one of them has these pieces and is new, 8 if not.\n",
     cmd_create, 0, 0, FOR_CREATE, NEEDS_CAMPAIGN, ONE_CALL_MS},
    {"delivery-options", "", "lists which of some pickup points can take a return (LaaS)",
     "Needs --item OFFER:COUNT and --point.\n", cmd_delivery_options, 0, 0, FOR_DELIVERY_OPTIONS, NEEDS_CAMPAIGN,
     ONE_CALL_MS},
    {"cancel", "RETURN", "starts to cancel a return that was not handed in yet (LaaS)",
     "It answers with an operation: the return is cancelled when that is DONE, minutes later. --wait waits for it:\n"
     "10 minutes, unless --timeout says how long for all of it. It needs --business. With --order, the return is\n"
     "read when the answer is lost; without, the exit status is then 8.\n",
     cmd_cancel, 1, 1, FOR_CANCEL, NEEDS_CAMPAIGN, ONE_CALL_MS},
    {"operation", "ID …", "shows how far operations are, at most 100", "", cmd_operation, 1, YMR_MAX_OPERATIONS,
     FOR_OPERATION, NEEDS_BUSINESS, ONE_CALL_MS},
    {"orders", "", "lists the orders of all stores of the business",
     "With --deprecated those of one store, by a call that the Market switches off on 2027-04-12.\n", cmd_orders, 0, 0,
     FOR_ORDERS, NEEDS_KEY, 0},
    {"order", "ORDER", "shows one order", "", cmd_order, 1, 1, FOR_ORDER, NEEDS_KEY, ONE_CALL_MS},
    {"cost", "ORDER", "what an order costs after its returns, and what was taken of it",
     "Reads the order and its returns. Taken is what was ordered less what was refused; what was returned later\n"
     "was taken.\n",
     cmd_cost, 1, 1, FOR_COST, NEEDS_KEY, ONE_CALL_MS},
    {"chat new", "ORDER|RETURN ID", "opens a chat with the buyer", "The first word says what ID is.\n",
     cmd_chat_new, 2, 2, FOR_CHAT, NEEDS_BUSINESS, ONE_CALL_MS},
    {"chat list", "", "lists chats, with buyers and with the arbiter", "", cmd_chat_list, 0, 0, FOR_CHAT_LIST,
     NEEDS_BUSINESS, 0},
    {"chat show", "CHAT", "shows what a chat is about and whose turn it is", "", cmd_chat_show, 1, 1,
     FOR_CHAT, NEEDS_BUSINESS, ONE_CALL_MS},
    {"chat history", "CHAT", "shows the messages of a chat",
     "With --json a line is a page: what the chat is about, and its messages.\n", cmd_chat_history, 1, 1,
     FOR_CHAT_HISTORY, NEEDS_BUSINESS, 0},
    {"chat message", "CHAT MESSAGE", "shows one message", "", cmd_chat_message, 2, 2, FOR_CHAT,
     NEEDS_BUSINESS, ONE_CALL_MS},
    {"chat send", "CHAT TEXT", "sends a message of up to 4,096 characters",
     "TEXT - is standard input. A message is never sent twice: when its answer is lost, the exit\n"
     "status is 8, and `ymr chat history CHAT` shows whether it arrived.\n",
     cmd_chat_send, 2, 2, FOR_CHAT, NEEDS_BUSINESS, ONE_CALL_MS},
    {"report", "--from DATE --to DATE", "makes a report on non-purchases and returns and downloads it",
     "Waits until the Market has made it: 15 minutes, unless --timeout says how long for all of it.\n"
     "With --campaign the report is on that store, else on the whole business. The Market takes\n"
     "one report in two minutes. A report that was started is not lost: --id REPORT goes on.\n"
     "Without -o the file is named report-REPORT. It appears when it is whole.\n",
     cmd_report, 0, 0, FOR_REPORT, NEEDS_KEY, ONE_CALL_MS},
    {"campaigns", "", "lists the stores that the key reaches", "", cmd_campaigns, 0, 0, FOR_CAMPAIGNS,
     NEEDS_KEY, 0},
    {"token", "", "shows the key's name and what it may do, never the key", "", cmd_token, 0, 0, FOR_TOKEN,
     NEEDS_KEY, ONE_CALL_MS},
    {"scan", "", "reads codes from standard input, one a line, and answers each with its return",
     "Scanned are marking codes, IMEIs, track codes and labels, numbers of orders and returns, SKUs. Each code is\n"
     "answered at once from an index of the store's returns, which is built at the start: MATCH, NONE or BAD.\n"
     "A match that is older than --max-age is read from the Market once more; without a network it is shown\n"
     "unverified, with its age. --type, --status and --shipment say which returns belong in, all unless given.\n"
     "Exit status 7 if no code matched.\n",
     cmd_scan, 0, 0, FOR_SCAN, NEEDS_CAMPAIGN, 0},
    {"journal add", "ORDER RETURN ITEM DECISION [--and ITEM DECISION …]", "keeps a decision until it is delivered",
     "What ymr decide --journal FILE does: the file is made if it is missing. No network and no key are needed;\n"
     "whether the Market offers the decision is not checked. Exit status 0 only if it is safe on the disk.\n",
     cmd_journal_add, 4, 2 + 2 * MAX_DECISIONS, FOR_JOURNAL_ADD, NEEDS_CAMPAIGN, 0},
    {"journal list", "", "shows what is kept, what became of it and what to do",
     "Finished records are shown until their room is needed. Exit status 9 if something cannot be read.\n",
     cmd_journal_list, 0, 0, FOR_JOURNAL, NEEDS_NOTHING, 0},
    {"journal flush", "", "delivers what is kept",
     "Needs --business. Ends when every record is settled, refused or needs a person (then ymr journal list says\n"
     "why); without a network at once, unless --timeout says how long to go on trying, else after 10 minutes. A\n"
     "decision is sent again only when the Market was read twice to wait still, a minute after its answer was lost.\n"
     "Exit status 8 if of any record it is not known what became of it, 4 if any was refused or needs a person.\n",
     cmd_journal_flush, 0, 0, FOR_JOURNAL, NEEDS_CAMPAIGN, 0},
    {"journal ack", "ID …", "takes records over that need a person", "They are finished then, and block no other.\n",
     cmd_journal_ack, 1, MAX_WORDS, FOR_JOURNAL, NEEDS_NOTHING, 0},
    {"notify", "", "receives the Market's notifications, one JSON line each",
     "Serves POST /notification by plain HTTP: TLS is for a proxy in front, and --trusted-proxy is its\n"
     "address. A notification is answered with 200 when its line is out, with 400 when it has come before\n"
     "or is none, else with 500, and then the Market sends it again. SIGTERM ends it.\n",
     cmd_notify, 0, 0, FOR_NOTIFY, NEEDS_NOTHING, 0},
    {"decode", "[FILE]", "shows a saved answer or a bare return",
     "Reads FILE, or standard input without one: an answer of getReturn or getReturns, or\n"
     "one return by itself.\n",
     cmd_decode, 0, 1, FOR_DECODE, NEEDS_NOTHING, 0},
    {"completion", "SHELL", "prints what completes ymr's command line in bash, zsh or fish",
     "`make install` puts all three where shells look; fish looks below /usr alone, unless XDG_DATA_DIRS names\n"
     "PREFIX/share. Without it: eval \"$(ymr completion bash)\" in ~/.bashrc, the same with zsh in ~/.zshrc behind\n"
     "compinit, and in fish ymr completion fish >~/.config/fish/completions/ymr.fish\n",
     cmd_completion, 1, 1, FOR_COMPLETION, NEEDS_NOTHING, 0},
    /* options.c knows it by its name: it stands in front of a command, like an option */
    {"help", "[COMMAND]", "says what a command takes, or this", "", NULL, 0, 0, FOR_HELP, NEEDS_NOTHING, 0},
};

const unsigned command_count = sizeof commands / sizeof commands[0];
