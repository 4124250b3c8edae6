#include "commands.h"

enum { ONE_CALL_MS = 60000 };

const command commands[] = {
    {"returns", "", "lists every matching return, page after page, as they arrive",
     "Waiting for a decision are --status WAITING_FOR_DECISION,PREMODERATION_DECISION_WAITING.\n"
     "The Market's days are those of the last change. With --json each return is one whole object.\n"
     "When a page breaks off, standard error says how many of the last lines are not confirmed.\n",
     cmd_returns, 0, 0, FOR_RETURNS, false, 0},
    {"return", "ORDER RETURN", "shows one return", "", cmd_return, 2, 2, FOR_RETURN, false, ONE_CALL_MS},
    {"photo", "ORDER RETURN ITEM HASH", "downloads one photo",
     "ITEM is returnItemId of the buyer's claim whose images hold HASH.\n"
     "Without -o the file is named after HASH. "
     "The file appears when it is whole, never before.\n",
     cmd_photo, 4, 4, FOR_PHOTO, false, 0},
    {"photos", "ORDER RETURN", "downloads every photo of a return",
     "The files are named ITEM-HASH.jpg or .png and appear when they are whole.\n", cmd_photos, 2, 2,
     FOR_PHOTOS, false, 0},
    {"decode", "[FILE]", "shows a saved answer or a bare return",
     "Reads FILE, or standard input without one: an answer of getReturn or getReturns, or\n"
     "one return by itself.\n",
     cmd_decode, 0, 1, FOR_DECODE, true, 0},
};

const unsigned command_count = sizeof commands / sizeof commands[0];
