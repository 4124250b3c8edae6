#include "commands.h"

#include <string.h>

#include "completion.h"
#include "display.h"
#include "errors.h"
#include "exits.h"
#include "notes.h"
#include "out.h"

int cmd_completion(const options *given)
{
    static const struct {
        const char *name;
        void (*print)(void);
    } shells[] = {{"bash", completion_bash}, {"zsh", completion_zsh}, {"fish", completion_fish}};

    for (unsigned i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (strcmp(given->words[0], shells[i].name) == 0) {
            shells[i].print();
            return errors_finish(EXIT_DONE);
        }
    }
    note_error("completion: \"%s\" is no shell that ymr knows: give bash, zsh or fish",
               display_safe_string(given->words[0]));
    return EXIT_USAGE;
}
