/* FOR EMULATION ONLY: see emulation.h. */
#include "emulation.h"

#include <string.h>

#include "boards/scanner/board.h"
#include "chip.h"

enum {
    SYS_OPEN = 0x01,
    SYS_CLOSE = 0x02,
    SYS_WRITE = 0x05,
    SYS_READ = 0x06,
    SYS_SEEK = 0x0a,
    SYS_GET_CMDLINE = 0x15,
    SYS_EXIT_EXTENDED = 0x20
};
enum { APPLICATION_EXIT = 0x20026, COMMAND_LINE = 256 };

static int32_t call(int32_t operation, const void *arguments)
{
    register int32_t r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = arguments;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

static uint32_t address(const void *bytes)
{
    return (uint32_t)(uintptr_t)bytes;
}

int32_t emulation_open(const char *path, int32_t mode)
{
    return call(SYS_OPEN, (const uint32_t[]){address(path), (uint32_t)mode, (uint32_t)strlen(path)});
}

void emulation_close(int32_t file)
{
    call(SYS_CLOSE, (const uint32_t[]){(uint32_t)file});
}

bool emulation_read(int32_t file, void *bytes, size_t length)
{
    return call(SYS_READ, (const uint32_t[]){(uint32_t)file, address(bytes), (uint32_t)length}) == 0;
}

bool emulation_write(int32_t file, const void *bytes, size_t length)
{
    return call(SYS_WRITE, (const uint32_t[]){(uint32_t)file, address(bytes), (uint32_t)length}) == 0;
}

bool emulation_seek(int32_t file, uint32_t offset)
{
    return call(SYS_SEEK, (const uint32_t[]){(uint32_t)file, offset}) == 0;
}

/* `line` is words with blanks between them. */
static bool find_argument(const char *line, const char *name, char *value, size_t room)
{
    const size_t name_length = strlen(name);
    while (*line != '\0') {
        const size_t length = strcspn(line, " ");
        if (length > name_length && memcmp(line, name, name_length) == 0 && line[name_length] == '=') {
            const size_t rest = length - name_length - 1;
            if (rest >= room) {
                return false;
            }
            memcpy(value, line + name_length + 1, rest);
            value[rest] = '\0';
            return true;
        }
        line += length + (line[length] == ' ');
    }
    return false;
}

bool emulation_argument(const char *name, char *value, size_t room)
{
    char line[COMMAND_LINE] = "";
    const uint32_t where[] = {address(line), sizeof line};
    return call(SYS_GET_CMDLINE, where) == 0 && find_argument(line, name, value, room);
}

/* The host's generator. A device takes its TRNG here. */
ymr_status board_entropy(void *unused, uint8_t *bytes, size_t length)
{
    static int32_t file = -1;
    (void)unused;
    if (file < 0) {
        file = emulation_open("/dev/urandom", EMULATION_READ);
    }
    return file >= 0 && emulation_read(file, bytes, length) ? YMR_OK : YMR_E_ENTROPY;
}

_Noreturn void board_exit(int code)
{
    console_print_now("");
    call(SYS_EXIT_EXTENDED, (const uint32_t[]){APPLICATION_EXIT, (uint32_t)code});
    fault_end();
}
