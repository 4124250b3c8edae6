#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ymr_posix.h"

/* Bytes that are locked; they lie behind the region, and the file never has them. */
enum {
    USE = YMR_POSIX_JOURNAL_SIZE, /* by whoever reads or writes the region */
    WISH,                         /* by the one who will use it next */
    DELIVERY                      /* by the one process that delivers, for as long as it does */
};

enum { PIECE = 512, ERASED = 0xFF };

static ymr_status failed(ymr_posix_journal *journal)
{
    journal->error = errno;
    return YMR_E_IO;
}

/* Storage. */

/* What the disk cannot read, and what somebody has cut off, the journal's own checks find. */
static ymr_status read_file(void *context, uint32_t offset, void *bytes, size_t length)
{
    ymr_posix_journal *const journal = context;
    uint8_t *at = bytes;

    while (length > 0) {
        const ssize_t done = pread(journal->file, at, length, (off_t)offset);
        if (done == 0 || (done < 0 && errno == EIO)) {
            memset(at, 0, length);
            return YMR_OK;
        }
        if (done < 0 && errno != EINTR) {
            return failed(journal);
        }
        if (done > 0) {
            at += done;
            offset += (uint32_t)done;
            length -= (size_t)done;
        }
    }
    return YMR_OK;
}

static ymr_status program_file(void *context, uint32_t offset, const void *bytes, size_t length)
{
    ymr_posix_journal *const journal = context;
    const uint8_t *at = bytes;

    while (length > 0) {
        const ssize_t done = pwrite(journal->file, at, length, (off_t)offset);
        if (done < 0 && errno != EINTR) {
            return failed(journal);
        }
        if (done > 0) {
            at += done;
            offset += (uint32_t)done;
            length -= (size_t)done;
        }
    }
    return YMR_OK;
}

static ymr_status erase_file(void *context, uint32_t block)
{
    uint8_t erased[YMR_POSIX_JOURNAL_BLOCK];

    memset(erased, ERASED, sizeof erased);
    return program_file(context, block * YMR_POSIX_JOURNAL_BLOCK, erased, sizeof erased);
}

static ymr_status sync_file(void *context)
{
    ymr_posix_journal *const journal = context;
    return fdatasync(journal->file) == 0 ? YMR_OK : failed(journal);
}

/* Opening. */

static bool is_ours(int file)
{
    struct stat about;
    return fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == geteuid() &&
           (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* A new file is as safe as its name: each time, for whoever made it may have been cut off before this. */
static ymr_status sync_directory(ymr_posix_journal *journal, const char *path)
{
    char directory[YMR_POSIX_JOURNAL_PATH];
    const char *const slash = strrchr(path, '/');
    const size_t length = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);

    snprintf(directory, sizeof directory, "%.*s", length == 0 ? 1 : (int)length, length == 0 ? "." : path);
    const int file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) {
        return failed(journal);
    }
    /* some file systems have nothing to say about directories */
    const bool synced = fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP;
    const ymr_status status = synced ? YMR_OK : failed(journal);
    close(file);
    return status;
}

ymr_status ymr_posix_journal_open(ymr_posix_journal *journal, const char *path, ymr_posix_journal_use use)
{
    const int flags = use == YMR_POSIX_JOURNAL_LOOK     ? O_RDONLY
                      : use == YMR_POSIX_JOURNAL_APPEND ? O_RDWR | O_CREAT
                                                        : O_RDWR;
    memset(journal, 0, sizeof *journal);
    journal->storage = (ymr_storage){.read = read_file,
                                     .program = program_file,
                                     .erase = erase_file,
                                     .sync = sync_file,
                                     .context = journal,
                                     .block_size = YMR_POSIX_JOURNAL_BLOCK,
                                     .block_count = YMR_POSIX_JOURNAL_BLOCKS,
                                     .program_size = 1};
    journal->use = use;
    journal->file = -1;
    if (strlen(path) >= YMR_POSIX_JOURNAL_PATH) {
        errno = ENAMETOOLONG;
        return failed(journal);
    }
    journal->file = open(path, flags | O_CLOEXEC | O_NONBLOCK, S_IRUSR | S_IWUSR);
    if (journal->file < 0) {
        return failed(journal);
    }
    if (!is_ours(journal->file)) {
        ymr_posix_journal_close(journal);
        return YMR_E_ARGUMENT;
    }
    return use == YMR_POSIX_JOURNAL_LOOK ? YMR_OK : sync_directory(journal, path);
}

/* Locks: of the process, gone with it however it ends. */

static struct flock lock_of(const ymr_posix_journal *journal, int byte)
{
    const bool shared = journal->use == YMR_POSIX_JOURNAL_LOOK;
    return (struct flock){
        .l_type = shared ? F_RDLCK : F_WRLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
}

static void unlock(ymr_posix_journal *journal, int byte)
{
    struct flock row = lock_of(journal, byte);
    row.l_type = F_UNLCK;
    (void)fcntl(journal->file, F_SETLK, &row);
}

static ymr_status lock(ymr_posix_journal *journal, int byte)
{
    struct flock row = lock_of(journal, byte);
    if (fcntl(journal->file, F_SETLK, &row) == 0) {
        return YMR_OK;
    }
    if (errno != EAGAIN && errno != EACCES) {
        return failed(journal);
    }
    journal->holder = fcntl(journal->file, F_GETLK, &row) == 0 && row.l_type != F_UNLCK ? row.l_pid : 0;
    return YMR_E_BUSY;
}

/* The wish stays while somebody else has it: so he knows, and nobody comes in between. */
static ymr_status lock_use(ymr_posix_journal *journal)
{
    const bool delivers = journal->use == YMR_POSIX_JOURNAL_DELIVER;
    ymr_status status = delivers ? lock(journal, DELIVERY) : YMR_OK;

    journal->is_delivered = status == YMR_E_BUSY;
    if (status == YMR_OK) {
        status = lock(journal, WISH);
    }
    if (status == YMR_OK) {
        status = lock(journal, USE);
    }
    if (status == YMR_OK) {
        unlock(journal, WISH);
    }
    return status;
}

/* Making a new one. */

/* What was cut off while it was made: erased bytes, or zeros where the disk did not come so far. */
static bool is_blank(const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != ERASED && bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

static ymr_status check_blank(ymr_posix_journal *journal, uint32_t size)
{
    uint8_t piece[PIECE];
    for (uint32_t at = 0; at < size; at += PIECE) {
        const size_t length = size - at < PIECE ? size - at : PIECE;
        const ymr_status status = read_file(journal, at, piece, length);
        if (status != YMR_OK) {
            return status;
        }
        if (!is_blank(piece, length)) {
            return YMR_E_STORED;
        }
    }
    return YMR_OK;
}

static ymr_status fill(ymr_posix_journal *journal)
{
    for (uint32_t block = 0; block < YMR_POSIX_JOURNAL_BLOCKS; block++) {
        const ymr_status status = erase_file(journal, block);
        if (status != YMR_OK) {
            return status;
        }
    }
    return fsync(journal->file) == 0 ? YMR_OK : failed(journal);
}

/* Nothing is kept in a file before it has its whole length. */
static ymr_status make_ready(ymr_posix_journal *journal)
{
    struct stat about;
    if (fstat(journal->file, &about) != 0) {
        return failed(journal);
    }
    if (about.st_nlink == 0) { /* deleted while it was waited for: nobody would find what is kept in it */
        errno = ENOENT;
        return failed(journal);
    }
    if (about.st_size == YMR_POSIX_JOURNAL_SIZE) {
        return YMR_OK;
    }
    if (about.st_size > YMR_POSIX_JOURNAL_SIZE) {
        return YMR_E_STORED;
    }
    const ymr_status status = check_blank(journal, (uint32_t)about.st_size);
    if (status != YMR_OK) {
        return status;
    }
    journal->is_empty = journal->use == YMR_POSIX_JOURNAL_LOOK;
    return journal->is_empty ? YMR_OK : fill(journal);
}

ymr_status ymr_posix_journal_take(ymr_posix_journal *journal)
{
    const ymr_status status = lock_use(journal);
    return status == YMR_OK ? make_ready(journal) : status;
}

bool ymr_posix_journal_lend(ymr_posix_journal *journal)
{
    struct flock row = lock_of(journal, WISH);
    if (fcntl(journal->file, F_GETLK, &row) != 0 || row.l_type == F_UNLCK) {
        return false;
    }
    unlock(journal, USE);
    return true;
}

void ymr_posix_journal_close(ymr_posix_journal *journal)
{
    if (journal->file >= 0) {
        close(journal->file);
        journal->file = -1;
    }
}
