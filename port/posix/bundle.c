#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ymr_posix.h"

static void close_file(ymr_posix_bundle *bundle)
{
    if (bundle->file >= 0) {
        close(bundle->file);
        bundle->file = -1;
    }
}

static ymr_status fail(ymr_posix_bundle *bundle, int error)
{
    bundle->error = error;
    close_file(bundle);
    return YMR_E_ANCHORS;
}

static ymr_status rewind_bundle(ymr_anchors *anchors)
{
    ymr_posix_bundle *bundle = (ymr_posix_bundle *)anchors;

    close_file(bundle);
    bundle->found = 0;
    bundle->damaged = 0;
    bundle->too_long = 0;
    bundle->error = 0;
    bundle->from = 0;
    bundle->to = 0;
    ymr_pem_init(&bundle->pem, bundle->der, sizeof bundle->der);
    bundle->file = open(bundle->path, O_RDONLY | O_CLOEXEC);
    return bundle->file < 0 ? fail(bundle, errno) : YMR_OK;
}

/* @return bytes read, 0 at the end, −1 with errno */
static ssize_t fill(ymr_posix_bundle *bundle)
{
    ssize_t got;

    do {
        got = read(bundle->file, bundle->text, sizeof bundle->text);
    } while (got < 0 && errno == EINTR);
    bundle->from = 0;
    bundle->to = got > 0 ? (size_t)got : 0;
    return got;
}

static void count(ymr_posix_bundle *bundle, ymr_pem_event event)
{
    bundle->found += event == YMR_PEM_CERTIFICATE;
    bundle->damaged += event == YMR_PEM_DAMAGED;
    bundle->too_long += event == YMR_PEM_TOO_LONG;
}

static ymr_pem_event read_on(ymr_posix_bundle *bundle)
{
    size_t used;
    const ymr_pem_event event =
        ymr_pem_feed(&bundle->pem, bundle->text + bundle->from, bundle->to - bundle->from, &used);

    bundle->from += used;
    count(bundle, event);
    return event;
}

static ymr_status finish(ymr_posix_bundle *bundle, ymr_span *der)
{
    const ymr_pem_event event = ymr_pem_end(&bundle->pem);

    count(bundle, event);
    if (bundle->found == 0) {
        return fail(bundle, 0);
    }
    close_file(bundle);
    der->bytes = bundle->der;
    der->length = event == YMR_PEM_CERTIFICATE ? bundle->pem.length : 0;
    return YMR_OK;
}

static ymr_status next_certificate(ymr_anchors *anchors, ymr_span *der)
{
    ymr_posix_bundle *bundle = (ymr_posix_bundle *)anchors;

    *der = (ymr_span){bundle->der, 0};
    if (bundle->file < 0) {
        return YMR_OK;
    }
    for (;;) {
        if (bundle->from == bundle->to) {
            const ssize_t got = fill(bundle);
            if (got < 0) {
                return fail(bundle, errno);
            }
            if (got == 0) {
                return finish(bundle, der);
            }
        }
        if (read_on(bundle) == YMR_PEM_CERTIFICATE) {
            der->length = bundle->pem.length;
            return YMR_OK;
        }
    }
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * UINT64_C(0x100000001b3); /* FNV-1a's step */
}

/* Any change of a file shows in one of these; reading it all for each connection would show no more. */
static uint64_t identity(ymr_anchors *anchors)
{
    const ymr_posix_bundle *bundle = (const ymr_posix_bundle *)anchors;
    struct stat status;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    if (stat(bundle->path, &status) != 0) {
        return 0;
    }
    hash = mix(hash, (uint64_t)status.st_dev);
    hash = mix(hash, (uint64_t)status.st_ino);
    hash = mix(hash, (uint64_t)status.st_size);
    hash = mix(hash, (uint64_t)status.st_mtim.tv_sec);
    return mix(hash, (uint64_t)status.st_mtim.tv_nsec);
}

static const ymr_anchors_api api = {rewind_bundle, next_certificate, identity};

ymr_status ymr_posix_bundle_init(ymr_posix_bundle *bundle, const char *path)
{
    bundle->anchors.api = &api;
    bundle->anchors.lasting = false;
    bundle->path = path;
    bundle->file = -1;
    const ymr_status status = rewind_bundle(&bundle->anchors);
    close_file(bundle);
    return status;
}
