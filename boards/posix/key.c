#include "key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exits.h"
#include "notes.h"

enum { KEY_SIZE = 512 }; /* the Market's keys have 54 characters */

static char stored[KEY_SIZE];

void key_wipe(void)
{
    ymr_wipe(stored, sizeof stored);
}

static void warn_of_readers(int fd, const char *path)
{
    struct stat file;
    if (fstat(fd, &file) == 0 && S_ISREG(file.st_mode) && (file.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        note_warning("key file %s: others may read it: chmod 600 %s", path, path);
    }
}

static ssize_t read_all(int fd, char *bytes, size_t size)
{
    size_t length = 0;
    while (length < size) {
        const ssize_t part = read(fd, bytes + length, size - length);
        if (part < 0 && errno != EINTR) {
            return -1;
        }
        if (part == 0) {
            break;
        }
        length += part > 0 ? (size_t)part : 0;
    }
    return (ssize_t)length;
}

static int read_file(const char *name)
{
    const char *const path = display_safe_string(name);
    const int fd = open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        note_error("key file %s: %s", path, strerror(errno));
        return EXIT_LOCAL;
    }
    warn_of_readers(fd, path);
    const ssize_t length = read_all(fd, stored, sizeof stored);
    const int error = errno;
    close(fd);
    if (length < 0) {
        note_error("key file %s: %s", path, strerror(error));
        return EXIT_LOCAL;
    }
    if ((size_t)length == sizeof stored) {
        note_error("key file %s: longer than %d bytes: is it the file with the key, and only the key?", path,
                   KEY_SIZE - 1);
        return EXIT_LOCAL;
    }
    stored[length] = '\0';
    if (strlen(stored) != (size_t)length) {
        note_error("key file %s: holds a NUL: is it a text file with the key?", path);
        return EXIT_LOCAL;
    }
    return 0;
}

static int read_environment(void)
{
    char *const value = getenv("YMR_API_KEY");
    if (value == NULL || value[0] == '\0') {
        note_error("no API key: set YMR_API_KEY or give --key-file");
        return EXIT_USAGE;
    }
    const size_t length = strlen(value);
    if (length >= sizeof stored) {
        note_error("YMR_API_KEY: longer than %d bytes: is it the key?", KEY_SIZE - 1);
        return EXIT_USAGE;
    }
    memcpy(stored, value, length + 1);
    ymr_wipe(value, length); /* /proc/PID/environ shows it as long as the process lives */
    return 0;
}

static void trim(void)
{
    const size_t blanks = strspn(stored, " \t\r\n");
    size_t length = strlen(stored) - blanks;

    memmove(stored, stored + blanks, length);
    while (length != 0 && strchr(" \t\r\n", stored[length - 1]) != NULL) {
        length--;
    }
    memset(stored + length, 0, sizeof stored - length);
}

int key_read(const options *given, const char **key)
{
    const char *const origin = given->key_file != NULL ? "the key file" : "YMR_API_KEY";
    const int failed = given->key_file != NULL ? read_file(given->key_file) : read_environment();
    if (failed != 0) {
        return failed;
    }
    trim();
    if (stored[0] == '\0') {
        note_error("no API key: %s holds nothing but blanks", origin);
        return EXIT_USAGE;
    }
    for (size_t i = 0; stored[i] != '\0'; i++) {
        if (stored[i] < '!' || stored[i] > '~') {
            note_error("API key: character %zu of what %s holds cannot be part of a key: copy it anew", i + 1,
                       origin);
            return EXIT_USAGE;
        }
    }
    *key = stored;
    return 0;
}
