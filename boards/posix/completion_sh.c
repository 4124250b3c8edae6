/*
 * bash and zsh. Both scripts look at the words before the cursor with the same loop: which command they belong
 * to, and whether the last of them is an option that waits for its value.
 */
#include "completion.h"

#include <string.h>

#include "help.h"
#include "out.h"

static bool is_zsh;

static void put(const char *text)
{
    out_text(&out_result, text);
}

static void put_blank_and_word(const char *word, size_t length)
{
    put(" ");
    out_bytes(&out_result, word, length);
}

/* The option as a pattern: its name or its letter, with `before` in front of either. */
static void put_spellings(const setting *row, const char *before)
{
    out_format(&out_result, "%s%s", before, row->name);
    if (row->letter != '\0') {
        out_format(&out_result, " | %s-%c", before, row->letter);
    }
}

static void put_scan(void)
{
    put("    for ((; at < end; at++)); do\n"
        "        word=${words[at]}\n"
        "        if [[ -n $expected ]]; then\n"
        "            expected=\n"
        "            continue\n"
        "        fi\n"
        "        case $word in\n"
        "            (");
    bool any = false;
    for (unsigned i = 0; i < setting_count; i++) {
        if (settings[i].value != NULL) {
            put(any ? " | " : "");
            put_spellings(&settings[i], "");
            any = true;
        }
    }
    put(") expected=$word ;;\n"
        "            (-*) ;;\n"
        "            (*)\n"
        "                if [[ -z $command$group && $word == help ]]; then\n"
        "                    :\n"
        "                elif [[ -z $command$group && '");
    completion_groups(put_blank_and_word);
    put(" ' == *\" $word \"* ]]; then\n"
        "                    group=$word\n"
        "                elif [[ -z $command ]]; then\n"
        "                    command=${group:+$group }$word\n"
        "                fi\n"
        "                ;;\n"
        "        esac\n"
        "    done\n");
}

/* A word to offer; zsh shows what it means beside it. */
static void put_offer(const char *word, size_t length, const char *meaning)
{
    char text[256];
    const size_t room = sizeof text - length - 2;
    const size_t more = is_zsh ? strlen(meaning) : 0;

    memcpy(text, word, length);
    text[length] = '\0';
    if (more > 0) {
        text[length] = ':';
        memcpy(text + length + 1, meaning, more < room ? more : room);
        text[length + 1 + (more < room ? more : room)] = '\0';
    }
    put(" ");
    completion_quote(text);
}

static void put_group(const char *word, size_t length)
{
    put_offer(word, length, "commands of two words");
}

static void put_first_words(void)
{
    put("            ('') offered=(");
    for (unsigned i = 0; i < command_count; i++) {
        if (completion_second_word(commands[i].name) == NULL) {
            put_offer(commands[i].name, strlen(commands[i].name), commands[i].summary);
        }
    }
    completion_groups(put_group);
    put(") ;;\n");
}

static void put_second_words(const char *group, size_t length)
{
    put("            (");
    out_bytes(&out_result, group, length);
    put(") offered=(");
    for (unsigned i = 0; i < command_count; i++) {
        const char *const name = commands[i].name;
        const char *const second = completion_second_word(name);
        if (second != NULL && strncmp(name, group, length) == 0 && name[length] == ' ') {
            put_offer(second, strlen(second), commands[i].summary);
        }
    }
    put(") ;;\n");
}

static void put_option_offers(unsigned commands_of)
{
    for (unsigned i = 0; i < setting_count; i++) {
        const bool global = completion_is_global(&settings[i]);
        if (commands_of == FOR_ALL ? global : !global && (settings[i].commands & commands_of) != 0) {
            const char *value;
            put_offer(settings[i].name, strlen(settings[i].name),
                      help_of(&settings[i], global ? 0 : commands_of, &value));
        }
    }
}

static void put_options(void)
{
    put("        offered=(");
    put_option_offers(FOR_ALL);
    put(")\n"
        "        case $command in\n");
    for (unsigned i = 0; i < command_count; i++) {
        out_format(&out_result, "            ('%s') offered+=(", commands[i].name);
        put_option_offers(commands[i].bit);
        put(") ;;\n");
    }
    put("        esac\n");
}

static void put_names_of(const completion_names *row)
{
    put("            (");
    if (row->command != NULL) {
        out_format(&out_result, "'%s %s'", row->command, row->option);
    } else {
        out_format(&out_result, "*' %s'", row->option);
    }
    put(") offered=(");
    completion_put_names(row->names);
    put(" ) ;;\n");
}

static void put_values(void)
{
    put("        case \"$command $expected\" in\n");
    for (unsigned i = 0; i < completion_named_count; i++) {
        put_names_of(&completion_named[i]);
    }
    for (unsigned i = 0; i < setting_count; i++) {
        const completion_kind kind = completion_kind_of(&settings[i]);
        if (kind == COMPLETION_FILE || kind == COMPLETION_DIRECTORY) {
            put("            (");
            put_spellings(&settings[i], "*\\ ");
            out_format(&out_result, ") kind=%s ;;\n", kind == COMPLETION_FILE ? "file" : "directory");
        }
    }
    put("        esac\n"
        "        case $expected in\n"
        "            (''");
    for (unsigned i = 0; i < setting_count; i++) {
        if (completion_is_list(&settings[i])) {
            put(" | ");
            put_spellings(&settings[i], "");
        }
    }
    put(") list=yes ;;\n"
        "        esac\n");
}

static void put_words(void)
{
    put("        case $command in\n");
    for (unsigned i = 0; i < command_count; i++) {
        if (strstr(commands[i].words, "FILE") != NULL) {
            out_format(&out_result, "            ('%s') kind=file ;;\n", commands[i].name);
        } else if (strstr(commands[i].words, "SHELL") != NULL) {
            out_format(&out_result, "            ('%s') offered=(bash zsh fish) ;;\n", commands[i].name);
        }
    }
    put("        esac\n");
}

/* What may stand at the cursor: an array `offered`, or a `kind` of file. */
static void put_choice(void)
{
    put("    if [[ -n $expected ]]; then\n");
    put_values();
    put("    elif [[ $current == -* ]]; then\n");
    put_options();
    put("    elif [[ -z $command ]]; then\n"
        "        what=command\n"
        "        case $group in\n");
    put_first_words();
    completion_groups(put_second_words);
    put("        esac\n"
        "    else\n");
    put_words();
    put("    fi\n");
}

void completion_bash(void)
{
    is_zsh = false;
    put("# Completion of ymr for bash, made by `ymr completion bash`.\n"
        "_ymr() {\n"
        "    local command= group= expected= word current kind= list= what= before=\n"
        "    local -a words offered=()\n"
        "    local -i at=1 end\n"
        "    COMPREPLY=()\n"
        "    read -ra words <<<\"${COMP_LINE:0:COMP_POINT}\"\n"
        "    [[ ${COMP_LINE:0:COMP_POINT} != *[[:space:]] ]] || words+=('')\n"
        "    end=$((${#words[@]} - 1))\n"
        "    current=${words[end]}\n");
    put_scan();
    put("    if [[ -z $expected && $current == --*=* ]]; then\n"
        "        expected=${current%%=*}\n"
        "        current=${current#*=}\n"
        "    fi\n");
    put_choice();
    put("    if [[ -n $list && $current == *,* ]]; then\n"
        "        before=${current%,*},\n"
        "        current=${current##*,}\n"
        "    fi\n"
        "    case $kind in\n"
        "        (file) mapfile -t COMPREPLY < <(compgen -f -- \"$current\") ;;\n"
        "        (directory) mapfile -t COMPREPLY < <(compgen -d -- \"$current\") ;;\n"
        "        (*)\n"
        "            mapfile -t COMPREPLY < <(compgen -P \"$before\" -W \"${offered[*]}\" -- \"$current\")\n"
        "            ;;\n"
        "    esac\n"
        "    [[ -z $kind ]] || compopt -o filenames 2>/dev/null\n"
        "    [[ -z $list ]] || compopt -o nospace 2>/dev/null\n"
        "}\n"
        "complete -F _ymr ymr\n");
}

void completion_zsh(void)
{
    is_zsh = true;
    put("#compdef ymr\n"
        "# Completion of ymr for zsh, made by `ymr completion zsh`: _ymr in a directory of $fpath.\n"
        "_ymr() {\n"
        "    local command= group= expected= word current=$PREFIX kind= list= what=option\n"
        "    local -a offered=()\n"
        "    local -i at=2 end=$CURRENT\n");
    put_scan();
    put("    if [[ -z $expected && $current == --*=* ]]; then\n"
        "        expected=${current%%=*}\n"
        "        compset -P '*='\n"
        "    fi\n");
    put_choice();
    put("    [[ -z $list ]] || compset -P '*,'\n"
        "    case $kind in\n"
        "        (file) _files ;;\n"
        "        (directory) _files -/ ;;\n"
        "        (*)\n"
        "            if [[ -n $expected || -n $command && $current != -* ]]; then\n"
        "                compadd -a offered\n"
        "            else\n"
        "                _describe \"$what\" offered\n"
        "            fi\n"
        "            ;;\n"
        "    esac\n"
        "}\n"
        "if [[ $funcstack[1] == _ymr ]]; then _ymr \"$@\"; else compdef _ymr ymr; fi\n");
}
